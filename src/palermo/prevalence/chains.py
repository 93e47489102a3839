"""Whether chains can be believed: rank-normalised split R-hat, effective sizes, and whether all saw the same modes.

Draws have shape (chains, kept). R-hat and effective sizes after Vehtari, Gelman, Simpson, Carpenter and Buerkner,
"Rank-normalization, folding, and localization: an improved R-hat", Bayesian Analysis 16 (2021), with Geyer's initial
monotone sequence.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import fft, special, stats

Draws = NDArray[np.float64]
GRID = 1024
VALLEY = 0.8  # two peaks are two modes when the density between them falls below this part of the lower one
LEAST_SHARE = 0.02  # a hill with fewer of the draws is noise
STRANGE = 0.01  # a chain has missed a mode when so small a chance, divided by the chains, would explain it


@dataclass(frozen=True, slots=True)
class Mode:
    """A hill of the pooled draws: its peak, the limits between which it lies, its share, and the chains never there."""

    at: float
    low: float
    high: float
    share: float
    missed_by: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Health:
    """What several chains tell about themselves; all of one quantity."""

    r_hat: float
    bulk: float
    tail: float
    modes: tuple[Mode, ...]

    @property
    def same_modes(self) -> bool:
        """Whether no chain missed a mode that it ought to have seen."""
        return not any(mode.missed_by for mode in self.modes)


def health(draws: Draws) -> Health:
    """R-hat, bulk and tail effective sizes and modes of draws of shape (chains, kept); at least four a chain."""
    bulk = ess_bulk(draws)
    return Health(r_hat(draws), bulk, ess_tail(draws), modes(draws, bulk))


def r_hat(draws: Draws) -> float:
    """The larger of the rank-normalised split R-hats of the draws and of their distances from the median."""
    halves = _split(draws)
    folded = np.abs(halves - np.median(halves))
    return max(_r_hat(_normal_scores(halves)), _r_hat(_normal_scores(folded)))


def ess_bulk(draws: Draws) -> float:
    """How many independent draws would tell the middle as well."""
    return ess(_normal_scores(_split(draws)))


def ess_tail(draws: Draws) -> float:
    """The smaller effective size of the two indicators "below the 5 % quantile" and "below the 95 % quantile"."""
    halves = _split(draws)
    return min(ess((halves <= np.quantile(halves, level)).astype(np.float64)) for level in (0.05, 0.95))


def ess(draws: Draws) -> float:
    """The effective size of the mean of draws of shape (chains, kept), as they are: no ranks, no splitting."""
    chains, kept = draws.shape
    covariances = _autocovariances(draws)
    within = covariances[:, 0].mean() * kept / (kept - 1)
    pooled = within * (kept - 1) / kept + (draws.mean(axis=1).var(ddof=1) if chains > 1 else 0.0)
    if not pooled > 0:
        return float(chains * kept)
    correlations = 1 - (within - covariances.mean(axis=0) * kept / (kept - 1)) / pooled
    correlations[0] = 1
    pairs = correlations[: kept // 2 * 2].reshape(-1, 2).sum(axis=1)
    positive = int(np.argmax(pairs < 0)) if (pairs < 0).any() else len(pairs)
    time = 2 * np.minimum.accumulate(pairs[: max(positive, 1)]).sum() - 1
    # draws that swing to and fro can be worth more than independent ones, but no claim is made beyond this
    return float(chains * kept / max(time, 1 / np.log10(chains * kept)))


def modes(draws: Draws, effective: float) -> tuple[Mode, ...]:
    """The hills of the pooled draws, low ones first, and which chains missed one.

    A Gaussian kernel of Silverman's width, made for `effective` draws, smooths the pooled draws. A chain that holds
    its part e of the effective draws sees nothing of a hill of share p with the chance (1 - p)^e. Where that is below
    1 % divided by the number of chains, the chain did not come by: it is another mode, and not bad luck.
    """
    low, high = float(draws.min()), float(draws.max())
    if low == high:
        return (Mode(low, low, high, 1.0, ()),)
    grid, density = _smoothed(draws, max(effective, 4.0))
    cuts = [-np.inf, *_valleys(grid, density, draws), np.inf]
    found = []
    for start, end in pairwise(cuts):
        inside = (draws > start) & (draws <= end)
        share = float(inside.mean())
        hill = (grid > start) & (grid <= end)
        by_luck = (1 - share) ** (effective / len(draws))
        missed = np.flatnonzero(~inside.any(axis=1)) if by_luck < STRANGE / len(draws) else ()
        peak = float(grid[hill][density[hill].argmax()])
        found.append(Mode(peak, max(start, low), min(end, high), share, tuple(int(chain) for chain in missed)))
    return tuple(found)


def _split(draws: Draws) -> Draws:
    half = draws.shape[1] // 2
    return np.concatenate([draws[:, :half], draws[:, -half:]])


def _normal_scores(draws: Draws) -> Draws:
    ranks = stats.rankdata(draws, axis=None).reshape(draws.shape)
    scores: Draws = special.ndtri((ranks - 0.375) / (draws.size + 0.25))
    return scores


def _r_hat(draws: Draws) -> float:
    kept = draws.shape[1]
    within, between = draws.var(axis=1, ddof=1).mean(), draws.mean(axis=1).var(ddof=1)
    if not within > 0:
        return 1.0 if not between > 0 else float("inf")
    return float(np.sqrt((kept - 1) / kept + between / within))


def _autocovariances(draws: Draws) -> Draws:
    kept = draws.shape[1]
    size = fft.next_fast_len(2 * kept, real=True)
    waves = fft.rfft(draws - draws.mean(axis=1, keepdims=True), size, axis=1)
    covariances: Draws = fft.irfft(np.abs(waves) ** 2, size, axis=1)[:, :kept] / kept
    return covariances


def _smoothed(draws: Draws, effective: float) -> tuple[Draws, Draws]:
    quarter, three = np.quantile(draws, (0.25, 0.75))
    spread = min(float(draws.std()), (three - quarter) / 1.34) or float(draws.std())
    width = 0.9 * spread * effective**-0.2
    edges = np.linspace(draws.min() - 3 * width, draws.max() + 3 * width, GRID + 1)
    counts = np.histogram(draws, edges)[0] / draws.size
    middles = (edges[1:] + edges[:-1]) / 2
    reach = np.arange(-GRID + 1, GRID) * (edges[1] - edges[0])
    density = np.convolve(counts, np.exp(-0.5 * (reach / width) ** 2), mode="valid")
    return middles, density


def _valleys(grid: Draws, density: Draws, draws: Draws) -> list[float]:
    """Where the pooled draws are cut: lowest points between peaks, until every hill stands clear and is large."""
    rising = np.diff(density) > 0
    peaks = [int(peak) for peak in np.flatnonzero(rising[:-1] & ~rising[1:]) + 1]
    while len(peaks) > 1:
        between = [a + int(density[a : b + 1].argmin()) for a, b in pairwise(peaks)]
        cuts = grid[between]
        shares = np.bincount(np.searchsorted(cuts, draws.ravel()), minlength=len(peaks)) / draws.size
        lower = [min(density[a], density[b]) for a, b in pairwise(peaks)]
        depths = density[between] / lower
        if shares.min() < LEAST_SHARE:
            peaks.pop(int(shares.argmin()))
        elif depths.max() > VALLEY:
            pair = int(depths.argmax())
            peaks.pop(pair if density[peaks[pair]] < density[peaks[pair + 1]] else pair + 1)
        else:
            return [float(cut) for cut in cuts]
    return []
