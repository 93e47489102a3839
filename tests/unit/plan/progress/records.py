"""Small records of progress for tests. Every person in them is invented."""

from datetime import date
from typing import Any

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.plan import Amended, Amendment, Cycle, Done, Every, Evidence, Moved, Obstacle, Report, Verb, Work
from palermo.plan.model import Activity, Step
from palermo.plan.progress import Account, Terms, periods, terms_of

YEAR = Cycle(Every.QUARTER, date(2027, 1, 1), date(2027, 12, 31), due_days=15)
LADDER = ("body", "secretariat", "committee")
DIGEST = "ab" * 32


def day(month: int, number: int = 1) -> date:
    return date(2027, month, number)


def by(verb: Verb, who: str, level: str, on: date, reason: str = "") -> Moved:
    return Moved(verb, who, level, on, reason)


JANUARY = date(2027, 1, 5)


def accepted(on: date = JANUARY) -> tuple[Moved, ...]:
    return (by(Verb.ASK, "s1", "secretariat", day(1, 2)), by(Verb.ACCEPT, "m1", "lead", on))


def report(period: str, on: date, *done: Done, **fields: Any) -> Report:
    """A report that was written and sent."""
    moves = (by(Verb.WRITE, "f1", "body", on), by(Verb.SEND, "f1", "body", on))
    return Report(period, moves, done=done, **fields)


def proof(*steps: int, offered: date, decided: date | None = None) -> Evidence:
    """A file that was offered, and accepted on the day it was decided."""
    moves = [by(Verb.OFFER, "f1", "body", offered)]
    if decided:
        moves.append(by(Verb.ACCEPT, "s2", "secretariat", decided))
    return Evidence(DIGEST, "CA-E", tuple(moves), proves=steps)


def late_end(now: str, reason: str) -> Amendment:
    return Amendment(Amended.END, now, day(4), "c1", reason=reason)


def stopped(since: date, over: date | None = None) -> Obstacle:
    return Obstacle("The law is not passed", since, "the assembly", over)


def activity(*dues: str, **fields: Any) -> Activity:
    """An activity with a step for each due date, from January to September 2027."""
    steps = tuple(Step(Cell(f"Step {n}"), due=Cell(read_when(due))) for n, due in enumerate(dues, 1))
    told = {
        "text": Cell("Train officers"),
        "lead": Cell("Police"),
        "start": Cell(read_when("1 January 2027")),
        "end": Cell(read_when("30 September 2027")),
        "steps": Cell(steps),
    }
    return Activity("1.1.1", **(told | fields))


def account(work: Work, as_of: date, *, terms: Terms | None = None, cycle: Cycle | None = YEAR) -> Account:
    made = periods(cycle) if cycle else ()
    return Account(work, terms or terms_of(activity("June 2027", "September 2027")), LADDER, made, as_of)
