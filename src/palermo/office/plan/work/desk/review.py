"""What waits for the person who looks: reports and evidence whose next level is one that they hold."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palermo.office.access.decision import decide
from palermo.office.access.models import Body
from palermo.office.plan.copies.readers import waiting
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan, preload
from palermo.office.plan.work.desk.frame import review_page, reviewers_only
from palermo.office.plan.work.desk.turns import turn_of
from palermo.office.plan.work.readers import every_record
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.rows import Awaiting, EvidenceRow, ReportRow
from palermo.plan import Activity, Verb

PAGE = 50


@dataclass(frozen=True, slots=True)
class Turn:
    """What waits, in the plan that it is about."""

    what: Awaiting
    version: Version
    record: OnRecord

    @property
    def row(self) -> ReportRow | EvidenceRow:
        return self.what.told.row

    @property
    def is_report(self) -> bool:
        return isinstance(self.row, ReportRow)

    @property
    def publishes(self) -> bool:
        """Whether all levels below have agreed."""
        return self.what.verb is Verb.PUBLISH

    @property
    def body(self) -> Body:
        return self.row.lead.body


@dataclass(frozen=True, slots=True)
class Waiting:
    """It, as it is shown. `due`: the day on which the report was."""

    turn: Turn
    activity: Activity | None
    due: date | None


@require_safe
@reviewers_only
def review(request: HttpRequest) -> HttpResponse:
    now, records = timezone.now(), every_record()
    asked = turn_of(request.user, now)
    turns = [
        Turn(each, version, record)
        for version, record in records
        for told in record.every
        for of in told.ever
        for each in of.awaiting
        if asked(each)
    ]
    page = Paginator(_by_body(turns), PAGE).get_page(request.GET.get("page"))
    rows = groupby(_shown(list(page)), key=lambda each: each.turn.body)
    at_work = [version for version, record in records if record.cycle] if decide(request.user, "work.opened") else ()
    context = review_page(
        page=page,
        groups=[(body, list(own)) for body, own in rows],
        total=len(turns),
        copies=waiting(request.user, now),
        at_work=at_work,
    )
    return render(request, "work/desk/review.html", context)


def _by_body(found: Iterable[Turn]) -> list[Turn]:
    """Oldest first, what a body sent together: the body that waits longest comes first."""
    by_body: defaultdict[int, list[Turn]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (each.what.told.held.since or date.max, each.row.pk)):
        by_body[each.row.lead.body_id].append(each)
    return [each for own in by_body.values() for each in own]


def _shown(turns: Sequence[Turn]) -> Iterator[Waiting]:
    """The turns with the activities that they are about and the days on which the reports were due."""
    versions = {turn.version.plan_id: turn.version for turn in turns}
    preload(versions.values())
    activities = {
        plan: {each.id: each for _g, _o, each in open_plan(version).each_activity()}
        for plan, version in versions.items()
    }
    dues = {turn.version.plan_id: _dues(turn.record) for turn in turns}
    for turn in turns:
        plan = turn.version.plan_id
        due = dues[plan].get(turn.row.period) if isinstance(turn.row, ReportRow) else None
        yield Waiting(turn, activities[plan].get(turn.row.lead.activity), due)


def _dues(record: OnRecord) -> Mapping[str, date]:
    return {period.name: period.due for period in record.periods}
