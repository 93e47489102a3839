"""The office that is filled: its bodies and people, and the plan they work on."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User

from palermo.access import BodyKind, Role
from palermo.demo.year import BODIES, PLACES
from palermo.office.access.actions import accept_invitation, add_body, invite_person
from palermo.office.access.decision import CONSOLE, By, SignedIn, remember
from palermo.office.access.founding import find_invitation, found
from palermo.office.access.models import Body
from palermo.office.plan.actions import Proof, add_version, claim_state, revise_plan, upload_plan
from palermo.office.plan.files import read_file
from palermo.office.plan.work.actions import set_cycle
from palermo.plan import LADDER, write_json

DISTRICTS = 135


@dataclass
class Office:
    """What is being filled, by the names of its people and the keys of its bodies."""

    chance: Random
    began: datetime
    today: date
    periods: tuple[Any, ...]
    users: dict[str, Any] = field(default_factory=dict)
    bodies: dict[str, Any] = field(default_factory=dict)
    plan: Any = None
    version: Any = None

    def people(self, passphrase: str) -> None:
        """The secretariat's officer, the chair, and for each of 200 bodies somebody who reports."""
        self.password = make_password(passphrase)
        root = found(self.began)
        self._join("officer", Role.SECRETARIAT, root, CONSOLE)
        officer = self.users["officer"]
        self._join("chair", Role.CHAIR, root, officer)
        told = [(each.key, each.kind, each.names) for each in (*BODIES, *PLACES)]
        for n in range(1, DISTRICTS + 1):
            names = {"en": f"District Office {n} (invented)", "km": f"ការិយាល័យស្រុក {n} (ប្រឌិត)"}
            told.append((f"district-{n}", BodyKind.AGENCY, names))
        for key, kind, names in told:
            body = add_body(by=officer, key=key, kind=kind, names=names, parent=root, now=self.began)
            self.bodies[key] = body
            self._join(key, Role.FOCAL_POINT, body, officer)

    def _join(self, name: str, role: Role, body: Body, by: By) -> None:
        until, now = self.began + timedelta(days=3653), self.began
        invite_person(by=by, body=body, role=role, until=until, token=name, now=now)
        user = User(username=name, password=self.password)
        accept_invitation(by=AnonymousUser(), invitation=find_invitation(name), user=user, now=now)
        remember(user, SignedIn(second_factor=True, fresh_at=now))
        self.users[name] = user

    def plan_of(self, plan: Any, cycle: Any) -> None:
        """Two wordings of the plan, both public, and when it is reported on."""
        how: dict[str, Any] = {"by": self.users["officer"], "now": self.began}
        file = read_file(write_json(plan).encode(), f"{plan.id}.json")
        first = add_version(upload=upload_plan(file=file, **how), file=file, reason="First.", **how)
        second = revise_plan(version=first, plan=replace(plan, title=f"{plan.title}, revised"), reason="Second.", **how)
        for version in (first, second):
            when = {"when": self.began.date().isoformat(), "said_by": "An invented committee"}
            claim_state(version=version, state="approved", proof=Proof(source="Minutes"), **when, **how)
        self.plan, self.version = second.plan, second
        set_cycle(plan=self.plan, rule=cycle, ladder=LADDER, reason="As was decided.", **how)

    def id_of(self, name: str) -> str:
        return str(self.users[name].person.pseudonym)

    def key_of(self, pseudonym: str) -> str:
        if not hasattr(self, "_names"):
            self._names = {self.id_of(name): name for name in self.users}
        return self._names[pseudonym]

    def uid(self, digits: int) -> str:
        return f"{self.chance.getrandbits(4 * digits):0{digits}x}"

    def now(self) -> datetime:
        return datetime.combine(self.today, datetime.min.time(), UTC)

    def later(self, at: datetime, least: int, most: int) -> datetime:
        """Some days later, at an hour of work; never after today."""
        day = at.replace(hour=0, minute=0) + timedelta(days=self.chance.randint(least, most))
        return min(day + timedelta(minutes=self.chance.randrange(480, 1000)), self.now())
