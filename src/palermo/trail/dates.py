"""Whether entries are dated as they may be: not before those that stand before them, not after they were signed."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from palermo.trail.entry import written
from palermo.trail.faults import Found, shown
from palermo.trail.seen import Seen

SLACK = timedelta(minutes=5)  # between writers side by side, and between the clocks of a log and a witness
_FIRST = datetime.min.replace(tzinfo=UTC) + SLACK


class Dates:
    """Takes the times of entries in order, as they are written, and tells of those that cannot be.

    `last` is when the log was signed or looked at. What was `seen` of it before had a size and a time: entries beyond
    that size were not there at that time.
    """

    def __init__(self, found: Found, last: datetime, seen: Seen | None = None) -> None:
        self._found = found
        self._last = written(last)
        self._after = written(last + SLACK)
        self._size = seen.checkpoint.size if seen else 0
        self._seen = written(seen.time) if seen and seen.time else ""
        self._before = written(seen.time - SLACK) if seen and seen.time else ""
        self._latest = ""

    def check(self, file: str, first: int, times: list[str]) -> None:
        """The times of the entries of one bundle; an empty one belongs to an entry that could not be read."""
        latest, after = self._latest, self._after
        for entry, time in enumerate(times, first):
            if latest <= time <= after:
                latest = time
            elif time > after:
                self._found.add("T14", file, entry, time=shown(time), last=shown(self._last))
            elif time and time < _slack_before(latest):
                self._found.add("T13", file, entry, time=shown(time), before=shown(latest))
        self._latest = latest
        if self._before:
            for entry in range(max(first, self._size), first + len(times)):
                if "" < (time := times[entry - first]) < self._before:
                    self._found.add("T23", file, entry, time=shown(time), seen=shown(self._seen))


@lru_cache(maxsize=1)
def _slack_before(time: str) -> str:
    return written(max(datetime.fromisoformat(time), _FIRST) - SLACK)
