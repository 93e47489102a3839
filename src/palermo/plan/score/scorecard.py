"""From a plan and its progress to the scorecard.

Statuses are counted one by one and never taken together: what is running, continuous or not, is not done.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from palermo.core import Finding, Outcome
from palermo.plan.audit import Verdict, audit
from palermo.plan.audit.account import findings_of, findings_of_part
from palermo.plan.audit.activity import lead_of
from palermo.plan.model import Activity, Plan
from palermo.plan.progress import (
    Account,
    PlacePart,
    Progress,
    Rate,
    Standing,
    Status,
    Work,
    account_of,
    added,
    periods,
    standing,
)
from palermo.plan.score.figures import Figure, Rolled, figures

# as things should be on the day; every other status asks somebody to act
_IN_ORDER = frozenset({Status.DONE, Status.RUNNING, Status.NOT_STARTED, Status.DROPPED})


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of the `of` activities have each status; every status is a key, and the counts make `of`."""

    of: int
    counts: Mapping[Status, int]


@dataclass(frozen=True, slots=True)
class PartLine:
    """What one place has inherited of an activity: its lead and where it stands. `end`: its last day, changes seen.

    `no_report`: the last period that was due, where nothing was sent for it, whatever the status is. `findings`: what
    the rules on progress say of the part.
    """

    place: str
    body: str
    standing: Standing
    proved: int
    owed: int
    end: date | None
    reports: Rate
    no_report: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place with the tally of its parts, and how it has filed the reports that were due of them."""

    place: str
    tally: Tally
    reports: Rate


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity: its lead (empty where none is named), its standing, and for how many of its steps proof is in.

    `parts`: what places have inherited of it. Each stands by itself, and none is counted as an activity. `findings`:
    what the rules on progress say of the activity itself.
    """

    activity: Activity
    goal: str
    objective: str
    body: str
    standing: Standing
    proved: int
    owed: int
    continuous: bool
    parts: tuple[PartLine, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def tally(self) -> Tally:
        """How many of its parts have each status."""
        return _tally(part.standing for part in self.parts)


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal with its tally."""

    id: str
    text: str
    tally: Tally


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body with the tally of what it leads, and how it has filed the reports that were due from it."""

    name: str
    tally: Tally
    reports: Rate


@dataclass(frozen=True, slots=True)
class Scorecard:
    """What became of a plan by a day. `faults`: what the rolling up of figures says. `accounts`: what is on record of
    each activity, by its id, and `verdicts` what anybody could check of it. Press reports are not scored.

    Every count is one of activities, but those of `places`: they are of the parts that places have inherited.
    `rolled`: each indicator with all that its figures were made of; `percentages`: those that are told in percent.
    """

    plan: Plan
    as_of: date
    scored: bool
    tally: Tally
    reports: Rate
    goals: tuple[GoalLine, ...]
    bodies: tuple[BodyLine, ...]
    activities: tuple[ActivityLine, ...]
    places: tuple[PlaceLine, ...]
    rolled: Mapping[str, Rolled] = field(repr=False)
    faults: tuple[Finding, ...]
    accounts: Mapping[str, Account] = field(default_factory=dict, repr=False)
    verdicts: Mapping[str, Verdict] = field(default_factory=dict, repr=False)
    percentages: frozenset[str] = field(default_factory=frozenset, repr=False)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """For each indicator and period of which a value was accepted, in the order of the plan and of time."""
        return tuple(figure for each in self.rolled.values() for figure in each.figures)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the rules on progress say, activity by activity, each followed by its parts; then the faults."""
        on_work = (
            finding
            for line in self.activities
            for found in (line.findings, *(part.findings for part in line.parts))
            for finding in found
        )
        return (*on_work, *self.faults)

    @property
    def in_order(self) -> bool:
        """Whether every activity is as it should be on that day, and no rule on progress fails."""
        failing = any(finding.outcome is Outcome.FAIL for finding in self.findings)
        return self.scored and not failing and all(line.standing.status in _IN_ORDER for line in self.activities)


def score(plan: Plan, progress: Progress, as_of: date, *, before: Scorecard | None = None) -> Scorecard:
    """The scorecard of a plan on a day. What was recorded for a later day is not seen.

    `before`: an earlier one, from which is taken over what was worked out of activities that say the same in both. It
    changes how long this takes, and nothing else.

    Give progress that was held against the plan (`read_progress` tells what does not fit): what is told of an activity
    or an indicator that the plan does not have is passed over.
    """
    judged = (_as_before(plan, progress, as_of, before) if before else None) or _judged(plan, progress, as_of, before)
    accounts = judged.accounts
    kept = {line.activity.id: line for line in before.activities} if before else {}
    lines = [
        kept[activity.id]
        if before and before.accounts.get(activity.id) is account and _told_alike(kept[activity.id], told)
        else _line(account, *told, _known_parts(kept.get(activity.id), activity, before))
        for goal, objective, activity in plan.each_activity()
        if (account := accounts.get(activity.id)) and (told := (activity, goal.id, objective.id))
    ]
    rolled = figures(plan, progress, accounts, judged.percentages, before.rolled if before else {})
    return Scorecard(
        plan=plan,
        as_of=as_of,
        scored=judged.scored,
        tally=_tally(line.standing for line in lines),
        reports=added(account.filing for account in accounts.values()),
        goals=_goals(plan, lines),
        bodies=_bodies(lines, accounts),
        activities=tuple(lines),
        places=_places(lines),
        rolled=rolled,
        faults=tuple(finding for each in rolled.values() for finding in each.findings),
        accounts=accounts,
        verdicts=judged.verdicts,
        percentages=judged.percentages,
    )


class _Judged(NamedTuple):
    """What the audit says, as far as a scorecard asks it."""

    scored: bool
    accounts: Mapping[str, Account]
    verdicts: Mapping[str, Verdict]
    percentages: frozenset[str]


def _judged(plan: Plan, progress: Progress, as_of: date, before: Scorecard | None) -> _Judged:
    told = audit(plan, as_of=as_of, progress=progress, known=before.accounts if before else {})
    scored = told.card.scored
    return _Judged(scored, told.accounts if scored else {}, told.verdicts, told.percentages)


def _as_before(plan: Plan, progress: Progress, as_of: date, before: Scorecard) -> _Judged | None:
    """The same, where the very plan was judged before: then only what became of it can be another."""
    if before.plan is not plan or not before.scored:
        return None
    made = periods(progress.cycle) if progress.cycle else ()
    beside = tuple(progress.ladder), made, as_of
    for one in before.accounts.values():
        if beside == (told := (one.ladder, one.periods, one.as_of)):
            beside = told  # the very same things are held against each other in no time
            break

    def now(id_: str, old: Account) -> Account:
        work = progress.activities.get(id_) or Work(id_)
        alike = beside == (old.ladder, old.periods, old.as_of)
        if alike and (work is old.work or work == old.work):
            return old
        return account_of(work, old.planned, *beside, before=old.parts)

    accounts = {id_: now(id_, old) for id_, old in before.accounts.items()}
    return _Judged(before.scored, accounts, before.verdicts, before.percentages)


def _told_alike(line: ActivityLine, told: tuple[Activity, str, str]) -> bool:
    activity, goal, objective = told
    return line.activity is activity and (line.goal, line.objective) == (goal, objective)


_Part = tuple[Account, PartLine]


def _known_parts(line: ActivityLine | None, activity: Activity, before: Scorecard | None) -> Mapping[str, _Part]:
    """By place, the lines of parts of the very activity as they were, each with its account."""
    if line is None or before is None or line.activity is not activity:
        return {}
    accounts = before.accounts[activity.id].parts
    return {part.place: (accounts[part.place], part) for part in line.parts}


def _line(account: Account, activity: Activity, goal: str, objective: str, known: Mapping[str, _Part]) -> ActivityLine:
    terms = account.terms

    def part(of: PlacePart) -> PartLine:
        told, (old, line) = account.parts[of.place], known.get(of.place, (None, None))
        if line and old is told and line.body == of.body:
            return line
        return _part(of, told, findings_of_part(activity, of.place, told))

    return ActivityLine(
        activity,
        goal,
        objective,
        lead_of(activity),
        standing(account),
        proved=len(account.proved),
        owed=0 if terms.unread else len(terms.owed),
        continuous=terms.continuous,
        parts=tuple(map(part, _each_once(account.work.parts))),
        findings=findings_of(activity, account),
    )


def _each_once(parts: Iterable[PlacePart]) -> Iterable[PlacePart]:
    """The first of each place."""
    found: dict[str, PlacePart] = {}
    for part in parts:
        found.setdefault(part.place, part)
    return found.values()


def _part(part: PlacePart, account: Account, found: tuple[Finding, ...]) -> PartLine:
    terms = account.terms
    return PartLine(
        part.place,
        part.body,
        standing(account),
        proved=len(account.proved),
        owed=0 if terms.unread else len(terms.owed),
        end=terms.end,
        reports=account.filing,
        no_report=account.owed[-1].period.name if account.owed and account.owed[-1].sent is None else "",
        findings=found,
    )


def _goals(plan: Plan, lines: Iterable[ActivityLine]) -> tuple[GoalLine, ...]:
    by_goal: dict[str, list[Standing]] = {}
    for line in lines:
        by_goal.setdefault(line.goal, []).append(line.standing)
    return tuple(GoalLine(goal.id, goal.text.words, _tally(by_goal.get(goal.id, ()))) for goal in plan.each_goal())


def _bodies(lines: Iterable[ActivityLine], accounts: Mapping[str, Account]) -> tuple[BodyLine, ...]:
    """Each body in the order of the plan; what nobody is named for comes last, under no name."""
    by_body: dict[str, list[ActivityLine]] = {}
    for line in lines:
        by_body.setdefault(line.body, []).append(line)
    return tuple(
        BodyLine(
            name,
            _tally(line.standing for line in by_body[name]),
            added(accounts[line.activity.id].filing for line in by_body[name]),
        )
        for name in sorted(by_body, key=lambda name: not name)
    )


def _places(lines: Iterable[ActivityLine]) -> tuple[PlaceLine, ...]:
    """Each place by its name."""
    by_place: dict[str, list[PartLine]] = {}
    for part in (part for line in lines for part in line.parts):
        by_place.setdefault(part.place, []).append(part)
    return tuple(
        PlaceLine(place, _tally(part.standing for part in parts), added(part.reports for part in parts))
        for place, parts in sorted(by_place.items())
    )


def _tally(standings: Iterable[Standing]) -> Tally:
    found = Counter(each.status for each in standings)
    return Tally(found.total(), {status: found[status] for status in Status})
