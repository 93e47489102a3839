"""What these pages read: activities that a body leads, with all that is on record of them. Eight queries at most."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import IsNull
from django.http import Http404, HttpRequest
from django.utils import timezone

from palermo import plan as library
from palermo.access import ACTS, Thing
from palermo.core import BLANK, Cell, Finding
from palermo.office.access.decision import By, actor
from palermo.office.access.doors import admit
from palermo.office.plan.models import Version
from palermo.office.plan.readers import light_versions, open_plan, preload
from palermo.office.plan.work.called import called, called_in, names_of_places
from palermo.office.plan.work.duties.words import UNSENT
from palermo.office.plan.work.inherited import own_activity, place_of
from palermo.office.plan.work.models import Amendment, Cycle, Lead
from palermo.office.plan.work.readers import OnRecord, ladder, places_of, progress_of, record_of
from palermo.office.plan.work.rows import Rows, Told, ToldReport, ladder_of
from palermo.plan import Account, Activity, Goal, Objective, Period, Standing, State

_BESIDE = ("plan", "body", "place")
_WHOLE: int | None = None  # no place
_OF_THE_SAME = Q(place=OuterRef("place")) | (Q(place=None) & Q(IsNull(OuterRef("place"), True)))
_LATER = Lead.objects.filter(_OF_THE_SAME, plan=OuterRef("plan"), activity=OuterRef("activity"), pk__gt=OuterRef("pk"))


@dataclass(frozen=True, slots=True)
class Duty:
    """An activity that was put to a body.

    `record` holds no more of the plan than the activities asked for. Of a part of a place, `activity` has the steps,
    targets and last day of the part. `activity` and `account` are None where the newest
    version of the plan has no such activity, `standing` also where nothing is scored. `handed_over`: to another body.
    `findings`: what the rules on progress say of it, or of the part.
    """

    lead: Lead
    handed_over: bool
    told: Told
    record: OnRecord
    version: Version
    activity: Activity | None
    account: Account | None
    standing: Standing | None
    findings: tuple[Finding, ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        """By which its reports and its evidence climb."""
        return ladder_of(self.lead, ladder(self.record.cycle))

    @property
    def answers(self) -> bool:
        """Whether the body still answers for it: it said yes, nobody else leads it since, and the plan still has it."""
        accepted = self.told.held.state is State.ACCEPTED
        return accepted and not self.handed_over and self.activity is not None

    def owed(self, today: date) -> list[tuple[Period, ToldReport | None]]:
        """The periods that have begun and are reported on, and those that were, each with its report.

        Of a cycle that is gone there is what was sent.
        """
        filed = {each.row.period: each for each in self.told.reports}
        asked = {each.name for each in self.account.asked} if self.account and not self.handed_over else set()
        made = self.account.periods if self.account else self.record.periods
        begun = [each for each in made if each.first <= today]
        names = {each.name for each in made}
        gone = [each for name, each in filed.items() if name not in names and each.held.state not in UNSENT]
        here = [(each, filed.get(each.name)) for each in begun if each.name in asked or each.name in filed]
        return [*((period_gone(each), each) for each in gone), *here]


def period_gone(report: ToldReport) -> Period:
    """The period of a report whose cycle is gone: of its days nothing is known, and pages show none of it."""
    day = timezone.localdate(report.row.made_at)
    return Period(report.row.period, day, day, day)


def own_bodies(by: By, at: datetime) -> frozenset[str]:
    """The bodies in which somebody holds a running term that has to do with this work."""
    roles = ACTS["duties.opened"].roles
    return frozenset(term.body for term in actor(by, at).terms if term.role in roles and term.runs(at))


def own_duties(by: By, at: datetime) -> list[Duty]:
    """What was put to the bodies in which somebody holds a running term, and to no other body since."""
    return duties_of(own_bodies(by, at), at)


def duties_of(mine: frozenset[str], at: datetime) -> list[Duty]:
    """What was put to these bodies, and to no other since. Who asks has asked whether it may be shown."""
    led = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None, body__key__in=mine)
    below = Q(place__isnull=False) & Exists(led)  # it has a say in where the activity stands
    rows = Lead.objects.filter(Q(body__key__in=mine) | below, ~Exists(_LATER)).select_related(*_BESIDE)
    own = [(lead, False) for lead in rows if lead.body.key in mine]
    return _duties(own, (lead for lead in rows if lead.body.key not in mine), timezone.localdate(at))


def all_duties(at: datetime) -> list[Duty]:
    """What was put to any body, and to no other since: for the machine, which shows it to nobody as it is."""
    leads = Lead.objects.filter(~Exists(_LATER)).select_related(*_BESIDE)
    return _duties([(lead, False) for lead in leads], (), timezone.localdate(at))


def duty_or_404(request: HttpRequest, uid: str) -> Duty:
    """One of them, for whoever may read its reports."""
    of = Lead.objects.filter(uid=uid)
    below = Q(place__isnull=False, plan__in=of.values("plan"), activity__in=of.values("activity"))
    rows = Lead.objects.filter(Q(uid=uid) | below).annotate(handed_over=Exists(_LATER)).select_related(*_BESIDE)
    found = {lead.uid: lead for lead in rows}
    if (lead := found.pop(uid, None)) is None:
        raise Http404(uid)
    admit(request, "report.read", Thing(kind="report", id="", path=lead.body.above, passed_by=lead.passed_by))
    parts = list(found.values()) if lead.place_id is None else []
    return _duties([(lead, lead.handed_over)], parts, timezone.localdate())[0]


def _duties(leads: Sequence[tuple[Lead, bool]], parts: Iterable[Lead], today: date) -> list[Duty]:
    """`parts`: what places have inherited of the activities among these."""
    of_plan: defaultdict[int, list[Lead]] = defaultdict(list)
    for lead, _ in leads:
        of_plan[lead.plan_id].append(lead)
    for part in parts:
        of_plan[part.plan_id].append(part)
    records, rows = _records(of_plan)
    versions = {version.plan_id: version for version in light_versions().filter(plan__in=of_plan).order_by("number")}
    preload(versions.values())
    judged = {plan: _judged(versions[plan], record, today) for plan, record in records.items()}
    found = []
    for lead, handed_over in leads:
        record, version = records[lead.plan_id], versions[lead.plan_id]
        stands = judged[lead.plan_id].get((lead.activity, lead.place_id), Judged())
        found.append(Duty(lead, handed_over, rows.told(lead), record, version, *stands))
    return found


def _records(of_plan: Mapping[int, Sequence[Lead]]) -> tuple[dict[int, OnRecord], Rows]:
    """By plan, what is on record of these leads."""
    # what was amended is asked for where anything was
    amended = Exists(Amendment.objects.filter(plan=OuterRef("plan")))
    cycles = {row.plan_id: row for row in Cycle.objects.filter(plan__in=of_plan).annotate(amended=amended)}
    ladders = {plan: ladder(cycles.get(plan)) for plan in of_plan}
    rows = Rows((lead for leads in of_plan.values() for lead in leads), ladders)
    changes: defaultdict[int, list[Amendment]] = defaultdict(list)
    for row in Amendment.objects.filter(plan__in=[plan for plan in of_plan if _is_amended(cycles.get(plan))]):
        changes[row.plan_id].append(row)
    records = {
        plan: record_of(leads[0].plan, cycles.get(plan), leads, rows, changes[plan]) for plan, leads in of_plan.items()
    }
    return records, rows


def _is_amended(cycle: Cycle | None) -> bool:
    return cycle is None or bool(getattr(cycle, "amended", True))


class Judged(NamedTuple):
    """An activity of the newest version, and where it stands: nowhere in what is not scored."""

    activity: Activity | None = None
    account: Account | None = None
    standing: Standing | None = None
    findings: tuple[Finding, ...] = ()


def _judged(version: Version, record: OnRecord, today: date) -> dict[tuple[str, int | None], Judged]:
    """How the activities and parts on record stand today: judged alone, as each is whatever the others are."""
    plan = open_plan(version)
    named = record.activities.keys() | record.parts.keys()
    own = [activity for _, _, activity in plan.each_activity() if activity.id in named]
    progress = replace(progress_of(record), plan=plan.id)
    seen = library.audit(_holding(plan, own), as_of=today, progress=progress, select=("T",))

    names = names_of_places(places_of(record))

    def stands(activity: Activity, account: Account, found: Iterable[Finding]) -> Judged:
        if not seen.card.scored:
            return Judged(activity, account)
        where = library.standing(account)
        where = replace(where, why=called(where.why, names))
        return Judged(activity, account, where, called_in(found, names))

    found = {}
    for activity in own:
        if account := seen.accounts.get(activity.id):
            of_whole = seen.findings_on(library.Level.ACTIVITY, activity.id)
            found[activity.id, _WHOLE] = stands(activity, account, of_whole)
            for told in record.parts.get(activity.id, ()):
                place = place_of(told.lead).key
                own_part, on_it = own_activity(activity, told.lead), seen.on_parts[activity.id][place]
                found[activity.id, told.lead.place_id] = stands(own_part, account.parts[place], on_it)
    return found


def _holding(plan: library.Plan, activities: Iterable[Activity]) -> library.Plan:
    """The plan with these activities alone."""
    objective = Objective(id="1.1", text=BLANK, activities=Cell(tuple(activities)), implicit=True)
    goal = Goal(id="1", text=BLANK, objectives=Cell((objective,)), implicit=True)
    return replace(plan, goals=Cell((goal,)))
