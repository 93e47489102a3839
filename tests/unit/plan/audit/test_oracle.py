"""The table that was counted by hand from the four plan files, against the reader and the audit."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from palermo.core import Outcome
from palermo.plan.audit import Audit, audit
from palermo.plan.model import Plan
from palermo.plan.yaml_file import read_yaml
from tests.source import PACKAGE

ORACLE = json.loads((Path(__file__).parents[3] / "oracles" / "plan_audit.json").read_text(encoding="utf-8"))["plans"]
FILES = sorted(ORACLE)
SCORED = [file for file in FILES if ORACLE[file]["scored"]]


def carried(file: str) -> Plan:
    plan, _ = read_yaml((PACKAGE / "demo" / "plans" / file).read_text(encoding="utf-8"), file)
    assert plan is not None
    return plan


@pytest.fixture(scope="module")
def audits() -> dict[str, Audit]:
    return {file: audit(carried(file)) for file in FILES}


def counted(plan: Plan) -> dict[str, Any]:
    """The table's columns, counted from the model and not from the audit."""
    goals = list(plan.each_goal())
    objectives = [objective for _, objective in plan.each_objective()]
    activities = [activity for _, _, activity in plan.each_activity()]
    at_goals = [indicator for goal in goals for indicator in goal.indicators.value or ()]
    indicators = [indicator for _, indicator in plan.each_indicator()]
    return {
        "goals": len(goals),
        "goals_not_read": sum(goal.objectives.unread for goal in goals),
        "objectives": len(objectives),
        "objective_titles_not_read": sum(objective.text.unread for objective in objectives),
        "objective_timeframes_not_read": sum(objective.timeframe.unread for objective in objectives),
        "objectives_without_activities_read": sum(objective.activities.unread for objective in objectives),
        "objectives_dated": sum(bool(part.timeframe.value and part.timeframe.value.dated) for part in objectives),
        "activities": len(activities),
        "activities_cut_off": sum(activity.text.truncated for activity in activities),
        "activities_shared": sum(bool(activity.also_in) for activity in activities),
        "with_owner": sum(activity.bodies.given for activity in activities),
        "any_timetable_word": sum(activity.timeframe.given for activity in activities),
        "with_indicator": sum(activity.indicators.given for activity in activities),
        "goal_indicators": len(at_goals),
        "goal_indicators_with_source_monitor_frequency": sum(
            part.source.given and part.responsible.given and part.frequency.given for part in at_goals
        ),
        "indicators_with_baseline": sum(indicator.baseline.given for indicator in indicators),
        "indicators_with_target": sum(indicator.target.given for indicator in indicators),
        "with_budget": sum(activity.costs.given for activity in activities),
    }


@pytest.mark.parametrize("file", FILES)
def test_the_files_hold_what_was_counted(file: str) -> None:
    told = counted(carried(file))
    assert {key: told[key] for key in told if key in ORACLE[file]} == {
        key: ORACLE[file][key] for key in ORACLE[file] if key in told
    }


@pytest.mark.parametrize("file", FILES)
def test_the_verdicts_are_those_of_the_table(file: str, audits: dict[str, Audit]) -> None:
    audited, wanted = audits[file], ORACLE[file]
    assert {str(verdict): n for verdict, n in audited.card.verdicts.items()} == wanted["verdicts"]
    assert [id_ for id_, verdict in audited.verdicts.items() if verdict == "partly"] == wanted["partly"]
    assert audited.card.scored is wanted["scored"]
    assert audited.verdict == (None if wanted["scored"] else "cannot_say")


@pytest.mark.parametrize("file", SCORED)
def test_the_shares_are_those_of_the_table(file: str, audits: dict[str, Audit]) -> None:
    card, wanted = audits[file].card, ORACLE[file]
    columns = {
        "owned": "with_single_lead",
        "dated": "dated_by_calendar",
        "stepped": "with_steps",
        "costed": "with_budget",
        "provable": "with_proof",
    }
    for share, column in columns.items():
        told = getattr(card, share)
        assert (share, told.n, told.of, told.unread) == (share, wanted[column], wanted["activities"], 0)


@pytest.mark.parametrize("file", SCORED)
def test_the_rules_catch_and_spare_exactly_what_is_named(file: str, audits: dict[str, Audit]) -> None:
    for rule, ids in ORACLE[file]["trips"].items():
        failed = [finding.object for finding in audits[file].tripped(rule) if finding.outcome is Outcome.FAIL]
        assert (rule, failed) == (rule, ids)


def test_press_reports_are_never_scored(audits: dict[str, Audit]) -> None:
    audited = audits["plan_cambodia_press_skeleton.yaml"]
    assert Counter(finding.outcome for finding in audited.findings).keys() == {Outcome.UNKNOWN}


def test_each_finding_knows_the_line_it_came_from(audits: dict[str, Audit]) -> None:
    for file in SCORED:
        lost = [
            f for f in audits[file].findings if f.level != "plan" and (f.origin is None or "line" not in f.origin.cell)
        ]
        assert lost == []
