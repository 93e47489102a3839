"""Latent classes: the kernels against plain formulas, the whole against the sampler of the article, written plainly."""

from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy import stats

from palermo.prevalence import Estimate, Refusal, Table, latent_classes
from palermo.prevalence.class_chains import _started, kept
from palermo.prevalence.class_kernels import Floats, Posterior, likelihood, log_within, prior, pull
from palermo.prevalence.class_leaps import FREEDOM, Cloud, density
from palermo.prevalence.class_moves import walk
from palermo.prevalence.clouds import classes_of, cloud
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


def a_cloud(model: Posterior, states: Floats) -> Cloud:
    return cloud(np.random.default_rng(2), model, states, 4)


def prior_states(rng: np.random.Generator, many: int, model: Posterior) -> Floats:
    """States drawn from the prior, in the order in which their sticks are broken."""
    m, classes = model.m, model.classes
    alphas = rng.gamma(0.25, size=(many, 1)) / 0.25
    if len(model.alphas):
        alphas = rng.choice(model.alphas, (many, 1), p=np.exp(model.log_weights))
    logits = rng.logistic(size=(many, m * classes))
    # where alpha is next to nothing a stick is longer than numbers are
    sticks = np.clip(rng.exponential(size=(many, classes - 1)) / np.maximum(alphas, 1e-200), 1e-200, 1e200)
    return np.concatenate([logits, np.log(sticks)], axis=1)


@pytest.mark.parametrize(("leaps", "concentration"), [(0, "gamma"), (4, "gamma"), (4, "lognormal")])
def test_where_the_table_says_nothing_the_moves_keep_the_prior(leaps: int, concentration: str) -> None:
    """Any factor that leaps or steps forget shows here, in how many classes live, and in where they are."""
    rng, many, classes = np.random.default_rng(5), 3000, 4
    model = posterior(Table(("A", "B"), (0, 9, 8, 7)), classes, 480.0, concentration)
    states = prior_states(rng, many, model)
    leaping = a_cloud(model, states)
    nothing = model._replace(counts=np.zeros(4), n=0.0)
    chain, moved, taken = _started(nothing, rng), states.copy(), 0.0
    slopes, one = np.ones(states.shape[1]), (np.empty((5, states.shape[1])), np.empty(5), np.empty(5))
    for x in moved:
        walked = walk(rng, nothing, leaping, x, slopes, 0.5, False, np.ones(5), leaps, 2.0, chain.room, *one)
        taken += walked[2] / many
    assert (taken > 0.05) == (leaps > 0)

    def features(states: Floats) -> list[NDArray[Any]]:
        shares, chances = classes_of(states, model.m)
        living, heaviest = (shares > leaping.border).sum(axis=1), shares.argmax(axis=1)
        second = np.sort(shares, axis=1)[:, -2]
        return [living, second, -shares[:, -1], shares.max(axis=1), chances[np.arange(many), 0, heaviest]]

    before, after = features(prior_states(rng, many, model)), features(moved)
    numbers = [np.bincount(each[0], minlength=classes + 1)[1:] for each in (before, after)]
    assert stats.chi2_contingency(numbers).pvalue > 0.001
    for first, second in zip(before[1:], after[1:], strict=True):
        assert stats.ks_2samp(first, second).pvalue > 0.001


def test_the_density_of_a_cloud_is_that_of_its_students() -> None:
    model = posterior(SMALL, 3, 4.0 * SMALL.n)
    states = prior_states(np.random.default_rng(3), 500, model)
    found = a_cloud(model, states)
    for count in np.unique(found.counts):
        size, parts = count * 4 - 1, np.flatnonzero(found.counts == count)
        z, weights = np.linspace(-0.9, 0.7, size), np.diff(np.append(0, found.reach))[parts]
        plain = [
            stats.multivariate_t(
                found.middles[part, :size],
                found.factors[part, :size, :size] @ found.factors[part, :size, :size].T,
                df=FREEDOM,
            ).pdf(z)
            for part in parts
        ]
        assert density(found, count, z, size, np.empty(size)) == pytest.approx(np.log(weights @ plain))
    assert found.reach[-1] == pytest.approx(1)


def test_every_chain_goes_to_and_fro_between_the_two_hills_of_the_dutch_table() -> None:
    counts = {1: 756, 2: 1299, 4: 4466, 8: 650, 16: 632, 3: 1, 5: 81, 9: 5, 17: 73, 6: 44, 18: 4, 12: 82, 20: 125}
    counts |= {24: 2, 13: 2, 21: 11, 28: 1}
    table = Table(("IO", "K", "P", "R", "Z"), tuple(counts.get(pattern, 0) for pattern in range(32)))
    found = kept(posterior(table, 10, 20.0 * table.n), 6, 150, 50, 2, None, lambda _done, _of: None)
    low = found.unseen + table.n < 85_000
    crossings = (np.diff(low, axis=1) != 0).sum(axis=1)
    assert crossings.min() > 3
    assert crossings.sum() > 40
    assert 0.15 < low.mean() < 0.6  # 0.37 in long runs


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
