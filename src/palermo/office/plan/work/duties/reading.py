"""What these pages read: activities that a body leads, with all that is on record of them.

The record and the scorecard are those that all pages read, brought up to date where something was added.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple

from django.db.models import OuterRef, Subquery
from django.http import Http404, HttpRequest
from django.utils import timezone

from palermo import plan as library
from palermo.access import ACTS, Thing
from palermo.core import Finding
from palermo.office.access.decision import By, actor
from palermo.office.access.doors import admit
from palermo.office.plan.models import Version
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
class Duty:
    """An activity that was put to a body.

    Of a part of a place, `activity` has the steps, targets and last day of the part. `activity` and `account` are None
    where the newest version of the plan has no such activity, `standing` also where nothing is scored. `handed_over`:
    to another body. `findings`: what the rules on progress say of it, or of the part.
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


def duty_or_404(request: HttpRequest, uid: str) -> Duty:
    """One of them, for whoever may read its reports."""
    passers = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None).order_by("-pk")
    found = Lead.objects.annotate(passer=Subquery(passers.values("body__key")[:1]))
    lead = found.filter(uid=uid).select_related("plan", "body").first()
    if lead is None:
        raise Http404(uid)
    lead.passed_by = lead.passer or "" if lead.place_id else ""
    admit(request, "report.read", Thing(kind="report", id="", path=lead.body.above, passed_by=lead.passed_by))
    record = on_record(lead.plan)
    now = next(told for told in record.of(lead.activity) if told.lead.place_id == lead.place_id)
    version = newest_version(lead.plan)
    preload([version])
    judging = _Judging(version, record, timezone.localdate())
    return judging.duty(now) if now.lead == lead else judging.former_duty(now, lead)


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
        told = next(each for each in now.before if each.lead == lead)
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
