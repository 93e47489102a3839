"""Meetings, and what is said, seen, feared and arranged beside the work, through the actions that people use."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from filling.office import Office
from palermo.office.plan.beside.actions import file_view, give_reply, log_statement, mark_statement, publish_view
from palermo.office.plan.beside.actions.statements import Uttered
from palermo.office.plan.committee.actions import (
    accept_resolution,
    call_meeting,
    report_resolution,
    set_agenda,
    take_attendance,
    take_resolution,
    write_minutes,
)
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import Item
from palermo.office.plan.risks.actions import NewRisk, show_risk, write_risk
from palermo.office.plan.steps.actions import Working, arrange_step
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import need_activity
from palermo.plan import About, Said, Seen, StepId

MEETINGS, RESOLUTIONS, BESIDE = 9, 4, 40


class Beside:
    """What goes on beside the work."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def beside(self) -> None:
        """Meetings of each quarter and one to come; what is said, seen, feared, arranged and counted."""
        leads = {lead.activity: lead for lead in Lead.objects.filter(place=None).select_related("body", "plan")}
        for n in range(MEETINGS + 1):
            self._meet(
                self.office.periods[n].last if n < MEETINGS else self.office.today + timedelta(days=7), n < MEETINGS
            )
        for n, activity in enumerate(self.office.chance.sample(list(leads), BESIDE)):
            self._said_beside(n, leads[activity])

    def _meet(self, day: date, held: bool) -> None:
        officer = self.office.users["officer"]
        now = min(datetime.combine(day, time(9), UTC), self.office.now())
        how: dict[str, Any] = {"by": officer, "now": now}
        when = When(day, "Invented hall", "09:30", "Bring the budget.")
        meeting = call_meeting(body=officer.person.body, when=when, plan=self.office.plan, **how).meeting
        items = [Item(self.office.uid(16), f"Item {n} of the meeting") for n in range(1, 6)]
        set_agenda(meeting=meeting, items=items, seen=0, **how)
        if not held:
            return
        there = {self.office.users[who].person.pseudonym: "present" for who in ("officer", "chair")}
        take_attendance(meeting=meeting, presences=there, **how)
        for item in items:
            write_minutes(meeting=meeting, item=item.id, text="It was told what was done. " * 5, **how)
        for item, key in zip(items, self.office.chance.sample(sorted(self.office.bodies), RESOLUTIONS), strict=False):
            words = {"words": f"The {key} office writes down what it needs.", "due": day + timedelta(days=60)}
            taken = take_resolution(
                meeting=meeting, item=item.id, owner=self.office.bodies[key], **words, **how
            ).resolution
            far = self.office.chance.random()
            if far < 0.8:
                accept_resolution(by=self.office.users[key], resolution=taken, now=now)
            if far < 0.5:
                report_resolution(by=self.office.users[key], resolution=taken, reason="It was sent.", now=now)

    def _said_beside(self, n: int, lead: Any) -> None:
        officer, now, plan, activity = self.office.users["officer"], self.office.now(), self.office.plan, lead.activity
        how: dict[str, Any] = {"by": officer, "now": now}
        said = Uttered("Invented ministry", self.office.today - timedelta(days=n), "Press conference", "It is done.")
        row = log_statement(plan=plan, activity=activity, uttered=said, **how)
        mark_statement(plan=plan, statement=row, said=Said(About.DONE), **how)
        clerk, voice = self.office.users[lead.body.key], ("river-house", "survivors", "open-door")[n % 3]
        seen: dict[str, Any] = {"seen": list(Seen)[n % len(Seen)], "words": "Nobody of ours has seen it."}
        view = file_view(
            by=self.office.users[voice], body=self.office.bodies[voice], plan=plan, activity=activity, now=now, **seen
        )
        publish_view(by=self.office.users[voice], view=view, now=now)
        if n % 2:
            give_reply(by=clerk, lead=lead, view=view, words="It was done in two places.", now=now)
        words = ("Posts stay empty", "Likely.", "The work stops.", lead.body, "They are asked for.")
        risk = write_risk(by=clerk, lead=lead, risk=NewRisk(*words, self.office.today + timedelta(days=60)), now=now)
        show_risk(risk=risk, reason="It is known.", **how)
        if need_activity(plan, activity).steps.value:
            working = Working(lead.body, "The record, printed", "document", (), None)
            step: dict[str, Any] = {"step": StepId(activity, 1), "working": working, "seen": 0}
            arrange_step(plan=plan, reason="As agreed.", **step, **how)
