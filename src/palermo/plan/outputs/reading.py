"""What outputs ask of a scorecard: lines by the body that leads them, reports and evidence where they stand."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType

from palermo.core import Message, mark
from palermo.paper import CellValue, Own
from palermo.plan.progress import (
    Account,
    Due,
    Evidence,
    Held,
    Period,
    Report,
    State,
)
from palermo.plan.score import ActivityLine, Scorecard

NOBODY = Message(mark("No lead named"))
NO_PLACES: Mapping[str, Own] = MappingProxyType({})
Bodies = Mapping[str, Own]  # the id of an activity to the name of the body that it was put to


@dataclass(frozen=True, slots=True)
class Seen:
    """One activity on the day of the scorecard: its line, who leads it, and what is on record of it.

    The same of what a place has inherited of one; the line is then that of the part, and `own_steps` are its own.
    """

    line: ActivityLine
    body: Own | None
    account: Account
    own_steps: tuple[str, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """In words."""
        return self.own_steps or tuple(step.text.words for step in self.line.activity.steps.value or ())

    @property
    def id(self) -> str:
        return self.line.activity.id

    @property
    def lead(self) -> CellValue:
        """Who leads it, in words."""
        return self.body or NOBODY

    @property
    def owed(self) -> tuple[Due, ...]:
        """The reports that were due by the day."""
        return self.account.owed

    def words(self, language: str) -> Own:
        """What the plan says that is to be done."""
        return Own(self.line.activity.text.words, language)


def seen(card: Scorecard, bodies: Bodies) -> tuple[Seen, ...]:
    """The activities in the order of the plan."""
    return tuple(
        Seen(line, _lead(card, line, bodies), card.accounts[line.activity.id])
        for line in card.activities
        if line.activity.id in card.accounts
    )


def seen_at(card: Scorecard, place: str, body: Own | None = None) -> tuple[Seen, ...]:
    """What a place has inherited, in the order of the plan, each part as if it were an activity of its own."""
    found = []
    for line in card.activities:
        for part in line.parts:
            if part.place == place:
                whole = card.accounts[line.activity.id]
                own = next(each for each in whole.work.parts if each.place == place)
                told = replace(line, standing=part.standing, proved=part.proved, owed=part.owed, parts=())
                steps = tuple(step.text for step in own.steps)
                found.append(Seen(told, body, whole.parts[place], steps))
    return tuple(found)


def _lead(card: Scorecard, line: ActivityLine, bodies: Bodies) -> Own | None:
    if name := bodies.get(line.activity.id):
        return name
    return Own(line.body, card.plan.language) if line.body else None


def by_body(card: Scorecard, each: Iterable[Seen]) -> dict[Own | None, list[Seen]]:
    """The activities of each body, the bodies in the order of the plan's register, then of the plan.

    Never by any figure: a list of bodies is no league table. What nobody is named for comes last.
    """
    found: dict[Own | None, list[Seen]] = {}
    for one in each:
        found.setdefault(one.body, []).append(one)
    places = {name: at for at, name in enumerate(card.plan.register)}
    first = {body: places.get(own[0].line.body, len(places)) for body, own in found.items()}
    order = sorted(found, key=lambda body: (body is None, first[body]))
    return {body: found[body] for body in order}


def periods_of(each: Iterable[Seen]) -> tuple[Period, ...]:
    """The periods that are reported on; none where nobody has said when."""
    return next((one.account.periods for one in each), ())


def since_last_period(each: Iterable[Seen], as_of: date) -> date:
    """The first day of the last period that is over; a quarter of a year before, where none is."""
    over = [period for period in periods_of(each) if period.last < as_of]
    return over[-1].first if over else as_of - timedelta(days=92)


def accepted_by_kind(each: Iterable[Seen], since: date | None, until: date) -> Counter[str]:
    """How many pieces of evidence of each kind were accepted up to a day, or between two: documents, not deeds."""
    return Counter(
        piece.kind
        for one in each
        for piece, held in one.account.shown
        if held.state is State.ACCEPTED and held.since and (since or held.since) <= held.since <= until
    )


def waits_for(held: Held, ladder: tuple[str, ...]) -> str:
    """The level that has to decide on it; empty where it waits for nobody to decide, or only to be published."""
    rung = len(held.agreed) + 1
    waiting = held.state in (State.SENT, State.OFFERED) or (held.state is State.ACCEPTED and rung < len(ladder) - 1)
    return ladder[rung] if waiting and rung < len(ladder) else ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report, or a piece of evidence, on which a level has to decide, and since when it waits."""

    what: Message
    report: bool
    since: date
    level: str


def told_of(one: Seen) -> Iterator[tuple[Message, Held]]:
    """Every report and every piece of evidence in words, and where it stands."""
    yield from ((_in_words(report), held) for report, held in one.account.written)
    yield from ((_in_words(piece), held) for piece, held in one.account.shown)


def waiting(one: Seen) -> Iterator[Waiting]:
    """What of an activity waits for somebody to decide on it."""
    for what, held in chain[tuple[Report | Evidence, Held]](one.account.written, one.account.shown):
        if held.since and (level := waits_for(held, one.account.ladder)):
            yield Waiting(_in_words(what), isinstance(what, Report), held.since, level)


def _in_words(what: Report | Evidence) -> Message:
    if isinstance(what, Report):
        return Message(mark("Report {period}"), {"period": what.period})
    return Message(mark("Evidence: {title}"), {"title": what.title})
