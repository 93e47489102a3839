"""Latent classes: the kernels against plain formulas, the whole against the sampler of the article, written plainly."""

import numpy as np
import pytest
from scipy import stats

from palermo.prevalence import Estimate, Refusal, Table, latent_classes
from palermo.prevalence.class_chains import _started
from palermo.prevalence.class_kernels import Floats, Posterior, likelihood, log_within, prior, pull
from palermo.prevalence.clouds import classes_of
from palermo.prevalence.latent_classes import posterior

SMALL = Table(("A", "B", "C"), (0, 60, 40, 22, 30, 18, 9, 11))


def plain_likelihood(model: Posterior, x: Floats) -> float:
    shares, chances = classes_of(x[None], model.m)
    weights, caught = np.exp(shares[0]), chances[0]
    cells = np.array(
        [
            sum(
                weights[k] * np.prod([caught[j, k] if w >> j & 1 else 1 - caught[j, k] for j in range(model.m)])
                for k in range(model.classes)
            )
            for w in range(1 << model.m)
        ]
    )
    seen = cells[model.possible].sum()
    found = sum(model.counts[w] * np.log(cells[w] / seen) for w in np.flatnonzero(model.counts))
    return float(found + stats.nbinom.logcdf(model.cap, model.n, seen / (seen + cells[0])))


def gibbs(seed: int, table: Table, classes: int, cap: float, sweeps: int) -> Floats:
    """The sampler of the article, one sweep after the other; N."""
    rng, m = np.random.default_rng(seed), table.m
    on = np.array([[w >> j & 1 for j in range(m)] for w in range(1 << m)], dtype=float)
    caught, log_weights, alpha, n0 = rng.random((m, classes)), np.full(classes, -np.log(classes)), 1.0, table.n
    kept = np.empty(sweeps)
    for sweep in range(sweeps):
        cells = np.exp(log_weights + on @ np.log(caught) + (1 - on) @ np.log1p(-caught))
        people = rng.multinomial([n0, *table.counts[1:]], cells / cells.sum(axis=1, keepdims=True))
        sizes = people.sum(axis=0)
        caught = np.clip(rng.beta(1 + on.T @ people, 1 + (1 - on).T @ people), 1e-12, 1 - 1e-12)
        left = 0.0
        for k in range(classes - 1):
            later = alpha + sizes[k + 1 :].sum()
            mine = np.log(rng.gamma(1 + sizes[k]))
            others = np.log(rng.gamma(later + 1)) + np.log(rng.random()) / later  # of a shape that may be tiny
            log_weights[k] = left + mine - np.logaddexp(mine, others)
            left += others - np.logaddexp(mine, others)
        log_weights[-1] = left
        alpha = rng.gamma(0.25 + classes - 1) / (0.25 - left)
        unseen = np.exp(log_weights + np.log1p(-caught).sum(axis=0)).sum()
        n0 = int(cap) + 1
        while n0 > cap:
            n0 = int(rng.poisson(rng.gamma(table.n) * unseen / (1 - unseen)))
        kept[sweep] = table.n + n0
    return kept


@pytest.mark.parametrize("concentration", ["gamma", "lognormal"])
def test_the_likelihood_is_the_plain_one_and_its_slope_is_what_it_rises_by(concentration: str) -> None:
    table = Table(SMALL.lists, (0, 60, 40, 22, 30, 18, 9, 0), frozenset({7}))
    model = posterior(table, 4, 1000.0, concentration)
    chain = _started(model, np.random.default_rng(1))
    room, x = chain.room, chain.x + 0.3 * chain.rng.standard_normal(len(chain.x))

    def at(x: Floats) -> float:
        return float(0.5 * likelihood(model, x, room.caught, room.cells, room.shares)[0] + prior(model, x))

    assert likelihood(model, x, room.caught, room.cells, room.shares)[0] == pytest.approx(plain_likelihood(model, x))
    pull(model, x, 0.5, room.caught, room.cells, room.shares, room.keys, room.slope)
    for d in range(len(x)):
        step = np.zeros(len(x))
        step[d] = 1e-5
        assert room.slope[d] == pytest.approx((at(x + step) - at(x - step)) / 2e-5, rel=1e-4, abs=1e-5)


@pytest.mark.parametrize("odds", [0.1, 3.0, 4.9, 5.0, 5.3, 9.0, 40.0])
def test_the_chance_of_being_within_the_cap_is_that_of_a_negative_binomial(odds: float) -> None:
    said = log_within(200.0, odds, 1000.0)
    assert said == pytest.approx(stats.nbinom.logcdf(1000, 200, 1 / (1 + odds)), rel=1e-8, abs=1e-12)


def test_the_posterior_is_that_of_the_plain_sampler() -> None:
    plain = gibbs(3, SMALL, 3, 4.0 * SMALL.n, 12_000)[1000:]
    ours = latent_classes(SMALL, classes=3, cap=4.0, chains=6, sweeps=700, seed=3)
    assert isinstance(ours, Estimate)
    # the plain chain is worth some hundred draws: its quantiles are known to about a tenth of the spread
    spread = np.quantile(plain, 0.9) - np.quantile(plain, 0.1)
    assert ours.total == pytest.approx(np.median(plain), abs=0.15 * spread)
    assert ours.intervals[80] == pytest.approx(np.quantile(plain, [0.1, 0.9]), abs=0.25 * spread)
    assert ours.draws is not None  # strata are added up by them, whatever hills they have
    assert np.median(ours.draws) == ours.total
    assert ours.diagnostics["r_hat"] < 1.05  # type: ignore[operator]  # diagnostics are of any kind


def test_the_same_seed_gives_the_same_bytes_on_one_thread_and_on_two() -> None:
    one, two, other = (
        latent_classes(SMALL, classes=3, cap=4.0, chains=3, sweeps=40, seed=seed, threads=threads)
        for seed, threads in ((1, 1), (1, 2), (2, 2))
    )
    assert one == two != other


def test_no_number_where_there_can_be_none() -> None:
    too_few = latent_classes(Table(("A", "B"), (0, 9, 9, 9)))
    nothing = latent_classes(Table(("A", "B", "C"), (0, 9, 9, 0, 9, 0, 0, 0)))
    # one person of 90 on two lists: nothing but the cap ends what can be
    capped = latent_classes(Table(("A", "B", "C"), (0, 30, 30, 1, 29, 0, 0, 0)), cap=2.0, chains=3, sweeps=100)
    assert [said.code for said in (too_few, nothing, capped) if isinstance(said, Refusal)] == [
        "too-few-lists",
        "no-overlap",
        "at-the-cap",
    ]
    with pytest.raises(ValueError, match="gamma or lognormal"):
        posterior(SMALL, 3, 100.0, "flat")
