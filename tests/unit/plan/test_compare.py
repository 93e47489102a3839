"""Two plans side by side."""

import json
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.plan.compare import Comparison, Kind, Op, compare, comparison_to_tree
from palermo.plan.model import Indicator, Plan, Step
from tests.unit.plan.small_plans import activity, costs, plan, plans, said, steps, when, with_objective


def kinds(comparison: Comparison, level: str = "activity") -> list[Kind]:
    return [change.kind for pair in comparison.each(level) for change in pair.changes]


def between(old: dict[str, Any], new: dict[str, Any]) -> list[Kind]:
    """Kinds of change of one activity whose fields go from `old` to `new`."""
    return kinds(compare(plan(activity("1", "Train police", **old)), plan(activity("1", "Train police", **new))))


@given(plans())
def test_a_plan_does_not_differ_from_itself(whole: Plan) -> None:
    comparison = compare(whole, whole)
    assert not comparison.changed
    assert not list(comparison.each())


@given(plans(), plans())
def test_what_is_added_one_way_is_dropped_the_other(one: Plan, two: Plan) -> None:
    there, back = compare(one, two), compare(two, one)
    assert there.changed == back.changed
    for level in ("plan", "goal", "objective", "activity", "indicator"):
        turned = Counter(kind.opposite for kind in kinds(back, level))
        assert Counter(kinds(there, level)) == turned


@given(plans(), plans())
def test_the_tree_is_json_and_its_counts_are_those_of_the_items(one: Plan, two: Plan) -> None:
    tree = json.loads(json.dumps(comparison_to_tree(compare(one, two))))
    counted: dict[str, Counter[str]] = {}
    for item in tree["items"]:
        counted.setdefault(item["level"], Counter()).update({change["kind"] for change in item["changes"]})
    assert tree["counts"] == {level: dict(n) for level, n in counted.items()}


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ({"end": when("30 June 2025")}, {"end": when("31 December 2026")}, Kind.DEADLINE_LATER),
        ({"end": when("31 December 2026")}, {"end": when("30 June 2025")}, Kind.DEADLINE_EARLIER),
        ({}, {"end": when("2025")}, Kind.DEADLINE_SET),
        ({"end": when("2025")}, {}, Kind.DEADLINE_REMOVED),
        ({"end": replace(when("2025"), presence=Presence.INHERITED)}, {"end": when("2025")}, Kind.DEADLINE_SET),
        ({"timeframe": when("2025")}, {"timeframe": when("ongoing")}, Kind.DEADLINE_CHANGED),
        ({"lead": said("MoI")}, {"lead": said("MoJ")}, Kind.LEAD),
        ({"lead": said("MoI")}, {}, Kind.LEAD),
        ({}, {"steps": steps("Draft it")}, Kind.STEP_ADDED),
        ({"steps": steps("Draft it")}, {"steps": Cell(())}, Kind.STEP_REMOVED),
        ({"costs": costs("USD 100")}, {"costs": costs("USD 200")}, Kind.COST),
        ({"proof": said(("gazette",))}, {"proof": said(("list",))}, Kind.OTHER),
        ({"lead": UNREAD}, {"lead": said("MoI")}, Kind.CANNOT_SAY),
        ({"steps": UNREAD}, {"steps": steps("Draft it")}, Kind.CANNOT_SAY),
        ({"lead": BLANK}, {"lead": UNREAD}, Kind.CANNOT_SAY),
    ],
)
def test_each_change_has_its_kind(old: dict[str, Any], new: dict[str, Any], kind: Kind) -> None:
    assert between(old, new) == [kind]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"end": Cell(when("2025").value, raw="by 2025")}, {"end": when("2025")}),
        ({"bodies": said(("MoI", "MoJ"))}, {"bodies": said(("MoJ", "MoI"))}),
        ({"lead": said("MoI")}, {"lead": Cell(" MoI ", raw=" MoI ")}),
        ({"costs": costs("USD 100", "USD 200")}, {"costs": costs("USD 200", "USD 100")}),
    ],
)
def test_what_is_only_written_otherwise_is_no_change(old: dict[str, Any], new: dict[str, Any]) -> None:
    assert between(old, new) == []


def test_a_moved_date_of_a_step_names_its_step() -> None:
    old = said((Step(said("Draft it"), due=when("2024")), Step(said("Print it"))))
    new = said((Step(said("Print it")), Step(said("Draft it"), due=when("2025"))))
    comparison = compare(plan(activity("1", "Train", steps=old)), plan(activity("1", "Train", steps=new)))
    [pair] = comparison.each("activity")
    [change] = pair.changes
    assert (change.kind, change.field, change.item) == (Kind.DEADLINE_LATER, "steps.due", "Draft it")


