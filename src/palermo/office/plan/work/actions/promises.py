"""What is changed of a promise after the signing, with its reason. The plan's own words stay as they were."""

from datetime import date, datetime
from typing import Any

from palermo.core import Message, UserError
from palermo.core.languages import fold_digits
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import Amendment
from palermo.office.plan.work.readers import need_kept
from palermo.plan import Activity, Amended


@action("promise.amended", thing="plan")
def amend_promise(
    *, by: By, plan: Plan, activity: str, what: Amended, new: str, reason: str, now: datetime, of: str = ""
) -> Amendment:
    """Move a deadline or change a target. `of`: the number of the step or the id of the indicator."""
    found, new = need_kept(plan, activity), fold_digits(new.strip())
    need_day(found, what, of, new)
    return keep_change(by, plan, activity, reason, now, what=what, of=of, new=new)


@action("activity.dropped", thing="plan")
def drop_activity(*, by: By, plan: Plan, activity: str, reason: str, now: datetime) -> Amendment:
    """Give an activity up. It stays in the plan and in every count, as dropped."""
    need_kept(plan, activity)
    return keep_change(by, plan, activity, reason, now)


def need_day(found: Activity, what: Amended, of: str, new: str) -> None:
    """Refuse a change of a step or an indicator that the activity does not have, and a deadline that is no day."""
    if what is Amended.STEP and of not in map(str, range(1, len(found.steps.value or ()) + 1)):
        raise UserError(Message("The activity has no step of this number."))
    if what is Amended.TARGET:
        if of not in {indicator.id for indicator in found.indicators.value or ()}:
            raise UserError(Message("The activity has no indicator of this name."))
    elif not _is_day(new):
        raise UserError(Message("Write the new day as year, month and day, such as 2027-06-30."))


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def keep_change(by: By, plan: Plan, activity: str, reason: str, now: datetime, **change: Any) -> Amendment:
    """Store a change, by the columns of an `Amendment`, with its reason: without one nothing is changed."""
    if not reason.strip():
        raise UserError(Message("Say why. The reason stands beside the change for ever."))
    made: dict[str, Any] = {"made_by": actor(by, now).id, "made_at": now}
    return Amendment.objects.create(plan=plan, activity=activity, reason=reason.strip(), **change, **made)
