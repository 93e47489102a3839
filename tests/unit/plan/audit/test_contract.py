"""The JSON that other programs read."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from palermo.core import BLANK, UNREAD
from palermo.plan.audit import audit, audit_to_tree, contract_schema
from palermo.plan.model import Basis, Plan
from tests.unit.plan.factories import activity, goal, indicator, objective, plan, said

PLANS = [
    plan(),
    plan(activity("1", lead=BLANK, proof=UNREAD, indicators=said((indicator("1.i1", unit=BLANK),)))),
    plan(basis=Basis.PRESS),
    Plan("empty", "Nothing"),
]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(contract_schema())
    return Draft202012Validator(contract_schema())


@pytest.mark.parametrize("made", PLANS, ids=["whole", "faults", "press", "empty"])
@pytest.mark.parametrize("language", ["en", "km"])
def test_every_audit_is_as_the_schema_says(made: Plan, language: str, validator: Draft202012Validator) -> None:
    tree = json.loads(json.dumps([audit_to_tree(audit(made), language)]))
    validator.validate(tree)


def test_a_level_that_the_plan_does_not_have_counts_nothing() -> None:
    bare = goal(objective(activity("1"), activity("2"), implicit=True), implicit=True)
    assert audit_to_tree(audit(plan(goals=said((bare,)))))["counts"] == {"goals": 0, "objectives": 0, "activities": 2}


def test_the_contract_holds_these_values() -> None:
    told = activity("1", lead=BLANK, proof=UNREAD, indicators=said((indicator("1.i1", unit=BLANK),)))
    tree = audit_to_tree(
        audit(plan(told, goals=said((goal(objective(told), objective(activity("2"), implicit=True)),))))
    )
    assert tree["plan"] == {"id": "xx-plan", "title": "A plan"}
    assert tree["counts"] == {"goals": 1, "objectives": 1, "activities": 2}
    assert tree["shares"] == {"owned": [1, 2], "dated": [2, 2], "stepped": [2, 2], "costed": [2, 2], "provable": [1, 1]}
    assert tree["unread"] == {"owned": 0, "dated": 0, "stepped": 0, "costed": 0, "provable": 1}
    assert tree["verdicts"] == {"verifiable": 1, "partly": 1, "promise_only": 0, "cannot_say": 0}
    assert (tree["scored"], tree["verdict"]) == (True, None)
    assert [(each["id"], each["verdict"]) for each in tree["activities"]] == [("1", "partly"), ("2", "verifiable")]
    lead = next(each for each in tree["activities"][0]["findings"] if each["rule"] == "A02")
    assert lead == {
        "rule": "A02",
        "severity": "A",
        "outcome": "fail",
        "level": "activity",
        "object": "1",
        "origin": "",
        "message": "Activity 1 names no lead body.",
        "advice": "Name the one body that answers for it, as it stands in the register; the others are partners.",
    }
    assert {each["object"] for each in tree["activities"][0]["findings"]} == {"1", "1.i1"}
    assert lead in tree["findings"]
    assert {each["rule"] for each in tree["not_applicable"]} == {"A11", "P05", "P06", "T01", "T02", "T03", "T04", "T05"}


def test_each_finding_of_an_activity_also_stands_in_the_whole_list() -> None:
    tree = audit_to_tree(audit(PLANS[1]))
    for each in tree["activities"]:
        assert [finding for finding in each["findings"] if finding not in tree["findings"]] == []


def test_press_reports_are_told_as_not_scored() -> None:
    tree = audit_to_tree(audit(plan(basis=Basis.PRESS)))
    assert (tree["scored"], tree["verdict"], tree["shares"]["owned"]) == (False, "cannot_say", [0, 0])
    assert {finding["outcome"] for finding in tree["findings"]} == {"unknown"}


@pytest.mark.parametrize(
    "wrong",
    [{"plan": {}}, {"shares": {"owned": [1]}}, {"verdict": "verifiable"}, {"more": 1}, {"verdicts": {"partly": -1}}],
)
def test_the_schema_refuses_what_is_not_the_contract(wrong: dict[str, Any], validator: Draft202012Validator) -> None:
    with pytest.raises(ValidationError):
        validator.validate([audit_to_tree(audit(plan())) | wrong])
