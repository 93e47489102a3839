"""The watch-list clock: against a plain second one, on every country, on invented histories, and word for word."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Message, UserError
from palermo.standing import (
    Answer,
    Clock,
    History,
    Kind,
    Mark,
    Placement,
    Record,
    Tick,
    Tier,
    Why,
    clock,
    clock_to_tree,
    replay,
    shipped,
    shipped_law,
)
from tests.examples import examples
from tests.unit.standing.plain_clock import Facts, Plain

TODAY = date(2026, 1, 31)
LAW = shipped_law()


def invented(tiers: dict[int, str], gaps: frozenset[int] = frozenset()) -> History:
    placements = {year: Placement(year, Tier(tier), Mark.VERIFIED, "S1") for year, tier in tiers.items()}
    return History("XXA", Message("Inventland"), placements, gaps)


def as_plain(tick: Tick) -> Plain | None:
    if tick.tier is not Tier.WATCH:
        return None
    return Plain(tick.nth, tick.allowed, tick.waiver, str(tick.reinstated), tick.hidden)


def asked(history: History, day: date = TODAY) -> Clock:
    return clock(Record({history.iso3: history}, (), {}, LAW), history.iso3, day)


@pytest.mark.parametrize("stated", [False, True], ids=["counted", "stated"])
def test_every_country_is_told_as_by_the_plain_clock(stated: bool) -> None:
    for history in shipped().histories.values():
        tiers = {year: str(each.tier) for year, each in history.placements.items()}
        facts = Facts(tiers, set(history.gaps))
        told = replay(history if stated else invented(tiers, history.gaps), LAW)
        assert [as_plain(tick) for tick in told] == [facts.tell(tick.year) for tick in told], history.name


histories = st.lists(st.sampled_from(["2", "2WL", "2WL", "2WL", "3", "3", "gap", "SPECIAL"]), min_size=4, max_size=25)


@settings(max_examples=examples(300))
@given(histories)
def test_invented_histories_are_told_as_by_the_plain_clock(told: list[str]) -> None:
    years = dict(enumerate(told, 2026 - len(told)))
    tiers = {year: tier for year, tier in years.items() if tier != "gap" and (tier != "2WL" or year >= 2004)}
    gaps = frozenset(year for year, tier in years.items() if tier == "gap")
    facts = Facts(tiers, set(gaps))
    for tick in replay(invented(tiers, gaps), LAW):
        assert as_plain(tick) == facts.tell(tick.year), tick


@settings(max_examples=examples(100))
@given(histories)
def test_nothing_that_comes_later_changes_what_was_told(told: list[str]) -> None:
    tiers = {year: tier for year, tier in enumerate(told, 2026 - len(told)) if tier != "gap" and year >= 2004}
    if tiers:
        whole, until = replay(invented(tiers), LAW), max(tiers) - 3
        assert whole[: max(until - min(tiers) + 1, 0)] == replay(invented(tiers), LAW, until)


@pytest.mark.parametrize(
    ("told", "gaps"),
    [
        # back after a run under a waiver, and longer than it may be
        (dict(zip(range(2010, 2023), ["2WL"] * 4 + ["3"] * 5 + ["2WL"] * 4, strict=True)), ()),
        # what was on the list before reports counted adds nothing
        ({2007: "2WL", 2009: "2WL", 2010: "2WL"}, (2008,)),
        ({2009: "2WL", 2011: "2WL", 2012: "3", 2019: "2WL"}, (2010, 2013, 2014)),
    ],
)  # fmt: skip
def test_corners_are_told_as_by_the_plain_clock(told: dict[int, str], gaps: tuple[int, ...]) -> None:
    facts = Facts(told, set(gaps))
    for tick in replay(invented(told, frozenset(gaps)), LAW):
        assert as_plain(tick) == facts.tell(tick.year), tick


@pytest.mark.parametrize(
    ("iso3", "year", "why"),
    [
        ("CUW", 2024, [Why.GAP_IN_RUN]),
        ("BRN", 2025, [Why.OLDER_GAP]),
        ("DJI", 2025, [Why.OLDER_RUN]),
        ("DZA", 2025, [Why.OLDER_GAP]),
        ("AZE", 2020, [Why.GAP_BEFORE]),
    ],
)
def test_why_the_clock_cannot_say(iso3: str, year: int, why: list[Why]) -> None:
    (tick,) = (each for each in replay(shipped().histories[iso3], LAW) if each.year == year)
    assert list(tick.why) == why


def test_a_rule_holds_on_its_first_and_its_last_day() -> None:
    (old, new) = (rule for rule in LAW.rules if rule.kind is Kind.WAIVER)
    assert (old.in_force(date(2019, 1, 8)), old.in_force(date(2019, 1, 9))) == (True, False)
    assert (new.in_force(date(2019, 1, 8)), new.in_force(date(2019, 1, 9))) == (False, True)


def test_the_law_of_the_year_decides() -> None:
    four = invented(dict.fromkeys(range(2015, 2019), "2WL"))
    assert [(tick.nth, tick.allowed, tick.waiver) for tick in replay(four, LAW)] == [
        (1, 4, False),
        (2, 4, False),
        (3, 4, True),
        (4, 4, True),
    ]
    late = replay(invented(dict.fromkeys(range(2016, 2020), "2WL")), LAW)[-1]
    assert (late.nth, late.allowed, late.beyond) == (4, 3, True)
    assert [tick.nth for tick in replay(invented(dict.fromkeys(range(2006, 2012), "2WL")), LAW)] == [0, 0, 0, 1, 2, 3]


def test_what_may_come_is_asked_of_the_law_of_the_day() -> None:
    third = invented(dict.fromkeys(range(2016, 2019), "2WL"))
    assert not asked(third, date(2018, 12, 31)).forced  # two years of waiver, as the law then was
    assert asked(third, date(2019, 1, 31)).forced


def test_a_stated_year_settles_what_a_gap_left_open() -> None:
    gap = frozenset({2019})
    open_run = asked(invented({2018: "2WL", 2020: "2WL"}, gap), date(2020, 12, 31))
    assert (open_run.watch_list_years, [Why.GAP_BEFORE], len(open_run.unclear)) == (1, [Why.GAP_BEFORE], 1)
    said = Placement(2020, Tier.WATCH, Mark.VERIFIED, "S1", nth_stated=3)
    before = Placement(2018, Tier.WATCH, Mark.VERIFIED, "S1")
    tick = replay(History("XXA", Message("Inventland"), {2018: before, 2020: said}, gap), LAW)[-1]
    assert (tick.nth, tick.waiver, tick.hidden, tick.why) == (3, True, 0, ())


@pytest.mark.parametrize(
    ("year", "tier", "since", "years", "waivers", "forced", "steps"),
    [
        (2019, "2WL", 2019, 1, 0, False, 1),
        (2020, "2WL", 2019, 2, 0, False, 3),
        (2021, "2WL", 2019, 3, 1, True, 4),
        (2022, "3", 2022, 0, 0, False, 5),
        (2023, "3", 2022, 0, 0, False, 6),
        (2024, "3", 2022, 0, 0, False, 6),
        (2025, "3", 2022, 0, 0, False, 6),
    ],
)
def test_cambodia_year_by_year(
    year: int, tier: str, since: int, years: int, waivers: int, forced: bool, steps: int
) -> None:
    tree = clock_to_tree(clock(shipped(), "KHM", date(year, 12, 31)))
    told = (tree["tier"], tree["since"], tree["watch_list_years"], tree["waivers_used"], tree["forced"])
    assert told == (tier, since, years, waivers, forced)
    assert len(tree["explanation"]) == steps
    assert all(step["cite"].startswith("22 USC 7107(") for step in tree["explanation"])
    assert tree["unclear"] == []


def test_cambodia_in_words() -> None:
    told = clock(shipped(), "KHM", date(2025, 12, 31))
    assert [str(step.words) for step in told.explanation] == [
        "2019: first report on the Watch List.",
        "2020: report 2 in a row on the Watch List, the last without a waiver.",
        "2021: report 3 in a row on the Watch List, under a waiver, the last one the law allowed.",
        "2022: Tier 3, as its reports on the Watch List were used up and it earned neither Tier 2 nor 1.",
        "2025: Tier 3, report 4 in a row.",
        "2026: a return to the Watch List could last one report only, after its run under a waiver.",
    ]
    (back,) = (each for each in told.next if each.tier is Tier.WATCH)
    assert (back.once, back.cite) == (True, "22 USC 7107(b)(2)(F)")


def test_the_day_of_the_report_decides() -> None:
    assert clock(shipped(), "KHM", date(2022, 7, 18)).tier is Tier.WATCH
    assert clock(shipped(), "KHM", date(2022, 7, 19)).tier is Tier.THREE
    late = clock(shipped(), "KHM", date(2026, 7, 1))
    assert str(late.late) == "The report of 2026 was due on 2026-06-30; no placement of it is on record here."
    assert clock(shipped(), "KHM", date(2026, 6, 30)).late is None


def test_what_2026_must_bring_by_law_alone() -> None:
    clocks = {iso3: clock(shipped(), iso3, TODAY) for iso3 in shipped().histories}
    assert {iso3 for iso3, each in clocks.items() if each.forced} == {"COG", "SLB", "VUT", "TKM"}
    rules = {iso3: each.barred[0].cite[-3:] for iso3, each in clocks.items() if each.barred}
    assert rules == {"COG": "(i)", "SLB": "(i)", "VUT": "(i)", "TKM": "(F)"}
    waiver = {iso3 for iso3, each in clocks.items() if each.tier is Tier.WATCH and any(one.waiver for one in each.next)}
    assert waiver == {"DZA", "BFA", "FJI", "HKG", "KGZ", "LBR", "MDV", "NPL", "NER", "RWA", "ZWE"}
    listed = {iso3 for iso3, each in clocks.items() if each.tier is Tier.WATCH and each.unclear}
    assert listed == {"DZA", "BRN", "DJI"}


def test_what_the_law_leaves_open_is_said_and_not_decided() -> None:
    algeria = clock(shipped(), "DZA", date(2025, 12, 31))
    assert not algeria.forced
    assert "can be read both ways" in str(algeria.unclear[0])
    assert next(each for each in algeria.next if each.tier is Tier.WATCH).unclear
    djibouti = clock(shipped(), "DJI", TODAY)
    assert "can be read both ways" in str(djibouti.unclear[0])


def test_ten_returns_lasted_one_report() -> None:
    back = [
        tick
        for history in shipped().histories.values()
        for tick in replay(history, LAW)
        if tick.reinstated is Answer.YES
    ]
    assert len(back) == 10
    assert {tick.spell for tick in back} == {1}


def test_an_unsure_placement_says_so_in_its_sentence() -> None:
    turkmenistan = clock(shipped(), "TKM", TODAY)
    assert any(str(step.words).endswith("(recalled, to be checked)") for step in turkmenistan.explanation)


@pytest.mark.parametrize(
    ("country", "advice"),
    [("camboda", "Did you mean KHM (Cambodia)?"), ("XQ", "Write its three-letter code, such as KHM.")],
)
def test_a_country_that_is_not_there(country: str, advice: str) -> None:
    with pytest.raises(UserError, match=re.escape(advice)):
        clock(shipped(), country, TODAY)
    assert clock(shipped(), "cambodia", TODAY).iso3 == "KHM"


def test_before_the_first_report_there_is_nothing_to_tell() -> None:
    with pytest.raises(UserError, match="first here is of 2002"):
        clock(shipped(), "AFG", date(2001, 1, 1))
