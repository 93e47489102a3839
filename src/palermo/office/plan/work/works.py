"""The work on a plan as the library takes it, made of the rows that are on record of it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from palermo import plan as library
from palermo.office.plan.work.record import OnRecord, ladder
from palermo.office.plan.work.rows import Told, part_of


class _Changed(NamedTuple):
    """What was amended of an activity or of one part."""

    changes: tuple[library.Amendment, ...] = ()
    dropped: library.Dropped | None = None


class Worked(NamedTuple):
    """The work on one activity as the library takes it, and what it was made of."""

    own: Told | None
    parts: tuple[Told, ...]
    changed: Mapping[int | None, _Changed]
    work: library.Work


def progress_of(record: OnRecord, *, public: bool = False) -> library.Progress:
    """The work on a plan as the library takes it. `public`: without what reports say that are not published."""
    return progress_from(record, worked_on(record, public, {}))


def progress_from(record: OnRecord, worked: Mapping[str, Worked]) -> library.Progress:
    """The same of what was worked out of the record."""
    cycle = record.cycle.rule if record.cycle else None
    works = {activity: each.work for activity, each in worked.items()}
    return library.Progress(record.plan.slug, ladder(record.cycle), cycle, works, record.inheriting.above)


def worked_on(record: OnRecord, public: bool, before: Mapping[str, Worked]) -> dict[str, Worked]:
    """By activity. `before`: of an earlier record, from which is taken over what is made of the same rows."""
    changed, found = _changed(record), {}
    for activity in dict.fromkeys((*record.activities, *record.parts, *changed)):
        own, parts = record.activities.get(activity), record.parts.get(activity, ())
        of, known = changed.get(activity, _UNCHANGED), before.get(activity)
        if known and known.own is own and known.parts is parts and known.changed == of:
            found[activity] = known
        else:
            found[activity] = Worked(own, parts, of, _work(activity, own, parts, of, public))
    return found


_UNCHANGED: Mapping[int | None, _Changed] = MappingProxyType({})


def _changed(record: OnRecord) -> Mapping[str, Mapping[int | None, _Changed]]:
    """By activity what was amended of it, and of its parts by the numbers of their places."""
    found: dict[str, dict[int | None, _Changed]] = {}
    for row in (*record.amendments, *record.of_parts):
        of = found.setdefault(row.activity, {})
        known = of.get(row.place_id, _Changed())
        if row.what:
            what = library.Amended(row.what)
            change = library.Amendment(what, row.new, row.on, row.made_by, of=row.of, reason=row.reason)
            of[row.place_id] = known._replace(changes=(*known.changes, change))
        else:
            of[row.place_id] = known._replace(dropped=library.Dropped(row.on, row.made_by, row.reason))
    return found


def _work(
    activity: str, own: Told | None, parts: Iterable[Told], changed: Mapping[int | None, _Changed], public: bool
) -> library.Work:
    def amended(work: library.Work, place: int | None) -> library.Work:
        return replace(work, **changed[place]._asdict()) if place in changed else work

    def part(told: Told) -> library.PlacePart:
        if told.lead.place_id in changed:
            return part_of(told.lead, amended(told.public_work if public else told.work, told.lead.place_id))
        return told.public_part if public else told.part

    made = (own.public_work if public else own.work) if own else library.Work(activity)
    told = amended(made, None)
    passed = tuple(map(part, parts))
    return replace(told, parts=passed) if passed else told
