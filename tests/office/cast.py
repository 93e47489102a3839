"""What the tests of the office start from."""

from datetime import UTC, datetime
from secrets import token_hex
from time import time

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from palermo.access import BodyKind, Role
from palermo.core import Cell
from palermo.office.access.actions import accept_invitation, add_body, invite_person
from palermo.office.access.decision import CONSOLE, By, SignedIn
from palermo.office.access.founding import found
from palermo.office.access.models import ROOT, Body, Invitation
from palermo.office.access.sessions.store import BEGUN, SessionStore
from palermo.office.plan.files import PlanFile, read_file
from palermo.plan import Activity, Goal, Objective, Plan, write_json

NOW = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
FOUNDED = datetime(2024, 1, 1, tzinfo=UTC)
FOR_LONG = datetime(2060, 1, 1, tzinfo=UTC)


def join(name: str, role: Role, body: Body | None = None, *, by: By | None = None) -> User:
    """Somebody who was invited to hold a role and accepted, and has signed in with a second factor."""
    user = User(username=name, password=make_password(passphrase(name)))
    invitation = invited(role, body, now=FOUNDED, by=by)
    accept_invitation(by=AnonymousUser(), invitation=invitation, user=user, now=FOUNDED)
    return signed_in(user)


def two_custodians(body: Body | None = None) -> tuple[User, User]:
    """Two who count as two, since two hands let them in: somebody of the secretariat, and the machine."""
    return join("one", Role.CUSTODIAN, body), join("other", Role.CUSTODIAN, body, by=CONSOLE)


def invited(
    role: Role, body: Body | None = None, now: datetime = NOW, token: str = "", by: By | None = None
) -> Invitation:
    """An open invitation, to the committee where no other body is named, and by a host where nobody is."""
    committee = found(FOUNDED)
    return invite_person(
        by=by or host(now), body=body or committee, role=role, until=FOR_LONG, token=token or token_hex(16), now=now
    )


def a_body(key: str, kind: BodyKind = BodyKind.NGO, above: Body | None = None) -> Body:
    """A body below the committee, or below the one that is named; the one that is there already."""
    there = Body.objects.filter(key=key).first()
    parent = above or found(FOUNDED)
    return there or add_body(by=host(), key=key, kind=kind, names={"en": f"The {key}"}, parent=parent, now=NOW)


def host(now: datetime = NOW) -> By:
    """Who may invite: somebody of the committee's secretariat, and as long as there is nobody, the console."""
    first = User.objects.filter(person__terms__role=Role.SECRETARIAT, person__body__key=ROOT).first()
    return signed_in(first, fresh_at=now) if first else CONSOLE


def signed_in(user: User, fresh_at: datetime | None = None) -> User:
    """The same person, who has signed in with a second factor, and perhaps just proved who they are once more."""
    user.signed_in = SignedIn(second_factor=True, fresh_at=fresh_at)  # type: ignore[attr-defined]  # as `remember` does
    return user


def client_of(user: User, *, factor: bool = True, ago: float = 0) -> Client:
    """A browser in which somebody signed in so many seconds ago, with a second factor or, as yet, without one."""
    at = time() - ago
    proofs = [{"method": "password", "at": at}, *([{"method": "mfa", "at": at}] if factor else [])]
    session = SessionStore()
    # what signing in writes there, by one row: hundreds of tests begin so
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
            HASH_SESSION_KEY: user.get_session_auth_hash(),
            AUTHENTICATION_METHODS_SESSION_KEY: proofs,
            "account_authentication_methods_user": str(user.pk),
            BEGUN: at,
        }
    )
    session.create()
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def passphrase(name: str) -> str:
    return f"a long quiet {name}"


def small_plan(plan_id: str = "nz-test", title: str = "A small plan", acts: int = 2) -> Plan:
    """A plan with one goal, one objective and some activities."""
    activities = tuple(
        Activity(id=f"1.1.{n}", code=Cell(f"1.1.{n}"), text=Cell(f"Train {n} officers"), lead=Cell("Police"))
        for n in range(1, acts + 1)
    )
    objective = Objective(id="1.1", code=Cell("1.1"), text=Cell("Officers know the signs"), activities=Cell(activities))
    goal = Goal(id="1", code=Cell("1"), text=Cell("Prevention"), objectives=Cell((objective,)))
    return Plan(id=plan_id, title=title, country="NZ", goals=Cell((goal,)))


def plan_file(plan: Plan | None = None, name: str = "plan.json") -> PlanFile:
    """A file that holds the plan."""
    return read_file(write_json(plan or small_plan()).encode(), name)
