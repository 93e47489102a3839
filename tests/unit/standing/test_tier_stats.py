"""What 25 years of placements say, worked out anew and held against the numbers that others worked out before."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import pytest

from palermo.standing import RATED, Answer, History, Moved, Tier, replay, shipped, shipped_law
from tests.source import ROOT

STATS = json.loads((ROOT / "tests" / "oracles" / "tier_stats.json").read_text(encoding="utf-8"))
HISTORIES = tuple(shipped().histories.values())
LAST = shipped().last_report


class Spell(NamedTuple):
    """Reports in a row that gave a country the same tier, from the first to the last year."""

    first: int
    last: int

    @property
    def reports(self) -> int:
        return self.last - self.first + 1


def spells(history: History, tier: Tier, since: int = 0) -> Iterator[Spell]:
    """A country's spells in a tier from the report of `since` on. A gap ends a spell. The clock is not asked."""
    years = [year for year in sorted(history.placements) if year >= since and history.tier(year) is tier]
    for _, told in groupby(years, lambda year: year - years.index(year)):
        run = list(told)
        yield Spell(run[0], run[-1])


THREE = [(history, spell) for history in HISTORIES for spell in spells(history, Tier.THREE)]
WATCH = [(history, spell) for history in HISTORIES for spell in spells(history, Tier.WATCH, since=2009)]


def after(history: History, spell: Spell) -> Tier | None:
    return history.tier(spell.last + 1)


def left_after(told: Iterable[tuple[History, Spell]], years: Collection[int]) -> dict[str, float]:
    """Kaplan-Meier: the share that left by then. A gap ends a spell here, so that a few may be cut short."""
    lengths = [(spell.reports, spell.last < LAST) for history, spell in told]
    stayed, shares = 1.0, {}
    for year in range(1, max(years) + 1):
        at_risk = sum(length >= year for length, _ in lengths)
        stayed *= 1 - sum(left and length == year for length, left in lengths) / at_risk
        shares[year] = 1 - stayed
    return {str(year): round(shares[year], 2) for year in years}


def test_runs_on_the_watch_list() -> None:
    assert len(WATCH) == STATS["watch_list"]["spells"] == 327
    lengths = Counter(spell.reports for _, spell in WATCH)
    assert {str(n): lengths[n] for n in sorted(lengths)} == STATS["watch_list"]["by_length"]
    four = Counter(str(after(history, spell) or "unknown") for history, spell in WATCH if spell.reports == 4)
    assert four == STATS["watch_list"]["after_four_years"]


def test_no_run_is_longer_than_the_law_allowed() -> None:
    ticks = [tick for history in HISTORIES for tick in replay(history, shipped_law())]
    assert [tick for tick in ticks if tick.beyond] == []
    assert sum(tick.waiver for tick in ticks) == STATS["watch_list"]["waivers_implied"]


def test_what_became_of_those_that_had_used_all_their_reports() -> None:
    allowed = [(h, s) for h, s in WATCH if s.reports == (4 if s.last < 2019 else 3)]
    ways = {Tier.TWO: "up", Tier.SPECIAL: "up", Tier.THREE: "3", None: "unknown"}
    became = Counter("open" if spell.last == LAST else ways[after(history, spell)] for history, spell in allowed)
    assert became == STATS["watch_list"]["after_the_last"]


def test_every_stated_waiver_is_implied_by_the_clock() -> None:
    stated = {(each.iso3, each.year) for each in shipped().statements if each.said is Moved.WAIVER}
    implied = {
        (history.iso3, tick.year) for history in HISTORIES for tick in replay(history, shipped_law()) if tick.waiver
    }
    assert len(stated) == 35
    assert stated <= implied
    assert {(h.iso3, y) for h in HISTORIES for y, each in h.placements.items() if each.waiver_stated} == stated


def test_who_came_back_for_one_report_only() -> None:
    back = {
        history.iso3: tick.year
        for history in HISTORIES
        for tick in replay(history, shipped_law())
        if tick.reinstated is Answer.YES
    }
    assert back == STATS["watch_list"]["reinstated"]


def test_every_third_report_since_2019_was_under_a_waiver() -> None:
    third = [tick for history in HISTORIES for tick in replay(history, shipped_law()) if tick.nth >= 3]
    assert third
    assert all(tick.waiver for tick in third)


def test_falls_to_tier_three_and_the_way_out() -> None:
    oracle = STATS["tier3"]
    assert (len(THREE), len({history.iso3 for history, _ in THREE})) == (oracle["spells"], oracle["countries"])
    fell = [(h, s) for h, s in THREE if h.tier(s.first - 1) in RATED]
    assert Counter(str(h.tier(s.first - 1)) for h, s in fell) == oracle["fell_from"]
    ended = [(h, s) for h, s in fell if s.last < LAST]
    assert sorted(h.iso3 for h, s in fell if s.last == LAST) == oracle["still_there"]
    assert Counter(str(after(h, s) or "unknown") for h, s in ended) == oracle["exit_to"]
    assert left_after(fell, [int(year) for year in oracle["left_after"]]) == oracle["left_after"]
    recent = [(h, s) for h, s in fell if s.first >= 2013 and h.tier(s.first - 1) is Tier.WATCH]
    assert len(recent) == oracle["recent"]["n"]
    shares = oracle["recent"]["left_after"]
    assert left_after(recent, [int(year) for year in shares]) == pytest.approx(shares, abs=0.0101)  # they round down


def test_who_left_tier_three_and_fell_back() -> None:
    left = [(h, s) for h, s in THREE if h.tier(s.first - 1) in RATED and after(h, s) in RATED]
    back = [(h, s) for h, s in left if any(h.tier(s.last + 1 + n) is Tier.THREE for n in (1, 2, 3))]
    oracle = STATS["tier3"]["fell_back"]
    assert len(left) == oracle["of"]
    assert len(back) == oracle["n"] + len(oracle["one_more_here"])


def test_moves_from_year_to_year() -> None:
    for tier in RATED:
        found = Counter(
            history.tier(year)
            for history in HISTORIES
            for year in range(2010, LAST + 1)
            if history.tier(year - 1) is tier and history.tier(year) in RATED
        )
        oracle = STATS["moves_2010_2025"][tier]
        assert found.total() == oracle["n"], tier
        assert {str(to): round(found[to] / found.total(), 3) for to in RATED} == {k: oracle[k] for k in map(str, RATED)}
