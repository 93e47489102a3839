"""The rows of the record against what entries told of them when they were made."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps

from palermo.core import Finding
from palermo.office.base.record import Record
from palermo.office.trail.faults import fault
from palermo.office.trail.models import Entry, Opening
from palermo.office.trail.rows import Mention
from palermo.office.trail.told import kind
from palermo.trail import Entry as Act
from palermo.trail import Opening as Opener
from palermo.trail import opens

_CHUNK = 500


def kept_tables() -> list[str]:
    """Every table whose rows are neither changed nor deleted."""
    kept = (model for model in apps.get_models() if issubclass(model, Record) or model is Opening)
    return sorted(model._meta.db_table for model in kept)


def told_models() -> list[type[Record]]:
    """Every model of the record that entries tell of."""
    return [model for model in apps.get_models() if issubclass(model, Record) and hasattr(model, "told")]


@dataclass(frozen=True, slots=True)
class Telling:
    """An entry about a row: its place in the log (its id where it has none yet), and what it says. None: not kept."""

    entry: str
    content: Mapping[str, Any] | None
    row: Entry | None = None


class Records:
    """The record held against the entries. `mentions`: what contents say of rows that are not their own object."""

    def __init__(self, mentions: Mapping[str, Mention]) -> None:
        self._mentions = mentions

    def findings(self) -> Iterator[Finding]:
        """Rows that were changed, put in or deleted past the office."""
        for model in told_models():
            for rows in _chunks(model):
                yield from self._changed(model, rows)
            yield from self._gone(model)

    def _changed(self, model: type[Record], rows: Sequence[Any]) -> Iterator[Finding]:
        table = model._meta.db_table
        tellings = self._tellings(row.told().object for row in rows)
        for row in rows:
            told = row.told()
            found = [telling for telling in tellings[told.object] if _about(telling, told.content)]
            if not found:
                yield fault("T51", table, name=told.object)
            for telling in found:
                if fields := _differing(telling, told.content):
                    yield fault("T50", table, entry=telling.entry, name=told.object, fields=", ".join(fields))
                    break

    def _gone(self, model: type[Record]) -> Iterator[Finding]:
        prefix = f"{kind(model)}:"
        there = {f"{prefix}{key}" for key in model._default_manager.values_list("pk", flat=True)}
        told = Entry.objects.filter(object__startswith=prefix).order_by("number")
        missing: dict[str, str] = {}
        for name, place, uid in told.values_list("object", "place__index", "uid").iterator():
            if name not in there:
                missing.setdefault(name, told_by(place, uid))
        for name, mention in self._mentions.items():
            if name.startswith(prefix) and name not in there:
                missing.setdefault(name, mention.entry)
        for name, entry in missing.items():
            yield fault("T52", model._meta.db_table, entry=entry, name=name)

    def _tellings(self, names: Iterable[str]) -> Mapping[str, list[Telling]]:
        found: dict[str, list[Telling]] = defaultdict(list)
        wanted = list(names)
        about = Entry.objects.filter(object__in=wanted, opening__isnull=False).order_by("number")
        for entry in about.select_related("opening", "place"):
            where = told_by(entry.place.index if hasattr(entry, "place") else None, entry.uid)
            content = None if entry.opening.content is None else json.loads(entry.opening.content)
            # of an erased opening nothing can be compared, and it tells of its row all the same
            found[entry.object].append(Telling(where, content, None if entry.opening.salt is None else entry))
        for name in wanted:
            if name in self._mentions:
                mention = self._mentions[name]
                found[name].append(Telling(mention.entry, mention.content))
        return found


def _chunks(model: type[Record]) -> Iterator[list[Any]]:
    if not model._default_manager.exists():  # of most tables of a young office, and asked in no time
        return
    rows = model._default_manager.order_by("pk").select_related()
    chunk = list(rows[:_CHUNK])
    while chunk:
        yield chunk
        chunk = list(rows.filter(pk__gt=chunk[-1].pk)[:_CHUNK]) if len(chunk) == _CHUNK else []


def told_by(place: int | None, uid: str) -> str:
    """How an entry is named: by its place in the log, by its id where it has none yet."""
    return uid if place is None else str(place)


def _about(telling: Telling, content: Mapping[str, Any]) -> bool:
    return telling.content is None or bool(telling.content.keys() & content.keys())


def _differing(telling: Telling, content: Mapping[str, Any]) -> list[str]:
    """Columns that are not as the entry told of them. One that came later than the entry is not compared."""
    if telling.content is not None:
        known = telling.content.keys() & content.keys()
        return sorted(name for name in known if telling.content[name] != content[name])
    row = telling.row
    if row is None:
        return []
    act = Act(row.uid, row.time, row.actor, row.verb, row.object, row.digest, row.closed)
    same = opens(act, Opener(bytes(row.opening.salt or b""), content))
    return [] if same else sorted(content)
