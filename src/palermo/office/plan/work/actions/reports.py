"""A report: written, sent, returned, accepted level by level, published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_hex
from typing import Any

from django.utils import timezone

from palermo.core import Message, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor
from palermo.office.plan.indicators.readers import newest_book
from palermo.office.plan.work.actions.moving import make_move, need_newest, one_at_a_time, stands_at, together
from palermo.office.plan.work.content import lacking
from palermo.office.plan.work.models import Draft, Evidence, Filed, Lead, Move, Report, writers_of
from palermo.office.plan.work.readers import need_period
from palermo.office.plan.work.rows import moves_of
from palermo.office.trail import Told
from palermo.plan import State, Verb


class Overtaken(UserError):
    """Somebody else saved the draft in the meantime. `theirs` is what lies there now."""

    def __init__(self, theirs: Draft) -> None:
        super().__init__(Message("Somebody else saved this draft in the meantime. Both are shown side by side."))
        self.theirs = theirs


@dataclass(frozen=True, slots=True)
class Saved:
    """A draft, with the report that it began and the move of whoever writes at it for the first time."""

    draft: Draft
    begun: bool
    move: Move | None

    def told(self) -> Told:
        report = self.draft.report.told()
        first = Told(report.object, report.content if self.begun else {})
        moved = {"move": self.move.told()} if self.move else {}
        draft = self.draft.told()
        return together(Told(first.object, {**first.content, **draft.content}), **moved)


@dataclass(frozen=True, slots=True)
class Sent:
    """A report as it was sent. Its receipt number is the report's `uid`."""

    filed: Filed
    move: Move

    def told(self) -> Told:
        return together(self.filed.told(), move=self.move.told())


@action("report.written", thing="lead")
def save_draft(*, by: By, lead: Lead, period: str, content: Mapping[str, Any], seen: int, now: datetime) -> Saved:
    """Keep what is written for a period. `seen`: the edition that the writer started from, 0 where there was none.

    Raises Overtaken where another was saved since: nothing is lost, and nothing is written over.
    """
    return keep_draft(by, lead, period, content, seen, now)


def keep_draft(
    by: By, lead: Lead, period: str, content: Mapping[str, Any], seen: int, now: datetime, hand: str = ""
) -> Saved:
    """The same as part of another act. `hand`: who wrote it, where `by` only brings it in."""
    need_newest(lead)
    one_at_a_time(lead)
    if stands_at(lead) is not State.ACCEPTED:
        raise UserError(Message("Accept the activity first. Only who leads it reports on it."))
    need_period(lead.plan, period, timezone.localdate(now))
    who = hand or actor(by, now).id
    told = {"lead": lead, "period": period}
    report = Report.objects.filter(**told).first()
    begun = report is None
    report = report or Report.objects.create(**told, uid=token_hex(8), made_by=who, made_at=now)
    draft = (None if begun else Draft.objects.filter(report=report).first()) or Draft()
    report.lead, draft.report = lead, report  # who has them asks the database no more
    if draft.edition != seen:
        raise Overtaken(draft)
    moves = () if begun else moves_of(report)
    writes_on = who in writers_of(moves) and stands_at(report, moves) is State.DRAFT
    move = None if writes_on else make_move(report, Verb.WRITE, by, now, hand=hand)
    draft.content, draft.edition, draft.saved_by, draft.saved_at = dict(content), seen + 1, who, now
    draft.save()
    return Saved(draft, begun, move)


@action("report.sent", thing="report")
def send_report(*, by: By, report: Report, seen: int, now: datetime) -> Sent:
    """Send what the draft says. Nothing can be changed then unless it is returned. `seen`: the edition of the draft."""
    return file_report(by, report, seen, now)


def file_report(by: By, report: Report, seen: int, now: datetime, hand: str = "") -> Sent:
    """The same as part of another act. `hand`: who sends it, where `by` only brings it in."""
    need_newest(report.lead)
    one_at_a_time(report)
    draft = Draft.objects.get(report=report)
    if draft.edition != seen:
        raise Overtaken(draft)
    _need_whole(report.lead, draft.content, timezone.localdate(now))
    move = make_move(report, Verb.SEND, by, now, hand=hand)
    who = hand or actor(by, now).id
    filed = Filed.objects.create(report=report, content=draft.content, made_by=who, made_at=now)
    return Sent(filed, move)


@action("report.returned", thing="report")
def return_report(*, by: By, report: Report, reason: str, now: datetime) -> Move:
    """Give it back to who wrote it, with a note of what is missing."""
    return make_move(report, Verb.RETURN, by, now, reason)


@action("report.accepted", thing="report")
def accept_report(*, by: By, report: Report, now: datetime) -> Move:
    """Agree to it in the name of the level whose turn it is."""
    return make_move(report, Verb.ACCEPT, by, now)


@action("report.undone", thing="report")
def undo_report(*, by: By, report: Report, reason: str, now: datetime) -> Move:
    """Take back, from the level above, that the last level agreed."""
    return make_move(report, Verb.UNDO, by, now, reason)


@action("report.published", thing="report")
def publish_report(*, by: By, report: Report, now: datetime) -> Move:
    """Let the public read it. It cannot be taken back."""
    return make_move(report, Verb.PUBLISH, by, now)


def _need_whole(lead: Lead, content: Mapping[str, Any], today: date) -> None:
    """Refuse what cannot be sent: something is missing, or a value is not as the sheet of its indicator asks for it."""
    book = newest_book(lead.plan)
    book.need_none_of_the_house(content)
    measured = book.measured_by(lead.activity)
    if missing := next(lacking(content, today, measured), None):
        raise UserError(missing)
    files = {each["file"] for each in content.get("values", ()) if each.get("file")}
    if files - set(Evidence.objects.filter(lead=lead, sha256__in=files).values_list("sha256", flat=True)):
        raise UserError(Message("A value is said to come from a file that is not among the evidence. Offer it first."))
