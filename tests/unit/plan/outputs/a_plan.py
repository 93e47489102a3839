"""A plan at work in which every status and every chapter of an output has something. Bodies are invented."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.plan import (
    Activity,
    Amended,
    Amendment,
    Claim,
    Done,
    Dropped,
    Goal,
    Indicator,
    Objective,
    Own,
    Plan,
    Progress,
    Report,
    Scorecard,
    Step,
    Value,
    Verb,
    Work,
    score,
)
from tests.unit.plan.progress.records import LADDER, YEAR, accepted, by, day, proof, report, stopped

TODAY = date(2027, 8, 1)
KHMER = "គណៈកម្មាធិការជាតិប្រយុទ្ធប្រឆាំងអំពើជួញដូរមនុស្ស"
FORMULA = "=HYPERLINK(1)"


def _promise(number: int, end: str = "December 2027", lead: str = "") -> Activity:
    steps = Cell((Step(Cell(f"Step A of {number}")), Step(Cell(f"Step B of {number}"))))
    return Activity(
        f"1.{number}",
        text=Cell(f"{FORMULA} promise {number} {KHMER}"),
        lead=Cell(lead or f"Body {'AB'[number % 2]}"),
        start=Cell(read_when("January 2027")),
        end=Cell(read_when(end)),
        steps=steps,
        indicators=Cell((Indicator(f"i{number}", Cell(f"Officers trained by {number}")),)),
    )


def _agreed(told: Report, on: date, published: date | None = None) -> Report:
    moves = (*told.moves, by(Verb.ACCEPT, "s1", "secretariat", on))
    return replace(told, moves=(*moves, by(Verb.PUBLISH, "c1", "committee", published)) if published else moves)


def a_plan() -> Plan:
    """Nine activities, in two goals, of two bodies whose order in the register is not that of the plan."""
    ends = {2: "March 2027"}
    acts = [_promise(n, ends.get(n, "December 2027")) for n in range(1, 10)]
    goals = [
        Goal(str(at), Cell(f"Goal {at}"), objectives=Cell((Objective(str(at), Cell("Aim"), activities=Cell(own)),)))
        for at, own in ((1, tuple(acts[:5])), (2, tuple(acts[5:])))
    ]
    register = {"Body A": "The first body", "Body B": "The second body"}
    return Plan("invented", "An invented plan", country="KH", goals=Cell(tuple(goals)), register=register)


def a_progress() -> Progress:
    """What became of it: a status each, two reports that are published, one that waits, one that came back."""
    on = {"2027-Q1": day(4, 10), "2027-Q2": day(7, 10)}
    q1, q2 = ((period, sent) for period, sent in on.items())
    value = Value("i1", number=Decimal(12))
    said = report(*q2, Done(1, "x"), claim=Claim.RUNNING, asks="=More money", values=(value,))
    returned = report(*q2, Done(1, "x"), claim=Claim.RUNNING)
    works = (
        Work("1.1", accepted(), (_agreed(report(*q1), day(4, 20), day(7, 20)), _agreed(said, day(7, 22)))),
        Work(
            "1.2",
            accepted(),
            (report(*q1), report(*q2)),
            changes=(Amendment(Amended.END, "2027-05-31", day(3, 1), "c1", reason="The hall burned."),),
        ),
        Work(
            "1.3",
            accepted(),
            (report(*q1), report(*q2)),
            (proof(1, offered=day(7, 1), decided=day(7, 2)),),
            (stopped(day(2)),),
        ),
        Work("1.4", accepted(), (report(*q1),)),
        Work("1.5", accepted()[:1]),
        Work("1.6", accepted(), (report(*q1), report(*q2)), (proof(1, 2, offered=day(7, 3)),)),
        Work("1.7", accepted(), (report(*q1), report(*q2)), (proof(1, 2, offered=day(5, 1), decided=day(6, 1)),)),
        Work("1.8", accepted(), dropped=Dropped(day(6, 15), "c1", "A law did it.")),
        Work(
            "1.9",
            accepted(day(6, 20)),
            (
                replace(
                    returned, moves=(*returned.moves, by(Verb.RETURN, "s1", "secretariat", day(7, 15), "Say how many."))
                ),
            ),
        ),
    )
    return Progress("invented", LADDER, YEAR, {work.id: work for work in works})


def a_card(as_of: date = TODAY) -> Scorecard:
    return score(a_plan(), a_progress(), as_of)


BODIES = {f"1.{n}": Own(f"Ministry {'AB'[n % 2]}", "en") for n in range(1, 8)}
