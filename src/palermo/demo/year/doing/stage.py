"""Everybody who acts in the simulated year, and what they act on."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from secrets import token_urlsafe
from typing import Any

from django.contrib.auth.models import AnonymousUser, User

from palermo.access import Role
from palermo.demo.year.acts import CHAIR, SECOND_CHAIR, SECRETARIAT, Happening, Size, Year
from palermo.demo.year.country import BODIES, COMMITTEE, MEMBERS, PLACES, SMALLER
from palermo.demo.year.matrix import ISSUER, TITLE, plan_of
from palermo.office.access.actions import accept_invitation, add_body, give_term, invite_person
from palermo.office.access.decision import SignedIn, remember
from palermo.office.access.founding import find_invitation
from palermo.office.access.models import ROOT, Body
from palermo.office.plan.actions import Proof, add_version, claim_state, upload_plan
from palermo.office.plan.files import read_file
from palermo.office.plan.models import Plan, State, Version
from palermo.office.plan.work.actions import set_cycle
from palermo.plan import LADDER, write_json

REASON = "The simulated year begins. Everything in it is invented."
TERMS_RUN = timedelta(days=3 * 366)


class Stage:
    """Everybody who acts, and what they act on."""

    def __init__(self, officer: User, begin: datetime) -> None:
        self.begin = begin
        self.people: dict[str, User] = {SECRETARIAT: officer}
        self.bodies: dict[str, Body] = {}
        self.plan: Plan
        self.leads: dict[tuple[str, str], Any] = {}  # by measure and place, as all that hangs on them
        self.reports: dict[tuple[str, str, str], Any] = {}
        self.evidence: dict[tuple[str, str, int], Any] = {}
        self.postings: dict[tuple[str, str, str], Any] = {}
        self.made: dict[str, Any] = {}  # by its name in the story
        self.last_minutes: dict[str, int] = {}  # of each meeting

    def set_up(self, size: Size, year: Year) -> Version:
        """Bodies and people, the plan and when it is reported on."""
        by, now = self.people[SECRETARIAT], self.begin
        remember(by, SignedIn(second_factor=True, fresh_at=now))
        root = Body.objects.get(key=ROOT)
        self.bodies[COMMITTEE] = root
        self._join(CHAIR, Role.CHAIR, root)
        for told in (*BODIES, *PLACES):
            body = add_body(by=by, key=told.key, kind=told.kind, names=told.names, parent=root, now=now)
            self.bodies[told.key] = body
            self._join(told.key, Role.FOCAL_POINT, body)
        smaller = add_body(by=by, key=SMALLER.key, kind=SMALLER.kind, names=SMALLER.names, parent=root, now=now)
        self.bodies[SMALLER.key] = smaller
        self._join(SECOND_CHAIR, Role.CHAIR, smaller)
        self._seat_members()
        content = write_json(plan_of(year.first, size)).encode()
        file = read_file(content, f"simulated-{year.first.year}.json")
        upload = upload_plan(by=by, file=file, now=now)
        version = add_version(by=by, upload=upload, file=file, reason=REASON, now=now, title=TITLE)
        proof = Proof(source="The minutes of a committee that does not exist")
        day = year.first.isoformat()
        claim_state(by=by, version=version, state=State.IN_FORCE, when=day, said_by=ISSUER, proof=proof, now=now)
        self.plan = version.plan
        set_cycle(by=by, plan=self.plan, rule=year.cycle, ladder=LADDER, reason=REASON, now=now)
        return version

    def _join(self, key: str, role: Role, body: Body) -> None:
        token, now = token_urlsafe(16), self.begin
        until = now + TERMS_RUN
        invite_person(by=self.people[SECRETARIAT], body=body, role=role, until=until, token=token, now=now)
        user = User(username=key, password=self.people[SECRETARIAT].password)
        accept_invitation(by=AnonymousUser(), invitation=find_invitation(token), user=user, now=now)
        remember(user, SignedIn(second_factor=True, fresh_at=now))  # the simulation works at the machine itself
        self.people[key] = user

    def _seat_members(self) -> None:
        """Focal points of some bodies sit in a committee too."""
        by, now = self.people[SECRETARIAT], self.begin
        for committee, members in MEMBERS.items():
            for key in members:
                person, body = self.people[key].person, self.bodies[committee]
                until = now + TERMS_RUN
                give_term(by=by, person=person, role=Role.FOCAL_POINT, body=body, since=now, until=until, now=now)

    def pseudonym(self, who: str) -> str:
        """By which the office knows somebody."""
        return self.people[who].person.pseudonym


Doing = Callable[[Stage, Happening, Mapping[str, Any]], None]
