"""What is changed of a promise after the signing, with its reason. The plan's own words stay as they were."""

from datetime import date, datetime

from palermo.core import Message, UserError
from palermo.core.languages import fold_digits
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import Amendment
from palermo.office.plan.work.readers import need_kept
from palermo.plan import Amended


@action("promise.amended", thing="plan")
def amend_promise(
    *, by: By, plan: Plan, activity: str, what: Amended, new: str, reason: str, now: datetime, of: str = ""
) -> Amendment:
    """Move a deadline or change a target. `of`: the number of the step or the id of the indicator."""
    found, new = need_kept(plan, activity), fold_digits(new.strip())
    if what is Amended.STEP and of not in map(str, range(1, len(found.steps.value or ()) + 1)):
        raise UserError(Message("The activity has no step of this number."))
    if what is Amended.TARGET:
        if of not in {indicator.id for indicator in found.indicators.value or ()}:
            raise UserError(Message("The activity has no indicator of this name."))
    elif not _is_day(new):
        raise UserError(Message("Write the new day as year, month and day, such as 2027-06-30."))
    return _kept(by, plan, activity, reason, now, what=what, of=of, new=new)


@action("activity.dropped", thing="plan")
def drop_activity(*, by: By, plan: Plan, activity: str, reason: str, now: datetime) -> Amendment:
    """Give an activity up. It stays in the plan and in every count, as dropped."""
    need_kept(plan, activity)
    return _kept(by, plan, activity, reason, now)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _kept(
    by: By, plan: Plan, activity: str, reason: str, now: datetime, *, what: str = "", of: str = "", new: str = ""
) -> Amendment:
    if not reason.strip():
        raise UserError(Message("Say why. The reason stands beside the change for ever."))
    return Amendment.objects.create(
        plan=plan,
        activity=activity,
        what=what,
        of=of,
        new=new,
        reason=reason.strip(),
        made_by=actor(by, now).id,
        made_at=now,
    )
