"""An activity followed through versions, against comparing every version with the one before."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.office.plan.models import Version
from palermo.office.plan.pages.differences import by_activity
from palermo.office.plan.pages.followed import Turn, walk
from palermo.office.plan.readers import open_plan
from palermo.plan import Activity, Goal, Objective, Pair, Plan, compare, write_json
from tests.examples import examples
from tests.unit.plan.small_plans import activity, plan, plans, said
from tests.unit.plan.tree.strategies import plans as any_plans

Told = tuple[int, str, list[Pair]]


@given(any_plans() | plans(), any_plans() | plans())
@settings(max_examples=examples(200))
def test_what_differs_of_the_activities_and_of_the_rest_is_all_that_differs(old: Plan, new: Plan) -> None:
    compared = compare(old, new, versions=True)
    acts = {
        (at, part.id)
        for at, side in enumerate((old, new))
        for above, part in side.each_indicator()
        if isinstance(above, Activity)
    }
    rest = [
        pair
        for pair in compared.each()
        if pair.level in ("plan", "goal", "objective")
        or (pair.level == "indicator" and not {(0, _id(pair.old)), (1, _id(pair.new))} & acts)
    ]
    told = [*rest, *{id(pair): pair for pairs in by_activity(compared).values() for pair in pairs}.values()]
    assert Counter(map(id, told)) == Counter(map(id, compared.each()))


def _id(node: object) -> str:
    return str(getattr(node, "id", ""))


@st.composite
def histories(draw: st.DrawFn) -> list[Plan]:
    """Versions of one plan: each activity as one of two plans words it, under its number or another's, or gone."""
    pool = [act for whole in (draw(plans()), draw(plans())) for _goal, _objective, act in whole.each_activity()]
    numbers = sorted({act.id for act in pool})
    every = []
    for _version in range(draw(st.integers(1, 5))):
        chosen = {number: draw(st.sampled_from([None, *pool[:6]])) for number in numbers}
        kept = {number: act for number in numbers if (act := chosen[number] or _of(pool, number, draw(st.booleans())))}
        listed = [_under(act, number) for number, act in kept.items() if draw(st.integers(0, 3))]
        every.append(plan(*listed, title=draw(st.sampled_from(["One", "Two"]))))
    return every


def _of(pool: Sequence[Activity], number: str, first: bool) -> Activity | None:
    found = [act for act in pool if act.id == number]
    return found[0 if first else -1] if found else None


def _under(act: Activity, number: str) -> Activity:
    """The activity under that number, its indicators too."""
    parts = tuple(replace(part, id=f"{number}.i{at}") for at, part in enumerate(act.indicators.value or ()))
    return replace(act, id=number, indicators=Cell(parts))


def stored(versions: Sequence[Plan]) -> list[Version]:
    """The plans as stored, in memory alone."""
    contents = [write_json(one) for one in versions]
    return [
        Version(
            plan_id=1, number=at, content=text, content_sha256=sha256(text.encode()).hexdigest(), file_sha256="0" * 64
        )
        for at, text in enumerate(contents, 1)
    ]


@given(histories(), st.data())
@settings(max_examples=examples(300))
def test_it_is_followed_as_if_every_version_were_compared(versions: list[Plan], data: st.DataObject) -> None:
    rows = stored(versions)
    back = data.draw(st.booleans())
    start = rows[::-1] if back else rows
    for number in _words(open_plan(start[0])):
        assert [_plain(turn) for turn in walk(iter(start), number, back=back)] == list(plainly(start, number, back))


def _plain(turn: Turn) -> Told:
    return turn.version, turn.activity, list(turn.pairs)


def plainly(rows: Sequence[Version], number: str, back: bool) -> Iterator[Told]:
    there, words = True, None
    for near, row in pairwise(rows):
        held, said = _words(open_plan(near)), _words(open_plan(row))
        older, newer = (row, near) if back else (near, row)
        parts = by_activity(compare(open_plan(older), open_plan(newer), versions=True))
        if there:
            words = held[number]
            (ends,) = [ends for ends in parts if ends[1 if back else 0] == number]
        else:
            ends = (number, "") if back else ("", number)
            if ends not in parts or said[number] != words:
                continue
        far = ends[0 if back else 1]
        if parts[ends]:
            yield newer.number, ends[1], list(parts[ends])
        number, there = far or number, bool(far)
    if back and there:
        yield rows[-1].number, number, []


def _words(whole: Plan) -> Mapping[str, Cell[str]]:
    return {act.id: act.text for _goal, _objective, act in whole.each_activity()}


def turns(*versions: Plan) -> list[tuple[int, str]]:
    return [(turn.version, turn.activity) for turn in walk(iter(stored(versions)), "1.1.1")]


ONE, OTHER = activity("1.1.1", "Train police"), activity("1.1.2", "Open a shelter")


def test_the_same_words_under_another_number_are_the_same_activity() -> None:
    moved_on = (activity("1.1.1", "Publish figures"), activity("1.1.2", "Train police"))
    late = activity("1.1.2", "Train police", end=said(read_when("2030")))
    assert turns(plan(ONE), plan(*moved_on), plan(moved_on[0], late)) == [(2, "1.1.2"), (3, "1.1.2")]


def test_what_was_dropped_is_known_again_by_number_and_words() -> None:
    late = activity("1.1.1", "Train police", end=said(read_when("2030")))
    assert turns(plan(ONE, OTHER), plan(OTHER), plan(OTHER), plan(late, OTHER)) == [(2, ""), (4, "1.1.1")]
    assert turns(plan(ONE, OTHER), plan(OTHER), plan(activity("1.1.1", "Publish figures"), OTHER)) == [(2, "")]


def test_a_year_that_begins_in_another_month_puts_its_date_off() -> None:
    both = [
        plan(activity("1.1.1", "Train police", end=said(read_when("FY2025", fiscal_start=month))), fiscal_start=month)
        for month in (1, 7)
    ]
    assert turns(*both) == [(2, "1.1.1")]


def test_a_heading_that_took_another_number_leaves_it_under_another_heading() -> None:
    def headed(**headings: str) -> Plan:
        acts = {"1.1": (ONE,), "1.2": (OTHER,)}
        parts = (Objective(no, Cell(words), Cell(no), activities=Cell(acts[no])) for no, words in headings.items())
        return Plan("p", "Plan", goals=Cell((Goal("1", Cell("Fewer"), Cell("1"), objectives=Cell(tuple(parts))),)))

    names = {"1.1": "Officials know the signs", "1.2": "Nobody waits for help"}
    turned = dict(zip(names, reversed(names.values()), strict=True))
    assert turns(headed(**names), headed(**turned)) == [(2, "1.1.1")]
