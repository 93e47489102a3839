"""What waits for the person who looks: reports and evidence whose next level is one that they hold."""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palermo.office.access.decision import By, decide
from palermo.office.access.models import Body
from palermo.office.plan.copies.readers import waiting
from palermo.office.plan.models import Version
from palermo.office.plan.readers import light_versions, open_plan, preload
from palermo.office.plan.work.desk.frame import review_page, reviewers_only
from palermo.office.plan.work.desk.turns import ASKED, possible
from palermo.office.plan.work.levels import levels_of, next_level
from palermo.office.plan.work.models import Cycle, Evidence, Lead, Move, Report
from palermo.office.plan.work.readers import ladder, with_passers
from palermo.office.plan.work.rows import (
    EvidenceRow,
    ReportRow,
    ToldEvidence,
    ToldReport,
    held,
    ladder_of,
    moves_at,
)
from palermo.plan import LADDER, Activity, Held, Machine, Verb, periods, through_lead

PAGE = 50
_ALL = frozenset({Verb.SEND, Verb.OFFER, Verb.ACCEPT, Verb.UNDO})


@dataclass(frozen=True, slots=True)
class Turn:
    """A report or a piece of evidence that is at a level. `publishes`: all levels below have agreed."""

    row: ReportRow | EvidenceRow
    held: Held
    level: str
    publishes: bool

    @property
    def is_report(self) -> bool:
        return isinstance(self.row, ReportRow)


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits, in the plan that it is about. `due`: the day on which the report was."""

    turn: Turn
    version: Version
    activity: Activity | None
    due: date | None

    @property
    def body(self) -> Body:
        return self.turn.row.lead.body


@require_safe
@reviewers_only
def review(request: HttpRequest) -> HttpResponse:
    rules = list(Cycle.objects.order_by("pk"))
    cycles = {rule.plan_id: rule for rule in rules}
    changed = any(ladder(rule) != LADDER for rule in rules)
    turns = list(_turns(request.user, cycles, timezone.now(), changed=changed))
    versions = _newest({*cycles, *(turn.row.lead.plan_id for turn in turns)})
    found = _waiting(turns, cycles, versions)
    page = Paginator(_by_body(found), PAGE).get_page(request.GET.get("page"))
    groups = [(body, list(own)) for body, own in groupby(page, key=lambda each: each.body)]
    at_work = [versions[plan] for plan in cycles] if decide(request.user, "work.opened") else ()
    copies = waiting(request.user, timezone.now())
    context = review_page(page=page, groups=groups, total=len(found), copies=copies, at_work=at_work)
    return render(request, "work/desk/review.html", context)


def _by_body(found: Iterable[Waiting]) -> list[Waiting]:
    """Oldest first, what a body sent together: the body that waits longest comes first."""
    by_body: defaultdict[int, list[Waiting]] = defaultdict(list)
    for each in sorted(found, key=lambda each: (each.turn.held.since or date.max, each.turn.row.pk)):
        by_body[each.body.pk].append(each)
    return [each for own in by_body.values() for each in own]


def _turns(by: By, cycles: Mapping[int, Cycle], now: datetime, *, changed: bool) -> Iterator[Turn]:
    """Everything for which it is the turn of `by`. Five queries, whatever its number.

    `changed`: a plan has or had another ladder than the usual one.
    """
    levels = levels_of(by, now)
    after = {
        machine: [_ALL if changed else _before_turn(machine, rungs, levels) for rungs in (LADDER, through_lead(LADDER))]
        for machine in (Machine.REPORT, Machine.EVIDENCE)
    }
    reports = list(_after(Report.objects.values_list(*ReportRow._fields), *after[Machine.REPORT]))
    pieces = list(_after(Evidence.objects.values_list(*EvidenceRow._fields), *after[Machine.EVIDENCE]))
    numbers = {number for _pk, _uid, number, *_rest in (*reports, *pieces)}
    leads = {lead.pk: lead for lead in with_passers(Lead.objects.filter(pk__in=numbers))}
    moves = moves_at((pk for pk, *_rest in reports), (pk for pk, *_rest in pieces))
    for pk, uid, lead, *rest in reports:
        row = ReportRow(pk, uid, leads[lead], *rest)
        made, rungs = tuple(moves["report", pk]), ladder_of(row.lead, ladder(cycles.get(row.lead.plan_id)))
        yield from _turn(by, levels, ToldReport(row, made, held(Machine.REPORT, made, rungs), {}), rungs, now)
    for pk, uid, lead, *rest in pieces:
        piece = EvidenceRow(pk, uid, leads[lead], *rest)
        made, rungs = tuple(moves["evidence", pk]), ladder_of(piece.lead, ladder(cycles.get(piece.lead.plan_id)))
        yield from _turn(by, levels, ToldEvidence(piece, made, held(Machine.EVIDENCE, made, rungs)), rungs, now)


def _turn(
    by: By, levels: Container[str], told: ToldReport | ToldEvidence, rungs: tuple[str, ...], now: datetime
) -> Iterator[Turn]:
    """It, where it is the turn of `by`, who holds these levels somewhere."""
    level = next_level(told.held, rungs)
    if level in levels and (verbs := possible(by, told, told.held, rungs, now, ASKED)):
        yield Turn(told.row, told.held, level, Verb.PUBLISH in verbs)


def _waiting(turns: list[Turn], cycles: Mapping[int, Cycle], versions: Mapping[int, Version]) -> list[Waiting]:
    """The turns with the activities that they are about and the days on which the reports were due."""
    plans = {turn.row.lead.plan_id for turn in turns}
    preload(versions[plan] for plan in plans)
    activities = {plan: {each.id: each for _g, _o, each in open_plan(versions[plan]).each_activity()} for plan in plans}
    dues = {plan: _dues(cycles[plan]) for plan in plans & cycles.keys()}
    found = []
    for turn in turns:
        plan = turn.row.lead.plan_id
        due = dues.get(plan, {}).get(turn.row.period) if isinstance(turn.row, ReportRow) else None
        found.append(Waiting(turn, versions[plan], activities[plan].get(turn.row.lead.activity), due))
    return found


def _before_turn(machine: Machine, ladder: tuple[str, ...], levels: Container[str]) -> frozenset[Verb]:
    """The moves after which it can be the turn of one of these levels, on this ladder: others need no look."""
    sent = Verb.SEND if machine is Machine.REPORT else Verb.OFFER
    rungs = ladder[1:] if machine is Machine.REPORT else ladder[1:-1]  # the top publishes, and has no say in proof
    found = {Verb.UNDO: rungs, sent: rungs[:1], Verb.ACCEPT: rungs[1:]}
    return frozenset(verb for verb, own in found.items() if any(level in levels for level in own))


def _after(rows: QuerySet[Any, Any], verbs: frozenset[Verb], of_parts: frozenset[Verb]) -> QuerySet[Any, Any]:
    """Those whose last move is one of these; of what places tell, one of the others."""
    of = {str(rows.model._meta.model_name): OuterRef("pk")}
    last = Move.objects.filter(**of).order_by("-pk").values("verb")[:1]
    own, theirs = Q(lead__place=None, last__in=verbs), Q(lead__place__isnull=False, last__in=of_parts)
    told: QuerySet[Any, Any] = rows.alias(last=Subquery(last)).filter(own | theirs)
    return told


def _newest(plans: Iterable[int]) -> Mapping[int, Version]:
    """The newest version of each plan."""
    return {version.plan_id: version for version in light_versions().filter(plan__in=plans).order_by("number")}


def _dues(cycle: Cycle) -> Mapping[str, date]:
    return {period.name: period.due for period in periods(cycle.rule)}
