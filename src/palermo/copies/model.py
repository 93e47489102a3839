"""A public copy, and the traces that its file carried."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from palermo.core import Message, mark

LONGEST = 200  # characters of a trace that are shown


class Tells(StrEnum):
    """What a trace tells of. What is most dangerous comes first."""

    PLACE = "place"
    PERSON = "person"
    TIME = "time"
    DEVICE = "device"
    OTHER = "other"


TELLS_WORDS: Mapping[Tells, Message] = MappingProxyType(
    {
        Tells.PLACE: Message(mark("where it was taken")),
        Tells.PERSON: Message(mark("who made it or owns it")),
        Tells.TIME: Message(mark("when it was made")),
        Tells.DEVICE: Message(mark("with which device or program")),
        Tells.OTHER: Message(mark("other words in it")),
    }
)


@dataclass(frozen=True, slots=True)
class Trace:
    """One thing that a file tells besides what it shows: of what, under which name, and in which words."""

    tells: Tells
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class PublicCopy:
    """The copy, and the traces that the file had and the copy has not. `pages`: of a document, how many."""

    content: bytes
    media_type: str
    traces: tuple[Trace, ...] = ()
    pages: int = 0

    @property
    def tells_place(self) -> bool:
        """Whether the file told where it was made."""
        return any(trace.tells is Tells.PLACE for trace in self.traces)


def trace(name: str, value: object) -> Trace:
    """A trace by the name that its format gives it."""
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
    plain = "".join(sign if sign.isprintable() else " " for sign in text).strip()
    return Trace(_of(name), name, plain if len(plain) <= LONGEST else f"{plain[:LONGEST]} …")


# parts of names, in the order in which they are looked for
_PARTS = (
    (Tells.TIME, ("date", "time")),
    (Tells.PLACE, ("gps", "latitude", "longitude", "location", "city", "country", "province", "state")),
    (Tells.PERSON, ("artist", "author", "creator", "owner", "copyright", "rights", "byline", "credit", "person")),
    (Tells.DEVICE, ("make", "model", "lens", "software", "serial", "computer", "producer", "tool", "camera")),
)


def _of(name: str) -> Tells:
    """The creation date is a time, and the time of a satellite no place; the owner of a camera is a person."""
    low = name.lower()
    if "creatortool" in low:
        return Tells.DEVICE
    return next((tells for tells, parts in _PARTS if any(part in low for part in parts)), Tells.OTHER)
