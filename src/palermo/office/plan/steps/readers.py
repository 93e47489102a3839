"""What pages and actions read of steps: each with what was arranged for it, and how they wait for one another."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from django.conf import settings
from django.db import connection
from django.utils import timezone

from palermo import plan as library
from palermo.access import Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.models import ROOT
from palermo.office.base.kept import Kept
from palermo.office.plan.indicators.readers import answering_lead
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import content_key, open_plan
from palermo.office.plan.steps.models import Arrangement
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.works import progress_of
from palermo.plan import Account, Activity, Chain, Link, State, Step, StepId

_OF_LINKS = frozenset({"links", "waiting", "awaited", "chain", "by_activity"})


@dataclass(frozen=True)
class Course:
    """How the steps of a plan follow one another on a day.

    `record` may hold one activity alone: of the others it is then known what waits for what, and no changed day.
    `accounts`: those of that day that were made already.
    """

    plan: library.Plan
    record: OnRecord
    arranged: Mapping[StepId, Sequence[Arrangement]]
    as_of: date
    accounts: Mapping[str, Account] = field(default_factory=dict)

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        return {activity.id: activity for _goal, _objective, activity in self.plan.each_activity()}

    @cached_property
    def links(self) -> Mapping[StepId, Link]:
        """Every step of the plan, in its order."""
        after = {step: after_of(rows[-1]) for step, rows in self.arranged.items()}
        known = self.activities.keys() <= self.accounts.keys()  # then nothing else is asked of the record
        told = library.Progress(self.plan.id) if known else progress_of(self.record)
        made = library.links_of(self.plan, told, after, self.as_of, self.accounts)
        return {link.step: link for link in made}

    @cached_property
    def waiting(self) -> Sequence[Link]:
        """The steps that wait for others."""
        return [link for link in self.links.values() if link.after]

    @cached_property
    def awaited(self) -> frozenset[StepId]:
        """The steps that any other waits for."""
        return frozenset(step for link in self.waiting for step in link.after)

    def take_over(self, before: "Course | None") -> None:
        """What follows from the links alone, of an earlier course in which they were the same."""
        if before and before.links == self.links:
            there = dict(before.__dict__)  # who still reads that one may be adding to it
            self.__dict__.update({name: value for name, value in there.items() if name in _OF_LINKS})

    def thing(self, step: StepId) -> Thing:
        """What a decision has to know of a step: see `step_thing`."""
        told = self.record.activities.get(step.activity)
        accepted = told is not None and told.held.state is State.ACCEPTED
        return _thing(self.record.plan, step, told.lead if told and accepted else None)

    @property
    def mark(self) -> int:
        """Changes with everything that is arranged: rows are only added."""
        return sum(map(len, self.arranged.values()))

    @cached_property
    def chain(self) -> Chain | None:
        """That of the whole plan."""
        return library.longest_chain(tuple(self.links.values()))

    def chain_of(self, activity: str) -> Chain | None:
        """That of one activity by itself."""
        return library.longest_chain(library.own_links(self.links.values(), activity))

    def worked(self, step: StepId) -> "Worked":
        """A step with all that is known of it."""
        rows, link = self.arranged.get(step, ()), self.links[step]
        cell = (self.activities[step.activity].steps.value or ())[step.number - 1]
        late = link.late(self.as_of)
        return Worked(
            step,
            cell,
            rows[-1] if rows else None,
            link,
            late,
            library.held_up(self.waiting, step) if late and step in self.awaited else (),
        )

    def steps_of(self, activity: str) -> list["Worked"]:
        return [self.worked(step) for step in self.by_activity.get(activity, ())]

    @cached_property
    def by_activity(self) -> Mapping[str, Sequence[StepId]]:
        found: dict[str, list[StepId]] = {}
        for step in self.links:
            found.setdefault(step.activity, []).append(step)
        return found

    @property
    def holding_up(self) -> Iterator["Worked"]:
        """The late steps for which others wait."""
        late = (step for step, link in self.links.items() if link.late(self.as_of) and step in self.awaited)
        return map(self.worked, late)

    @property
    def out_of_order(self) -> Sequence[tuple[StepId, StepId]]:
        """Steps that are due before one that they wait for."""
        return library.out_of_order(tuple(self.links.values()))


@dataclass(frozen=True, slots=True)
class Worked:
    """A step of the plan: `step` as the plan says it, `row` what was arranged last, `link` when it is due.

    `holds_up`: what cannot go on since it is late.
    """

    id: StepId
    step: Step
    row: Arrangement | None
    link: Link
    late: bool
    holds_up: tuple[StepId, ...]

    @property
    def proof_kind(self) -> str:
        """The kind of proof that is to come, as it was arranged or as the plan names it; empty where neither does."""
        arranged, planned = self.row.proof if self.row else "", self.step.proof.value or ""
        return arranged or (planned if planned in library.PROOF_KINDS else "")

    @property
    def moved(self) -> date | None:
        """The day on which it is due, where the plan says no other than that."""
        planned = self.step.due.value.last if self.step.due.given and self.step.due.value else None
        return self.link.due if self.link.due != planned else None


_COURSES: Kept[Course] = Kept(4)
_LAST: Kept[Course] = Kept(4)  # the newest of each version


def open_course(version: Version) -> Course:
    """How the steps of a plan stand today. Two queries when nothing was added since it was asked last."""
    record, today = on_record(version.plan), timezone.localdate()
    arranged = arrangements(version.plan)
    # rows are only ever added, so their count says whether any was
    whose = str(settings.PALERMO_HOME), content_key(version)
    key = *whose, record.mark, sum(map(len, arranged.values())), today

    def make() -> Course:
        card = scorecard(version, record, today)
        made = Course(open_plan(version), record, arranged, today, card.accounts)
        made.take_over(_LAST.newest(whose))
        _LAST.put(whose, made)
        return made

    return make() if connection.in_atomic_block else _COURSES.get(key, make)


def after_of(row: Arrangement) -> tuple[StepId, ...]:
    """The steps that it waits for."""
    return tuple(StepId(activity, number) for activity, number in row.after)


def arrangements(plan: Plan) -> dict[StepId, list[Arrangement]]:
    """Everything arranged for the steps of a plan, oldest first. One query."""
    found: dict[StepId, list[Arrangement]] = {}
    for row in Arrangement.objects.filter(plan=plan).select_related("owner"):
        found.setdefault(StepId(row.activity, row.step), []).append(row)
    return found


def step_thing(plan: Plan, step: StepId) -> Thing:
    """What a decision has to know of it: it lies with the body that took the activity on, else with the committee."""
    return _thing(plan, step, answering_lead(plan, step.activity))


def _thing(plan: Plan, step: StepId, lead: Lead | None) -> Thing:
    path = lead.body.above if lead else (ROOT,)
    return Thing(kind="step", id=f"{plan.slug}/{step.activity}/{step.number}", path=path)


def spelled(step: StepId) -> str:
    """As people write it: the activity, a stroke, the number of the step."""
    return f"{step.activity}/{step.number}"


def steps_named(text: str) -> tuple[StepId, ...]:
    """The steps that somebody wrote down. Raises UserError where one is no activity and number."""
    found = []
    for each in text.replace("\n", ",").replace(";", ",").split(","):
        activity, stroke, number = each.strip().rpartition("/")
        if not each.strip():
            continue
        if not stroke or not number.strip().isascii() or not number.strip().isdecimal():
            told = mark("'{words}' names no step. Write the activity, a stroke and the number, such as 2.1.1/3.")
            raise UserError(Message(told, {"words": each.strip()}))
        found.append(StepId(activity.strip(), int(number)))
    return tuple(dict.fromkeys(found))
