"""Our YAML and JSON: written and read again they give an equal plan, and no fault of a file is lost or fatal."""

import json
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.core import Presence, Severity
from palermo.plan.model import Activity, Basis, Plan
from palermo.plan.tree import schema
from palermo.plan.yaml_file import read_json, read_yaml, write_json, write_yaml
from tests.examples import examples
from tests.unit.plan.tree.strategies import plans

SHIPPED = sorted(Path("src/palermo/demo/plans").glob("*.yaml"))
HEAD = "meta: {id: invented, title: An invented plan}\n"


def one(text: str) -> Plan:
    plan, findings = read_yaml(text, "invented.yaml")
    assert plan is not None, findings
    return plan


def only_activity(body: str) -> Activity:
    plan = one(HEAD + "goals: [{id: '1', objectives: [{id: '1.1', activities: [{id: '1.1.1', " + body + "}]}]}]")
    return next(activity for _, _, activity in plan.each_activity())


@settings(
    max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(plans())
def test_what_is_written_reads_back_equal(plan: Plan) -> None:
    for write, read in ((write_yaml, read_yaml), (write_json, read_json)):
        again, findings = read(write(plan), "again")
        assert not findings
        assert again == plan


@settings(
    max_examples=examples(30), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None
)
@given(plans())
def test_what_is_written_obeys_the_published_schema(plan: Plan) -> None:
    jsonschema.Draft202012Validator(schema()).validate(json.loads(write_json(plan)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_plans_survive_the_round_trip_with_nothing_to_complain_of(path: Path) -> None:
    plan, findings = read_yaml(path.read_text(encoding="utf-8"), path.name)
    assert plan is not None
    assert not findings
    for write, read in ((write_yaml, read_yaml), (write_json, read_json)):
        assert read(write(plan), "again") == (plan, ())


def test_blank_unread_and_inherited_stay_apart() -> None:
    activity = only_activity("lead: null, responsible: NOT_RETRIEVED, timeframe: {value: '2024', inherited: true}")
    assert activity.lead.presence is Presence.BLANK
    assert activity.bodies.presence is Presence.UNREAD
    assert activity.timeframe.presence is Presence.INHERITED
    assert activity.partners.presence is Presence.BLANK


def test_a_missing_statement_is_blank_in_a_plan_read_whole_and_unread_in_one_read_in_part() -> None:
    assert one(HEAD + "goals: []").monitoring.blank
    part = "meta: {id: p, retrieval: {pages_not_read: '3-9'}}\ngoals: []"
    assert one(part).monitoring.unread
    assert one("meta: {id: p, retrieval: {plan_text_found: false}}\ngenerations: []").basis is Basis.PRESS


def test_every_value_keeps_its_line() -> None:
    plan = one("meta:\n  id: p\ngoals:\n  - id: '1'\n    text: One\n    objectives: []\n")
    goal = next(plan.each_goal())
    assert str(goal.text.origin) == "invented.yaml, line 5"
    plan_from_json, _ = read_json('{"meta": {"id": "p"}, "goals": [{"id": "1", "text": "One"}]}', "p.json")
    assert plan_from_json is not None
    assert str(next(plan_from_json.each_goal()).text.origin) == "p.json, goals[0].text"


def test_words_stay_words() -> None:
    assert only_activity("lead: no").lead.value == "no"
    plan = one("meta: {id: p, country: NO}\ngoals: [{id: 1.10, text: x}]")
    assert plan.country == "NO"
    assert next(plan.each_goal()).id == "1.10"


def test_nodes_without_a_code_get_an_id_and_keep_the_code_blank() -> None:
    plan = one(HEAD + "goals: [{text: A, objectives: [{text: B, activities: [{text: C}, {text: D}]}]}]")
    assert [activity.id for _, _, activity in plan.each_activity()] == ["1.1#1", "1.1#2"]
    assert all(activity.code.blank for _, _, activity in plan.each_activity())


def test_an_id_used_twice_is_told_and_made_unique() -> None:
    plan, findings = read_yaml(HEAD + "goals: [{id: a, text: A}, {id: a, text: B}]", "f")
    assert plan is not None
    assert [goal.id for goal in plan.each_goal()] == ["a", "a~2"]
    assert [finding.rule for finding in findings] == ["F26"]


def test_a_value_of_the_wrong_kind_is_unread_and_told() -> None:
    plan, findings = read_yaml(HEAD + "goals: [{id: a, text: [1, 2], objectives: nonsense}]", "f")
    assert plan is not None
    goal = next(plan.each_goal())
    assert goal.text.unread
    assert goal.objectives.unread
    assert goal.objectives.raw == "nonsense"
    assert [finding.rule for finding in findings] == ["F22", "F22"]


def test_a_slip_in_a_key_is_told_and_its_value_kept() -> None:
    activity_text = "goals: [{id: a, objectives: [{id: b, activities: [{id: c, text: t, resposible: [X]}]}]}]"
    plan, findings = read_yaml(HEAD + activity_text, "f")
    assert plan is not None
    assert [finding.rule for finding in findings] == ["F27"]
    assert next(activity for _, _, activity in plan.each_activity()).extra == {"resposible": ["X"]}


REFUSED = {
    "F20": ["meta: [", "meta: {id: p\ngoals: []", "\tmeta: 1", "{" * 3, "meta: {id: a}\n---\nmeta: {id: b}"],
    "F21": ["", "- a\n- b", "just words", "meta: {id: p}", "goals: []", "meta: 3\ngoals: []", "null"],
    "F23": ["meta: {id: a}\nmeta: {id: b}\ngoals: []"],
    "F24": ["meta: &a {id: p}\ngoals: *a", "? [&a b]\n: 1", "meta: !!python/object:os.system {}\ngoals: []"],
    "F25": ["meta: " + "[" * 60 + "]" * 60, "? " + "[" * 60 + "]" * 60 + "\n: 1"],
}


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in REFUSED.items() for text in texts])
def test_a_file_that_cannot_be_read_gives_one_finding_and_no_plan(rule: str, text: str) -> None:
    plan, findings = read_yaml(text, "bad.yaml")
    assert plan is None
    assert [finding.rule for finding in findings] == [rule]
    assert findings[0].severity is Severity.ERROR
    assert "bad.yaml" in str(findings[0].message)


@pytest.mark.parametrize("text", ["{", '{"meta": {}, "meta": {}}', "[" * 100_000, "[1, 2]", "nonsense", '"\\ud800"'])
def test_a_broken_json_file_gives_one_finding_and_no_plan(text: str) -> None:
    plan, findings = read_json(text, "bad.json")
    assert plan is None
    assert len(findings) == 1


@settings(max_examples=examples(300), deadline=None)
@given(st.text(max_size=60) | st.text(alphabet="{}[]:,-& *!'\"\n\tmetagols0 ", max_size=60))
def test_no_text_whatever_breaks_the_readers(text: str) -> None:
    for read in (read_yaml, read_json):
        plan, findings = read(text, "any")
        assert plan is not None or findings
