"""A sheet completes what the plan says, and the audit's own rules judge the whole; a value is held against it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import UNREAD, Cell, Outcome
from palermo.plan import (
    Activity,
    Counts,
    Goal,
    Indicator,
    Level,
    Objective,
    Part,
    Plan,
    Sheet,
    Split,
    Target,
    Value,
    as_planned,
    audit,
    completed,
    defined,
    in_series,
    jumped,
    sheet_from_tree,
    sheet_lacks,
    sheet_to_tree,
    value_faults,
    with_sheets,
)

BARE = Indicator(id="1.1.1.a", text=Cell("Victims who reach a shelter within a day"))
WHOLE = Sheet(
    definition="Each person once, on the day of arrival.",
    unit="persons",
    counts=Counts.PERIOD,
    people=True,
    splits=(
        Split("sex", ("female", "male")),
        Split("age", ("under 18", "18 and over")),
        Split("form of exploitation", ("labour", "sexual")),
        Split("nationality", ("nationals", "others")),
    ),
    source="shelter register of the social ministry",
    method="count of entries",
    frequency="every six months",
    responsible="Head of statistics, social ministry",
    baseline="31",
    baseline_date="2023",
    direction="up",
    targets=(Target("60", "December 2027", "Two new shelters."), Target("40", "December 2025", "One new shelter.")),
    quality="A second person counts each tenth day.",
    limits="Shelters that are not registered.",
)


def plan_of(indicator: Indicator = BARE) -> Plan:
    activity = Activity(id="1.1.1", text=Cell("Open shelters"), indicators=Cell((indicator,)))
    objective = Objective(id="1.1", text=Cell("Shelter"), activities=Cell((activity,)))
    return Plan("p", "A plan", goals=Cell((Goal(id="1", text=Cell("Help"), objectives=Cell((objective,))),)))


def outcomes(plan: Plan) -> dict[str, Outcome]:
    told = audit(plan, select=("I",)).outcomes_of(Level.INDICATOR, BARE.id)
    return {rule: outcome for rule, outcome in told.items() if outcome is not Outcome.NOT_APPLICABLE}


def test_the_rules_of_the_audit_pass_on_the_completed_sheet_and_not_before() -> None:
    before, after = outcomes(plan_of()), outcomes(with_sheets(plan_of(), {BARE.id: WHOLE}))
    assert set(after.values()) == {Outcome.PASS}, after
    assert {rule for rule, outcome in before.items() if outcome is Outcome.FAIL} >= {"I01", "I02", "I03", "I05", "I08"}
    assert list(sheet_lacks(defined(plan_of(), BARE, WHOLE))) == []


def test_each_thing_left_out_is_named() -> None:
    lacking = {
        "definition": "what exactly is counted",
        "counts": "of its period alone",
        "people": "people are counted",
        "quality": "checked",
        "limits": "cannot show",
    }
    for name, words in lacking.items():
        told = defined(plan_of(), BARE, replace(WHOLE, **{name: getattr(Sheet(), name)}))
        assert [words in message.say() for message in sheet_lacks(told)] == [True], name
    short = replace(WHOLE, splits=(Split("sex"),), targets=(Target("60", "2027"),))
    assert len(list(sheet_lacks(defined(plan_of(), BARE, short)))) == 2


def test_the_target_reached_last_stands_for_the_indicator() -> None:
    whole = completed(BARE, WHOLE, plan_of())
    assert (whole.target.value, whole.target_date.words) == ("60", "December 2027")


def test_what_the_plan_says_fills_the_sheet_and_stays_where_the_sheet_says_nothing() -> None:
    told = replace(BARE, unit=Cell("persons"), source=UNREAD, target=Cell("60"), split=Cell(("sex",)))
    planned = as_planned(told)
    assert (planned.unit, planned.source, planned.targets, planned.splits) == (
        "persons",
        "",
        (Target("60"),),
        (Split("sex"),),
    )
    assert completed(told, Sheet(), plan_of()) == told, "what was not read is not made blank"
    assert completed(told, Sheet(source="a register"), plan_of()).source.value == "a register"
    assert with_sheets(plan_of(), {}) == plan_of()


words = st.text(max_size=8)
sheets = st.builds(
    Sheet,
    definition=words,
    unit=words,
    counts=st.sampled_from([None, *Counts]),
    people=st.sampled_from([None, True, False]),
    splits=st.lists(st.builds(Split, words, st.lists(words, max_size=3).map(tuple)), max_size=3).map(tuple),
    targets=st.lists(st.builds(Target, words, words, words), max_size=3).map(tuple),
)


@given(sheets)
def test_a_sheet_is_the_same_again_from_its_plain_values(sheet: Sheet) -> None:
    assert sheet_from_tree(sheet_to_tree(sheet)) == sheet


def value(number: int | None = 12, *, note: str = "", cumulative: bool = False, **parts: int) -> Value:
    told = tuple(Part("sex", name, Decimal(n)) for name, n in parts.items())
    whole = None if number is None else Decimal(number)
    return Value(BARE.id, whole, cumulative=cumulative, parts=told, note=note)


def faults(told: Value, **other: Any) -> dict[str, str]:
    sheet = replace(WHOLE, **{"splits": WHOLE.splits[:1], **other})
    return {each.rule: each.severity for each in value_faults(told, defined(plan_of(), BARE, sheet))}


@pytest.mark.parametrize(
    ("told", "found"),
    [
        (value(12, female=8, male=4), {}),
        (value(12, female=8, male=4, cumulative=True), {"V01": "error"}),
        (value(None), {"V02": "error"}),
        (value(-1, female=-1, male=0), {"V04": "error"}),
        (
            value(12, female=8, male=4, other=0),
            {
                "V05": "error",
            },
        ),
        (value(12, female=8), {"V06": "error"}),
        (value(12, female=8, note="Boys were not counted."), {"V06": "B"}),
        (value(12), {"V06": "error"}),
        (value(12, female=8, male=3), {"V07": "error"}),
        (value(12, female=8, male=3, note="One is not known."), {"V07": "B"}),
    ],
)
def test_a_value_is_held_against_its_sheet(told: Value, found: dict[str, str]) -> None:
    assert faults(told) == found


def test_a_share_is_told_by_both_its_numbers() -> None:
    share: dict[str, Any] = {"numerator": "of them, within a day", "denominator": "victims found", "unit": "percent"}
    assert faults(value(90), splits=(), **share) == {"V02": "error"}
    assert faults(Value(BARE.id, percent=Decimal(90)), splits=(), **share) == {"V02": "error"}
    told = Value(BARE.id, numerator=Decimal(9), denominator=Decimal(10))
    assert faults(told, splits=(), **share) == {}
    assert faults(replace(told, denominator=Decimal(8)), splits=(), **share) == {"V03": "B"}
    assert faults(replace(told, denominator=Decimal(0)), splits=(), **share) == {"V02": "error"}
    percent = replace(BARE, unit=Cell("percent"))
    assert defined(plan_of(percent), percent, None).share, "the plan's own unit says so"


@given(st.lists(st.integers(0, 20), min_size=2, max_size=4), st.integers(0, 40))
def test_parts_pass_exactly_where_they_make_the_whole(numbers: list[int], whole: int) -> None:
    names = [f"part {n}" for n in range(len(numbers))]
    sheet = replace(WHOLE, splits=(Split("by", tuple(names)),))
    parts = tuple(Part("by", name, Decimal(n)) for name, n in zip(names, numbers, strict=True))
    told = Value(BARE.id, Decimal(whole), parts=parts)
    found = [each.rule for each in value_faults(told, defined(plan_of(), BARE, sheet))]
    assert found == ([] if sum(numbers) == whole else ["V07"])


values = st.builds(
    lambda number, share, since: Value(
        BARE.id,
        None if share else Decimal(number),
        numerator=Decimal(number) if share else None,
        denominator=Decimal(40) if share else None,
        cumulative=since,
    ),
    st.integers(0, 40),
    st.booleans(),
    st.booleans(),
)


@given(st.dictionaries(st.sampled_from(["Q1", "Q2", "Q3", "Q4"]), values))
def test_no_row_holds_values_of_two_kinds_and_none_is_lost_or_made(told: dict[str, Value]) -> None:
    """The plain second version: each kind picked out by itself."""
    order = ["Q1", "Q2", "Q3", "Q4"]
    made = {(series.counts is Counts.SINCE, series.share): series for series in in_series(told, order)}
    for since in (True, False):
        for share in (True, False):
            own = {at: each for at, each in told.items() if each.cumulative == since and (each.number is None) == share}
            series = made.get((since, share))
            assert (series is not None) == bool(own)
            if series:
                assert [point.period for point in series.points] == order
                assert dict(series.told) == own
                assert {point.period for point in series.points if point.elsewhere} == set(told) - set(own)


def rules(*numbers: int, since: bool = False) -> list[tuple[str, str]]:
    told = {f"Q{n}": value(number, cumulative=since) for n, number in enumerate(numbers)}
    (series,) = in_series(told, list(told))
    return [(period, finding.rule) for period, finding in jumped(BARE.id, series)]


def test_what_fell_since_the_beginning_and_what_leaps_is_named() -> None:
    assert rules(10, 30, 29, since=True) == [("Q2", "F49")]
    assert rules(10, 30, 29) == []
    assert rules(10, 50, 9) == [("Q1", "V08"), ("Q2", "V08")]
    assert rules(1, 6, 0) == [], "few people more are no leap"
    shares = {f"Q{n}": Value(BARE.id, numerator=Decimal(n), denominator=Decimal(10)) for n in (1, 6, 7)}
    (series,) = in_series(shares, list(shares))
    assert [period for period, _finding in jumped(BARE.id, series)] == ["Q6"]
