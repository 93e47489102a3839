"""A small town of bodies in which everybody keeps something: people of every role, sealed things, broken glasses.

Each thing that is kept has a mark of its own in it, a word that stands nowhere else. Who may see which mark is said
here once more, by hand and in plain words; nothing of `palermo.access` is asked.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client

from palermo.access import BodyKind, Role
from palermo.office.access.actions import agree_to_glass, break_glass, change_contact, close_glass, end_term
from palermo.office.access.keyring.contact import Contact
from palermo.office.access.models import ROOT, Body, Glass
from palermo.office.plan.actions import Document, Proof, add_version, claim_state, upload_plan
from palermo.office.plan.models import Plan, State
from tests.office.cast import a_body, client_of, host, join, plan_file, signed_in
from tests.office.compartments.at_committee import Met
from tests.office.compartments.at_study import studied
from tests.office.compartments.at_work import LEADS, Place, Work
from tests.office.work.cast import plan_with_steps

INSIDE = {"secretariat", "focal_point", "approver", "chair", "case_worker", "custodian"}
ABOVE = {"labour": ROOT, "police": ROOT, "shelter": ROOT, "station": "police"}
KINDS = {
    "labour": BodyKind.MINISTRY,
    "police": BodyKind.POLICE,
    "shelter": BodyKind.NGO,
    "station": BodyKind.DISTRICT,
}
AT_WORK = {"draft", "report", "note", "title", "file", "money", "minute", "said", "view", "risk", "offline"}
AT_STUDY = {"table", "found", "release"}
ANSWER = {"focal_point", "approver"}  # for what their own body does
LOOK_AFTER = {"secretariat", "chair", "auditor"}  # the work of their own body and of those below it
EVERYWHERE = (Role.SECRETARIAT, Role.CUSTODIAN, Role.AUDITOR, Role.CASE_WORKER, Role.FOCAL_POINT)


class Browser(Client):
    """Sends requests and keeps nothing of how a reply came about, which would cost more than the reply."""

    def request(self, **request: Any) -> Any:
        surroundings = self._base_environ(**request)  # type: ignore[attr-defined]  # the stubs leave it out
        return self.handler(surroundings)


@dataclass(frozen=True)
class Mark:
    """A word planted in something that a body keeps; `owner` is whom it is about, or who broke the glass.

    `also`: a second body whose it is, of what one resolved and the other owes. `passed_by`: the body that has passed on
    what it is part of.
    """

    word: bytes
    kind: str
    body: str
    owner: str
    also: str = ""
    passed_by: str = ""


@dataclass(eq=False)
class Somebody:
    """A person as the town knows them. `opens`: bodies whose compartment they look into through broken glass."""

    name: str
    role: str
    body: str
    client: Browser
    opens: set[str] = field(default_factory=set)
    factor: bool = True

    def may_see(self, mark: Mark) -> bool:
        """By hand: what is one's own, what one's role is for, what a glass opens, and what was published."""
        if mark.kind == "public":
            return True
        if not self.factor:
            return False
        if mark.owner == self.name:
            return True
        if mark.kind == "glass":
            watches = self.role in ("custodian", "auditor") and self.body in _upwards(mark.body)
            return watches or (self.role in INSIDE and self.body == mark.body)
        if mark.kind in AT_STUDY:
            decides = mark.kind == "release" and self.role in ("secretariat", "chair")
            return (self.role == "analyst" and self.body == mark.body) or (decides and self.body in _upwards(mark.body))
        if mark.kind in AT_WORK:
            bodies = {mark.body, mark.also} - {""}
            answers = self.role in ANSWER and self.body in bodies
            leads = self.role in ANSWER and self.body == mark.passed_by
            looks_after = self.role in LOOK_AFTER and any(self.body in _upwards(body) for body in bodies)
            return answers or ((looks_after or leads) and mark.kind not in ("draft", "view", "offline"))
        if mark.body in self.opens:
            return True
        who = INSIDE if mark.kind == "document" else {"secretariat", "custodian"}
        return self.role in who and self.body == mark.body


@dataclass(frozen=True)
class Town:
    """Everybody and everything. `places`: where the words of the work on the plan stand."""

    people: list[Somebody]
    marks: list[Mark]
    places: dict[str, list[Place]]


def _upwards(body: str) -> list[str]:
    return [body, *(_upwards(ABOVE[body]) if body in ABOVE else [])]


def browser_of(user: User, *, factor: bool = True) -> Browser:
    """One in which somebody has signed in."""
    browser = Browser()
    browser.cookies = client_of(user, factor=factor).cookies
    return browser


class Builder:
    """Fills an empty office."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.people: list[Somebody] = []
        self.marks: list[Mark] = []
        self.users: dict[str, User] = {}

    def town(self) -> Town:
        first = self.somebody("secretariat-committee", Role.SECRETARIAT, None)
        bodies = {ROOT: Body.objects.get(key=ROOT)}
        for key, above in ABOVE.items():
            bodies[key] = a_body(key, KINDS[key], bodies[above])
        for body in bodies.values():
            everybody = [role for role in Role if role is not Role.PUBLIC] if body.key == "shelter" else EVERYWHERE
            for role in everybody:
                if f"{role}-{body.key}" not in self.users:
                    self.somebody(f"{role}-{body.key}", role, body)
            self.contact(f"focal_point-{body.key}", body)
        self.contact("secretariat-committee", bodies[ROOT])
        self.somebody("chair-committee", Role.CHAIR, bodies[ROOT])
        self.somebody("analyst-police", Role.ANALYST, bodies["police"])
        plan = self.document(self.users[first.name])
        self.glasses(bodies)
        work = Work(plan, bodies, self.users, self.work_mark, self.now)
        work.fill()
        met = Met(plan, bodies, self.users, self.committee_mark, self.now)
        met.fill()
        estimates = studied(bodies, self.users, self.committee_mark, self.now)
        self.people.append(Somebody("", "", "", Browser()))
        half = browser_of(self.users["custodian-shelter"], factor=False)
        self.people.append(Somebody("custodian-shelter", "custodian", "shelter", half, factor=False))
        return Town(self.people, self.marks, {**work.places, **met.places, **estimates})

    def somebody(self, name: str, role: Role, body: Body | None) -> Somebody:
        user = join(name, role, body)
        self.users[name] = user
        made = Somebody(name, str(role), body.key if body else ROOT, browser_of(user))
        self.people.append(made)
        return made

    def mark(self, kind: str, body: str, owner: str, also: str = "", passed_by: str = "") -> str:
        word = f"zq{kind}{len(self.marks)}{body}qz"
        self.marks.append(Mark(word.encode(), kind, body, owner, also, passed_by))
        return word

    def work_mark(self, kind: str, body: str, passed_by: str) -> str:
        return self.mark(kind, body, "nobody", passed_by=passed_by)

    def committee_mark(self, kind: str, body: str, also: str) -> str:
        return self.mark(kind, body, "nobody", also)

    def contact(self, name: str, body: Body) -> None:
        user, word = self.users[name], self.mark("contact", body.key, name)
        kept = Contact(name=word, telephone=word, email=f"{word}@example.org", note=word)
        change_contact(by=signed_in(user), person=user.person, contact=kept, now=self.now)

    def document(self, by: User) -> Plan:
        file = plan_file(
            plan_with_steps("nz-test", len(LEADS), end="December 2059")
        )  # so that what stands in the way is told
        upload = upload_plan(by=by, file=file, now=self.now)
        version = add_version(by=by, upload=upload, file=file, reason="First.", now=self.now)
        word = self.mark("document", ROOT, "nobody")
        for document in (Document(f"{word}.txt", word.encode(), closed=True), Document("open.txt", b"for everybody")):
            said = {"state": State.APPROVED, "when": "2024", "said_by": "Cabinet", "proof": Proof(document=document)}
            claim_state(by=by, version=version, now=self.now, **said)  # type: ignore[arg-type]  # each is of its kind
        return version.plan

    def glasses(self, bodies: dict[str, Body]) -> None:
        """Open by one; by two, one of them of the police; by the police alone; over; shut; of somebody who left."""
        labour, police = bodies["labour"], bodies["police"]
        one = self.somebody("one", Role.CASE_WORKER, labour)
        one.opens = {"shelter", "station", ROOT}
        for key in ("shelter", "station", ROOT):
            self.broken(one, bodies[key])
        two = self.somebody("two", Role.SCREENER, police)
        two.opens = {"shelter"}
        agree_to_glass(by=self.fresh("custodian-committee"), glass=self.broken(two, bodies["shelter"]), now=self.now)
        self.broken(self.somebody("uniform", Role.CASE_WORKER, police), bodies["labour"])
        self.broken(self.somebody("late", Role.CHAIR, labour), bodies["police"], ago=timedelta(hours=2))
        shut = self.broken(self.somebody("shut", Role.APPROVER, labour), bodies["police"])
        close_glass(by=self.fresh("custodian-police"), glass=shut, now=self.now)
        left = self.somebody("left", Role.CASE_WORKER, labour)
        self.broken(left, bodies["shelter"])
        end_term(
            by=host(self.now), term=self.users["left"].person.terms.get(), until=self.now, reason="x", now=self.now
        )
        left.role, left.client = "", browser_of(self.users["left"])

    def fresh(self, name: str, ago: timedelta = timedelta()) -> User:
        return signed_in(self.users[name], fresh_at=self.now - ago)

    def broken(self, by: Somebody, body: Body, ago: timedelta = timedelta()) -> Glass:
        reason = self.mark("glass", body.key, by.name)
        at, lasts = self.now - ago, timedelta(hours=20)
        return break_glass(by=self.fresh(by.name, ago), body=body, reason=reason, lasts=lasts, now=at)
