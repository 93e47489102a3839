"""Who acts, and what is acted on."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from palermo.access.roles import Topic
from palermo.access.terms import Term

# How long a broken glass stays open: alone, and once a second person has agreed.
GLASS_ALONE = timedelta(hours=1)
GLASS_TOGETHER = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Glass:
    """An emergency opening of one body's compartment: by whom, why, from when to when, who agreed."""

    id: str
    person: str
    compartment: str
    reason: str
    since: datetime
    until: datetime
    second: str = ""
    closed_at: datetime | None = None

    @property
    def together(self) -> bool:
        """Whether a second person agreed."""
        return self.second not in {"", self.person}

    @property
    def ends(self) -> datetime:
        """When it shuts: as was said when it was broken, at the latest when the limit is over, or when closed."""
        end = min(self.until, self.since + (GLASS_TOGETHER if self.together else GLASS_ALONE))
        return end if self.closed_at is None else min(end, self.closed_at)

    def state(self, at: datetime) -> str:
        """`alone`, `together` or `ended`."""
        if not self.since <= at < self.ends:
            return "ended"
        return "together" if self.together else "alone"

    def opens(self, at: datetime, *, enforces: bool) -> bool:
        """Whether it opens the compartment at the instant. `enforces`: the person wears a hat of an enforcement body.

        Two persons, or one with a reason for a short time; never one alone who enforces the law.
        """
        enough = self.together or (bool(self.reason.strip()) and not enforces)
        return enough and self.state(at) != "ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person as they stand at this instant. An empty `id` is somebody who has not signed in.

    `id` is the stable pseudonym. `second_factor`: this session was opened with one. `fresh_at`: when the person last
    proved who they are. `glasses`: those the person broke. `brought_by`: see the function of that name; it is looked
    at where an act takes two persons. ValueError when a term or a glass is another person's.
    """

    id: str
    terms: tuple[Term, ...] = ()
    closed: bool = False
    second_factor: bool = False
    fresh_at: datetime | None = None
    glasses: tuple[Glass, ...] = ()
    brought_by: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        held_by = {term.person for term in self.terms} | {glass.person for glass in self.glasses}
        if held_by - {self.id}:
            raise ValueError(f"a term or a glass of somebody else was given to {self.id}")


ANONYMOUS = Actor(id="")


def brought_by(person: str, let_in: Collection[tuple[str, str]]) -> frozenset[str]:
    """All through whose hands the way into an account went: who let it in, and whoever let those in.

    `let_in` holds pairs of a person and one who held their way in: who made the invitation that they accepted, or the
    link of a reset by which they came back. Whoever could have kept such a link may be behind the account.
    """
    found: set[str] = set()
    ahead = {person}
    while ahead:
        ahead = {hand for one, hand in let_in if one in ahead} - found
        found |= ahead
    return frozenset(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One person has asked for an act that needs two. `by` is that person as they stand now.

    The office keeps an asking only when two persons were all that `decide` missed.
    """

    by: Actor
    act: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """What is acted on. An act that makes something new is done to the thing as it will be, with an empty `id`.

    `path`: body ids from the topmost down to the one whose compartment it lies in; a person lies in that of the body
    that invited them. `writers`: persons who had a hand in it. `topic`: protection, where it belongs to that as well.
    `passed_by`: the body that passed on what it is part of, where another did.
    `owner`: the person it belongs to or is about. `receiver`: who would gain a right by the act, if not the owner.
    `closed`: false where anybody may read it. `asks`: those who asked for an act that needs two persons.
    """

    kind: str
    id: str
    path: tuple[str, ...]
    state: str = ""
    passed_by: str = ""
    writers: frozenset[str] = frozenset()
    topic: Topic | None = None
    owner: str = ""
    receiver: str = ""
    closed: bool = True
    asks: tuple[Ask, ...] = ()


def glass_thing(glass: Glass, at: datetime, *, path: tuple[str, ...], enforces: bool) -> Thing:
    """A broken glass as a thing to agree to, to read or to close. `path` and `enforces` are those of the body.

    What a body that does not enforce the law keeps counts as protection: nobody who enforces agrees to opening it.
    """
    return Thing(
        kind="glass",
        id=glass.id,
        path=path,
        state=glass.state(at),
        writers=frozenset({glass.person}),
        topic=None if enforces else Topic.PROTECTION,
        owner=glass.person,
    )
