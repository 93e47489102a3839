"""The ledger of a country as this office tells it: what is shipped, what was entered here, and both voices."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from palermo.office.access.words import body_name
from palermo.office.standing.models import AskEntry, AskReply, AskResponse
from palermo.office.standing.readers import Here
from palermo.standing import (
    Ask,
    Ledger,
    Reply,
    Response,
    Stance,
    beside,
    ledger,
    overdue,
    responded,
    shipped_lists,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The ledger, by ask what was entered of it here, and by ask what the country says."""

    ledger: Ledger
    entered: Mapping[str, AskEntry]
    responses: Mapping[str, Response]
    replies: Mapping[str, Sequence[Reply]]

    def ask(self, id_: str) -> Ask | None:
        """The ask of that id."""
        return next((each for each in self.ledger.asks if each.id == id_), None)

    def shown(self, ask: Ask) -> dict[str, object]:
        """An ask as `standing/_ask.html` takes it: with what was entered of it and both voices."""
        return {
            "ask": ask,
            "late": overdue(ask, self.ledger.as_of),
            "entry": self.entered.get(ask.id),
            "response": self.responses.get(ask.id),
            "replies": self.replies.get(ask.id, ()),
        }


def ledger_of(here: Here, iso3: str, as_of: date, *, voices: bool = True) -> Told:
    """Everything that is asked of a country by a day, and what is said to it. Three queries; one without `voices`."""
    entered = {row.ask: row for row in entries(iso3, as_of)}  # the newest of each
    live = [row for row in entered.values() if not row.withdrawn]
    joined = {row.ask: row.thread for row in live if row.thread}
    whole = ledger(here.record, shipped_lists(), iso3, as_of, [row.as_ask() for row in live], joined)
    responses, replies = (_responses(iso3), _replies(iso3)) if voices else ((), ())
    return Told(whole, entered, responded(responses, as_of), beside(replies, as_of))


def entries(iso3: str, as_of: date, **of: str) -> list[AskEntry]:
    """What was written of the country's asks by the day, the oldest first."""
    return [row for row in AskEntry.objects.filter(iso3=iso3, **of) if timezone.localdate(row.made_at) <= as_of]


def declined_in(iso3: str, as_of: date) -> frozenset[str]:
    """The asks that the country has declined by the day, each with its reason. One query."""
    found = responded(_responses(iso3), as_of)
    return frozenset(ask for ask, response in found.items() if response.stance is Stance.DECLINED)


def _responses(iso3: str) -> Iterable[Response]:
    for row in AskResponse.objects.filter(iso3=iso3).select_related("body"):
        yield Response(row.ask, Stance(row.stance), timezone.localdate(row.made_at), body_name(row.body), row.reason)


def _replies(iso3: str) -> Iterable[Reply]:
    for row in AskReply.objects.filter(iso3=iso3).select_related("body"):
        yield Reply(row.ask, timezone.localdate(row.made_at), body_name(row.body), row.text)
