"""The decomposable graphs on a few lists, each reached from a smaller one by one edge.

A graph is decomposable when no circle of four or more lists is without a chord. It says that two lists without an
edge are independent given what separates them. Put the edge ab into a decomposable graph: the result is decomposable
if and only if what a and b are both joined to, S, separates them (Giudici & Green 1999). Then S with a and b is a
clique, so that log p changes by P(S+a+b) + P(S) - P(S+a) - P(S+b), whatever else the graph holds.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
MOST_LISTS = 6


@dataclass(frozen=True)
class Graphs:
    """All decomposable graphs on m lists, depth first: the last one before a graph that has one edge less leads to it.

    `edges` has one bit for each pair of lists, shape (graphs,). `tree`, shape (graphs, 2), says how many edges there
    are and which row of `steps`, shape (steps, 4), the last of them is: the sets S+a+b, S, S+a, S+b. The first graph
    has no edge.
    """

    m: int
    edges: Integers
    tree: Integers
    steps: Integers

    @cached_property
    def complete(self) -> int:
        """Which graph has every edge."""
        return int(np.argmax(self.tree[:, 0]))

    def cliques(self, graph: int) -> tuple[int, ...]:
        """The largest sets of lists that are all joined, each as bits, the smaller number first."""
        joined = _neighbours(self.edges[graph : graph + 1], self.m)[:, 0].tolist()
        whole = [s for s in range(1, 1 << self.m) if all(s & ~joined[v] == 1 << v for v in range(self.m) if s >> v & 1)]
        return tuple(s for s in whole if not any(s != other and s & other == s for other in whole))

    def named(self, graph: int) -> str:
        """A graph by its cliques, the longest first: [123,14,5]."""
        names = ["".join(str(v + 1) for v in range(self.m) if s >> v & 1) for s in self.cliques(graph)]
        return f"[{','.join(sorted(names, key=lambda name: (-len(name), name)))}]"


@lru_cache(maxsize=8)
def decomposable(m: int) -> Graphs:
    """Every decomposable graph on m lists, m from 1 to 6: 1, 2, 8, 61, 822, 18,154."""
    if not 1 <= m <= MOST_LISTS:
        raise ValueError(f"graphs are counted for 1 to {MOST_LISTS} lists, not {m}")
    last = _last_edge(m)
    reached = np.flatnonzero(last >= 0)
    edges = _depth_first(reached, reached ^ (1 << last[reached]), len(last))
    taken = _taken(edges[1:], last[edges[1:]], m)
    steps, step = np.unique(taken, axis=0, return_inverse=True)
    return Graphs(m, edges, np.stack([_sizes(edges), np.concatenate([[0], step.ravel()])], axis=1), steps)


def _last_edge(m: int) -> Integers:
    """For each set of edges one whose removal leaves a decomposable graph; -1 where it is none itself, or empty."""
    pairs = list(combinations(range(m), 2))
    sets = np.arange(1 << len(pairs), dtype=np.int64)
    may_go = [_separated(sets, pair, m) for pair in pairs]
    decomposes, last, size = sets == 0, np.full_like(sets, -1), _sizes(sets)
    for level in (sets[size == edges] for edges in range(1, len(pairs) + 1)):
        for bit in range(len(pairs)):
            held = level[level >> bit & 1 == 1]
            last[held[may_go[bit][held] & decomposes[held ^ (1 << bit)]]] = bit
        decomposes[level] = last[level] >= 0
    return last


def _separated(sets: Integers, pair: tuple[int, int], m: int) -> NDArray[np.bool_]:
    """Whether the two lists are separated, but for the edge between them, by those that both are joined to."""
    first, second = pair
    joined = _neighbours(sets, m)
    joined[first] &= ~(1 << second)
    joined[second] &= ~(1 << first)
    open_to = ~(joined[first] & joined[second])
    reached = np.full_like(sets, 1 << first)
    for _ in range(m - 1):
        for v in range(m):
            reached |= np.where(reached >> v & 1, joined[v] & open_to, 0)
    separated: NDArray[np.bool_] = reached >> second & 1 == 0
    return separated


def _depth_first(reached: Integers, before: Integers, size: int) -> Integers:
    """The graphs in the order in which one edge more is always tried first, from the one without edges on."""
    after: list[list[int]] = [[] for _ in range(size)]
    for graph, smaller in zip(reached.tolist(), before.tolist(), strict=True):
        after[smaller].append(graph)
    order, waiting = [], [0]
    while waiting:
        order.append(waiting.pop())
        waiting += after[order[-1]]
    return np.array(order, np.int64)


def _taken(edges: Integers, last: Integers, m: int) -> Integers:
    """The sets S+a+b, S, S+a and S+b of the last edge ab of each graph, shape (graphs, 4)."""
    joined = _neighbours(edges, m)
    one, other = np.array(list(combinations(range(m), 2)), np.int64).reshape(-1, 2)[last].T
    common = np.take_along_axis(joined, one[None], 0)[0] & np.take_along_axis(joined, other[None], 0)[0]
    return np.stack([common | 1 << one | 1 << other, common, common | 1 << one, common | 1 << other], axis=1)


def _neighbours(edges: Integers, m: int) -> Integers:
    """Whom each list is joined to, as bits, shape (m, graphs)."""
    joined = np.zeros((m, len(edges)), np.int64)
    for bit, (one, other) in enumerate(combinations(range(m), 2)):
        joined[one] |= (edges >> bit & 1) << other
        joined[other] |= (edges >> bit & 1) << one
    return joined


def _sizes(edges: Integers) -> Integers:
    return np.bitwise_count(edges).astype(np.int64)
