"""The compartments that a person may look into at all: coarser than `decide`, and the net behind the filters."""

from dataclasses import dataclass
from datetime import datetime

from palermo.access.actor import Actor
from palermo.access.acts import ACTS
from palermo.access.hats import hats_for
from palermo.access.roles import Scope

# kinds of things whose rows lie in the compartment of a body
SEALED = frozenset({"contact", "document", "glass", "record"})


@dataclass(frozen=True, slots=True)
class Sight:
    """The bodies whose own compartments somebody may look into, and those of which all that are below are in sight."""

    own: frozenset[str] = frozenset()
    below: frozenset[str] = frozenset()


def in_sight(actor: Actor, at: datetime) -> Sight:
    """What any act on a sealed kind of thing lets `actor` look into at the instant `at`: by a role, or broken glass.

    What belongs to the person alone is not told here, and nothing is before the second factor.
    """
    if actor.closed or not actor.second_factor:
        return Sight()
    rows = (row for row in ACTS.values() if row.kind in SEALED)
    hats = {(hat.scope, hat.body) for row in rows for hat in hats_for(actor, row, at) if hat.body}
    return Sight(
        frozenset(body for scope, body in hats if scope is Scope.OWN),
        frozenset(body for scope, body in hats if scope is Scope.BELOW),
    )
