"""Who may do what: bodies, roles held for a term, one decision with its reason; keys that hold a compartment shut."""

from palermo.access.actor import ANONYMOUS, GLASS_ALONE, GLASS_TOGETHER, Actor, Ask, Glass, Thing
from palermo.access.acts import ACTS, Act
from palermo.access.bodies import Bodies, Body
from palermo.access.decision import Decision, Hat, Reach, decide, reach
from palermo.access.keys import KEY_BYTES, Place, Random, Unreadable, new_key, rewrap, seal, unseal, unwrap, wrap
from palermo.access.roles import (
    ENFORCEMENT,
    ROLE_NAMES,
    BodyKind,
    Condition,
    Role,
    Scope,
    Separation,
    Topic,
)
from palermo.access.states import STATE_NAMES, STATES
from palermo.access.terms import Term, hand_over

__all__ = [
    "ACTS",
    "ANONYMOUS",
    "ENFORCEMENT",
    "GLASS_ALONE",
    "GLASS_TOGETHER",
    "KEY_BYTES",
    "ROLE_NAMES",
    "STATES",
    "STATE_NAMES",
    "Act",
    "Actor",
    "Ask",
    "Bodies",
    "Body",
    "BodyKind",
    "Condition",
    "Decision",
    "Glass",
    "Hat",
    "Place",
    "Random",
    "Reach",
    "Role",
    "Scope",
    "Separation",
    "Term",
    "Thing",
    "Topic",
    "Unreadable",
    "decide",
    "hand_over",
    "new_key",
    "reach",
    "rewrap",
    "seal",
    "unseal",
    "unwrap",
    "wrap",
]
