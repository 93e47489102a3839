"""What stands on record of one activity on one day: replayed moves, proved steps, filed reports."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from palermo.plan.progress.cycles import Due, Period
from palermo.plan.progress.model import Claim, Dropped, Obstacle, Report, Work
from palermo.plan.progress.states import OF_ACTIVITY, Held, Machine, State, each_step, replayed
from palermo.plan.progress.terms import WHOLE, Terms, amended

FILED = frozenset({State.SENT, State.ACCEPTED, State.PUBLISHED})


class Filed(NamedTuple):
    """A report that is filed, the day on which it was first sent, and its state now."""

    report: Report
    sent: date
    state: State


@dataclass(frozen=True)
class Account:
    """One activity on the day `as_of`. What was recorded for a later day is not seen. `planned`: before any change."""

    work: Work
    planned: Terms
    ladder: tuple[str, ...]
    periods: tuple[Period, ...]
    as_of: date

    @cached_property
    def terms(self) -> Terms:
        """What is owed by when, with the changes on record."""
        return amended(self.planned, self.work.changes, self.as_of)

    @cached_property
    def acceptance(self) -> Held:
        """What became of it with its lead."""
        return replayed(Machine.ACTIVITY, self.work.moves, OF_ACTIVITY, until=self.as_of)[0]

    @cached_property
    def dropped(self) -> Dropped | None:
        """Given up by now, with a reason; without one it was not."""
        gone = self.work.dropped
        return gone if gone and gone.on <= self.as_of and gone.reason.strip() else None

    @cached_property
    def reports(self) -> tuple[Filed, ...]:
        """The reports that are filed, the first of each period, in the order in which they were first sent."""
        found: dict[str, Filed] = {}
        for report in self.work.reports:
            state, sent = State.NEW, None
            for held, _, _ in each_step(Machine.REPORT, report.moves, self.ladder, until=self.as_of):
                state, sent = held.state, sent or (held.since if held.state is State.SENT else None)
            if state in FILED and sent:
                found.setdefault(report.period, Filed(report, sent, state))
        return tuple(sorted(found.values(), key=lambda each: each.sent))

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
        for evidence in self.work.evidence:
            held = replayed(Machine.EVIDENCE, evidence.moves, self.ladder, until=self.as_of)[0]
            for step in evidence.proves or (WHOLE,):
                if step in self.terms.owed:
                    yield step, held

    @cached_property
    def done_on(self) -> date | None:
        """The day on which the last proof was accepted, where nothing is left to prove. Continuous work has none."""
        terms = self.terms
        if terms.continuous or terms.unread or not set(terms.owed) <= set(self.proved):
            return None
        return max(self.proved[step] for step in terms.owed)

    @cached_property
    def begun(self) -> bool:
        """Whether a report or a proof says that anything was done."""
        told = [each.report for each in self.reports]
        said = any(report.done or report.claim in (Claim.RUNNING, Claim.COMPLETE) for report in told)
        return said or bool(self.proved or self.offered)

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

    def _over(self, period: Period) -> bool:
        if self.dropped and self.dropped.on <= period.last:
            return True
        return self.done_on is not None and self.done_on < period.first
