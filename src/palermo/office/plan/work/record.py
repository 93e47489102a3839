"""What is on record of the work on one plan, as it was read."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils import timezone

from palermo import plan as library
from palermo.office.access.models import Body
from palermo.office.plan.models import Plan
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.models import Amendment, Cycle
from palermo.office.plan.work.rows import Told


class Mark(NamedTuple):
    """Another one as soon as anything is added. `about`: the one activity that it is of; `day`: that of its leads."""

    plan: int
    about: str
    cycle: int
    moves: int
    changes: int
    day: date | None = None


@dataclass(frozen=True)
class OnRecord:
    """The work on one plan. `activities` by their ids in the plan; `mark` changes with everything that is added, but
    for reports that nobody has sent yet: only who writes them sees them, and they count for nothing.

    `parts`: what places have inherited of each activity. `amendments` are of activities, `of_parts` of their parts.
    """

    plan: Plan
    cycle: Cycle | None
    activities: Mapping[str, Told]
    parts: Mapping[str, tuple[Told, ...]]
    amendments: tuple[Amendment, ...]
    of_parts: tuple[Amendment, ...]
    mark: Mark

    @cached_property
    def places(self) -> Mapping[str, Body]:
        """Every place that has inherited anything, by its key."""
        return _places(self.parts.values())

    @cached_property
    def inheriting(self) -> library.Places:
        """Where anything was inherited, and which of those places stands above each."""
        return library.Places(_place_tree(self.places.values()))

    @cached_property
    def periods(self) -> tuple[library.Period, ...]:
        """The periods that are reported on; none where nobody has said when."""
        return library.periods(self.cycle.rule) if self.cycle else ()

    def take_places(self, before: "OnRecord", read: "OnRecord") -> None:
        """Take over the places of a record to which no more was added than what was `read`: as a rule nobody new has
        inherited anything.
        """
        if all(_same(before.places.get(key), place) for key, place in read.places.items()):
            self.__dict__.update(places=before.places, inheriting=before.inheriting)

    def of(self, activity: str) -> Iterator[Told]:
        """What is on record of one activity, and then of each of its parts."""
        if activity in self.activities:
            yield self.activities[activity]
        yield from self.parts.get(activity, ())

    @property
    def every(self) -> Iterator[Told]:
        """What is on record of each activity, and then of each part of a place."""
        yield from self.activities.values()
        for parts in self.parts.values():
            yield from parts


def as_led_on(record: OnRecord, day: date) -> OnRecord:
    """The record with the leads of that day: what was handed over since was its former lead's then."""

    def led(told: Told) -> Told | None:
        then = [each for each in told.ever if timezone.localdate(each.lead.made_at) <= day]
        return replace(then[0], before=tuple(then[1:])) if then else None

    own = {activity: then for activity, told in record.activities.items() if (then := led(told))}
    parts = {
        activity: tuple(then for told in passed if (then := led(told))) for activity, passed in record.parts.items()
    }
    return replace(record, activities=own, parts=parts, mark=record.mark._replace(day=day))


def ladder(cycle: Cycle | None) -> tuple[str, ...]:
    """The levels of reports and evidence, from the one that writes upwards."""
    return tuple(cycle.ladder) if cycle else library.LADDER


def _places(parts: Iterable[Iterable[Told]]) -> dict[str, Body]:
    bodies = {told.lead.place_id: told for each in parts for told in each}
    return {place_of(told.lead).key: place_of(told.lead) for told in bodies.values()}


def _same(old: Body | None, place: Body) -> bool:
    return old is not None and (old.pk, old.path, old.names) == (place.pk, place.path, place.names)


def _place_tree(places: Iterable[Body]) -> dict[str, str]:
    """The place above each that has inherited anything, among those that have."""
    paths = {place.key: place.above for place in places}
    return {
        place: next((key for key in reversed(path[:-1]) if key in paths), library.WHOLE_PLACE)
        for place, path in sorted(paths.items())
    }
