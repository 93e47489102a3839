"""Sentences of a scorecard with the names of places in them: the library knows places by their keys alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from palermo.core import Finding, Message, Named
from palermo.office.access.models import Body
from palermo.plan import ActivityLine, Scorecard

_PLACE = "place"  # what the library calls it in every sentence that tells of one


def names_of_places(places: Mapping[str, Body]) -> dict[str, Named]:
    """How each place is called, by its key."""
    return {key: Named(key, body.names) for key, body in places.items()}


@dataclass(frozen=True, slots=True)
class Called:
    """A card as the library made it, and as it names these places."""

    card: Scorecard
    named: Scorecard
    places: frozenset[str]


def with_names(card: Scorecard, places: Mapping[str, Body], before: Called | None = None) -> Called:
    """The card; its sentences name these places in the language of whoever reads them.

    `before`: an earlier one, of which lines are taken over that say the same.
    """
    keys, names = frozenset(places), names_of_places(places)
    known = (
        zip(before.card.activities, before.named.activities, strict=True) if before and before.places == keys else ()
    )
    kept = {line.activity.id: (line, named) for line, named in known}

    def named(line: ActivityLine) -> ActivityLine:
        old = kept.get(line.activity.id)
        return old[1] if old and old[0] is line else _line(line, names)

    lines = tuple(named(line) for line in card.activities)
    return Called(card, replace(card, activities=lines, faults=called_in(card.faults, names)), keys)


def _line(line: ActivityLine, names: Mapping[str, Named]) -> ActivityLine:
    parts = tuple(replace(part, findings=called_in(part.findings, names)) for part in line.parts)
    standing = replace(line.standing, why=called(line.standing.why, names))
    return replace(line, standing=standing, parts=parts, findings=called_in(line.findings, names))


def called_in(findings: Iterable[Finding], names: Mapping[str, Named]) -> tuple[Finding, ...]:
    """The findings with the names of places in their sentences."""
    return tuple(replace(finding, message=called(finding.message, names)) for finding in findings)


def called(message: Message, names: Mapping[str, Named]) -> Message:
    """The sentence with the name of each place in it."""
    told = {key: _called(key, value, names) for key, value in message.params.items()}
    return replace(message, params=told) if told != message.params else message


def _called(key: str, value: object, names: Mapping[str, Named]) -> object:
    if isinstance(value, Message):
        return called(value, names)
    return names.get(str(value), value) if key == _PLACE else value
