"""What is written beside the plan once a body has taken a measure on: what its indicator means, in which order its
steps come, what could go wrong.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random
from typing import Any

from palermo.demo.year.acts import SECRETARIAT, Act
from palermo.demo.year.country import BODIES, Invented
from palermo.plan import Activity, Counts, Sheet, Split, Target, as_planned

SEX = Split("sex", ("women", "men"))
AGE = Split("age", ("children", "adults"))
# of the sorts of measure (see `matrix`) those that count people, and how
_PEOPLE = {0: (Counts.SINCE, (SEX,)), 2: (Counts.PERIOD, (SEX, AGE))}
_SORTS = 8
_RISKS = (
    ("The rooms are given to another office.", "It has happened twice.", "Nobody could be received.", "Sign a lease."),
    ("Those who were trained are moved elsewhere.", "Each year a third are.", "The course is lost.", "Train in pairs."),
    ("Donors pay late.", "Two of three did last year.", "The work stands still.", "Ask for an advance."),
    ("Employers do not come.", "Half of them did not come before.", "Nothing is agreed.", "Go to them."),
)


@dataclass(frozen=True, slots=True)
class Written:
    """One act beside the work: who, how many days after the measure was taken on, what, and how it reads."""

    who: str
    after: int
    act: Act
    says: str
    content: Mapping[str, Any]
    step: int = 0
    of: str = ""


def sheet_of(measure: Activity, number: int) -> Sheet | None:
    """What the sheet of its indicator says, for measures that count people. `number`: the measure's in the plan."""
    indicators = measure.indicators.value or ()
    if number % _SORTS not in _PEOPLE or not indicators:
        return None
    counts, splits = _PEOPLE[number % _SORTS]
    planned = as_planned(indicators[0])
    return replace(
        planned,
        definition=f"{indicators[0].text.words}, each person once.",
        counts=counts,
        people=True,
        splits=splits,
        source="Lists of the offices",
        method="The lists are counted on the last day of the period.",
        frequency="each quarter",
        responsible="The officer for statistics of the body that leads",
        quality="Two offices are drawn by lot and counted once more.",
        baseline_date=measure.start.words,
        targets=tuple(
            Target(each.value, each.by, "As many as the offices can reach in the time.") for each in planned.targets
        ),
    )


def parts_of(sheet: Sheet, number: int, rng: Random) -> tuple[list[dict[str, str]], str]:
    """A number taken apart as the sheet asks for, and the note that says why not all of it could be."""
    parts, note = [], ""
    for split in sheet.splits:
        one = rng.randint(0, number)
        other = number - one
        if other > 1 and rng.random() < 0.1:
            other -= 1
            note = "Of one person it is not on record."
        told = zip(split.parts, (one, other), strict=True)
        parts += [{"split": split.name, "name": name, "number": str(n)} for name, n in told]
    return parts, note


def written(
    measure: Activity, number: int, body: Invented, previous: Activity | None, rng: Random
) -> Iterator[Written]:
    """Everything of one measure. `previous`: the one before it in the plan, whose last step it may wait for."""
    yield from _sheets(measure, number, body, rng)
    yield from _steps(measure, number, body, previous, rng)
    yield from _risks(measure, number, body, rng)


def _sheets(measure: Activity, number: int, body: Invented, rng: Random) -> Iterator[Written]:
    sheet = sheet_of(measure, number)
    if sheet is None:
        return
    indicator = (measure.indicators.value or ())[0].id
    said = {"sheet": sheet, "indicator": indicator, "seen": 0}
    yield Written(body.key, 1, Act.COMPLETE_SHEET, "The plan says no more than a name and a number.", said)
    if rng.random() < 0.25:
        fuller = replace(sheet, limits="Who is counted by two offices is counted twice.")
        again = {**said, "sheet": fuller, "seen": 1}
        yield Written(SECRETARIAT, rng.randint(60, 200), Act.COMPLETE_SHEET, "A reader asked what is left out.", again)


def _steps(measure: Activity, number: int, body: Invented, previous: Activity | None, rng: Random) -> Iterator[Written]:
    """Of one measure of five the steps are arranged; of one of fifteen they wait for the measure before, too."""
    steps = measure.steps.value or ()
    if number % 5 != 1 or not steps:
        return
    waits = previous is not None and previous.steps.value and number % 15 == 1
    before = [[previous.id, len(previous.steps.value or ())]] if previous and waits else []
    for n, step in enumerate(steps, 1):
        owner = rng.choice(BODIES).key if n > 1 and rng.random() < 0.4 else body.key
        working = {
            "owner": owner,
            "deliverable": f"Invented: the file of step {n}",
            "proof": step.proof.value or "",
            "after": before,
            "seen": 0,
        }
        yield Written(body.key, 2 + n, Act.ARRANGE_STEP, "Agreed with those who do it.", working, step=n)
        before = [[measure.id, n]]
        due = step.due.value.last if step.due.value else None
        if n == len(steps) and number % 30 == 1 and due:
            moved = {**working, "seen": 1, "due": (due + timedelta(days=45)).isoformat()}
            reason = "The step before it took longer."
            yield Written(SECRETARIAT, rng.randint(90, 240), Act.ARRANGE_STEP, reason, moved, step=n)


def _risks(measure: Activity, number: int, body: Invented, rng: Random) -> Iterator[Written]:
    """One measure of seven has a risk written down: half are looked at again, some are shown to everybody or over."""
    if number % 7 != 3:
        return
    what, likelihood, harm, response = rng.choice(_RISKS)
    owner = body.key if rng.random() < 0.7 else rng.choice(BODIES).key
    told = {"what": what, "likelihood": likelihood, "harm": harm, "owner": owner, "response": response, "days": 90}
    name = f"risk of {measure.id}"
    yield Written(body.key, 10, Act.WRITE_RISK, "", told, of=name)
    if rng.random() < 0.4:
        shown = {"noted": "show"}
        yield Written(SECRETARIAT, 25, Act.NOTE_RISK, "Others who work on the same should know.", shown, of=name)
    if rng.random() < 0.6:
        looked_at = {"noted": "review", "days": rng.choice((60, 120, 400))}
        yield Written(body.key, rng.randint(80, 100), Act.NOTE_RISK, "Nothing has changed.", looked_at, of=name)
    if rng.random() < 0.3:
        over = {"noted": "close"}
        yield Written(body.key, rng.randint(150, 220), Act.NOTE_RISK, "It cannot happen any more.", over, of=name)
