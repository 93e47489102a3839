"""One activity by place, for pages: each part with its status and what it tells, and what all of them make together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from palermo.access import Thing
from palermo.core import Finding, Message, mark
from palermo.office.access.decision import By, decide
from palermo.office.access.models import Body
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.rows import Told
from palermo.office.plan.work.words import AMENDED, STATUSES
from palermo.plan import ActivityLine, Amended, Figure, PartLine, Scorecard, Total

_NOTHING = Message(mark("no value"))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """The part of a place. `values`: of each figure, the id of the indicator and what the place tells."""

    place: Body
    told: Told
    line: PartLine
    values: tuple[tuple[str, Message], ...]

    @property
    def word(self) -> object:
        """Its status."""
        return STATUSES[self.line.standing.status][0]

    @property
    def tone(self) -> str:
        return STATUSES[self.line.standing.status][1]

    @property
    def by_another(self) -> bool:
        """Whether another body than the place itself leads it."""
        return self.told.lead.body_id != self.place.pk


@dataclass(frozen=True, slots=True)
class WholeFigure:
    """The newest figure of an indicator: what it is over all places, and of which nothing is on record."""

    figure: Figure
    missing: tuple[Body, ...]

    @property
    def total(self) -> Total:
        return self.figure.total


@dataclass(frozen=True, slots=True)
class ByPlace:
    """All parts of an activity: each counted by itself, none of the counts taken together with another.

    `findings`: of rolling up their figures; `on_parts`: what the rules on progress say of them.
    """

    rows: tuple[PlaceRow, ...]
    counts: tuple[tuple[object, str, int], ...]
    figures: tuple[WholeFigure, ...]
    findings: tuple[Finding, ...]
    on_parts: tuple[Finding, ...]

    @property
    def of(self) -> int:
        return len(self.rows)

    @property
    def silent(self) -> tuple[Body, ...]:
        """The places whose last report that was due is not there, whatever else is to be said of them."""
        return tuple(row.place for row in self.rows if row.line.no_report)


def may_read(by: By, lead: Lead) -> bool:
    """Whether what the lead reports and offers is named: not everybody who sees that it leads may read it."""
    acts = {"report": "report.read", "evidence": "evidence.opened"}
    where: dict[str, Any] = {"id": "", "path": lead.body.above, "passed_by": lead.passed_by}
    return all(decide(by, act, Thing(kind=kind, **where)) for kind, act in acts.items())


def changes_of_parts(record: OnRecord, parts: Sequence[Told]) -> Iterator[dict[str, object]]:
    """What was changed of these parts, with its reason."""
    places = {each.lead.place_id: place_of(each.lead) for each in parts}
    for row in record.of_parts:
        if row.place_id in places and any(row.activity == each.lead.activity for each in parts):
            word = str(AMENDED[Amended(row.what)]) % {"of": row.of} if row.what else _("The part was given up")
            yield {"row": row, "place": places[row.place_id], "what": word}


def by_place(card: Scorecard, line: ActivityLine, parts: Sequence[Told]) -> ByPlace:
    """The parts as the scorecard has them. `parts`: what is on record of each."""
    told = {place_of(each.lead).key: each for each in parts}
    bodies = {key: place_of(each.lead) for key, each in told.items()}
    figures = list(_newest(card, line))
    return ByPlace(
        tuple(PlaceRow(bodies[part.place], told[part.place], part, _values(part, figures)) for part in line.parts),
        tuple((word, tone, line.tally.counts[key]) for key, (word, tone) in STATUSES.items() if line.tally.counts[key]),
        tuple(
            WholeFigure(figure, tuple(bodies[place] for place in figure.total.missing if place in bodies))
            for figure in figures
        ),
        tuple(_findings(card, line)),
        tuple(finding for part in line.parts for finding in part.findings),
    )


def _newest(card: Scorecard, line: ActivityLine) -> Iterator[Figure]:
    for indicator in line.activity.indicators.value or ():
        yield from card.rolled[indicator.id].figures[-1:]


def _values(part: PartLine, figures: Sequence[Figure]) -> tuple[tuple[str, Message], ...]:
    return tuple((figure.indicator.id, _told(figure.by_place.get(part.place))) for figure in figures)


def _told(total: Total | None) -> Message:
    return _NOTHING if total is None or total.missing else total.words


def _findings(card: Scorecard, line: ActivityLine) -> Iterator[Finding]:
    """What was found in rolling up the figures of this activity."""
    ids = {indicator.id for indicator in line.activity.indicators.value or ()}
    return (each for each in card.faults if each.level == "indicator" and each.object in ids)
