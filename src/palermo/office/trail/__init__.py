"""The trail in the office: each act written down beside the change it made, and a log of them that anybody can check.

It knows nothing of rights. Public names are loaded when they are first asked for: Django imports this package before
its models may be.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palermo.office.trail.adopting import ADOPTED
    from palermo.office.trail.appending import append
    from palermo.office.trail.faults import fault
    from palermo.office.trail.guards import append_only
    from palermo.office.trail.integration import integrate
    from palermo.office.trail.kinds import ACTS, CHECKS, KINDS, Kind, anybody, of_row
    from palermo.office.trail.records import told_by
    from palermo.office.trail.settling import settle
    from palermo.office.trail.telling import Telling, tellings
    from palermo.office.trail.told import Told, columns, named
    from palermo.office.trail.waking import asleep

__all__ = [
    "ACTS",
    "ADOPTED",
    "CHECKS",
    "KINDS",
    "Kind",
    "Telling",
    "Told",
    "anybody",
    "append",
    "append_only",
    "asleep",
    "columns",
    "fault",
    "integrate",
    "named",
    "of_row",
    "settle",
    "tellings",
    "told_by",
]

_HOMES = {
    "ACTS": "kinds",
    "ADOPTED": "adopting",
    "CHECKS": "kinds",
    "KINDS": "kinds",
    "Kind": "kinds",
    "Telling": "telling",
    "Told": "told",
    "anybody": "kinds",
    "append": "appending",
    "append_only": "guards",
    "asleep": "waking",
    "columns": "told",
    "fault": "faults",
    "integrate": "integration",
    "named": "told",
    "of_row": "kinds",
    "settle": "settling",
    "tellings": "telling",
    "told_by": "records",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
