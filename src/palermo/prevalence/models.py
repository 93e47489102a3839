"""Hierarchical log-linear models: with a set of lists, all sets inside it. Sets of lists are bits, bit j for list j."""

import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.compiled import compiled
from palermo.prevalence.table import Table

Ints = NDArray[np.int64]
MOST_CANDIDATES = 62  # sets of two lists and more a search can tell apart: bits of a positive 64-bit number


@dataclass(frozen=True)
class Model:
    """The model with these largest sets of lists, and every list by itself."""

    m: int
    tops: tuple[int, ...]

    @classmethod
    def of(cls, m: int, sets: Iterable[int]) -> "Model":
        """The smallest hierarchical model that has these sets."""
        wanted = sorted({*sets, *(1 << j for j in range(m))} - {0}, key=lambda lists: -lists.bit_count())
        tops: list[int] = []
        for lists in wanted:
            if not any(lists & top == lists for top in tops):
                tops.append(lists)
        return cls(m, tuple(sorted(tops, key=lambda lists: (-lists.bit_count(), _members(lists)))))

    @classmethod
    def named(cls, name: str, m: int) -> "Model":
        """The model of a name as the field writes it, "[123,14,5]"; "[1.10,2]" where there are more than nine lists."""
        if not re.fullmatch(r"\[[\d.,]*\]", name):
            raise ValueError(f"{name!r} is no name of a model: write its largest sets of lists, as in [123,14,5]")
        parts = [part.split(".") if m > 9 else list(part) for part in name[1:-1].split(",") if part]
        members = [[int(member) - 1 for member in part] for part in parts]
        if any(not 0 <= member < m for part in members for member in part):
            raise ValueError(f"{name} names a list that is not there: there are {m}")
        return cls.of(m, (sum(1 << member for member in set(part)) for part in members))

    @property
    def name(self) -> str:
        """Its largest sets of lists, counted from 1: "[123,14,5]"."""
        between = "." if self.m > 9 else ""
        return f"[{','.join(between.join(str(j + 1) for j in _members(top)) for top in self.tops)}]"

    @cached_property
    def terms(self) -> tuple[int, ...]:
        """All its sets, ascending, the empty one first."""
        return tuple(sorted({inside for top in self.tops for inside in _inside(top)}))

    @property
    def order(self) -> int:
        """How many lists its largest set has."""
        return max(top.bit_count() for top in self.tops)


def _members(lists: int) -> tuple[int, ...]:
    return tuple(j for j in range(lists.bit_length()) if lists >> j & 1)


def _inside(lists: int) -> Iterator[int]:
    inside = lists
    while inside:
        yield inside
        inside = (inside - 1) & lists
    yield 0


@dataclass(frozen=True)
class Family:
    """The models a search chooses from: all hierarchical ones of `sets`, a model being the bits of those it has.

    `sets` are the candidates of two lists and more, by size and then by list; `up[i]` has the bits of the candidates
    that contain candidate i, itself among them, `down[i]` of those inside it. `always` are the terms of every model.
    """

    m: int
    sets: Ints
    up: Ints
    down: Ints
    always: Ints

    @classmethod
    def up_to(cls, order: int, table: Table) -> "Family":
        """The sets of up to `order` lists, but for the set of all lists: the saturated model has no estimate.

        A set whose every cell is impossible has no parameter, and is left out.
        """
        m = table.m
        possible = set(range(1, 1 << m)) - table.impossible
        with_cells = {inside for cell in possible for inside in _inside(cell)}
        sizes = [lists for lists in with_cells if 2 <= lists.bit_count() <= min(order, m - 1 if m > 2 else 1)]
        sets = sorted(sizes, key=lambda lists: (lists.bit_count(), _members(lists)))
        if len(sets) > MOST_CANDIDATES:
            raise ValueError(
                f"{len(sets)} sets of up to {order} of {m} lists are more than can be searched: lower the order"
            )
        up = [sum(1 << i for i, other in enumerate(sets) if other & one == one) for one in sets]
        down = [sum(1 << i for i, other in enumerate(sets) if other & one == other) for one in sets]
        always = [0, *(1 << j for j in range(m) if 1 << j in with_cells)]
        return cls(m, _array(sets), _array(up), _array(down), _array(always))

    @property
    def all(self) -> int:
        """The bits of the model that has every candidate."""
        return (1 << self.sets.size) - 1

    def model(self, bits: int) -> Model:
        """The model of these bits."""
        return Model.of(self.m, (int(lists) for i, lists in enumerate(self.sets) if bits >> i & 1))

    def bits(self, model: Model) -> int:
        """The bits of a model; it must be one of this family."""
        place = {int(lists): i for i, lists in enumerate(self.sets)}
        return sum(1 << place[term] for term in model.terms if term.bit_count() > 1)


def catalogue(family: Family) -> Ints:
    """The bits of all models of a family, shape (models,), fewest terms first and then ascending."""
    most = 1 << 16
    while True:
        bits = np.empty(most, np.int64)
        count = _listed(family.down, bits)
        if count <= most:
            found = bits[:count]
            return found[np.lexsort((found, np.bitwise_count(found)))]
        most = count


@compiled
def _listed(down: Ints, bits: Ints) -> int:
    """Fill `bits` with all unions of down-sets, and tell how many there are (more than it holds: only as many fit)."""
    # every candidate is decided in turn; it may be in where everything below it is
    count, depth = 0, 0
    chosen = np.zeros(down.size + 1, np.int64)
    state = np.zeros(down.size + 1, np.int64)
    while depth >= 0:
        if depth == down.size:
            if count < bits.size:
                bits[count] = chosen[depth]
            count += 1
            depth -= 1
        elif state[depth] == 0:
            state[depth] = 1
            chosen[depth + 1] = chosen[depth]
            depth += 1
            state[depth] = 0
        elif state[depth] == 1:
            state[depth] = 2
            self = np.int64(1) << depth
            if (chosen[depth] | self) & down[depth] == down[depth]:
                chosen[depth + 1] = chosen[depth] | self
                depth += 1
                state[depth] = 0
        else:
            depth -= 1
    return count


def _array(values: list[int]) -> Ints:
    return np.array(values, dtype=np.int64)


def criterion_of(loglik: float, parameters: int, people: int, criterion: str) -> float:
    """BIC with the logarithm of the people seen, or AIC; parameters at minus infinity count."""
    return (2.0 if criterion == "aic" else math.log(people)) * parameters - 2 * loglik
