"""The status worked out a second time, in the plainest way: one pass over the record, no shared code but the model.

It knows the moves only by their verbs and takes every history to be legal, as those of `works` are.
"""

from datetime import date

from palermo.plan import Claim, Cycle, Moved, Period, Status, Verb, Work, periods
from palermo.plan.progress import Terms


def last_verb(moves: tuple[Moved, ...], today: date) -> Verb | None:
    verbs = [move.verb for move in moves if move.on <= today]
    return verbs[-1] if verbs else None


def day_of_last(moves: tuple[Moved, ...], today: date) -> date:
    return [move.on for move in moves if move.on <= today][-1]


def plain_status(  # noqa: C901, PLR0911, PLR0912  # one plain pass from top to bottom, to be read beside the table
    work: Work, terms: Terms, cycle: Cycle | None, today: date
) -> Status:
    gone = work.dropped
    if gone and gone.on <= today and gone.reason.strip():
        return Status.DROPPED
    if last_verb(work.moves, today) is not Verb.ACCEPT:
        return Status.NOT_ACCEPTED
    end, dues = terms.end, list(terms.steps)
    for change in sorted(work.changes, key=lambda each: each.on):
        if change.on <= today and change.reason.strip():
            if change.what == "end" and not terms.continuous:
                end = date.fromisoformat(change.new)
            if change.what == "step":
                dues[int(change.of) - 1] = date.fromisoformat(change.new)
    owed = list(range(1, len(dues) + 1)) or [0]

    proved: dict[int, date] = {}
    offered = set()
    for each in work.evidence:
        for step in each.proves or (0,):
            if last_verb(each.moves, today) is Verb.ACCEPT and step in owed:
                on = day_of_last(each.moves, today)
                proved[step] = min(on, proved.get(step, on))
            if last_verb(each.moves, today) in (Verb.OFFER, Verb.UNDO) and step in owed:
                offered.add(step)

    filed = []
    for report in work.reports:
        if last_verb(report.moves, today) in (Verb.SEND, Verb.ACCEPT, Verb.PUBLISH, Verb.UNDO):
            sent = min(move.on for move in report.moves if move.verb is Verb.SEND)
            filed.append((sent, report))
    filed.sort(key=lambda pair: pair[0])
    said = {done.step for _, report in filed for done in report.done if done.finished and done.finished <= today}
    claims = [report.claim for _, report in filed if report.claim]
    if claims and claims[-1] is Claim.COMPLETE:
        said = set(owed)

    done_on = None
    if not terms.continuous and not terms.unread and all(step in proved for step in owed):
        return Status.DONE

    def passed(step: int) -> bool:
        due = (dues[step - 1] if step else None) or end
        return due is not None and due < today

    if not terms.continuous and all(step in proved or step in offered or step in said for step in owed):
        left = [step for step in owed if step not in proved]
        if not left or any(step in offered for step in left) or not any(map(passed, left)):
            return Status.PROOF_PENDING
    if end is not None and end < today:
        return Status.LATE
    if any(passed(step) for step in owed if step not in proved and step not in offered):
        return Status.LATE
    if missing(work, terms, cycle, today, [report.period for _, report in filed], done_on):
        return Status.NO_REPORT
    if any(
        each.blocked_by and each.since <= today and not (each.over and each.over <= today) for each in work.obstacles
    ):
        return Status.BLOCKED
    something = any(report.done or report.claim in (Claim.RUNNING, Claim.COMPLETE) for _, report in filed)
    return Status.RUNNING if something or proved or offered else Status.NOT_STARTED


def missing(work: Work, terms: Terms, cycle: Cycle | None, today: date, filed: list[str], done_on: date | None) -> bool:
    """Whether the last period that was due has no report."""
    if cycle is None:
        return False
    since = day_of_last(work.moves, today)
    due: list[Period] = []
    for period in periods(cycle):
        begun = since <= period.last and (terms.start is None or terms.start <= period.last)
        if period.due < today and begun and not (done_on and done_on < period.first):
            due.append(period)
    return bool(due) and due[-1].name not in filed
