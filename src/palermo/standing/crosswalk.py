"""Which criterion has promises, which has concrete actions, which has money: side by side and never added up.

Only what was done in the reporting period counts, and a promise is no action. The inputs are plain, so that any plan
can be told in them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from palermo.standing.asks import CATEGORIES, Ask
from palermo.standing.standards import Standard


@dataclass(frozen=True, slots=True)
class Promise:
    """A measure of a plan and the asks it answers, by their ids."""

    id: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """A concrete action with accepted proof. `kind`: one of 22 USC 7102(5), such as CA-C; its measure, its day."""

    promise: str
    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class Committed:
    """Money committed to a measure, on which day."""

    promise: str
    amount: Decimal
    currency: str
    on: date


@dataclass(frozen=True, slots=True)
class Row:
    """One standard, or one of the four categories. `asks`, `promises`: ids. `actions`: how many of each kind were
    proved in the period. `expected`: the kinds that would show it. `committed`: by currency, in the period.
    """

    id: str
    cite: str
    text: str
    asks: tuple[str, ...]
    promises: tuple[str, ...]
    actions: Mapping[str, int]
    expected: tuple[str, ...]
    committed: Mapping[str, Decimal]

    @property
    def lacking(self) -> tuple[str, ...]:
        """Kinds of action that would show it, of which none is proved in the period."""
        return tuple(kind for kind in self.expected if not self.actions.get(kind))


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that is held against the standards, for a period from `first` to `last`."""

    asks: Sequence[Ask]
    promises: Sequence[Promise]
    actions: Sequence[Action]
    committed: Sequence[Committed]
    first: date
    last: date


def by_criterion(standards: Iterable[Standard], told: Gathered) -> tuple[Row, ...]:
    """One row for each criterion and each factor of effort."""
    return tuple(
        _row(each.id, each.cite, each.text, each.actions, [ask for ask in told.asks if each.id in ask.criteria], told)
        for each in standards
        if each.kind != "minimum"
    )


def by_category(told: Gathered) -> tuple[Row, ...]:
    """One row for each of the four categories. Items of the FATF are in none of them."""
    return tuple(
        _row(each, "", each, (), [ask for ask in told.asks if ask.category == each], told) for each in CATEGORIES
    )


def _row(id_: str, cite: str, text: str, expected: tuple[str, ...], asks: Sequence[Ask], told: Gathered) -> Row:
    wanted = {ask.id for ask in asks}
    promises = {each.id for each in told.promises if wanted & set(each.answers)}
    inside = [each for each in told.actions if each.promise in promises and told.first <= each.on <= told.last]
    committed: dict[str, Decimal] = {}
    for each in told.committed:
        if each.promise in promises and told.first <= each.on <= told.last:
            committed[each.currency] = committed.get(each.currency, Decimal(0)) + each.amount
    return Row(
        id_,
        cite,
        text,
        tuple(ask.id for ask in asks),
        tuple(each.id for each in told.promises if each.id in promises),
        dict(Counter(each.kind for each in inside)),
        expected,
        committed,
    )
