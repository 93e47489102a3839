"""What a scorecard takes over of an earlier one changes nothing in it, whatever became of the plan in between."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings, strategies

from palermo.plan import PlacePart, Plan, Progress, Value, Verb, score
from tests.examples import examples
from tests.unit.plan.outputs.a_plan import TODAY, a_plan, a_progress
from tests.unit.plan.progress.records import accepted, by, day, proof, report

PLACES = {"Kampot": "south", "Kep": "south"}


def told(number: int, place: str = "") -> Progress:
    """The same, but that the first activity was passed on, and what is told of it there."""
    progress, work = a_progress(), a_progress().activities["1.1"]
    value = Value("i1", Decimal(number), place=place)
    agreed = replace(work.reports[1], values=(value,))
    parts = (PlacePart("Kampot", moves=accepted(), reports=(agreed,)), PlacePart("Kep", moves=accepted()))
    works = {**progress.activities, "1.1": replace(work, parts=parts)}
    return replace(progress, activities=works, places=PLACES)


def course() -> Iterator[tuple[Plan, Progress, date]]:
    """What becomes of a plan, one thing after the other."""
    plan, progress = a_plan(), a_progress()
    yield plan, progress, TODAY
    yield plan, told(5), TODAY
    yield plan, told(6), TODAY
    yield plan, told(6, "Kep"), TODAY
    yield plan, replace(told(6), places={"Kampot": "", "Kep": "Kampot"}), TODAY
    work = told(6).activities["1.1"]
    taken_on = (by(Verb.ASK, "s1", "above", day(1, 2)), by(Verb.ACCEPT, "m1", "lead", day(1, 3)))
    silent = (PlacePart("Kampot", "health", day(6), moves=taken_on), PlacePart("Kep", moves=taken_on))
    for parts in (silent, (replace(silent[0], body="labour"), silent[1])):
        yield plan, replace(told(6), activities={**progress.activities, "1.1": replace(work, parts=parts)}), TODAY
    yield plan, told(6), TODAY + timedelta(days=40)
    yield plan, replace(told(6), cycle=None), TODAY
    yield plan, replace(told(6), ladder=("body", "approver", "secretariat", "committee")), TODAY
    works = {id_: work for id_, work in progress.activities.items() if id_ != "1.7"}
    proved = replace(works["1.4"], reports=(report("2027-Q2", day(7)),), evidence=(proof(1, 2, offered=day(7, 20)),))
    yield plan, replace(progress, activities=works), TODAY
    yield plan, replace(progress, activities={**works, "1.4": proved}), TODAY
    fewer = replace(plan, goals=replace(plan.goals, value=(plan.goals.value or ())[:1]))
    yield fewer, progress, TODAY
    turned = replace(plan, goals=replace(plan.goals, value=tuple(reversed(plan.goals.value or ()))))
    yield turned, progress, TODAY
    yield plan, progress, TODAY


def test_it_says_what_a_scorecard_says_that_takes_nothing_over() -> None:
    before = None
    for plan, progress, as_of in course():
        card = score(plan, progress, as_of, before=before)
        assert card == score(plan, progress, as_of)
        before = card


@settings(max_examples=examples(60))
@given(strategies.lists(strategies.sampled_from(range(len(tuple(course())))), min_size=2, max_size=6))
def test_it_does_so_in_whatever_order_things_become_of_it(order: list[int]) -> None:
    states, before = tuple(course()), None
    for at in order:
        card = score(*states[at], before=before)
        assert card == score(*states[at])
        before = card


def test_what_says_the_same_is_not_worked_out_again() -> None:
    plan, progress = a_plan(), a_progress()
    first = score(plan, progress, TODAY)
    again = score(
        plan,
        replace(progress, activities={**progress.activities, "1.1": told(5).activities["1.1"]}),
        TODAY,
        before=first,
    )
    same = [old is new for old, new in zip(first.activities, again.activities, strict=True)]
    assert same == [False, *[True] * 8]
    assert [first.rolled[id_] is again.rolled[id_] for id_ in ("i1", "i2")] == [False, True]
