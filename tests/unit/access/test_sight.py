"""The compartments in sight are those that a plain reading of the rights gives, and no decision reaches further."""

from random import Random

from palermo.access import ACTS, Actor, Role, Sight, decide, in_sight
from tests.unit.access.cast import NOW, glass, person, term
from tests.unit.access.plain_rights import LINES, on_duty, see_through
from tests.unit.access.worlds import world

SEALED = ("contact", "document", "glass", "record")


def plainly(actor: Actor) -> Sight:
    """What the table of rights says of these kinds of things, line by line."""
    own, below = set(), set()
    on = [held for held in actor.terms if on_duty(held, NOW)]
    for line in LINES.values():
        if line.kind in SEALED:
            for role, scope in line.who:
                own |= {held.body for held in on if held.role == role and scope == "own"}
                below |= {held.body for held in on if held.role == role and scope == "below"}
    breaks = {role for role, _scope in LINES["glass.broken"].who}
    if any(held.role in breaks for held in on):
        uniform = any(held.enforces for held in on)
        own |= {broken.compartment for broken in actor.glasses if see_through(broken, uniform, NOW)}
    return Sight() if actor.closed or not actor.second_factor else Sight(frozenset(own), frozenset(below))


def test_it_is_what_the_rights_say_line_by_line() -> None:
    for seed in range(5_000):
        actor = world(Random(seed)).actor  # noqa: S311  # no key is made here
        assert in_sight(actor, NOW) == plainly(actor)


def test_no_decision_reaches_further() -> None:
    """Whatever may be done to a closed thing of these kinds that is not one's own, its compartment is in sight."""
    allowed = 0
    for seed in range(13_000):
        seen = world(Random(seed))  # noqa: S311  # the same
        sight = in_sight(seen.actor, NOW)
        for thing in seen.things:
            others = thing.kind in SEALED and thing.closed and thing.owner != seen.actor.id
            if others and decide(seen.actor, seen.act, thing, NOW, reason=seen.reason):
                allowed += 1
                assert thing.path[-1] in sight.own or not sight.below.isdisjoint(thing.path)
    assert allowed > 100


def test_who_only_counts_or_runs_the_machine_looks_into_none() -> None:
    for role in (Role.ANALYST, Role.OPERATOR, Role.SCREENER):
        assert in_sight(person("sokha", (role, "welfare")), NOW) == Sight()


def test_by_role_by_glass_and_below() -> None:
    custodian = person("sokha", (Role.CUSTODIAN, "ministry"), glasses=(glass("sokha", "shelter"),))
    assert in_sight(custodian, NOW) == Sight(frozenset({"ministry", "shelter"}), frozenset({"ministry"}))
    worker = person("dara", (Role.CASE_WORKER, "welfare"))
    assert in_sight(worker, NOW) == Sight(frozenset({"welfare"}))


def test_the_acts_of_these_kinds_all_ask_for_a_second_factor() -> None:
    assert {act.verb for act in ACTS.values() if act.kind in SEALED and "second_factor" not in act.conditions} == set()
    held = term("sokha", Role.CUSTODIAN, "shelter")
    assert in_sight(Actor(id="sokha", terms=(held,)), NOW) == Sight()
