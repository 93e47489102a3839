"""The trail in the office: each act written down beside the change it made, and a log of them that anybody can check.

It knows nothing of rights. Public names are loaded when they are first asked for: Django imports this package before
its models may be.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from palermo.office.trail.appending import append
    from palermo.office.trail.guards import append_only
    from palermo.office.trail.integration import integrate
    from palermo.office.trail.told import Told, columns, named

__all__ = ["Told", "append", "append_only", "columns", "integrate", "named"]

_HOMES = {
    "Told": "told",
    "append": "appending",
    "append_only": "guards",
    "columns": "told",
    "integrate": "integration",
    "named": "told",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return found
