"""Rules on progress: what was reported of an activity, held against its dates, its proof and its earlier promises.

They are asked of each part that a place has inherited as well, by the account of that part.
"""

from collections.abc import Callable
from dataclasses import dataclass

from palermo.core import Message, Outcome, mark
from palermo.plan.audit.context import Context
from palermo.plan.audit.rule import NOT_ASKED, PASS, Answer, Level, Rule, Texts, Wait, rule
from palermo.plan.model import Activity
from palermo.plan.progress import Account, Claim, Report, State

_T = Level.PROGRESS
_WAITS = Wait(
    Message(mark("No progress was given with the plan; with it, this rule is asked.")),
    over=lambda given: given.progress is not None and given.as_of is not None,
)
_ARGENTINA = "Argentina's plan reported as 82.3 % complete"


@dataclass(frozen=True, slots=True)
class OnAccount:
    """The test of a rule that looks at nothing but what is on record, of an activity or of the part of a place."""

    judge: Callable[[Account], Answer]

    def __call__(self, activity: Activity, context: Context) -> Answer:
        return self.judge(context.accounts[activity.id])


def _taken_on(account: Account) -> bool:
    """Whether its lead has accepted it and nobody has given it up; of others nothing is asked."""
    return account.acceptance.state is State.ACCEPTED and not account.dropped


def _fail(account: Account, text: str, report: Report | None = None, **params: object) -> Answer:
    return Answer(Outcome.FAIL, text, params, (report or account.work).origin)


@rule(
    "T01 A",
    _T,
    Texts(
        title=mark("Status and dates agree"),
        advice=mark("Correct the status, or record the new date with its reason."),
        why=mark("Work that is 'running' after its end is late, and nobody has said so."),
        good=mark("End passed in June: shown as late."),
        bad=mark("End passed in June: still shown as running."),
    ),
    source="UN INFO, quality checks",
    looks_at=("start", "end", "timeframe"),
    judges=(Level.ACTIVITY,),
    wait=_WAITS,
)
@OnAccount
def dates_agree(account: Account) -> Answer:
    """What the last report says against the start and the end; and work that was to start and has not."""
    if not _taken_on(account):
        return NOT_ASKED
    claim, report = account.claim or (None, None)
    start, end, today = account.terms.start, account.terms.end, account.as_of
    over = end is not None and end < today and account.done_on is None
    if over and claim in (Claim.RUNNING, Claim.NOT_STARTED):
        text = mark("{object} was to be finished by {end}, and its last report says nothing of being late.")
        return _fail(account, text, report, end=end)
    if start and start < today and (claim is Claim.NOT_STARTED or not account.begun_anywhere):
        return _fail(account, mark("{object} was to start on {start} and has not."), report, start=start)
    if start and claim is Claim.COMPLETE and start > today:
        return _fail(account, mark("{object} is said to be complete before its start on {start}."), report, start=start)
    return PASS


@rule(
    "T02 A",
    _T,
    Texts(
        title=mark("Complete means proved"),
        advice=mark("Attach the proof that was promised for each deliverable."),
        why=mark("A typed 'complete' is one more promise."),
        good=mark("Complete: gazette of 3 May attached and accepted."),
        bad=mark("Complete: (no proof)."),
    ),
    source=f"OGP Independent Reporting Mechanism, 'no evidence'; {_ARGENTINA}",
    looks_at=("steps", "proof"),
    judges=(Level.ACTIVITY,),
    wait=_WAITS,
)
@OnAccount
def complete_is_proved(account: Account) -> Answer:
    """Asked of what is said to be complete, as a whole or step by step: is the proof of each step accepted?"""
    said = set(account.terms.owed) <= account.said_done | {*account.proved}
    if not _taken_on(account) or account.terms.continuous or not said:
        return NOT_ASKED
    if account.proved_on is not None:
        return PASS
    text = mark("{object} is said to be complete, and accepted proof is there for {n} of {of}.")
    report = account.claim[1] if account.claim else None
    return _fail(account, text, report, n=len(account.proved), of=len(account.terms.owed))


@rule(
    "T03 A",
    _T,
    Texts(
        title=mark("Continuous work is never complete"),
        advice=mark("Report the measuring points instead."),
        why=mark("What has no end cannot have reached it."),
        good=mark("Continuous; measured in December: 41 inspections."),
        bad=mark("Continuous; 100 percent complete."),
    ),
    source=f"OGP Independent Reporting Mechanism; {_ARGENTINA}",
    looks_at=("kind", "timeframe", "end"),
    judges=(Level.ACTIVITY,),
    wait=_WAITS,
)
@OnAccount
def continuous_is_not_complete(account: Account) -> Answer:
    """Asked of continuous work: does its last report call it complete?"""
    if not _taken_on(account) or not account.terms.continuous:
        return NOT_ASKED
    if account.claim and account.claim[0] is Claim.COMPLETE:
        text = mark("{object} is continuous work, and its report for {period} says that it is complete.")
        return _fail(account, text, account.claim[1], period=account.claim[1].period)
    return PASS


@rule(
    "T04 A",
    _T,
    Texts(
        title=mark("Changes are shown with their reason"),
        advice=mark("Record each moved date and lowered target as a change, with who decided it and why."),
        why=mark("A plan that can be rewritten in silence is always on time."),
        good=mark("Moved from June to December: the bill was returned by the committee."),
        bad=mark("December, where June stood last year."),
    ),
    source="palermo, own proposal; IMPACT OSS keeps three versions",
    looks_at=("end", "steps", "indicators"),
    judges=(Level.ACTIVITY,),
    wait=_WAITS,
)
@OnAccount
def changes_have_reasons(account: Account) -> Answer:
    """Asked of what was changed or given up: is a reason on record for each?"""
    changes = [change for change in account.work.changes if change.on <= account.as_of]
    for change in changes:
        if not change.reason.strip():
            text = mark("{object}: on {on} {by} changed what was promised to '{new}', without a reason.")
            told = _fail(account, text, on=change.on, by=change.by, new=change.new)
            return told._replace(origin=change.origin)
    return PASS if changes else NOT_ASKED


@rule(
    "T05 B",
    _T,
    Texts(
        title=mark("A missed report is 'no report'"),
        advice=mark("File the report, late; the earlier figure does not stand in for it."),
        why=mark("A figure carried forward hides that nobody looked."),
        good=mark("Second half of 2025: no report."),
        bad=mark("Second half of 2025: 62 (as in the first half)."),
    ),
    source="DHIS2, reporting rate",
    judges=(Level.ACTIVITY,),
    wait=_WAITS,
)
@OnAccount
def due_periods_reported(account: Account) -> Answer:
    """Asked of periods that were due: has a report been sent for each?"""
    owed = account.owed
    if not _taken_on(account) or not owed:
        return NOT_ASKED
    missing = [due.period.name for due in owed if due.sent is None]
    if missing:
        text = mark("{object}: no report for {periods}.")
        return _fail(account, text, periods=", ".join(missing))
    return PASS


RULES: tuple[Rule, ...] = (
    dates_agree,
    complete_is_proved,
    continuous_is_not_complete,
    changes_have_reasons,
    due_periods_reported,
)
