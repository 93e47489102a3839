"""Arranging a step: who does it, what it leaves behind, what proves it, and what it waits for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from palermo import plan as library
from palermo.access import Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.models import Body
from palermo.office.base.holding import hold
from palermo.office.plan.models import Plan
from palermo.office.plan.readers import newest_version, open_plan
from palermo.office.plan.steps.models import Arrangement
from palermo.office.plan.steps.readers import after_of, arrangements, spelled, step_thing
from palermo.office.plan.work.actions.moving import together
from palermo.office.plan.work.models import Amendment
from palermo.office.plan.work.readers import need_kept
from palermo.office.trail import Told
from palermo.plan import Amended, Link, StepId


@dataclass(frozen=True, slots=True)
class Working:
    """How a step is to be worked on. `due`: the day to which it is moved, None where it stays as it is."""

    owner: Body | None = None
    deliverable: str = ""
    proof: str = ""  # a key of the library's PROOF_KINDS
    after: tuple[StepId, ...] = ()
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was arranged, and the day that was moved with it, where one was."""

    row: Arrangement
    moved: Amendment | None

    def told(self) -> Told:
        return together(self.row.told(), moved=self.moved.told()) if self.moved else self.row.told()


def _step(*, plan: Plan, step: StepId, **_given: Any) -> Thing:
    return step_thing(plan, step)


@action("step.arranged", thing=_step)
def arrange_step(
    *, by: By, plan: Plan, step: StepId, working: Working, reason: str, seen: int, now: datetime
) -> Arranged:
    """Say how a step is to be worked on. What the plan says of it stays beside that.

    Only who may change a promise moves the day on which it is due. `seen`: how many arrangements there were for whoever
    made this one.
    """
    hold(plan)  # two at once could close a circle
    activity, before = need_kept(plan, step.activity), arrangements(plan)
    if not 1 <= step.number <= len(activity.steps.value or ()):
        raise UserError(Message("The activity has no step of this number."))
    rows = before.get(step, [])
    if len(rows) != seen:
        raise UserError(Message("Somebody else arranged this step in the meantime. Look at it, then write yours anew."))
    if working.due is None and working == _said(rows[-1] if rows else None):
        raise UserError(Message("Nothing of the step was changed."))
    _need_order(plan, step, working.after, {each: after_of(told[-1]) for each, told in before.items()})
    if working.due is not None and not decide(by, "promise.amended", plan, at=now, reason=reason):
        raise UserError(Message("Only the secretariat moves the day on which a step is due. Ask it to."))
    row = Arrangement.objects.create(
        plan=plan,
        activity=step.activity,
        step=step.number,
        owner=working.owner,
        deliverable=working.deliverable,
        proof=working.proof,
        after=[list(each) for each in working.after],
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Arranged(row, _moved(row, working.due) if working.due else None)


def _said(row: Arrangement | None) -> Working:
    return Working(row.owner, row.deliverable, row.proof, after_of(row)) if row else Working()


def _moved(row: Arrangement, due: date) -> Amendment:
    """The change of the promise, from which the status follows."""
    told = {"plan": row.plan, "activity": row.activity, "what": Amended.STEP, "of": str(row.step)}
    who = {"reason": row.reason, "made_by": row.made_by, "made_at": row.made_at}
    return Amendment.objects.create(**told, **who, new=due.isoformat())


def _need_order(plan: Plan, step: StepId, after: Sequence[StepId], before: dict[StepId, tuple[StepId, ...]]) -> None:
    """Refuse steps that are not there, and a circle, which is named."""
    activities = {each.id: each for _g, _o, each in open_plan(newest_version(plan)).each_activity()}
    for each in after:
        steps = activities[each.activity].steps.value or () if each.activity in activities else ()
        if not 1 <= each.number <= len(steps):
            raise UserError(Message(mark("The plan has no step {step}."), {"step": spelled(each)}))
    links = [Link(each, after=waits) for each, waits in {**before, step: tuple(after)}.items()]
    if found := library.circle(links):
        text = mark("These steps would wait for each other in a circle: {circle}. Take one of the links out.")
        raise UserError(Message(text, {"circle": " → ".join(map(spelled, found))}))
