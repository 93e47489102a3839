"""Small random worlds: a forest of bodies, people with dated terms in it, deputies, hats, broken glass, and things.

Made from a `Random`: hypothesis hands in one of its own, which shrinks; a loop over seeds sees far more of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from random import Random

from palermo.access import (
    ACTS,
    KIND_STATES,
    STATES,
    Actor,
    Ask,
    Bodies,
    Body,
    BodyKind,
    Condition,
    Glass,
    Role,
    Term,
    Thing,
    Topic,
    brought_by,
)

LetIn = Sequence[tuple[str, str]]
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
PEOPLE = ("dara", "sokha", "rith", "vanna")
LET_IN = (*PEOPLE, "head", "other-head")  # who may have let people in
HELD = tuple(role for role in Role if role is not Role.PUBLIC)
# acts of two persons need more to come together
IN_PAIRS = [verb for verb, act in ACTS.items() if Condition.TWO_PERSONS in act.conditions]


@dataclass(frozen=True)
class World:
    """Somebody, an act, and things that it could be done to."""

    actor: Actor
    act: str
    things: tuple[Thing, ...]
    reason: str


def world(random: Random) -> World:
    """Roles that the act asks for are frequent, and so are states in which it is possible."""
    bodies = _forest(random)
    act = random.choice([*ACTS, *(3 * IN_PAIRS)])
    roles = HELD if random.random() < 0.3 else tuple(role for role in ACTS[act].roles if role in HELD) or HELD
    several = random.randint(1, 4) if ACTS[act].kind else 0
    let_in = _let_in(random)
    return World(
        actor=_actor(random, bodies, roles, let_in),
        act=act,
        things=tuple(_thing(random, act, bodies, roles, let_in) for _ in range(several)),
        reason=random.choice(["", "  ", "lost phone", "lost phone", "lost phone"]),
    )


def _forest(random: Random) -> Bodies:
    """One to five bodies, each below an earlier one or below none."""
    bodies: list[Body] = []
    for number in range(random.randint(1, 5)):
        earlier = [None, *(body.id for body in bodies)]
        kind = random.choice(list(BodyKind))
        led_by = random.choice(earlier) if random.random() < 0.2 else None
        bodies.append(Body(f"b{number}", {}, kind, random.choice(earlier), led_by))
    return Bodies(bodies)


def _let_in(random: Random) -> LetIn:
    """Who let whom in: often the machine, which is nobody, else by chains and even in circles."""
    return [(one, random.choice(LET_IN)) for one in PEOPLE if random.random() < 0.4]


def _one(random: Random, bodies: Bodies) -> str:
    return random.choice([body.id for body in bodies])


def _span(random: Random) -> tuple[datetime, datetime]:
    """Two instants, often with now between them, or at one of them."""
    since = random.choice([-30, -2, -1, -1, 0, 1])
    return NOW + timedelta(hours=since), NOW + timedelta(hours=since + random.choice([1, 2, 40]))


def _term(random: Random, person: str, bodies: Bodies, roles: Sequence[Role]) -> Term:
    since, until = _span(random)
    body = _one(random, bodies)
    role = random.choice(roles)
    enforces = bodies.enforces(body)
    term = Term(id="t", person=person, role=role, body=body, since=since, until=until, enforces=enforces)
    if random.random() < 0.7:
        return term
    since, until = _span(random)
    other = random.choice([other for other in PEOPLE if other != person])
    return replace(term, deputy_for=replace(term, person=other, since=since, until=until))


def _glass(random: Random, person: str, bodies: Bodies) -> Glass:
    since = NOW - timedelta(minutes=random.choice([-1, 0, 59, 60, 24 * 60 - 1, 24 * 60]))
    return Glass(
        id="g",
        person=person,
        compartment=_one(random, bodies),
        reason=random.choice(["", " ", "a child is in danger"]),
        since=since,
        until=since + timedelta(minutes=random.choice([1, 60, 3000])),
        second=random.choice(["", *PEOPLE]),
        closed_at=random.choice([None, None, NOW - timedelta(minutes=1), NOW, NOW + timedelta(minutes=1)]),
    )


def _actor(random: Random, bodies: Bodies, roles: Sequence[Role], let_in: LetIn) -> Actor:
    if random.random() < 0.05:
        return Actor(id="")
    person = random.choice(PEOPLE)
    fresh = random.choice([None, -5, -4, -4, -4, 0, 0, 0, 1])
    return Actor(
        id=person,
        terms=tuple(_term(random, person, bodies, roles) for _ in range(random.randint(0, 3))),
        closed=random.random() < 0.05,
        second_factor=random.random() < 0.8,
        fresh_at=None if fresh is None else NOW + timedelta(minutes=fresh),
        glasses=tuple(_glass(random, person, bodies) for _ in range(random.choice([0, 1, 2]))),
        brought_by=brought_by(person, let_in),
    )


def _thing(random: Random, act: str, bodies: Bodies, roles: Sequence[Role], let_in: LetIn) -> Thing:
    kind = ACTS[act].kind
    path = bodies.path(_one(random, bodies))
    asked = random.choice([0, 1, 2, 2]) if Condition.TWO_PERSONS in ACTS[act].conditions else 0
    return Thing(
        kind=kind,
        id=random.choice(["", "x"]),
        path=path,
        state=random.choice([*(STATES.get(act, ()) * 4), *KIND_STATES.get(kind, ("",))]),
        passed_by=_one(random, bodies) if random.random() < 0.4 else "",
        writers=frozenset(random.sample(PEOPLE, random.choice([0, 0, 1, 2]))),
        topic=random.choice([None, *Topic, Topic.PROTECTION]),
        owner=random.choice(["", *PEOPLE]),
        receiver=random.choice(["", *PEOPLE]),
        closed=random.random() < 0.8,
        asks=tuple(_ask(random, act, bodies, roles, let_in, path) for _ in range(asked)),
    )


def _ask(random: Random, act: str, bodies: Bodies, roles: Sequence[Role], let_in: LetIn, path: tuple[str, ...]) -> Ask:
    by = _actor(random, bodies, roles, let_in)
    if by.id and random.random() < 0.7:  # else hardly anybody would be able to ask
        until = NOW + timedelta(hours=random.choice([0, 1, 1, 1]))
        hours = timedelta(hours=30)
        above = Term(
            id="t", person=by.id, role=roles[0], body=path[0], since=until - hours, until=until, enforces=False
        )
        by = replace(by, terms=(*by.terms, above))
    verb = random.choice([act, act, act, "key.destroyed"])
    ago = timedelta(hours=random.choice([-1, 0, 1, 23, 24]))
    return Ask(by=by, act=verb, at=NOW - ago)
