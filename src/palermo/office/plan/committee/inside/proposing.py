"""What is proposed for the agenda of a meeting: worked out from its plan at work and from what was resolved before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpRequest

from palermo.access import BodyKind, Thing
from palermo.office.access.decision import decide
from palermo.office.access.models import ROOT
from palermo.office.plan.committee.items import Item, new_id
from palermo.office.plan.committee.readers import OPEN, Sitting, resolved
from palermo.office.plan.models import Version
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.rows import Told
from palermo.plan import ActivityLine, Ground, Pending, Plea, Proposal, agenda_proposals


@dataclass(frozen=True, slots=True)
class Offered:
    """A proposal, and the words that its item would have, in the language of the plan or in none."""

    proposal: Proposal
    words: str
    lang: str

    def item(self) -> Item:
        """The item that it becomes once it is taken over."""
        told = self.proposal
        return Item(new_id(), self.words, self.lang, str(told.ground), told.of, told.told.say())


def offered(request: HttpRequest, sitting: Sitting, today: date) -> list[Offered]:
    """What could be put on the agenda and is not on it yet."""
    plan = sitting.meeting.plan
    version = find_version(plan.slug) if plan else None
    record = on_record(plan) if plan else None
    pending = {each.row.uid: each for each in resolved(Q(resolution__meeting__body=sitting.meeting.body) & OPEN, today)}
    of_body = {name: told for name, told in record.activities.items() if _concerns(sitting, told)} if record else {}
    found = agenda_proposals(
        _lines(request, version, record, of_body, today) if version and record else (),
        [Pending(uid, each.row.due, each.course) for uid, each in pending.items()],
        list(_pleas(request, of_body)),
        today,
    )
    on_agenda = {item.key for item in sitting.items}
    activities = {each.id: each for _g, _o, each in open_plan(version).each_activity()} if version else {}
    offers = []
    for each in found:
        if each.key in on_agenda:
            continue
        if each.ground is Ground.RESOLUTION:
            offers.append(Offered(each, pending[each.of].row.words, ""))
        elif version and each.of in activities:
            offers.append(Offered(each, f"{each.of} {activities[each.of].text.words}", version.language))
    return offers


def _concerns(sitting: Sitting, told: Told) -> bool:
    """A committee looks at the whole plan; the body of a place at what it and those below it lead."""
    body = sitting.meeting.body
    return body.kind == BodyKind.COMMITTEE or body.key in told.lead.body.above


def _lines(
    request: HttpRequest, version: Version, record: OnRecord, of_body: dict[str, Told], today: date
) -> list[ActivityLine]:
    # what stands in the way is told by reports; who does not look after every body is shown what everybody is
    reads_all = decide(request.user, "report.read", Thing(kind="report", id="", path=(ROOT,)))
    card = scorecard(version, record, today, public=not reads_all)
    return [line for line in card.activities if line.activity.id in of_body]


def _pleas(request: HttpRequest, of_body: dict[str, Told]) -> Iterator[Plea]:
    """What the newest report on each activity asks of the committee, as far as this person reads it."""
    reads: dict[int, bool] = {}  # by body: of many activities one is asked
    for activity, told in of_body.items():
        body = told.lead.body
        if body.pk not in reads:
            reads[body.pk] = bool(decide(request.user, "report.read", Thing(kind="report", id="", path=body.above)))
        filed = [each for each in told.reports if each.filed] if reads[body.pk] else []
        if newest := max(filed, key=lambda each: each.moves[-1].pk, default=None):
            yield Plea(activity, body.name, newest.content.get("asks", ""))
