"""Who may do what: bodies, roles held for a term, one decision with its reason; keys that hold a compartment shut."""

from palermo.access.actor import (
    ANONYMOUS,
    GLASS_ALONE,
    GLASS_TOGETHER,
    Actor,
    Ask,
    Glass,
    Thing,
    brought_by,
    glass_thing,
)
from palermo.access.acts import ACTS, Act
from palermo.access.bodies import Bodies, Body, known_bodies, known_countries
from palermo.access.codes import CODE_LENGTH, CODE_ROUNDS, SALT_BYTES, code_key, new_code
from palermo.access.decision import ASK_LASTS, FRESH_FOR, Decision, Reach, decide, reach
from palermo.access.hats import Hat
from palermo.access.keys import KEY_BYTES, Place, Random, Unreadable, new_key, rewrap, seal, unseal, unwrap, wrap
from palermo.access.paper import read_share, write_share
from palermo.access.roles import (
    ENFORCEMENT,
    PLACE_KINDS,
    ROLE_NAMES,
    BodyKind,
    Condition,
    Role,
    Scope,
    Separation,
    Topic,
)
from palermo.access.shares import MOST_SHARES, Share, join, split
from palermo.access.sight import Sight, in_sight
from palermo.access.states import KIND_STATES, STATE_NAMES, STATES
from palermo.access.table import Cell, Where, permission_table
from palermo.access.terms import Term, hand_over

__all__ = [
    "ACTS",
    "ANONYMOUS",
    "ASK_LASTS",
    "CODE_LENGTH",
    "CODE_ROUNDS",
    "ENFORCEMENT",
    "FRESH_FOR",
    "GLASS_ALONE",
    "GLASS_TOGETHER",
    "KEY_BYTES",
    "KIND_STATES",
    "MOST_SHARES",
    "PLACE_KINDS",
    "ROLE_NAMES",
    "SALT_BYTES",
    "STATES",
    "STATE_NAMES",
    "Act",
    "Actor",
    "Ask",
    "Bodies",
    "Body",
    "BodyKind",
    "Cell",
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
    "Share",
    "Sight",
    "Term",
    "Thing",
    "Topic",
    "Unreadable",
    "Where",
    "brought_by",
    "code_key",
    "decide",
    "glass_thing",
    "hand_over",
    "in_sight",
    "join",
    "known_bodies",
    "known_countries",
    "new_code",
    "new_key",
    "permission_table",
    "reach",
    "read_share",
    "rewrap",
    "seal",
    "split",
    "unseal",
    "unwrap",
    "wrap",
    "write_share",
]
