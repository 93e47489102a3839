"""What stands on record of one activity on one day: replayed moves, proved steps, filed reports."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from palermo.plan.progress.cycles import Due, Period, Rate, rate
from palermo.plan.progress.model import (
    Amended,
    Amendment,
    Claim,
    Dropped,
    Evidence,
    Obstacle,
    PlacePart,
    Report,
    Value,
    Work,
)
from palermo.plan.progress.states import (
    OF_ACTIVITY,
    OF_PART,
    Held,
    Machine,
    State,
    Verb,
    each_step,
    replayed,
    through_lead,
)
from palermo.plan.progress.terms import WHOLE, Terms, amended, terms_of_part

FILED = frozenset({State.SENT, State.ACCEPTED, State.PUBLISHED})
_AGREED = frozenset({State.ACCEPTED, State.PUBLISHED})


_NO_PARTS: Mapping[str, "Account"] = MappingProxyType({})


class Filed(NamedTuple):
    """A report that is filed, the day on which it was first sent, and its state now."""

    report: Report
    sent: date
    state: State


@dataclass(frozen=True)
class Account:
    """One activity on the day `as_of`, or what a place has inherited of one. What was recorded later is not seen.

    `planned`: before any change. `asked_by`: the levels of its acceptance. `parts`: by place; a part has none.
    `inherits`: the changes of the activity that hold for a part as well, until it is changed itself.
    """

    work: Work
    planned: Terms
    ladder: tuple[str, ...]
    periods: tuple[Period, ...]
    as_of: date
    asked_by: tuple[str, ...] = OF_ACTIVITY
    parts: Mapping[str, "Account"] = field(default_factory=dict)
    inherits: tuple[Amendment, ...] = ()

    @cached_property
    def terms(self) -> Terms:
        """What is owed by when, with the changes on record."""
        return amended(amended(self.planned, self.inherits, self.as_of), self.work.changes, self.as_of)

    @cached_property
    def acceptance(self) -> Held:
        """What became of it with its lead."""
        return replayed(Machine.ACTIVITY, self.work.moves, self.asked_by, until=self.as_of)[0]

    @cached_property
    def dropped(self) -> Dropped | None:
        """Given up by now, with a reason; without one it was not."""
        gone = self.work.dropped
        return gone if gone and gone.on <= self.as_of and gone.reason.strip() else None

    @cached_property
    def reports(self) -> tuple[Filed, ...]:
        """The reports that are filed, the first of each period, in the order in which they were first sent."""
        found: dict[str, Filed] = {}
        for report, held, sent in self._written:
            if held.state in FILED and sent:
                found.setdefault(report.period, Filed(report, sent, held.state))
        return tuple(sorted(found.values(), key=lambda each: each.sent))

    @cached_property
    def written(self) -> tuple[tuple[Report, Held], ...]:
        """Every report with where it stands."""
        return tuple((report, held) for report, held, _sent in self._written)

    @cached_property
    def _written(self) -> tuple[tuple[Report, Held, date | None], ...]:
        """With the day on which each was first sent."""
        found = []
        for report in self.work.reports:
            stands, sent = Held(), None
            for stands, _, _ in each_step(Machine.REPORT, report.moves, self.ladder, until=self.as_of):
                sent = sent or (stands.since if stands.state is State.SENT else None)
            found.append((report, stands, sent))
        return tuple(found)

    @cached_property
    def published(self) -> tuple[tuple[Report, date], ...]:
        """The reports that are public, each with its day. What is published cannot be taken back."""
        told = (
            (report, next((move.on for move in report.moves if move.verb is Verb.PUBLISH), None))
            for report in self.work.reports
        )
        return tuple((report, on) for report, on in told if on and on <= self.as_of)

    @cached_property
    def shown(self) -> tuple[tuple[Evidence, Held], ...]:
        """Every piece of evidence with where it stands."""
        return tuple(
            (piece, replayed(Machine.EVIDENCE, piece.moves, self.ladder, until=self.as_of)[0])
            for piece in self.work.evidence
        )

    @cached_property
    def agreed(self) -> tuple[tuple[str, Value], ...]:
        """The values of the accepted reports with their periods; those of a part are of its place, or of one below."""
        own = (
            (each.report.period, value)
            for each in self.reports
            if each.state in _AGREED
            for value in each.report.values
        )
        of_parts = (
            (period, value if value.place else replace(value, place=place))
            for place, part in self.parts.items()
            for period, value in part.agreed
        )
        return (*own, *of_parts)

    @cached_property
    def agreed_of(self) -> Mapping[str, tuple[tuple[str, tuple[Value, ...]], ...]]:
        """The same by indicator, and there by period, the periods in their order."""
        found: dict[str, dict[str, list[Value]]] = {}
        for period, value in self.agreed:
            found.setdefault(value.indicator, {}).setdefault(period, []).append(value)
        return {
            indicator: tuple((period, tuple(values)) for period, values in sorted(told.items()))
            for indicator, told in found.items()
        }

    @cached_property
    def claim(self) -> tuple[Claim, Report] | None:
        """What the report that was sent last says of the whole, where it says anything."""
        told = [(each.report.claim, each.report) for each in self.reports if each.report.claim]
        return told[-1] if told else None

    @cached_property
    def said_done(self) -> frozenset[int]:
        """The steps that are said to be finished."""
        if self.claim and self.claim[0] is Claim.COMPLETE:
            return frozenset(self.terms.owed)
        done = (each for filed in self.reports for each in filed.report.done)
        return frozenset(each.step for each in done if each.finished and each.finished <= self.as_of)

    @cached_property
    def proved(self) -> dict[int, date]:
        """Each step whose proof is accepted, since when."""
        found: dict[int, date] = {}
        for step, held in self._shown():
            if held.state is State.ACCEPTED and held.since:
                found[step] = min(held.since, found.get(step, held.since))
        return found

    @cached_property
    def offered(self) -> frozenset[int]:
        """The steps for which proof is offered and not decided."""
        return frozenset(step for step, held in self._shown() if held.state is State.OFFERED)

    def _shown(self) -> Iterable[tuple[int, Held]]:
        for evidence, held in self.shown:
            for step in evidence.proves or (WHOLE,):
                if step in self.terms.owed:
                    yield step, held

    @cached_property
    def proved_on(self) -> date | None:
        """The day on which the last proof of its own was accepted, where nothing of its own is left to prove.
        Continuous work has none.
        """
        terms = self.terms
        if terms.continuous or terms.unread or not set(terms.owed) <= set(self.proved):
            return None
        return max(self.proved[step] for step in terms.owed)

    @cached_property
    def kept(self) -> Mapping[str, "Account"]:
        """The parts that nobody has given up by now."""
        return {place: part for place, part in self.parts.items() if not part.dropped}

    @cached_property
    def done_on(self) -> date | None:
        """The day on which nothing was left to prove any more, neither of its own nor of a part."""
        days = [self.proved_on, *(part.done_on for part in self.kept.values())]
        return None if None in days else max(day for day in days if day)

    @cached_property
    def begun(self) -> bool:
        """Whether a report or a proof says that anything was done."""
        told = [each.report for each in self.reports]
        said = any(report.done or report.claim in (Claim.RUNNING, Claim.COMPLETE) for report in told)
        return said or bool(self.proved or self.offered)

    @cached_property
    def begun_anywhere(self) -> bool:
        """The same of it or of any part that nobody has given up."""
        return self.begun or any(part.begun for part in self.kept.values())

    @cached_property
    def blocked(self) -> Obstacle | None:
        """The first obstacle that stops the work and is not over."""
        standing = (each for each in self.work.obstacles if each.blocked_by and each.since <= self.as_of)
        return next((each for each in standing if each.over is None or each.over > self.as_of), None)

    @cached_property
    def asked(self) -> tuple[Period, ...]:
        """The periods that are reported on, whether they have begun or not; an activity not accepted has none.

        They run from the acceptance and the start of the work until it is done or dropped.
        """
        if self.acceptance.state is not State.ACCEPTED or self.acceptance.since is None:
            return ()
        begins = max(self.acceptance.since, self.terms.start or self.acceptance.since)
        return tuple(each for each in self.periods if begins <= each.last and not self._over(each))

    @cached_property
    def owed(self) -> tuple[Due, ...]:
        """The reports that were due before today, with the day each was sent."""
        sent = {each.report.period: each.sent for each in self.reports}
        return tuple(
            Due(self.work.id, period, sent.get(period.name)) for period in self.asked if period.due < self.as_of
        )

    @cached_property
    def filing(self) -> Rate:
        """How the reports that were due before today were filed."""
        return rate(self.owed)

    def _over(self, period: Period) -> bool:
        if self.dropped and self.dropped.on <= period.last:
            return True
        return self.done_on is not None and self.done_on < period.first


def account_of(
    work: Work,
    planned: Terms,
    ladder: Sequence[str],
    periods: Sequence[Period],
    as_of: date,
    before: Mapping[str, Account] = _NO_PARTS,
) -> Account:
    """What is on record of an activity and of its parts. Of two parts of one place the first counts.

    `before`: the parts of an earlier account, from which those are taken over that say the same.
    """
    own, theirs, made = tuple(ladder), through_lead(ladder), tuple(periods)
    parts: dict[str, Account] = {}
    for part in work.parts:
        terms, moved = terms_of_part(planned, part), tuple(_inherited(work.changes, part))
        now = Account(part.of(work.id), terms, theirs, made, as_of, OF_PART, inherits=moved)
        old = before.get(part.place)
        parts.setdefault(part.place, old if old == now else now)
    return Account(work, planned, own, made, as_of, parts=parts)


def _inherited(changes: Iterable[Amendment], part: PlacePart) -> Iterator[Amendment]:
    """A moved deadline holds for a part that has none of its own in its place."""
    own = {Amended.END: part.end is not None, Amended.STEP: bool(part.steps), Amended.TARGET: True}
    return (change for change in changes if not own[change.what])
