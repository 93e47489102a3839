"""Hats: the ways in which a person may do an act, by their terms, by what is their own, or through broken glass."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from palermo.access.actor import Actor, Thing
from palermo.access.acts import ACTS, Act
from palermo.access.roles import Role, Scope, Separation, Topic


@dataclass(frozen=True, slots=True)
class Hat:
    """One way in which a person may do an act: a role, how far it reaches from `body`, and for whom it is worn.

    `wearers` are the person and, where it is worn as a deputy, the one whose place is taken. A broken glass is worn
    as everybody's role in the compartment that it opens; `glass` is its id. `actor` is the person.
    """

    role: Role
    scope: Scope
    body: str
    wearers: frozenset[str]
    actor: Actor
    glass: str = ""

    @property
    def hands(self) -> frozenset[str]:
        """Who may be behind what is done in it: the wearers, and those through whose hands the person's way in went."""
        return self.wearers | self.actor.brought_by

    def covers(self, thing: Thing) -> bool:
        """Whether the thing lies within the scope."""
        if self.scope is Scope.ANY:
            return True
        if self.scope is Scope.PASSED_ON:
            return thing.passed_by == self.body
        if self.scope is Scope.OWN:
            return thing.path[-1:] == (self.body,)
        if self.scope is Scope.OWNER and thing.owner != self.actor.id:
            return False
        return self.role is Role.PUBLIC or self.body in thing.path

    def wrote(self, thing: Thing) -> bool:
        """Whether one of the wearers had a hand in the thing."""
        return not self.wearers.isdisjoint(thing.writers)

    def gains(self, thing: Thing) -> bool:
        """Whether one of the wearers would gain a right. Where no receiver is named, it is the owner who would."""
        return (thing.receiver or thing.owner) in self.wearers


def hats_for(actor: Actor, row: Act, at: datetime) -> tuple[Hat, ...]:
    """The hats that allow the act anywhere at all."""
    return tuple(_hats_for(actor, row, at))


def _hats_for(actor: Actor, row: Act, at: datetime) -> Iterator[Hat]:
    me = frozenset({actor.id})
    if (scope := row.roles.get(Role.PUBLIC)) is not None and (actor.id or scope is Scope.ANY):
        yield Hat(Role.PUBLIC, scope, "", me, actor)
    for term in actor.terms:
        if term.runs(at):
            wearers = me | {term.deputy_for.person} if term.deputy_for else me
            yield from (Hat(term.role, scope, term.body, wearers, actor) for scope in _scopes(row, term.role))
    # who may no longer break glass does not look through one either
    if row.by_glass and hats_for(actor, ACTS["glass.broken"], at):
        for glass in actor.glasses:
            if glass.opens(at, enforces=enforces(actor, at)):
                yield Hat(Role.PUBLIC, Scope.OWN, glass.compartment, me, actor, glass=glass.id)


def _scopes(row: Act, role: Role) -> Iterator[Scope]:
    if (scope := row.roles.get(role)) is not None:
        yield scope
    if role in row.passed_on:
        yield Scope.PASSED_ON


def enforces(actor: Actor, at: datetime) -> bool:
    """Whether the person wears any hat of a body that enforces the law, whatever hat they act in."""
    return any(term.enforces and term.runs(at) for term in actor.terms)


def topics_barred(actor: Actor, row: Act, at: datetime) -> frozenset[Topic]:
    """The topics that the person may not sign off."""
    barred = Separation.ENFORCEMENT in row.apart and enforces(actor, at)
    return frozenset({Topic.PROTECTION}) if barred else frozenset()
