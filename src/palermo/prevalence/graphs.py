"""N averaged over all decomposable graphs (Madigan & York 1997), on a grid that runs until nothing is left beyond."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, logsumexp

from palermo.core import Message, mark
from palermo.prevalence.decomposable import MOST_LISTS, Graphs, decomposable
from palermo.prevalence.estimate import LEVELS, Estimate, Refusal
from palermo.prevalence.resample import Told, in_blocks
from palermo.prevalence.subsets import over_subsets
from palermo.prevalence.sweep import sweep
from palermo.prevalence.table import Table
from palermo.prevalence.unfit import unfit

METHOD = "graphs"
Floats = NDArray[np.float64]
Prior = Callable[[Floats], Floats]
"""Log prior of N, up to a constant, for each of an array of N."""

NEGLIGIBLE = 1e-5  # of the posterior, beyond the grid: moves a 95 % limit by less than its last digit that is read
BEYOND = 1e-3  # more than this beyond a stated grid is said
RULES = 0.05  # of the posterior on the complete graph: from there on a 95 % limit can lie in its hands alone
SHOWS = 0.01
CHUNK = 4096
TOGETHER = 4  # chunks, whatever the number of threads: what is swept does not depend on it
FINE = 1 << 16  # every n0 up to here; then one in 2, 4, ..., which is never more than one in 32,768 of n0
LAST = 1 << 33  # there are not more people
DRAWS = 2000
NAMED = 20


def one_over(people: Floats) -> Floats:
    """The prior p(N) = 1/N: as likely to be between 1,000 and 2,000 as between 2,000 and 4,000."""
    return -np.log(people)


def gamma_poisson(shape: float, mean_scale: float) -> Prior:
    """The prior of Madigan & York for a size that is known roughly: Poisson, its mean Gamma(shape, scale)."""

    def prior(people: Floats) -> Floats:
        log: Floats = gammaln(people + shape) - gammaln(people + 1.0)
        return log + people * math.log(mean_scale) - (people + shape) * math.log1p(mean_scale)

    return prior


@dataclass(frozen=True)
class _Posterior:
    """Grid of n0 with the mass of each point, and the mass of each graph, all in logarithms; the mass beyond."""

    n0: NDArray[np.int64]
    log_mass: Floats
    log_graphs: Floats
    beyond: float


def decomposable_graphs(
    table: Table,
    *,
    delta: float | None = None,
    grid: range | None = None,
    prior: Prior = one_over,
    threads: int | None = None,
    told: Told | None = None,
) -> Estimate | Refusal:
    """N over all decomposable graphs on 3 to 6 lists, each graph as likely as any other beforehand.

    `delta` is what the hyper-Dirichlet prior holds in each cell (2^-m). `grid` are the n0 to look at; without it,
    every n0 from 1 to 65,536 and then ever fewer, until less than 1e-5 of the posterior lies beyond. The total is
    the median; a quantile is the first N on the grid whose cumulative posterior exceeds it. Raises ValueError for a
    delta or a grid that cannot be. Source: Madigan & York, Biometrika 84:19 (1997).
    """
    if (delta is not None and delta <= 0) or (grid is not None and (not grid or grid[0] < 0 or grid.step < 0)):
        raise ValueError(f"delta is above 0 and a grid ascends from 0 or more: not {delta} and {grid}")
    if refusal := _unfit(table):
        return refusal
    graphs = decomposable(table.m)
    sets = _sets(table, 2.0**-table.m if delta is None else delta)
    posterior = _swept(_Sweeper(table.n, sets, graphs, prior, threads), grid, told)
    complete = math.exp(posterior.log_graphs[graphs.complete] - logsumexp(posterior.log_graphs))
    if grid is None and posterior.beyond > BEYOND:
        return _endless(posterior)
    if complete >= RULES:
        return _complete(complete)
    return _estimate(table, graphs, posterior, complete)


def _sets(table: Table, delta: float) -> Floats:
    """a_A and base_A for every set of lists, shape (2, 2^m)."""
    patterns, everything = np.arange(1 << table.m), (1 << table.m) - 1
    on_none = over_subsets(table.array)
    whole = delta * (1 << table.m)
    sets = np.zeros((2, 1 << table.m))
    sets[0, 0] = table.n + whole
    for a in range(1, 1 << table.m):
        cells, each = 1 << a.bit_count(), whole / (1 << a.bit_count())
        seen = np.bincount(patterns & a, table.array, minlength=1 << table.m)[1:]
        sets[0, a] = on_none[everything & ~a] + each
        others = sum(math.lgamma(count + each) for count in seen[seen > 0])
        empty = cells - 1 - np.count_nonzero(seen)
        sets[1, a] = math.lgamma(whole) + others + (empty - cells) * math.lgamma(each)
    return sets


@dataclass(frozen=True)
class _Sweeper:
    n: int
    sets: Floats
    graphs: Graphs
    prior: Prior
    threads: int | None

    def part(self, chunk: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """Log mass of each point of a chunk (first, stride, points), and of each graph over it."""
        first, stride, points = chunk.reshape(-1)[:3].tolist()
        people = self.n + first + stride * np.arange(points, dtype=np.float64)
        log_prior = self.prior(people) + math.log(stride)
        of_point, mass = sweep(first, stride, log_prior, self.n, self.sets, self.graphs.tree, self.graphs.steps)
        with np.errstate(divide="ignore"):
            return of_point, mass[:, 0] + np.log(mass[:, 1])

    def beyond(self, last: int, log_mass: float) -> float:
        """The share beyond `last`, read from points ever farther apart with a power of n0 between each two."""
        at = np.unique(np.rint(last * 1.05 ** np.arange(201)).astype(np.int64))
        log_density = np.array([self.part(np.array([n0, 1, 1]))[0][0] for n0 in at])
        apart, height = np.diff(np.log(at)), np.maximum(log_density, -1e200) + np.log(at)
        slope = np.diff(height) / apart
        steep = np.where(slope == 0, 1e-9, slope)
        log_beyond = logsumexp(height[:-1] + np.log(np.expm1(steep * apart) / steep))
        if slope[-1] < 0:  # past the last point the power goes on
            log_beyond = np.logaddexp(log_beyond, height[-1] - math.log(-slope[-1]))
        elif log_density[-1] > -1e200:
            return 1.0
        return math.exp(log_beyond - np.logaddexp(log_mass, log_beyond))


def _chunks(grid: range | None) -> Iterator[tuple[int, int, int]]:
    """The grid in parts: first, stride, points."""
    if grid is not None:
        for part in (grid[start : start + CHUNK] for start in range(0, len(grid), CHUNK)):
            yield part.start, part.step, len(part)
        return
    yield 1, 1, CHUNK - 1
    first = CHUNK
    while first < LAST:
        stride = 1 << max(0, first.bit_length() - FINE.bit_length() + 1)
        yield first, stride, CHUNK
        first += CHUNK * stride


def _swept(sweeper: _Sweeper, grid: range | None, told: Told | None) -> _Posterior:
    chunks = list(_chunks(grid))
    points: list[Floats] = []
    of_graphs: Floats = np.full(len(sweeper.graphs.edges), -np.inf)
    beyond = 1.0
    for used in range(TOGETHER, len(chunks) + TOGETHER, TOGETHER):
        group = np.array(chunks[used - TOGETHER : used])
        for of_point, of_graph in in_blocks(sweeper.part, group, threads=sweeper.threads, block=1):
            points.append(of_point)
            of_graphs = np.logaddexp(of_graphs, of_graph)
        if told:
            told(min(used, len(chunks)), len(chunks))
        first, stride, count = chunks[min(used, len(chunks)) - 1]
        last, log_mass = first + stride * (count - 1), float(logsumexp(of_graphs))
        low = points[-1][-1] - math.log(stride) + math.log(last) - log_mass < math.log(NEGLIGIBLE)
        if (grid is None and low) or used >= len(chunks):
            beyond = sweeper.beyond(last + stride, log_mass)
        if grid is None and beyond < NEGLIGIBLE:
            break
    n0 = np.concatenate([first + stride * np.arange(count) for first, stride, count in chunks[:used]])
    return _Posterior(n0, np.concatenate(points), of_graphs, beyond)


def _estimate(table: Table, graphs: Graphs, posterior: _Posterior, complete: float) -> Estimate:
    share = np.exp(posterior.log_mass - logsumexp(posterior.log_mass))
    people, below = table.n + posterior.n0, np.cumsum(share)

    def quantile(p: float) -> float:
        return float(people[min(int(np.searchsorted(below, p, side="right")), len(people) - 1)])

    probable = np.exp(posterior.log_graphs - logsumexp(posterior.log_graphs))
    order = np.argsort(-probable, kind="stable")[:NAMED]
    return Estimate(
        METHOD,
        graphs.named(int(order[0])),
        quantile(0.5),
        intervals={level: (quantile(0.5 - level / 200), quantile(0.5 + level / 200)) for level in LEVELS},
        selection_inside=True,
        warnings=tuple(_warnings(posterior.beyond, int(people[-1]), complete)),
        diagnostics={
            "graphs": {graphs.named(int(graph)): float(probable[graph]) for graph in order},
            "complete": complete,
            "mean": float((people * share).sum()),  # a product of long vectors goes by the number of threads
            "mode": int(people[np.argmax(posterior.log_mass)]),
            "last": int(people[-1]),
            "beyond": posterior.beyond,
        },
        draws=np.array([quantile((draw + 0.5) / DRAWS) for draw in range(DRAWS)]),
    )


def _warnings(beyond: float, last: int, complete: float) -> Iterator[Message]:
    if beyond > BEYOND:
        yield Message(
            mark(
                "The search stops at {last} people, and {share} of what is plausible lies beyond. The answer depends "
                "on where it stops: let it run farther."
            ),
            {"last": last, "share": f"{100 * beyond:.2g} %"},
        )
    if complete > SHOWS:
        yield Message(
            mark(
                "{share} of the answer comes from the graph in which every list depends on every other. It knows "
                "nothing of the people on no list."
            ),
            {"share": f"{100 * complete:.2g} %"},
        )


def _unfit(table: Table) -> Refusal | None:
    if table.m > MOST_LISTS:
        return Refusal(
            METHOD,
            Message(
                mark("There are {m} lists. Graphs are averaged for {most} at most."), {"m": table.m, "most": MOST_LISTS}
            ),
            Message(mark("Make lists of one kind into one, for instance all shelters, and try again.")),
            "too-many-lists",
        )
    if table.impossible:
        return Refusal(
            METHOD,
            Message(mark("Some patterns cannot occur. This method knows no such table: each graph fills every cell.")),
            Message(mark("Take a method that fits a log-linear model, or leave the list out that covers only a part.")),
            "no-estimate",
        )
    return next((replace(refusal, method=METHOD) for refusal in unfit(table) if refusal.code != "too-few-people"), None)


def _complete(share: float) -> Refusal:
    return Refusal(
        METHOD,
        Message(
            mark(
                "{share} of what is plausible lies on the graph in which every list depends on every other. It "
                "knows nothing of the people on no list: limits would come from the prior, not from the data."
            ),
            {"share": f"{100 * share:.3g} %"},
        ),
        Message(
            mark("Add a list that is kept apart from the others, or take a method that says what it assumes instead.")
        ),
        "complete-graph",
    )


def _endless(posterior: _Posterior) -> Refusal:
    return Refusal(
        METHOD,
        Message(
            mark("However far it is searched, much of what is plausible lies beyond: at {last} people, {share}."),
            {"last": int(posterior.n0[-1]), "share": f"{100 * posterior.beyond:.2g} %"},
        ),
        Message(
            mark("More people on two lists or more are needed, or a prior that says how many there can be at most.")
        ),
        "at-the-cap",
    )
