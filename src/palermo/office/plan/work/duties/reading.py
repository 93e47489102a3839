"""What these pages read: activities that a body leads, with all that is on record of them.

The record and the scorecard are those that all pages read, brought up to date where something was added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from palermo import plan as library
from palermo.access import ACTS, Thing
from palermo.core import Finding
from palermo.office.access.decision import By, actor
from palermo.office.access.doors import admit
from palermo.office.access.models import Body
from palermo.office.base.prepared import Prepared, columns_of
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import newest_version, open_plan, preload
from palermo.office.plan.work.duties.words import UNSENT
from palermo.office.plan.work.inherited import own_activity, place_of
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import every_record, on_record, scorecard, scorecard_of_one
from palermo.office.plan.work.record import OnRecord, ladder
from palermo.office.plan.work.rows import Told, ToldReport, ladder_of
from palermo.office.plan.work.works import progress_of
from palermo.plan import Account, Activity, ActivityLine, Period, Scorecard, Standing, State


@dataclass(frozen=True, slots=True)
class Entrusted:
    """An activity that was put to a body, with what is on record of it.

    Of a part of a place, `activity` has the steps, targets and last day of the part; it is None where the newest
    version of the plan has no such activity. `handed_over`: to another body.
    """

    lead: Lead
    handed_over: bool
    told: Told
    record: OnRecord
    version: Version
    activity: Activity | None

    @property
    def levels(self) -> tuple[str, ...]:
        """By which its reports and its evidence climb."""
        return ladder_of(self.lead, ladder(self.record.cycle))

    @property
    def answers(self) -> bool:
        """Whether the body still answers for it: it said yes, nobody else leads it since, and the plan still has it."""
        accepted = self.told.held.state is State.ACCEPTED
        return accepted and not self.handed_over and self.activity is not None


@dataclass(frozen=True, slots=True)
class Duty(Entrusted):
    """The same, and where it stands.

    `account` is None where `activity` is, `standing` also where nothing is scored. `findings`: what the rules on
    progress say of it, or of the part.
    """

    account: Account | None
    standing: Standing | None
    findings: tuple[Finding, ...] = ()

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
    return _duties(at, lambda lead: lead.body.key in mine)


def all_duties(at: datetime) -> list[Duty]:
    """What was put to any body, and to no other since: for the machine, which shows it to nobody as it is."""
    return _duties(at, lambda _lead: True)


def _duties(at: datetime, wanted: Callable[[Lead], bool]) -> list[Duty]:
    found: list[Duty] = []
    records = every_record()
    preload(version for version, _record in records)
    for version, record in records:
        if own := [told for told in record.every if wanted(told.lead)]:
            judging = _Judging(version, record, timezone.localdate(at))
            found.extend(judging.duty(told) for told in own)
    return sorted(found, key=lambda duty: duty.lead.pk)


def entrusted_or_404(request: HttpRequest, uid: str) -> Entrusted:
    """One of them, for whoever may read its reports. Where it stands is not worked out."""
    lead, now, record, version = _found_or_404(request, uid)
    told = now if now.lead == lead else _before(now, lead)
    activity = next((each for _, _, each in open_plan(version).each_activity() if each.id == lead.activity), None)
    if activity and lead.place_id is not None:
        activity = own_activity(activity, lead)
    return Entrusted(now.lead if told is now else lead, told is not now, told, record, version, activity)


def duty_or_404(request: HttpRequest, uid: str) -> Duty:
    """One of them, for whoever may read its reports."""
    lead, now, record, version = _found_or_404(request, uid)
    judging = _Judging(version, record, timezone.localdate())
    return judging.duty(now) if now.lead == lead else judging.former_duty(now, lead)


def _found_or_404(request: HttpRequest, uid: str) -> tuple[Lead, Told, OnRecord, Version]:
    """What was put to a body; what is told of it now, which may be that of another body; and where it was read."""
    lead = next(map(_lead_of, _BY_UID(uid)), None)
    if lead is None:
        raise Http404(uid)
    admit(request, "report.read", Thing(kind="report", id="", path=lead.body.above, passed_by=lead.passed_by))
    record = on_record(lead.plan)
    now = next(told for told in record.of(lead.activity) if told.lead.place_id == lead.place_id)
    version = newest_version(lead.plan)
    preload([version])
    return lead, now, record, version


def _by_uid(uid: str) -> QuerySet[Lead, Any]:
    passers = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None).order_by("-pk")
    also = (f"{of}__{column}" for of, columns in (("plan", _PLAN), ("body", _BODY)) for column in columns)
    return Lead.objects.filter(uid=uid).values_list(*_LEAD, *also, Subquery(passers.values("body__key")[:1]))


_LEAD, _PLAN, _BODY = columns_of(Lead), columns_of(Plan), columns_of(Body)
_BY_UID = Prepared(_by_uid)


def _lead_of(row: tuple[Any, ...]) -> Lead:
    """With its plan, its body and the key of the body that passed it on."""
    at, end = len(_LEAD), len(_LEAD) + len(_PLAN)
    lead = Lead.from_db(DEFAULT_DB_ALIAS, _LEAD, row[:at])
    lead.plan = Plan.from_db(DEFAULT_DB_ALIAS, _PLAN, row[at:end])
    lead.body = Body.from_db(DEFAULT_DB_ALIAS, _BODY, row[end:-1])
    lead.passed_by = (row[-1] or "") if lead.place_id else ""
    return lead


def _before(now: Told, lead: Lead) -> Told:
    """What is told of it by the record of the body that it was put to then."""
    return next(each for each in now.before if each.lead == lead)


@dataclass(frozen=True)
class _Judging:
    """Where the activities and parts of a plan stand on a day."""

    version: Version
    record: OnRecord
    today: date

    @cached_property
    def card(self) -> Scorecard:
        return scorecard(self.version, self.record, self.today)

    @cached_property
    def activities(self) -> Mapping[str, Activity]:
        return {activity.id: activity for _, _, activity in open_plan(self.version).each_activity()}

    @cached_property
    def lines(self) -> Mapping[str, ActivityLine]:
        return {line.activity.id: line for line in self.card.activities}

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """Those of a plan that is not scored as well."""
        if self.card.scored:
            return self.card.accounts
        plan = open_plan(self.version)
        return library.audit(plan, as_of=self.today, progress=progress_of(self.record)).accounts

    def duty(self, told: Told) -> Duty:
        """What was put to a body, and to no other since."""
        activity, account = self.activities.get(told.lead.activity), self.accounts.get(told.lead.activity)
        stands = _Stands()
        if activity and account:
            stands = _stands(activity, account, self.lines.get(activity.id), told.lead)
        return Duty(told.lead, False, told, self.record, self.version, *stands)

    def former_duty(self, now: Told, lead: Lead) -> Duty:
        """What a body had to do until it was put to another: as it stands by the record of that body alone."""
        told = _before(now, lead)
        then = replace(self.record, parts={lead.activity: (told,)})
        if lead.place_id is None:
            then = replace(self.record, activities={lead.activity: told})
        stands = _Stands()
        if activity := self.activities.get(lead.activity):
            card = scorecard_of_one(self.version, then, activity, self.today)
            if account := card.accounts.get(activity.id):
                stands = _stands(activity, account, next(iter(card.activities), None), lead)
        return Duty(lead, True, told, self.record, self.version, *stands)


class _Stands(NamedTuple):
    """An activity of the newest version, and where it stands: nowhere in what is not scored."""

    activity: Activity | None = None
    account: Account | None = None
    standing: Standing | None = None
    findings: tuple[Finding, ...] = ()


def _stands(activity: Activity, account: Account, line: ActivityLine | None, lead: Lead) -> _Stands:
    if lead.place_id is None:
        return _Stands(activity, account, *((line.standing, line.findings) if line else ()))
    place = place_of(lead).key
    part = next((each for each in line.parts if each.place == place), None) if line else None
    told = (part.standing, part.findings) if part else ()
    return _Stands(own_activity(activity, lead), account.parts[place], *told)
