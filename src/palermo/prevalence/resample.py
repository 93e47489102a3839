"""Tables drawn anew and tables with one person less, and their estimates, shared out over the cores."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.table import Counts, Table

Told = Callable[[int, int], None]
Done = TypeVar("Done")
BLOCK = 25


def resampled(table: Table, replicates: int, seed: int) -> Counts:
    """Bootstrap tables, shape (replicates, 2^m): n people drawn from the patterns seen; those not seen stay at 0."""
    return drawn(table.array, table.n, replicates, seed)


def drawn(weights: NDArray[Any], people: int, times: int, seed: int) -> Counts:
    """So many people drawn over cells by their weights, so many times: shape (times, cells)."""
    counts = np.zeros((times, weights.size), dtype=np.int64)
    some = np.flatnonzero(weights)
    if some.size:  # over these only: rounding would leave a person for the last cell, whatever its weight
        random = np.random.Generator(np.random.PCG64(seed))
        counts[:, some] = random.multinomial(people, weights[some] / weights[some].sum(), size=times)
    return counts


def one_less(table: Table) -> tuple[Counts, Counts]:
    """For each pattern seen the table with one of its people taken away, and how many there were in it."""
    seen = np.flatnonzero(table.array)
    tables = np.repeat(table.array[None, :], seen.size, axis=0)
    tables[np.arange(seen.size), seen] -= 1
    return tables, table.array[seen]


def in_blocks(
    run: Callable[[NDArray[np.int64]], Done],
    tables: Counts,
    *,
    threads: int | None = None,
    told: Told | None = None,
    block: int = BLOCK,
) -> list[Done]:
    """What `run` makes of each block of tables, in their order, whatever the number of threads (None: all cores)."""
    blocks = [tables[start : start + block] for start in range(0, len(tables), block)]
    done: list[Done] = []
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        for made in pool.map(run, blocks):
            done.append(made)
            if told:
                told(min(len(done) * block, len(tables)), len(tables))
    return done
