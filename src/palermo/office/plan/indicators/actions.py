"""Completing the sheet of an indicator: each edition is a row of its own, with the reason for it."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from palermo import plan as library
from palermo.access import Thing
from palermo.core import BLANK, Cell, Message, Outcome, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.base.holding import hold
from palermo.office.plan.indicators.models import Sheet
from palermo.office.plan.indicators.readers import Book, activities_below, open_book, sheet_thing
from palermo.office.plan.models import Plan
from palermo.office.plan.readers import newest_version
from palermo.plan import Activity, Counts, Goal, HouseFigure, Level, Objective, lead_of
from palermo.plan import Plan as Content


def _sheet(*, plan: Plan, indicator: str, **_given: Any) -> Thing | None:
    return sheet_thing(open_book(newest_version(plan)), indicator)


@action("sheet.completed", thing=_sheet)
def complete_sheet(
    *, by: By, plan: Plan, indicator: str, sheet: library.Sheet, reason: str, seen: int, now: datetime
) -> Sheet:
    """Give the sheet a new edition. `seen`: how many editions there were for whoever wrote this one."""
    hold(plan)  # one edition at a time
    book = open_book(newest_version(plan))
    before = book.editions.get(indicator, ())
    if len(before) != seen:
        raise UserError(
            Message("Somebody else completed this sheet in the meantime. Look at it, then write yours anew.")
        )
    if sheet == (before[-1].said if before else library.as_planned(book.homes[indicator][1])):
        raise UserError(Message("Nothing of the sheet was changed."))
    _need_sound(book, indicator, sheet)
    return Sheet.objects.create(
        plan=plan,
        indicator=indicator,
        content=library.sheet_to_tree(sheet),
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )


def _need_sound(book: Book, indicator: str, sheet: library.Sheet) -> None:
    """Refuse what would make values that nobody can judge, and the name of a person."""
    node, _indicator = book.homes[indicator]
    names = [split.name for split in sheet.splits]
    if len(set(names)) < len(names):
        raise UserError(Message("Two splits have the same name. Put their parts into one."))
    for split in sheet.splits:
        if len(split.parts) == 1 or len(set(split.parts)) < len(split.parts):
            text = mark("The split by {split} needs two parts at least, each with a name of its own.")
            raise UserError(Message(text, {"split": split.name}))
    for target in sheet.targets:
        if not target.by.strip() or not target.reason.strip():
            text = mark("Say of the target {target} by when it is to be reached, and why that much.")
            raise UserError(Message(text, {"target": target.value}))
    _need_known_figure(book, sheet)
    if sheet.given_by and sheet.given_by not in {each.id for each in activities_below(node)}:
        raise UserError(Message("The activity that tells the value is not below what the indicator is of."))
    if _names_a_person(book.plan, book.homes[indicator][1], sheet):
        raise UserError(
            Message("Name the role that answers for the figure, not a person: people leave, the post stays.")
        )


def _need_known_figure(book: Book, sheet: library.Sheet) -> None:
    """Refuse a figure that the house does not count, and a sheet that says of one what cannot be."""
    if not sheet.figure:
        if sheet.figure_of:
            raise UserError(Message("Choose the figure of the house, or name no body."))
        return
    if sheet.figure not in set(HouseFigure):
        raise UserError(Message("The house counts no such figure. Choose one of the list."))
    if sheet.figure_of and sheet.figure_of not in bodies_named(book.plan):
        raise UserError(Message("The plan names this body as lead of no activity."))
    if sheet.splits or sheet.counts is Counts.PERIOD or sheet.given_by:
        text = "A figure of the house is of all the time since the work began, has no splits, and no report tells it."
        raise UserError(Message(text))


def bodies_named(plan: Content) -> list[str]:
    """The bodies that the plan names as leads, in its order."""
    return list(dict.fromkeys(lead for _g, _o, each in plan.each_activity() if (lead := lead_of(each))))


def _names_a_person(plan: Content, indicator: library.Indicator, sheet: library.Sheet) -> bool:
    """Whether rule I07 of the audit finds one in the role of this sheet."""
    if not sheet.responsible.strip():
        return False
    whole = library.completed(replace(indicator, responsible=BLANK), sheet, plan)
    activity = Activity(id="1", text=BLANK, indicators=Cell((whole,)))
    objective = Objective(id="1", text=BLANK, activities=Cell((activity,)), implicit=True)
    alone = replace(plan, goals=Cell((Goal(id="1", text=BLANK, objectives=Cell((objective,)), implicit=True),)))
    judged = library.audit(alone, select=("I07",)).outcomes_of(Level.INDICATOR, whole.id)
    return judged["I07"] is Outcome.FAIL
