"""All that was found about one table: what each method says, what refuses, what would change it, how it was made."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from palermo.core import Message
from palermo.prevalence.estimate import Estimate, Limits, Refusal
from palermo.prevalence.looking import Looked
from palermo.prevalence.table import Table


@dataclass(frozen=True, slots=True)
class Altered:
    """What methods say of the same people once lists are left out or made one.

    `totals` maps a method to its total, None where it refuses the altered table. `n` people are left on its lists.
    """

    lists: tuple[str, ...]
    n: int
    totals: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Assumed:
    """The total if people on no list were `factor` times as many as a method without that factor says."""

    factor: float
    totals: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What methods say with one person fewer in a pattern; `lists` are those the person was on."""

    lists: tuple[str, ...]
    totals: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Mislinked:
    """What methods say when a `share` of the links between lists was missed, and when it was false; the lower first."""

    share: float
    totals: Mapping[str, Limits | None]


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One list taken as a population whose size is known, and estimated from its overlap with the others."""

    list: str
    known: int
    totals: Mapping[str, float | None]
    limits: Mapping[str, Limits | None]  # at 95 %


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """How the answer moves with what nobody can test."""

    omitted: tuple[Altered, ...] = ()
    merged: tuple[Altered, ...] = ()
    assumed: tuple[Assumed, ...] = ()
    moved: tuple[Moved, ...] = ()  # those that change the answer most
    mislinked: tuple[Mislinked, ...] = ()
    held_out: tuple[HeldOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Grouped:
    """What methods say of each stratum by itself and of their sum.

    `by` names what people are told apart by, `people` maps each stratum to those seen. `statements` say for a method
    whether its sum agrees with what it says of everybody at once.
    """

    by: tuple[str, ...]
    people: Mapping[tuple[str, ...], int]
    methods: Mapping[str, Mapping[tuple[str, ...], Estimate | Refusal]]
    sums: Mapping[str, Estimate | Refusal]
    statements: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provenance:
    """What it takes to get the same bytes again. How many threads worked is no part of it."""

    version: str
    seed: int
    settings: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Estimated:
    """The answer about one table. Without estimates, `refused` says why; `diagnostics` hold plain values only."""

    table: Table
    looked: Looked
    estimates: tuple[Estimate, ...]
    refused: tuple[Refusal, ...]
    sensitivity: Sensitivity
    provenance: Provenance
    grouped: Grouped | None = None

    @property
    def range(self) -> Limits | None:
        """Lowest and highest total of the methods that gave one."""
        totals = [each.total for each in self.estimates]
        return (min(totals), max(totals)) if totals else None
