"""The ledger of a country as this office tells it: what is shipped, what was entered here, and both voices."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from palermo.office.access.words import body_name
from palermo.office.standing.models import AskEntry, AskReply, AskResponse
from palermo.office.standing.readers import Here
from palermo.standing import (
    Ask,
    Consequence,
    Ledger,
    Reply,
    Response,
    Stance,
    beside,
    clock,
    ledger,
    list_clock,
    next_consequence,
    responded,
    shipped_lists,
    threads,
)


@dataclass(frozen=True, slots=True)
class Told:
    """The ledger, by ask what was entered of it here, and by ask what the country says."""

    ledger: Ledger
    entered: Mapping[str, AskEntry]
    responses: Mapping[str, Response]
    replies: Mapping[str, tuple[Reply, ...]]

    def ask(self, id_: str) -> Ask | None:
        """The ask of that id."""
        return next((each for each in self.ledger.asks if each.id == id_), None)


def ledger_of(here: Here, iso3: str, as_of: date, *, voices: bool = True) -> Told:
    """Everything that is asked of a country by a day, and what is said to it. Three queries; one without `voices`."""
    plain = ledger(here.record, shipped_lists(), iso3, as_of)
    entered = _entered(iso3, as_of)
    asks = _asks(plain, entered)
    joined = {id_: row.thread for id_, row in entered.items() if row.thread and not row.withdrawn}
    responses: Sequence[Response] = ()
    replies: Mapping[str, Sequence[Reply]] = {}
    if voices:
        responses, replies = _voices(iso3)
    return Told(
        Ledger(iso3, plain.name, as_of, asks, threads(asks, joined), _next(here, plain, asks)),
        entered,
        responded(responses, as_of),
        {ask: beside(own, ask, as_of) for ask, own in replies.items()},
    )


def _entered(iso3: str, as_of: date) -> dict[str, AskEntry]:
    """By ask the newest row that was written by the day."""
    rows = (row for row in AskEntry.objects.filter(iso3=iso3) if timezone.localdate(row.made_at) <= as_of)
    return {row.ask: row for row in rows}


def _asks(plain: Ledger, entered: Mapping[str, AskEntry]) -> tuple[Ask, ...]:
    live = {id_: row.as_ask() for id_, row in entered.items() if not row.withdrawn}
    shipped = {ask.id for ask in plain.asks}
    new = (ask for id_, ask in live.items() if id_ not in shipped)
    return (*(live.get(ask.id, ask) for ask in plain.asks), *new)


def _next(here: Here, plain: Ledger, asks: tuple[Ask, ...]) -> dict[str, Consequence]:
    """By body what follows next; also for a body of which only this office has entered asks."""
    follows = dict(plain.next)
    stands = clock(here.record, plain.iso3, plain.as_of)
    way = list_clock(shipped_lists(), plain.iso3, plain.as_of)
    for ask in asks:
        after = next_consequence(ask, here.record.law, stands, way, plain.as_of) if ask.body not in follows else None
        if after:
            follows[ask.body] = after
    return follows


def _voices(iso3: str) -> tuple[Sequence[Response], Mapping[str, Sequence[Reply]]]:
    responses = [
        Response(row.ask, Stance(row.stance), timezone.localdate(row.made_at), body_name(row.body), row.reason)
        for row in AskResponse.objects.filter(iso3=iso3).select_related("body")
    ]
    replies: defaultdict[str, list[Reply]] = defaultdict(list)
    for row in AskReply.objects.filter(iso3=iso3).select_related("body"):
        on, by = timezone.localdate(row.made_at), body_name(row.body)
        replies[row.ask].append(Reply(row.ask, on, by, row.text))
    return responses, replies
