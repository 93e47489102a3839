"""How bodies have reported, period by period. Bodies stand in the order of the register: it is no league table."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from palermo.plan.outputs import Bodies, Own, Seen, accepted_by_kind, by_body, seen, seen_at
from palermo.plan.progress import PROOF_KINDS, Due, Rate, Status, rate
from palermo.plan.score import Scorecard


class Filing(NamedTuple):
    """Of the reports of one period that were due: filed in time, filed late, and not filed."""

    on_time: int = 0
    late: int = 0
    missing: int = 0

    @property
    def due(self) -> int:
        return sum(self)


@dataclass(frozen=True, slots=True)
class Strip:
    """One body, None where no lead is named, and its filing by the names of the periods in which anything was due."""

    body: Own | None
    cells: Mapping[str, Filing]


def strips(card: Scorecard, bodies: Bodies) -> tuple[Strip, ...]:
    """A strip for each body. A period that is not over, or in which nothing was due from a body, has no cell."""
    return tuple(Strip(body, _cells(own)) for body, own in by_body(card, seen(card, bodies)).items())


def _cells(own: Iterable[Seen]) -> dict[str, Filing]:
    found: dict[str, Counter[str]] = {}
    for due in (due for one in own for due in one.owed):
        found.setdefault(due.period.name, Counter())[_how(due)] += 1
    return {name: Filing(**told) for name, told in found.items()}


def _how(due: Due) -> str:
    if due.sent is None:
        return "missing"
    return "on_time" if due.sent <= due.period.due else "late"


class AtPlace(NamedTuple):
    """What lies with the body of one place: its activities by status, and how it has reported on them."""

    statuses: Mapping[Status, int]
    reports: Rate


def by_place(card: Scorecard, places: Mapping[str, str]) -> dict[str, AtPlace]:
    """By place, what its body leads and what it has inherited, each part by itself.

    `places`: the id of an activity to the place whose body it was put to.
    """
    found: dict[str, list[Seen]] = {}
    for one in seen(card, {}):
        if place := places.get(one.id):
            found.setdefault(place, []).append(one)
    for line in card.places:
        found.setdefault(line.place, []).extend(seen_at(card, line.place))
    return {
        place: AtPlace(
            Counter(one.line.standing.status for one in own), rate(due for one in own for due in one.account.owed)
        )
        for place, own in found.items()
    }


def proofs(card: Scorecard) -> dict[str, int]:
    """Accepted evidence by its kind, a key of `PROOF_KINDS`, in the order of the law: documents, not deeds."""
    counts = accepted_by_kind(seen(card, {}), None, card.as_of)
    return {kind: counts[kind] for kind in PROOF_KINDS}
