"""Whether latent-class chains tell the truth as often as they say: simulation-based calibration.

The prior 1/N has no total, so N is drawn from 1/N between 1 and 1,500; the chains are told the same upper end. Tables
with fewer than 20 people or without anybody on two lists are drawn again: both are seen in the table, so the posterior
is not touched by it. Per table the rank of the true N among 39 draws that lie far apart; ranks must be flat
(chi-square).

    .venv/bin/python bench/prevalence_calibration.py
"""

import os

import numpy as np
from scipy import stats

from palermo.prevalence import Table
from palermo.prevalence.class_chains import kept
from palermo.prevalence.latent_classes import posterior
from writing import RESULTS, arguments, write_down

MOST, LISTS, CLASSES = 1500, 3, 3
DRAWS, BINS = 39, 8
RESULT = RESULTS / "prevalence_calibration.json"


def simulated(rng: np.random.Generator) -> tuple[int, Table]:
    """A population from the prior, and the table that its lists give."""
    sizes = np.arange(1, MOST + 1)
    while True:
        total = int(rng.choice(sizes, p=1 / sizes / (1 / sizes).sum()))
        alpha = rng.gamma(0.25) / 0.25
        broken = np.append(-np.expm1(-rng.exponential(size=CLASSES - 1) / alpha), 1.0)
        weights = broken * np.append(1.0, np.cumprod(1 - broken[:-1]))
        caught = rng.random((LISTS, CLASSES))[:, rng.choice(CLASSES, total, p=weights / weights.sum())]
        on = (rng.random((LISTS, total)) < caught).astype(np.int64)
        counts = np.bincount((on << np.arange(LISTS)[:, None]).sum(axis=0), minlength=1 << LISTS)
        counts[0] = 0
        if counts.sum() >= 20 and counts[[3, 5, 6, 7]].sum():
            return total, Table(("A", "B", "C"), tuple(counts.tolist()))


def rank(seed: int) -> int:
    rng = np.random.default_rng(seed)
    total, table = simulated(rng)
    model = posterior(table, CLASSES, float(MOST - table.n))
    found = kept(model, 3, 260, 60, seed, None, lambda _done, _of: None)
    draws = found.unseen[:, :: 260 // 13][:, :13].ravel() + table.n
    below, same = int((draws < total).sum()), int((draws == total).sum())
    return below + int(rng.integers(same + 1))


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--tables", type=int, default=80)
    told, load = parser.parse_args(), os.getloadavg()[0]
    ranks = np.array([rank(seed) for seed in range(told.tables)])
    counts = np.bincount(ranks * BINS // (DRAWS + 1), minlength=BINS)
    test = stats.chisquare(counts)
    write_down(
        told.output,
        load,
        tables=told.tables,
        seeds=[0, told.tables - 1],
        bins=counts.tolist(),
        chi_square=round(float(test.statistic), 2),
        p=round(float(test.pvalue), 3),
        mean_rank=round(float(ranks.mean() / DRAWS), 3),
    )


if __name__ == "__main__":
    main()
