"""What an entry says of a row: the id it is known by, and its content as plain values."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from django.db import models

from palermo.trail import canonical


@dataclass(frozen=True, slots=True)
class Told:
    """A row as the trail tells it.

    `object` is its stable id and stands in the public log: it gives nothing away (`version:17`). `content` is what the
    entry commits to: JSON values, and a part of it that has an `object` of its own tells of that row too. `closed`: the
    log shows neither actor nor act. `keep`: the content lies beside the entry until it is erased; without it only who
    holds the content can open the entry.
    """

    object: str
    content: Mapping[str, Any]
    closed: bool = False
    keep: bool = True


def kind(model: type[models.Model]) -> str:
    """What rows of a model are called in the ids of objects."""
    return str(model._meta.model_name)


def named(row: models.Model) -> str:
    """The stable id of a row: its kind and its number."""
    return f"{kind(type(row))}:{row.pk}"


def columns(row: models.Model, *, digested: Collection[str] = ()) -> dict[str, Any]:
    """Every column of a row but its number, as JSON values; long ones, named in `digested`, by their SHA-256."""
    content = {}
    for field in row._meta.concrete_fields:
        if not field.primary_key:
            value = _plain(field.value_from_object(row))
            content[field.attname] = _digest(value) if field.attname in digested else value
    return content


def written(time: datetime) -> str:
    """A time in the one form that contents have: UTC, to the microsecond."""
    return time.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return written(value)
        case date():
            return value.isoformat()
        case str():
            return str(value)  # a choice of an enumeration is its plain value
        case _:
            return value


def _digest(value: Any) -> str:
    return "sha256:" + sha256(canonical(value)).hexdigest()
