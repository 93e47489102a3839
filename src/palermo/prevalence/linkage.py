"""What wrong links between lists do to an estimate: persons split in two, or two made one, as links really fall."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from palermo.prevalence.estimated import Mislinked
from palermo.prevalence.table import Counts, Table

Total = Callable[[Table], float | None]
SHARES = (0.01, 0.02, 0.05)
DRAWS = 20


def relinked(table: Table, share: float, *, made: bool, draws: int = DRAWS, seed: int) -> tuple[Table, ...]:
    """Tables in which a share of the links is made anew, or undone: so often, by chance.

    Whoever is on k lists hangs together by k - 1 links. Undone, one of them splits the person in two, with some of the
    lists each: as if the link had been false. `made` does the reverse: two persons become one, in the patterns in
    which links are seen, as if the link had been missed. A link that has nobody left to make or undo it stays.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share of links lies between 0 and 1, not at {share}")
    whole, one, other, chance = _links(table)
    links = round(share * sum((w.bit_count() - 1) * count for w, count in enumerate(table.counts) if w))
    random = np.random.Generator(np.random.PCG64(seed))
    drawn = random.multinomial(links, chance, size=draws) if len(chance) else np.zeros((draws, 0), np.int64)
    return tuple(table.with_counts(_moved(table.array, whole, one, other, times, made)) for times in drawn)


def mislinked(
    table: Table,
    totals: Mapping[str, Total],
    *,
    shares: Sequence[float] = SHARES,
    draws: int = DRAWS,
    seed: int,
) -> tuple[Mislinked, ...]:
    """What methods say when a share of the links was missed, or false: the medians over draws, the lower one first.

    `totals` maps a method to its total for a table, None where it refuses. A method that refuses half of the draws of
    either kind has None.
    """
    return tuple(Mislinked(share, dict(_limits(table, totals, share, draws, seed))) for share in shares)


def _limits(
    table: Table, totals: Mapping[str, Total], share: float, draws: int, seed: int
) -> Iterator[tuple[str, tuple[float, float] | None]]:
    both = [relinked(table, share, made=made, draws=draws, seed=seed) for made in (True, False)]
    for method, total in totals.items():
        known = [[found for each in tables if (found := total(each)) is not None] for tables in both]
        if min(len(found) for found in known) * 2 <= draws:
            yield method, None
        else:
            low, high = sorted(float(np.median(found)) for found in known)
            yield method, (low, high)


def _links(table: Table) -> tuple[Counts, Counts, Counts, NDArray[np.float64]]:
    """Every way in which a link holds together a pattern that is seen: pattern, its two parts, its share of links.

    The lists of a person stand in an order of chance, and each of the k - 1 links between neighbours may be the one.
    """
    found = []
    for w, count in enumerate(table.counts):
        lists = w.bit_count()
        part = (w - 1) & w
        while count and part > (w ^ part):  # each two parts once
            found.append((w, part, w ^ part, 2.0 * count / math.comb(lists, part.bit_count())))
            part = (part - 1) & w
    found = [each for each in found if not table.impossible & set(each[:3])]
    columns = np.array(found, dtype=np.float64).reshape(-1, 4)
    chance = columns[:, 3] / columns[:, 3].sum() if found else columns[:, 3]
    whole, one, other = columns[:, :3].astype(np.int64).T
    return whole, one, other, chance


def _moved(counts: Counts, whole: Counts, one: Counts, other: Counts, times: Counts, made: bool) -> Counts:
    moved = counts.copy()
    for w, u, v, wanted in zip(whole, one, other, times, strict=True):
        can = min(wanted, moved[u], moved[v]) if made else min(wanted, moved[w])
        change = can if made else -can
        moved[w] += change
        moved[u] -= change
        moved[v] -= change
    return moved
