"""Who is reminded of what, and when: one table, and a pure function that makes the digests of a day from it.

A fact is something that waits since, or until, a day. A row of the table says from which day on somebody is told of it
and after how many days one level more is told as well. Days that the committee declared quiet make nobody wait longer:
nothing is sent on them, and they do not count towards the next level.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from palermo.core import Message, mark


class Matter(StrEnum):
    """What a fact is of. DUE: a report with its due day; REVIEW: what waits for the level whose turn it is; LEGAL_DAY:
    a day that the outside names for the country of a plan.
    """

    DUE = "due"
    RETURNED = "returned"
    ANSWER = "answer"
    PROOF = "proof"
    REVIEW = "review"
    RESOLUTION = "resolution"
    LEGAL_DAY = "legal_day"


class Occasion(StrEnum):
    """The rows of the table."""

    SOON = "soon"
    TODAY = "today"
    OVERDUE = "overdue"
    RETURNED = "returned"
    ANSWER = "answer"
    PROOF = "proof"
    REVIEW = "review"
    RESOLUTION = "resolution"
    LEGAL_DAY = "legal_day"


class Reader(StrEnum):
    """Who is told, from the level that does the work upwards. The first two are told of their own body alone."""

    FOCAL_POINT = "focal_point"
    APPROVER = "approver"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"


@dataclass(frozen=True, slots=True)
class Reminding:
    """One row: of facts of `matter` whose age in days lies in `since` to `until` (None: for as long as it stands).

    The age is negative before the day. `first` is told; None: the level whose turn the fact says it is. `escalates`:
    each time so many days have passed, one level more is told; 0: never. `why` takes the day as `{day}`.
    """

    occasion: Occasion
    matter: Matter
    since: int
    until: int | None
    first: Reader | None
    escalates: int
    why: Message


_FOCAL = Reader.FOCAL_POINT
REMINDERS: tuple[Reminding, ...] = (
    Reminding(Occasion.SOON, Matter.DUE, -14, -1, _FOCAL, 0, Message(mark("It is due on {day}."))),
    Reminding(Occasion.TODAY, Matter.DUE, 0, 0, _FOCAL, 0, Message(mark("It is due today, {day}."))),
    Reminding(Occasion.OVERDUE, Matter.DUE, 1, None, _FOCAL, 14, Message(mark("It was due on {day}."))),
    Reminding(Occasion.RETURNED, Matter.RETURNED, 0, None, _FOCAL, 14, Message(mark("It came back on {day}."))),
    Reminding(
        Occasion.ANSWER, Matter.ANSWER, 0, None, _FOCAL, 14, Message(mark("It has waited for an answer since {day}."))
    ),
    Reminding(
        Occasion.PROOF,
        Matter.PROOF,
        7,
        None,
        _FOCAL,
        28,
        Message(mark("It was said to be done on {day}, and is not proved.")),
    ),
    Reminding(
        Occasion.REVIEW, Matter.REVIEW, 0, None, None, 14, Message(mark("It has waited for a decision since {day}."))
    ),
    Reminding(
        Occasion.RESOLUTION,
        Matter.RESOLUTION,
        -14,
        None,
        _FOCAL,
        14,
        Message(mark("The committee resolved that it is done by {day}.")),
    ),
    Reminding(
        Occasion.LEGAL_DAY, Matter.LEGAL_DAY, -28, 0, None, 0, Message(mark("The law or a list names {day} for it."))
    ),
)
REMINDED_EACH = timedelta(days=7)  # nobody gets two digests in less
_UPWARDS = tuple(Reader)
_OWN = frozenset({Reader.FOCAL_POINT, Reader.APPROVER})


@dataclass(frozen=True, slots=True)
class Owing:
    """A fact: what waits, and since or until which day.

    `of` and `part` name the thing. `path`: the keys of the bodies from the topmost down to the one that it lies with.
    `turn`: whose turn it is, where the row leaves it to the fact. `apart`: persons who have to keep out of it.
    """

    matter: Matter
    of: str
    path: tuple[str, ...]
    day: date
    part: str = ""
    turn: Reader = Reader.SECRETARIAT
    apart: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Recipient:
    """A person and the posts they hold: as whom, and the key of the body."""

    id: str
    posts: frozenset[tuple[Reader, str]]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Days, both ends among them, on which nobody is reminded."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Reminder:
    """One item of a digest: the fact, its row, as whom the person is told, and whether lower levels were told first."""

    owing: Owing
    row: Reminding
    reader: Reader
    raised: bool

    @property
    def why(self) -> Message:
        """The sentence that says why it stands in the digest."""
        return Message(self.row.why.text, {"day": self.owing.day})


@dataclass(frozen=True, slots=True)
class Digest:
    """What one person is told on a day. It never is empty."""

    person: str
    items: tuple[Reminder, ...]


def is_quiet(quiet: Iterable[Quiet], day: date) -> bool:
    """Whether nobody is reminded on this day."""
    return any(each.first <= day <= each.last for each in quiet)


def digests(
    owed: Iterable[Owing],
    people: Sequence[Recipient],
    last: Mapping[str, date],
    quiet: Sequence[Quiet],
    today: date,
) -> tuple[Digest, ...]:
    """The digests of a day, by person. `last`: the day of the newest digest of each person that ever got one."""
    if is_quiet(quiet, today):
        return ()
    holders: defaultdict[tuple[Reader, str], set[str]] = defaultdict(set)
    for person in people:
        for post in person.posts:
            holders[post].add(person.id)
    waits = {person for person, day in last.items() if today - day < REMINDED_EACH}
    found: defaultdict[str, list[Reminder]] = defaultdict(list)
    for each in owed:
        for name, item in _told(each, holders, quiet, today).items():
            if name not in waits:
                found[name].append(item)
    return tuple(Digest(person, tuple(sorted(items, key=_pressing))) for person, items in sorted(found.items()))


def _told(
    owing: Owing, holders: Mapping[tuple[Reader, str], set[str]], quiet: Sequence[Quiet], today: date
) -> dict[str, Reminder]:
    """Who is told of one fact. A level that nobody holds is passed over; who holds two is told as the lower one."""
    age = (today - owing.day).days
    row = next((row for row in REMINDERS if _holds(row, owing.matter, age)), None)
    if row is None:
        return {}
    counted = [owing.day + timedelta(days=n) for n in range(1, age + 1)] if row.escalates else []
    steps = sum(not is_quiet(quiet, day) for day in counted) // row.escalates if row.escalates else 0
    upwards = _UPWARDS[_UPWARDS.index(row.first or owing.turn) :]
    levels = [(reader, persons) for reader in upwards if (persons := _holding(reader, owing, holders))]
    told: dict[str, Reminder] = {}
    for above, (reader, persons) in enumerate(levels[: steps + 1]):
        for person in persons:
            told.setdefault(person, Reminder(owing, row, reader, raised=above > 0))
    return told


def _holds(row: Reminding, matter: Matter, age: int) -> bool:
    return row.matter is matter and row.since <= age and (row.until is None or age <= row.until)


def _holding(reader: Reader, owing: Owing, holders: Mapping[tuple[Reader, str], set[str]]) -> set[str]:
    bodies = owing.path[-1:] if reader in _OWN else owing.path
    return {person for body in bodies for person in holders.get((reader, body), ())} - owing.apart


def _pressing(item: Reminder) -> tuple[date, str, str, str]:
    return item.owing.day, item.row.occasion, item.owing.of, item.owing.part
