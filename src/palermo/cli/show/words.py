"""The words shown for the library's stable keys, once for every form. The office's pages say the same."""

from palermo.core import Message, Outcome, Severity, mark
from palermo.plan import Audit, Basis, Plan, Share, Verdict

VERDICTS = {
    Verdict.VERIFIABLE: Message(mark("Verifiable")),
    Verdict.PARTLY: Message(mark("Partly verifiable")),
    Verdict.PROMISE_ONLY: Message(mark("Promise only")),
    Verdict.CANNOT_SAY: Message(mark("Cannot say")),
}
SEVERITIES = {
    Severity.ERROR: Message(mark("Could not be used")),
    Severity.A: Message(mark("Makes it unverifiable")),
    Severity.B: Message(mark("Weakens it")),
    Severity.C: Message(mark("Advice")),
}
OUTCOMES = {Outcome.FAIL: Message(mark("Fails")), Outcome.UNKNOWN: Message(mark("Unknown: not read"))}
LEVELS = {
    "plan": Message(mark("Plan")),
    "goal": Message(mark("Goal")),
    "objective": Message(mark("Objective")),
    "activity": Message(mark("Activity")),
    "indicator": Message(mark("Indicator")),
    "progress": Message(mark("Progress")),
}
_PRESS = Message(mark("Press reports, not the plan: never scored."))
_NO_ACTIVITY = Message(mark("No activity was read: nothing to score."))


def plan_counts(audit: Audit) -> Message:
    """How many goals, objectives and activities the plan has, counted as in the JSON."""
    text = mark("goals: {goals}, objectives: {objectives}, activities: {activities}")
    return Message(text, audit.plan.counts()._asdict())


def unscored(plan: Plan) -> Message:
    """Why a plan has no card and is not scored."""
    return _PRESS if plan.basis is Basis.PRESS else _NO_ACTIVITY


def share_words(share: Share) -> Message:
    """A share with its denominator, never a bare percentage, and how many could not be read."""
    params = {"n": share.n, "of": share.of, "unread": share.unread}
    if not share.of:
        text = mark("nothing to count ({unread} not read)") if share.unread else mark("nothing to count")
    else:
        text = mark("{n} of {of} ({unread} not read)") if share.unread else mark("{n} of {of}")
    return Message(text, params)