def test_steps_without_words_are_known_by_their_place() -> None:
    held = said((Step(UNREAD, due=when("2024")), Step(BLANK, due=when("2025"))))
    assert between({"steps": held}, {"steps": held}) == []
    later = said((Step(UNREAD, due=when("2024")), Step(BLANK, due=when("2026"))))
    assert between({"steps": held}, {"steps": later}) == [Kind.DEADLINE_LATER]


@pytest.mark.parametrize(
    ("old", "new", "direction", "kind"),
    [
        ("50 %", "40 %", "up", Kind.TARGET_LOWERED),
        ("50 %", "60 %", "", Kind.TARGET_RAISED),
        ("50 cases", "60 cases", "down", Kind.TARGET_LOWERED),
        ("1,000", "1.200", "up", Kind.TARGET_RAISED),
        ("១០ %", "20 %", "up", Kind.TARGET_RAISED),
        ("50 %", "60", "up", Kind.TARGET_CHANGED),
        ("5 of 10", "6 of 10", "up", Kind.TARGET_CHANGED),
        ("50 %", "most", "up", Kind.TARGET_CHANGED),
    ],
)
def test_a_target_is_raised_when_it_asks_for_more(old: str, new: str, direction: str, kind: Kind) -> None:
    def with_target(target: str) -> Plan:
        way = said(direction) if direction else BLANK
        indicator = Indicator("1.i1", said("Convictions"), target=said(target), direction=way)
        return plan(activity("1", "Train", indicators=said((indicator,))))

    assert kinds(compare(with_target(old), with_target(new)), "indicator") == [kind]


def test_added_dropped_and_renumbered_activities() -> None:
    old = plan(activity("1", "Train police in the north"), activity("2", "Open a shelter"))
    new = plan(activity("1", "Publish yearly figures"), activity("3", "Train police in the north"))
    comparison = compare(old, new)
    found = {(p.old and p.old.id, p.new and p.new.id): set(p.kinds) for p in comparison.each("activity")}
    assert found == {(None, "1"): {Kind.ADDED}, ("1", "3"): {Kind.RENUMBERED}, ("2", None): {Kind.DROPPED}}
    assert comparison.counts["activity"] == {Kind.ADDED: 1, Kind.DROPPED: 1, Kind.RENUMBERED: 1}


def test_numbers_of_two_different_plans_do_not_count_as_renumbered() -> None:
    comparison = compare(plan(activity("1", "Train police")), plan(activity("9", "Train police"), id="other"))
    assert not comparison.versions
    assert kinds(comparison) == []


def test_an_activity_under_another_heading_is_moved() -> None:
    def two(first: str, second: str) -> Plan:
        def under(number: str, text: str, own: tuple[Any, ...]) -> Any:
            return replace(objective, id=number, text=said(text), code=said(number), activities=said(own))

        goal, objective = next(plan().each_objective())
        train = (activity("1", "Train police"),)
        own = [
            under(n, t, train if n == first else ()) for n, t in (("1.1", "Officials know"), ("1.2", "Borders hold"))
        ]
        return replace(plan(), goals=said((replace(goal, objectives=said(tuple(own))),)), title=second)

    assert kinds(compare(two("1.1", ""), two("1.2", ""))) == [Kind.MOVED]


@pytest.mark.parametrize(
    "old",
    [
        plan(partly_read=True),
        with_objective(plan(), activities=UNREAD),
        plan(activity("7"), goals=UNREAD),
        plan(replace(activity("7"), text=UNREAD)),
    ],
    ids=["read in part", "list unread", "plan unread", "a wording unread"],
)
def test_nothing_is_called_added_where_the_old_plan_was_not_read(old: Plan) -> None:
    found = set(kinds(compare(old, plan(activity("1", "Open a shelter")))))
    assert Kind.CANNOT_SAY in found
    assert Kind.ADDED not in found


def test_an_activity_whose_wording_was_not_read_is_not_called_added() -> None:
    comparison = compare(plan(), plan(replace(activity("1"), text=UNREAD)))
    assert kinds(comparison) == [Kind.CANNOT_SAY]
    assert not comparison.changed


def test_a_wording_cut_off_by_the_reader_is_not_reworded() -> None:
    cut = Cell("Consider further", truncated=True)
    old = plan(replace(activity("1"), text=cut))
    assert kinds(compare(old, plan(activity("1", "Consider further chances")))) == [Kind.CANNOT_SAY]
    assert kinds(compare(old, plan(activity("1", "Consider other chances")))) == [Kind.REWORDED]


def test_a_rewording_shows_its_words() -> None:
    comparison = compare(
        plan(activity("1", "Open a shelter in June")), plan(activity("1", "Consider a shelter in June"))
    )
    [pair] = comparison.each("activity")
    assert [span.text for span in pair.changes[0].spans if span.op is Op.DELETE] == ["Open"]


def test_an_implicit_level_is_neither_added_nor_dropped() -> None:
    bare = with_objective(plan(), implicit=True, text=BLANK)
    assert kinds(compare(replace(plan(), id="q"), bare), "objective") == [Kind.DROPPED]
