"""Who has to see a broken glass, and what there is to see: what was done about it, what was looked at through it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from palermo.access import Role
from palermo.office.access.acting import looking_for
from palermo.office.access.decision import By, actor, reach
from palermo.office.access.glasses import glasses
from palermo.office.access.models import Glass

LATELY = timedelta(days=30)  # for so long a page reminds of one that nobody has read about


@dataclass(frozen=True, slots=True)
class Alarm:
    """A broken glass that a page has to speak of. `own`: to the person who broke it."""

    glass: Glass
    own: bool
    ended: bool


def in_reach(by: By, at: datetime, since: datetime | None = None) -> list[Glass]:
    """The glasses that somebody may read about, the newest first, with what was looked at through them.

    `since`: those that were open after it, without the looks.
    """
    reached = reach(by, "glass.read", at)
    if not reached:
        return []
    with looking_for(by, at):
        rows = glasses().filter(until__gt=since) if since else glasses().prefetch_related("looks__entry__place")
        rows = rows.select_related("person__user").prefetch_related("readings")
        return [row for row in rows if reached.covers(row.thing(at))]


def alarms(by: By, at: datetime) -> list[Alarm]:
    """What every page tells a custodian at once, and who broke a glass as long as it is open."""
    who = actor(by, at)
    keeps = any(term.role is Role.CUSTODIAN and term.runs(at) for term in who.terms)
    if not keeps and not who.glasses:
        return []
    return list(_alarms(in_reach(by, at, since=at - LATELY), who.id, at))


def _alarms(rows: list[Glass], looker: str, at: datetime) -> Iterator[Alarm]:
    for row in rows:
        own, ended = row.person_id == looker, row.state(at) == "ended"
        if not ended or (not own and unread(row) and at < row.ends + LATELY):
            yield Alarm(row, own, ended)


def unread(glass: Glass) -> bool:
    """Whether nobody but who broke it has read about it since it ended."""
    return not any(
        reading.made_by != glass.person_id and reading.made_at >= glass.ends for reading in glass.readings.all()
    )
