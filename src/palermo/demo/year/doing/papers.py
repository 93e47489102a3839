"""What is written beside the plan: sheets of indicators, the order of steps, risks."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from palermo.demo.year.acts import Act, Happening
from palermo.demo.year.doing.stage import Doing, Stage
from palermo.office.plan.indicators.actions import complete_sheet
from palermo.office.plan.risks.actions import NewRisk, close_risk, review_risk, show_risk, write_risk
from palermo.office.plan.steps.actions import Working, arrange_step
from palermo.plan import StepId


def _complete_sheet(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    of = {name: told.content[name] for name in ("indicator", "sheet", "seen")}
    complete_sheet(**how, plan=stage.plan, **of, reason=told.says)


def _arrange_step(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says = told.content
    due = date.fromisoformat(says["due"]) if "due" in says else None
    after = tuple(StepId(*each) for each in says["after"])
    working = Working(stage.bodies[says["owner"]], says["deliverable"], says["proof"], after, due)
    step = StepId(told.measure, told.step)
    arrange_step(**how, plan=stage.plan, step=step, working=working, reason=told.says, seen=says["seen"])


def _write_risk(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    says = told.content
    words = (says["what"], says["likelihood"], says["harm"])
    review = told.at.date() + timedelta(days=says["days"])
    risk = NewRisk(*words, stage.bodies[says["owner"]], says["response"], review)
    stage.made[told.of] = write_risk(**how, lead=stage.leads[told.measure, ""], risk=risk)


def _note_risk(stage: Stage, told: Happening, how: Mapping[str, Any]) -> None:
    of = {"risk": stage.made[told.of], "reason": told.says}
    match told.content["noted"]:
        case "review":
            review_risk(**how, **of, review=told.at.date() + timedelta(days=told.content["days"]))
        case "close":
            close_risk(**how, **of)
        case "show":
            show_risk(**how, **of)


DOINGS: Mapping[Act, Doing] = {
    Act.COMPLETE_SHEET: _complete_sheet,
    Act.ARRANGE_STEP: _arrange_step,
    Act.WRITE_RISK: _write_risk,
    Act.NOTE_RISK: _note_risk,
}
