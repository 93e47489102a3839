"""One list held out: its people are a population of known size, and the other lists are asked how large it is.

Binette and Steorts, JRSS A 185 (2022) 640. What comes out is the error of a method on a part of the population; it says
nothing sure of its error on people who are on no list.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from palermo.prevalence.estimate import Estimate, Estimator
from palermo.prevalence.estimated import HeldOut
from palermo.prevalence.table import Table

LEVEL = 95


@dataclass(frozen=True, slots=True)
class Agreement:
    """How a method did over the lists held out: the mean of log(estimate / truth), and how often it covered."""

    lists: int  # of which it gave an estimate
    bias: float
    covered: int  # whose size lies in the 95 % interval
    with_interval: int


def within(table: Table, name: str) -> Table:
    """The people of one list, by the other lists; those on no other are the unseen, and are not counted."""
    bit = table.lists.index(name)
    below, rest = (1 << bit) - 1, tuple(each for each in table.lists if each != name)
    places = [1 << bit | w & below | (w & ~below) << 1 for w in range(1 << len(rest))]
    counts = (0, *(table.counts[place] for place in places[1:]))
    impossible = frozenset(w for w, place in enumerate(places) if w and place in table.impossible)
    return Table(rest, counts, impossible, {each: told for each, told in table.about.items() if each != name})


def held_out(table: Table, estimators: Mapping[str, Estimator]) -> tuple[HeldOut, ...]:
    """For each list what each estimator says of its size, from the other lists; nothing of fewer than three lists."""
    return tuple(_held(table, name, estimators) for name in table.lists if table.m > 2)


def agreement(held: Iterable[HeldOut], method: str) -> Agreement:
    """How one method did; a list that is empty or refused is left out."""
    of = [each for each in held if each.totals.get(method) is not None and each.known]
    errors = [math.log((each.totals[method] or 0.0) / each.known) for each in of]
    limits = [(each.limits.get(method), each.known) for each in of]
    covered = [ends[0] <= known <= ends[1] for ends, known in limits if ends]
    return Agreement(len(of), sum(errors) / len(of) if of else math.nan, sum(covered), len(covered))


def _held(table: Table, name: str, estimators: Mapping[str, Estimator]) -> HeldOut:
    inside = within(table, name)
    told = {method: estimator(inside) for method, estimator in estimators.items()}
    totals = {method: each.total if isinstance(each, Estimate) else None for method, each in told.items()}
    limits = {
        method: each.intervals.get(LEVEL) if isinstance(each, Estimate) else None for method, each in told.items()
    }
    return HeldOut(name, int(table.overlaps[1 << table.lists.index(name)]), totals, limits)
