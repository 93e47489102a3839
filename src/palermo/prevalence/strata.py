"""Groups of people on the same lists: each estimated by itself and added up, held against everybody at once."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from palermo.core import Message, mark
from palermo.prevalence.estimate import Estimate, Estimator, Refusal
from palermo.prevalence.intervals import limits
from palermo.prevalence.resample import Told
from palermo.prevalence.table import Table

Floats = NDArray[np.float64]
Stratum = tuple[str, ...]
SUMS = 10_000
Z95 = 1.959963984540054


@dataclass(frozen=True)
class Strata:
    """A table for each group: `by` names what people are told apart by, a key of `tables` has a value for each.

    Raises ValueError where the tables are not of the same lists, or a key has too few or too many values.
    """

    by: tuple[str, ...]
    tables: Mapping[Stratum, Table]

    def __post_init__(self) -> None:
        if not self.tables or len({table.lists for table in self.tables.values()}) != 1:
            raise ValueError("strata are tables of the same lists, one at least")
        if any(len(stratum) != len(self.by) for stratum in self.tables):
            raise ValueError(f"a stratum has a value for each of {self.by}")

    @cached_property
    def whole(self) -> Table:
        """Everybody, in one table; a pattern is impossible when it is so in every stratum."""
        tables = list(self.tables.values())
        counts = np.sum([table.array for table in tables], axis=0)
        impossible = frozenset.intersection(*(table.impossible for table in tables))
        return Table(tables[0].lists, tuple(counts.tolist()), impossible, tables[0].about)

    def along(self, *by: str) -> "Strata":
        """The strata that are told apart by fewer things; what is not named is added up."""
        kept = [self.by.index(name) for name in by]
        groups: dict[Stratum, dict[Stratum, Table]] = {}
        for stratum, table in self.tables.items():
            groups.setdefault(tuple(stratum[index] for index in kept), {})[stratum] = table
        return Strata(by, {stratum: Strata(self.by, tables).whole for stratum, tables in groups.items()})


@dataclass(frozen=True, slots=True)
class Stratified:
    """What one method says of each stratum, of their sum, and of everybody at once.

    `strata` in the order of the tables. `total` is refused where a stratum with people in it is. `agree` tells whether
    sum and whole each lie within the other's 95 % interval, None where one of them is missing; `statement` says it.
    """

    strata: Mapping[Stratum, Estimate | Refusal]
    total: Estimate | Refusal
    whole: Estimate | Refusal
    agree: bool | None
    statement: Message


def by_stratum(strata: Strata, estimator: Estimator, *, seed: int, told: Told | None = None) -> Stratified:
    """Each stratum by `estimator`, and their sum: draws of strata are paired by chance, as strata are independent.

    The total is the sum of the totals, its intervals are the percentiles of 10,000 sums of draws. An estimate without
    draws takes part with draws of a log-normal number of people not seen that has its 95 % limits.
    """
    found: dict[Stratum, Estimate | Refusal] = {}
    for stratum, table in strata.tables.items():
        found[stratum] = estimator(table)
        if told:
            told(len(found), len(strata.tables) + 1)
    whole = estimator(strata.whole)
    if told:
        told(len(found) + 1, len(found) + 1)
    total = _sum(strata, found, seed)
    return Stratified(found, total, whole, *_compared(total, whole))


def _sum(strata: Strata, found: Mapping[Stratum, Estimate | Refusal], seed: int) -> Estimate | Refusal:
    estimates = {stratum: one for stratum, one in found.items() if isinstance(one, Estimate)}
    refused = [stratum for stratum in found if stratum not in estimates and strata.tables[stratum].n]
    if refused or not estimates:
        return _not_added(strata, refused, found)
    seeds = np.random.SeedSequence(seed).spawn(len(found))
    sums = np.zeros(SUMS)
    for (stratum, one), own in zip(estimates.items(), seeds, strict=False):
        random = np.random.Generator(np.random.PCG64(own))
        sums += paired(draws_of(one, strata.tables[stratum].n), random)
    first = next(iter(estimates.values()))
    bare = [stratum for stratum, one in estimates.items() if one.draws is None and 95 not in one.intervals]
    return Estimate(
        first.method,
        "",
        math.fsum(one.total for one in estimates.values()),
        intervals=limits(sums),
        selection_inside=all(one.selection_inside for one in estimates.values()),
        warnings=(_bare(bare),) if bare else (),
        diagnostics={"strata": len(estimates)},
        draws=sums,
    )


def draws_of(estimate: Estimate, n: int) -> Floats:
    """The draws of an estimate; where it has none, 2,000 quantiles of a log-normal n0 with its 95 % limits."""
    if estimate.draws is not None:
        return estimate.draws[np.isfinite(estimate.draws)]
    centre = math.log(max(estimate.total - n, 0.5))
    low, high = estimate.intervals.get(95, (estimate.total, estimate.total))
    spread = (math.log(max(high - n, 0.5)) - math.log(max(low - n, 0.5))) / (2 * Z95)
    draws: Floats = n + np.exp(centre + spread * ndtri((np.arange(2000) + 0.5) / 2000))
    return draws


def paired(draws: Floats, random: np.random.Generator) -> Floats:
    """10,000 draws in an order of chance, each of those given used equally often, within one."""
    return random.permutation(np.resize(random.permutation(draws), SUMS))


def _compared(total: Estimate | Refusal, whole: Estimate | Refusal) -> tuple[bool | None, Message]:
    if isinstance(total, Refusal):
        return None, total.reason
    if isinstance(whole, Refusal):
        return None, Message(mark("The strata add up to {total}; the table without them is refused."), _said(total))
    fits = [_inside(total.total, whole), _inside(whole.total, total)]
    params = {**_said(total), "whole": round(whole.total)}
    if all(fits):
        return True, Message(
            mark("The strata add up to {total}, and the table without them gives {whole}: they agree."), params
        )
    return False, Message(
        mark(
            "The strata add up to {total}, but the table without them gives {whole}. People of one stratum are found "
            "more easily than those of another, or in other ways, which a table that mixes them cannot show; or some "
            "strata are too small for the method. Say both."
        ),
        params,
    )


def _said(total: Estimate) -> dict[str, object]:
    return {"total": round(total.total)}


def _inside(value: float, other: Estimate) -> bool:
    low, high = other.intervals.get(95, (other.total, other.total))
    return low <= value <= high


def _not_added(strata: Strata, refused: list[Stratum], found: Mapping[Stratum, Estimate | Refusal]) -> Refusal:
    method = next(iter(found.values())).method
    people = sum(strata.tables[stratum].n for stratum in refused)
    names = "; ".join(", ".join(stratum) for stratum in refused)
    return Refusal(
        method,
        Message(
            mark("No sum is given: of {people} people in {count} of the strata ({names}) nothing can be estimated."),
            {"people": people, "count": len(refused), "names": names},
        ),
        Message(mark("Join these strata to their neighbours, or tell people apart by fewer things.")),
        "no-estimate",
    )


def _bare(strata: list[Stratum]) -> Message:
    names = "; ".join(", ".join(stratum) for stratum in strata)
    return Message(mark("The interval leaves out how uncertain these strata are: {names}."), {"names": names})
