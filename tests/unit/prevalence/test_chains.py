"""Diagnostics of chains against a plain implementation and against cases of known answer."""

import numpy as np
import pytest
from scipy import special, stats

from palermo.prevalence import chains


def autoregressive(seed: int, phi: float, many: int, kept: int) -> chains.Draws:
    """Chains that begin in their stationary distribution, standard normal; ESS is kept (1 - phi) / (1 + phi)."""
    rng = np.random.default_rng(seed)
    draws = rng.standard_normal((many, kept))
    for step in range(1, kept):
        draws[:, step] = phi * draws[:, step - 1] + np.sqrt(1 - phi**2) * draws[:, step]
    return draws


def plain_ess(draws: chains.Draws) -> float:
    """The definition, with sums written out (Geyer's initial monotone sequence over all chains)."""
    many, kept = draws.shape
    means = draws.mean(axis=1)
    within = float(np.mean([np.sum((row - row.mean()) ** 2) / (kept - 1) for row in draws]))
    pooled = within * (kept - 1) / kept + float(np.sum((means - means.mean()) ** 2)) / (many - 1)

    def correlation(lag: int) -> float:
        if lag == 0:
            return 1.0
        products = [np.sum((row[lag:] - row.mean()) * (row[: kept - lag] - row.mean())) for row in draws]
        return float(1 - (within - np.mean(products) / (kept - 1)) / pooled)

    total, smallest, lag = 0.0, np.inf, 0
    while lag + 1 < kept:
        pair = correlation(lag) + correlation(lag + 1)
        if pair < 0:
            break
        smallest = min(smallest, pair)
        total, lag = total + smallest, lag + 2
    return float(many * kept / max(2 * total - 1, 1 / np.log10(many * kept)))


def plain_r_hat(draws: chains.Draws) -> float:
    halves = np.array([half for row in draws for half in (row[: len(row) // 2], row[-(len(row) // 2) :])])
    found = []
    for values in (halves, abs(halves - np.median(halves))):
        scores = special.ndtri((stats.rankdata(values).reshape(values.shape) - 3 / 8) / (values.size + 1 / 4))
        kept = values.shape[1]
        between = kept * np.var([row.mean() for row in scores], ddof=1)
        within = np.mean([np.var(row, ddof=1) for row in scores])
        found.append(np.sqrt(((kept - 1) / kept * within + between / kept) / within))
    return float(max(found))


@pytest.mark.parametrize(("phi", "many", "kept"), [(0.0, 4, 101), (0.9, 3, 300), (-0.5, 2, 200), (0.99, 5, 250)])
def test_the_plain_implementation_says_the_same(phi: float, many: int, kept: int) -> None:
    draws = autoregressive(7, phi, many, kept)
    assert chains.ess(draws) == pytest.approx(plain_ess(draws), rel=1e-9)
    assert chains.r_hat(draws) == pytest.approx(plain_r_hat(draws), rel=1e-12)
    assert chains.r_hat(np.exp(draws)) == pytest.approx(chains.r_hat(draws), abs=0.05)


@pytest.mark.parametrize("phi", [0.0, 0.5, 0.9])
def test_the_effective_size_of_an_autoregressive_chain_is_known(phi: float) -> None:
    draws = autoregressive(11, phi, 20, 4000)
    known = draws.size * (1 - phi) / (1 + phi)
    assert chains.ess_bulk(draws) == pytest.approx(known, rel=0.12)
    assert chains.ess_tail(draws) > 0.3 * known
    assert chains.r_hat(draws) < 1.02


def test_a_chain_of_its_own_is_seen() -> None:
    draws = autoregressive(3, 0.0, 4, 500)
    moved = draws + np.array([[0.0], [0.0], [0.0], [2.0]])
    wider = draws * np.array([[1.0], [1.0], [1.0], [4.0]])
    assert chains.r_hat(moved) > 1.3
    assert chains.r_hat(wider) > 1.05  # seen by the folded draws alone: all have the same middle
    drifting = draws + np.linspace(0, 3, 500)
    assert chains.r_hat(drifting) > 1.15  # seen by the halves alone: all drift alike
    assert chains.ess_bulk(moved) < 20 < chains.ess_bulk(draws)


def test_draws_that_never_move_are_told_apart_from_draws_that_agree() -> None:
    assert chains.r_hat(np.zeros((2, 10))) == 1
    assert chains.r_hat(np.array([[0.0] * 10, [1.0] * 10])) == np.inf
    assert chains.ess(np.zeros((2, 10))) == 20
    assert [mode.share for mode in chains.modes(np.zeros((2, 10)), 20)] == [1.0]


def test_modes_are_found_with_the_chains_that_missed_one() -> None:
    rng = np.random.default_rng(5)
    one = rng.standard_normal((4, 1000))
    assert len(chains.health(one).modes) == 1
    # every chain goes to and fro between two hills, 10 apart, a third of the time on the upper
    both = one + 10.0 * (rng.random((4, 1000)) < 1 / 3)
    lower, upper = chains.health(both).modes
    assert lower.at == pytest.approx(0, abs=0.4)
    assert upper.at == pytest.approx(10, abs=0.4)
    assert upper.share == pytest.approx(1 / 3, abs=0.03)
    assert lower.high == upper.low
    assert chains.health(both).same_modes
    # the last chain never leaves the lower hill
    stuck = np.concatenate([both[:3], one[3:]])
    assert [mode.missed_by for mode in chains.modes(stuck, 1000)] == [(), (3,)]
    # with two effective draws a chain, to miss the upper hill is nothing strange
    assert [mode.missed_by for mode in chains.modes(stuck, 8)] == [(), ()]
