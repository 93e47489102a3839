"""The status of an activity, worked out from what is on record. Nobody can type it.

An activity of which places have inherited parts is first judged by its own record, as one that has none. Then, unless
it is dropped or not accepted, the parts that nobody has given up are looked at beside it, and the first that holds is
its status: done, where it and each part are; proof pending, where it and each part are done or pending; late, where
its end is over; late, without report or blocked, where it or any part is; running, where anything was begun.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from palermo.core import Message, listed, mark
from palermo.plan.progress.account import Account
from palermo.plan.progress.states import State
from palermo.plan.progress.terms import WHOLE

NAMED = 3  # places in one sentence; the table of parts has them all


class Status(StrEnum):
    """Where an activity stands, the first that holds in this order."""

    DROPPED = "dropped"
    NOT_ACCEPTED = "not_accepted"
    DONE = "done"
    PROOF_PENDING = "proof_pending"
    LATE = "late"
    NO_REPORT = "no_report"
    BLOCKED = "blocked"
    RUNNING = "running"
    NOT_STARTED = "not_started"


@dataclass(frozen=True, slots=True)
class Standing:
    """A status and the sentence that names what decided it."""

    status: Status
    why: Message


def standing(of: Account) -> Standing:
    """The status of one activity, or of one part, on one day."""
    own = _own(of)
    parts = {place: _own(part).status for place, part in of.kept.items()}
    if not parts or own.status in (Status.DROPPED, Status.NOT_ACCEPTED):
        return own
    return _with_parts(of, own, parts)


def _with_parts(of: Account, own: Standing, parts: Mapping[str, Status]) -> Standing:
    """`parts`: the status of each that is kept, by its place."""
    every, all_of_them = {own.status, *parts.values()}, len(parts)
    open_ones = [place for place, status in parts.items() if status is not Status.DONE]
    done = all_of_them - len(open_ones)
    if every == {Status.DONE}:
        text = mark("The last of its proof was accepted on {on}, of its own and of its parts (done: {n} of {of}).")
        return Standing(Status.DONE, Message(text, {"on": of.done_on, "n": all_of_them, "of": all_of_them}))
    if every <= {Status.DONE, Status.PROOF_PENDING}:
        return _own_or_parts(Status.PROOF_PENDING, own, parts)
    if of.terms.end and of.terms.end < of.as_of and own.status is not Status.LATE:
        text = mark("It was to be finished by {due}, and not all of its parts are done (done: {n} of {of}): {places}")
        params = {"due": of.terms.end, "n": done, "of": all_of_them, "places": _some_of(open_ones)}
        return Standing(Status.LATE, Message(text, params))
    for status in (Status.LATE, Status.NO_REPORT, Status.BLOCKED, Status.RUNNING):
        if status in every:
            return _own_or_parts(status, own, parts)
    if every & {Status.DONE, Status.PROOF_PENDING}:
        text = mark("Not everything is done: it is proved for {n} of its {of} parts.")
        return Standing(Status.RUNNING, Message(text, {"n": done, "of": all_of_them}))
    return own


def _own_or_parts(status: Status, own: Standing, parts: Mapping[str, Status]) -> Standing:
    """The status with its own reason, where it is its own; else with the parts that have it."""
    if own.status is status:
        return own
    places = [place for place, its in parts.items() if its is status]
    why = Message(_OF_PARTS[status], {"n": len(places), "of": len(parts), "places": _some_of(places)})
    return Standing(status, why)


def _some_of(places: Sequence[str]) -> Message:
    """The first places by name and how many more there are, as the end of a sentence."""
    told = listed(Message(mark("{place}"), {"place": place}) for place in places[:NAMED])
    if len(places) <= NAMED:
        return Message(mark("{places}."), {"places": told})
    return Message(mark("{places} and {n} more."), {"places": told, "n": len(places) - NAMED})


def _own(of: Account) -> Standing:
    """The status by its own record alone."""
    tried = ((status, decides(of)) for status, decides in _IN_ORDER)
    status, why = next(((status, why) for status, why in tried if why), (Status.NOT_STARTED, _not_started(of)))
    if status in _MAY_BE_LATE and of.terms.end_unread:
        why = Message(mark("{why} Nobody could read when it ends, so nobody can say whether it is late."), {"why": why})
    return Standing(status, why)


def _dropped(of: Account) -> Message | None:
    if not (gone := of.dropped):
        return None
    return Message(mark("Given up on {on}: {reason}"), {"on": gone.on, "reason": gone.reason})


def _not_accepted(of: Account) -> Message | None:
    held = of.acceptance
    match held.state:
        case State.ACCEPTED:
            return None
        case State.REFUSED:
            return Message(mark("Its lead refused it on {on}: {reason}"), {"on": held.since, "reason": held.reason})
        case State.ASKED:
            return Message(mark("Put to its lead on {on}; no answer is on record."), {"on": held.since})
    return Message(mark("No record shows that it was put to its lead."))


def _done(of: Account) -> Message | None:
    if of.proved_on is None:
        return None
    text = mark("The last of its proof was accepted on {on} (proved: {n} of {of}).")
    return Message(text, {"on": of.proved_on, "n": len(of.terms.owed), "of": len(of.terms.owed)})


def _proof_pending(of: Account) -> Message | None:
    """All is said or shown to be finished, and a proof is not decided or, before the deadline, not yet offered."""
    terms = of.terms
    if terms.continuous or not set(terms.owed) <= {*of.proved, *of.offered, *of.said_done}:
        return None
    left = [step for step in terms.owed if step not in of.proved]
    params = {"n": len(of.proved), "of": len(terms.owed)}
    if not left:
        return Message(mark("Nobody could read its steps, so no proof can be known to be all of it."))
    waits = [step for step in left if step in of.offered]
    if waits:
        return Message(mark("Proof is offered and not yet accepted (proved: {n} of {of})."), params)
    if any(_missed(of, step) for step in left):
        return None
    return Message(mark("Said to be finished, and no proof is offered (proved: {n} of {of})."), params)


def late(of: Account) -> Message | None:
    """Why it is late by its own record alone; None where it is not."""
    if of.terms.end and of.terms.end < of.as_of:
        text = mark("It was to be finished by {due}, and not everything is proved (proved: {n} of {of}).")
        return Message(text, {"due": of.terms.end, "n": len(of.proved), "of": len(of.terms.owed)})
    for step in of.terms.owed:
        if step not in of.proved and step not in of.offered and (due := _missed(of, step)):
            return Message(mark("Step {step} was due on {due}, and no proof is offered."), {"step": step, "due": due})
    return None


def _missed(of: Account, step: int) -> date | None:
    """The day on which a step was due, where it has passed; the end of the activity where the step has none."""
    due = of.terms.steps[step - 1] if step != WHOLE else None
    due = due or of.terms.end
    return due if due and due < of.as_of else None


def _no_report(of: Account) -> Message | None:
    """Only the last period that was due is asked: an earlier report is never carried forward to it."""
    owed = of.owed
    if not owed or owed[-1].sent is not None:
        return None
    last = owed[-1].period
    return Message(mark("No report for {period}, which was due on {due}."), {"period": last.name, "due": last.due})


def _blocked(of: Account) -> Message | None:
    if not (obstacle := of.blocked):
        return None
    params = {"by": obstacle.blocked_by, "since": obstacle.since, "what": obstacle.what}
    return Message(mark("Blocked by {by} since {since}: {what}"), params)


def _running(of: Account) -> Message | None:
    if not of.begun:
        return None
    if not of.reports:
        return Message(mark("Proof of part of it is on record; no report is."))
    last = of.reports[-1]
    params = {"period": last.report.period, "on": last.sent}
    if of.terms.continuous:
        return Message(mark("Continuous work, which is never done; last report: {period}, sent on {on}."), params)
    return Message(mark("Under way; last report: {period}, sent on {on}."), params)


def _not_started(of: Account) -> Message:
    start = of.terms.start
    if start and start < of.as_of:
        return Message(mark("It was to start on {start}, and nothing that was done is on record."), {"start": start})
    if start:
        return Message(mark("It is to start on {start}."), {"start": start})
    return Message(mark("Nothing that was done is on record, and the plan gives no start."))


_OF_PARTS = {
    Status.PROOF_PENDING: mark(
        "Everything is said to be finished; proof is pending in {n} of its {of} parts: {places}"
    ),
    Status.LATE: mark("Late in {n} of its {of} parts: {places}"),
    Status.NO_REPORT: mark("No report from {n} of its {of} parts: {places}"),
    Status.BLOCKED: mark("Blocked in {n} of its {of} parts: {places}"),
    Status.RUNNING: mark("Under way in {n} of its {of} parts."),
}
_MAY_BE_LATE = (Status.NO_REPORT, Status.BLOCKED, Status.RUNNING, Status.NOT_STARTED)
_IN_ORDER: tuple[tuple[Status, Callable[[Account], Message | None]], ...] = (
    (Status.DROPPED, _dropped),
    (Status.NOT_ACCEPTED, _not_accepted),
    (Status.DONE, _done),
    (Status.PROOF_PENDING, _proof_pending),
    (Status.LATE, late),
    (Status.NO_REPORT, _no_report),
    (Status.BLOCKED, _blocked),
    (Status.RUNNING, _running),
)
