"""Answers put down as files, so that the same table and settings are not worked out again."""

import base64
import hashlib
import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType
from typing import Any

import numpy as np

from palermo.core import Message
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.estimated import (
    Altered,
    Assumed,
    Estimated,
    Grouped,
    HeldOut,
    Mislinked,
    Moved,
    Provenance,
    Sensitivity,
)
from palermo.prevalence.looking import Looked, Pair
from palermo.prevalence.strata import Strata
from palermo.prevalence.table import Listed, Table

_KINDS: Mapping[str, Callable[..., object]] = {
    kind.__name__: kind
    for kind in (
        Altered, Assumed, Estimate, Estimated, Grouped, HeldOut, Listed, Looked, Message, Mislinked, Moved, Pair,
        Provenance, Refusal, Sensitivity, Table,
    )
}  # fmt: skip
_KIND = "="


def fetch(folder: Path, table: Table, strata: Strata | None, made: Provenance) -> Estimated | None:
    """The answer that was put down for this table, version, seed and settings; None where there is none to be read."""
    try:
        found = _read(json.loads(_place(folder, table, strata, made).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # an old form, a file half written: then it is worked out again
    return found if isinstance(found, Estimated) and found.table == table else None


def put_down(folder: Path, strata: Strata | None, found: Estimated) -> None:
    """Keep an answer; a folder that takes nothing is no error, it is only worked out again. For its owner's eyes."""
    place = _place(folder, found.table, strata, found.provenance)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        half = place.with_suffix(f".{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(json.dumps(_written(found), ensure_ascii=False), encoding="utf-8")
        half.replace(place)
    except OSError:
        return


def _place(folder: Path, table: Table, strata: Strata | None, made: Provenance) -> Path:
    """A name from all that the answer depends on, what is known of the lists with it."""
    parts = [_written(dict(table.about)), _written(strata and dict(strata.tables)), _written(made)]
    said = json.dumps([table.fingerprint, *parts], sort_keys=True)
    return folder / f"{hashlib.sha256(said.encode()).hexdigest()}.json"


def _written(value: Any) -> Any:
    """Plain values as they are; everything else as a list with its kind first."""
    match value:
        case float() if not math.isfinite(value):
            return [_KIND, "float", str(value)]
        case NoneType() | bool() | int() | float() | str():
            return value
        case np.ndarray():
            return [_KIND, "array", base64.b64encode(np.ascontiguousarray(value, dtype="<f8").tobytes()).decode()]
        case Mapping():
            return [_KIND, "mapping", [[_written(key), _written(each)] for key, each in value.items()]]
        case frozenset():
            return [_KIND, "set", sorted(_written(each) for each in value)]
        case tuple():
            return [_KIND, "tuple", [_written(each) for each in value]]
        case list():
            return [_KIND, "list", [_written(each) for each in value]]
    if is_dataclass(value) and type(value).__name__ in _KINDS:
        parts = {each.name: _written(getattr(value, each.name)) for each in fields(value)}
        return [_KIND, type(value).__name__, parts]
    raise TypeError(f"a {type(value).__name__} has no form in a file")


def _read(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    _, kind, held = value
    match kind:
        case "float":
            return float(held)
        case "array":
            return np.frombuffer(base64.b64decode(held), dtype="<f8").copy()
        case "mapping":
            return {_read(key): _read(each) for key, each in held}
        case "set":
            return frozenset(held)
        case "tuple":
            return tuple(_read(each) for each in held)
        case "list":
            return [_read(each) for each in held]
    return _KINDS[kind](**{name: _read(each) for name, each in held.items()})
