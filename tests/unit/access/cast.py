"""A fixed cast in a small forest: a committee over a ministry with its police, a shelter apart from all of them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from palermo.access import Actor, Ask, Bodies, Body, BodyKind, Decision, Glass, Role, Term, Thing, decide, glass_thing

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
BODIES = Bodies(
    [
        Body("committee", {"en": "Committee"}, BodyKind.COMMITTEE),
        Body("ministry", {"en": "Ministry"}, BodyKind.MINISTRY, parent="committee"),
        Body("police", {"en": "Police"}, BodyKind.POLICE, parent="ministry"),
        Body("post", {"en": "Police post"}, BodyKind.DISTRICT, parent="police"),
        Body("board", {"en": "Board"}, BodyKind.COMMITTEE, parent="committee", led_by="police"),
        Body("welfare", {"en": "Welfare"}, BodyKind.MINISTRY, parent="committee"),
        Body("shelter", {"en": "Shelter"}, BodyKind.NGO),
    ]
)


def term(person: str, role: Role, body: str, **changed: Any) -> Term:
    """A term of half a year around now."""
    half = timedelta(days=90)
    held = Term(
        id=f"{person}-{role}-{body}",
        person=person,
        role=role,
        body=body,
        since=NOW - half,
        until=NOW + half,
        enforces=BODIES.enforces(body),
    )
    return replace(held, **changed)


def person(id_: str, *held: tuple[Role, str], **changed: Any) -> Actor:
    """Somebody who just signed in with both factors, and holds these roles."""
    terms = tuple(term(id_, role, body) for role, body in held)
    return replace(Actor(id=id_, terms=terms, second_factor=True, fresh_at=NOW), **changed)


def thing(kind: str, body: str, **changed: Any) -> Thing:
    return replace(Thing(kind=kind, id="x", path=BODIES.path(body)), **changed)


def glass(id_: str, body: str, **changed: Any) -> Glass:
    """Broken ten minutes ago for a day."""
    since, until = NOW - timedelta(minutes=10), NOW + timedelta(hours=23)
    broken = Glass(id="g", person=id_, compartment=body, reason="a child is in danger", since=since, until=until)
    return replace(broken, **changed)


def broken_glass(broken: Glass) -> Thing:
    body = broken.compartment
    return glass_thing(broken, NOW, path=BODIES.path(body), enforces=BODIES.enforces(body))


def asked(by: Actor, act: str) -> Ask:
    return Ask(by=by, act=act, at=NOW - timedelta(hours=1))


def ask(actor: Actor, act: str, what: Thing | None, reason: str = "because") -> Decision:
    return decide(actor, act, what, NOW, reason=reason)
