"""The state of a plan, worked out from what was claimed. Pure: no rows are read here."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import Protocol, TypeVar

from palermo.core import Cell
from palermo.core.when import When

ORDER = ("draft", "consulted", "approved", "in_force", "replaced")


class Claim(Protocol):
    """What matters of a claim."""

    @property
    def state(self) -> str: ...
    @property
    def first_day(self) -> date | None: ...
    @property
    def last_day(self) -> date | None: ...


C = TypeVar("C", bound=Claim)


@dataclass(frozen=True, slots=True)
class Standing:
    """`state` is None when nothing is claimed or when claims contradict each other; then `said` names what is said.

    `ended` is the end of the plan's period, as the plan writes it, where the plan is in force beyond it.
    """

    state: str | None
    said: tuple[str, ...]
    contested: bool
    contradictions: tuple[tuple[Claim, Claim], ...]
    ended: str = ""


def standing(claims: Sequence[C]) -> Standing:
    """The state now, by the claims that no later claim has overtaken.

    A lower state that is not earlier than a higher one contradicts it ("called draft here, approved there"). It makes
    the state contested until a later claim overtakes both; the pair itself is reported for ever.
    """
    pairs = tuple((a, b) for a, b in map(_by_rank, combinations(claims, 2)) if _contradict(a, b))
    front = [claim for claim in claims if not any(_overtaken(claim, other) for other in claims)]
    open_pairs = [pair for pair in pairs if any(claim is one for claim in front for one in pair)]
    if open_pairs:
        states = {claim.state for pair in open_pairs for claim in pair}
        return Standing(None, tuple(sorted(states, key=ORDER.index)), True, pairs)
    if not front:
        return Standing(None, (), False, pairs)
    state = max((claim.state for claim in front), key=ORDER.index)
    return Standing(state, (state,), False, pairs)


def on_day(now: Standing, period_end: Cell[When], as_of: date) -> Standing:
    """What is to be said of the state on that day: a plan in force may have run past its own period."""
    last = period_end.value.last if period_end.value else None
    over = now.state == "in_force" and last is not None and last < as_of
    return replace(now, ended=period_end.words) if over else now


def _by_rank(pair: tuple[C, C]) -> tuple[C, C]:
    lower, higher = sorted(pair, key=lambda claim: ORDER.index(claim.state))
    return lower, higher


def _contradict(lower: Claim, higher: Claim) -> bool:
    """Whether the lower state cannot have come first. A claim without a day contradicts every other state."""
    if lower.state == higher.state:
        return False
    if lower.first_day is None or higher.first_day is None or lower.last_day is None or higher.last_day is None:
        return True
    return not (lower.first_day < higher.first_day or lower.last_day < higher.last_day)


def _overtaken(claim: Claim, other: Claim) -> bool:
    return claim.last_day is not None and other.first_day is not None and claim.last_day < other.first_day
