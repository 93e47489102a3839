"""Plans for the tests of the audit: one activity that lacks nothing, from which a test takes one thing away."""

from dataclasses import replace
from typing import Any

from palermo.core import BLANK, Cell
from palermo.core.money import read_money
from palermo.core.when import When, read_when
from palermo.plan.model import Activity, Cost, Goal, Indicator, Objective, Plan, Step


def said(value: Any) -> Cell[Any]:
    return Cell(value)


def day(words: str) -> Cell[When]:
    return Cell(read_when(words))


def step(text: str = "Draft sent to the ministries", **fields: Any) -> Step:
    return Step(said(text), **fields)


def cost(words: str = "USD 45,000", **fields: Any) -> Cost:
    return Cost(Cell(read_money(words)), **fields)


def indicator(id_: str = "1.1.1.i1", **fields: Any) -> Indicator:
    """An indicator that passes every rule."""
    told: dict[str, Any] = {
        "text": said("Victims who reach a shelter within a day"),
        "code": said(id_),
        "unit": said("persons"),
        "baseline": said("31 (2023)"),
        "target": said("60"),
        "target_date": day("December 2026"),
        "direction": said("up"),
        "source": said("shelter register of the social ministry"),
        "method": said("count of entries"),
        "frequency": said("every six months"),
        "responsible": said("Head of statistics, social ministry"),
        "split": said(("sex", "age", "form of exploitation", "nationality")),
    }
    return Indicator(id_, **(told | fields))


def activity(id_: str = "1.1.1", **fields: Any) -> Activity:
    """An activity that passes every rule."""
    told: dict[str, Any] = {
        "text": said("Amend the employment agencies act so that no worker pays a fee"),
        "code": said(id_),
        "lead": said("Ministry of Labour"),
        "partners": said(("Police",)),
        "end": day("30 June 2026"),
        "steps": said((step(),)),
        "costs": said((cost(),)),
        "money_source": said("national budget"),
        "proof": said(("gazette",)),
    }
    return Activity(id_, **(told | fields))


def objective(*activities: Activity, **fields: Any) -> Objective:
    """An objective that passes every rule."""
    told: dict[str, Any] = {
        "id": "1.1",
        "text": said("Workers pay no recruitment fee"),
        "code": said("1.1"),
        "timeframe": day("2027"),
        "outputs": said(("amended act in force",)),
        "indicators": said((indicator("1.1.i1"),)),
        "activities": said(activities or (activity(),)),
    }
    return Objective(**(told | fields))


def goal(*objectives: Objective, **fields: Any) -> Goal:
    """A goal that passes every rule."""
    told: dict[str, Any] = {
        "text": said("Fewer workers are exploited"),
        "code": said("1"),
        "objectives": said(objectives or (objective(),)),
    }
    return Goal("1", **(told | fields))


def plan(*activities: Activity, **fields: Any) -> Plan:
    """A plan that passes every rule but those on survivors and on what does not exist yet."""
    told: dict[str, Any] = {
        "id": "xx-plan",
        "title": "A plan",
        "period_start": day("2024"),
        "period_end": day("2028"),
        "adopted": day("12 March 2023"),
        "monitoring": said("Committee secretariat"),
        "reporting": said("every six months"),
        "public_report": day("March 2025"),
        "evaluation": said("the university"),
        "evaluation_date": day("June 2028"),
        "total_cost": Cell(read_money("USD 4,200,000")),
        "funded": Cell(read_money("USD 2,900,000")),
        "gap": Cell(read_money("USD 1,300,000")),
        "goals": said((goal(objective(*activities)),)),
    }
    return Plan(**(told | fields))


def without(node: Any, *fields: str) -> Any:
    """The same with empty cells."""
    return replace(node, **dict.fromkeys(fields, BLANK))
