"""Covariate models: what the anchor fits, what plain minimising fits, a truth that is known, the bootstrap."""

import json
import math
from itertools import combinations, product
from typing import Any

import numpy as np
import pytest
from scipy.optimize import minimize

from palermo.prevalence import Covaried, Refusal, Strata, Table, covariates
from palermo.prevalence.climb import climb
from palermo.prevalence.crossed import Crossed, Pair
from palermo.prevalence.regression import climbed
from tests.unit.prevalence.examples import ORACLES
from tests.unit.prevalence.test_strata import BY, SCOTLAND, shipped_strata

CRUYFF, YEARLY = "cruyff_simulated_strata_4lists", ("X1", "X2", "Y")
ANCHORS = [
    ("scotland_main", SCOTLAND, BY, ()),
    ("scotland_all_pairs", SCOTLAND, BY, tuple(combinations(("S1", "S2", "S3", "S4", *BY), 2))),
    ("cruyff_main", CRUYFF, YEARLY, ()),
    ("cruyff_list_by_year", CRUYFF, YEARLY, tuple((name, "Y") for name in ("R1", "R2", "R3", "R4"))),
]


def told(strata: Strata, **said: Any) -> Covaried:
    found = covariates(strata, **{"replicates": 20, "seed": 1, **said})
    assert isinstance(found, Covaried)
    return found


@pytest.mark.parametrize(("name", "table", "by", "pairs"), ANCHORS)
def test_the_anchor_fits_the_same(name: str, table: str, by: tuple[str, ...], pairs: tuple[Pair, ...]) -> None:
    strata = shipped_strata(table, by)
    anchor = json.loads((ORACLES / "reference_values.json").read_text())["strata"][name]
    # a polynomial of the highest degree says what a parameter for every year says
    found = told(strata, pairs=pairs, trends={"Y": 3} if "Y" in by else None)
    assert found.total.total == pytest.approx(anchor["total"], rel=1e-8)
    assert found.total.diagnostics["deviance"] == pytest.approx(anchor["deviance"], rel=1e-8)
    assert found.total.diagnostics["aic"] == pytest.approx(anchor["aic_k2"], rel=1e-8)
    for stratum, one in found.strata.items():
        unseen = one.total - strata.tables[stratum].n
        assert unseen == pytest.approx(anchor["unseen_by_stratum"][".".join(stratum)], rel=1e-6)


def truth(n: int, seed: int) -> tuple[Strata, dict[tuple[str, ...], int]]:
    """People of two sexes in three years on three lists: A finds women seldom, A and B know of each other."""
    random = np.random.default_rng(seed)
    strata = [(sex, year) for sex in ("f", "m") for year in ("2021", "2022", "2023")]
    of_each = random.multinomial(n, np.array([3, 4, 6, 2, 2, 2]) / 19)
    tables: dict[tuple[str, ...], Table] = {}
    for (sex, year), people in zip(strata, of_each, strict=True):
        weights = [
            math.exp(-1.5 * a - 1.2 * b - 1.6 * c + 0.9 * a * b - 0.9 * a * (sex == "f"))
            for c, b, a in product((0, 1), repeat=3)
        ]
        counts = random.multinomial(people, np.array(weights) / sum(weights))
        tables[sex, year] = Table(("A", "B", "C"), (0, *counts[1:].tolist()))
    return Strata(("Sex", "Year"), tables), {key: int(people) for key, people in zip(strata, of_each, strict=True)}


def test_a_truth_that_is_known_is_found_with_its_pairs() -> None:
    strata, people = truth(12_000, 3)
    found = told(strata, trends={"Year": 2}, replicates=200, criteria=("bic",))
    assert {"A:B", "A:Sex"} <= set(found.total.model.split(" + "))
    low, high = found.total.intervals[95]
    assert low < 12_000 < high < 2 * 12_000
    inside = [one.intervals[95][0] < people[stratum] < one.intervals[95][1] for stratum, one in found.strata.items()]
    assert sum(inside) >= 5  # of 6, each at 95 %
    by_sex = found.along("Sex")
    assert sum(one.total for one in by_sex.values()) == pytest.approx(found.total.total)
    # replicates go together: the draws of the total are the sums of those of the strata, one by one
    assert by_sex["f",].draws + by_sex["m",].draws == pytest.approx(found.total.draws)  # type: ignore[operator]  # it has draws
    assert "model for given" in str(found.total.warnings[0])


def test_plain_minimising_finds_the_same_trend() -> None:
    strata, _ = truth(3_000, 5)
    pairs = (("A", "B"), ("A", "Sex"), ("C", "Year"))
    found = told(strata, trends={"Year": 1}, pairs=pairs)
    rows, y = [], []
    for (sex, year), table in strata.tables.items():
        for pattern in range(1, 8):
            a, b, c = (pattern >> bit & 1 for bit in range(3))
            female, since = float(sex == "f"), float(year) - 2022
            rows.append([1, a, b, c, female, since, a * b, a * female, c * since])
            y.append(table.counts[pattern])
    x, counts = np.array(rows, float), np.array(y, float)
    fit = minimize(lambda b: np.exp(x @ b).sum() - counts @ x @ b, np.r_[4.0, np.zeros(8)], method="BFGS", tol=1e-10)
    for (sex, year), one in found.strata.items():
        unseen = math.exp(fit.x[0] + fit.x[4] * (sex == "f") + fit.x[5] * (float(year) - 2022))
        assert one.total == pytest.approx(strata.tables[sex, year].n + unseen, rel=1e-4)


def test_a_pair_that_nobody_has_costs_a_parameter_and_changes_nothing_else() -> None:
    table = Table(("A", "B", "C"), (0, 40, 50, 0, 60, 9, 11, 0))
    other = Table(("A", "B", "C"), (0, 30, 20, 0, 40, 6, 5, 0))
    strata = Strata(("Sex",), {("f",): table, ("m",): other})
    found = told(strata, pairs=(("A", "B"),))
    assert found.total.diagnostics["parameters"] == 6
    cannot = {key: Table(one.lists, one.counts, frozenset({3, 7})) for key, one in strata.tables.items()}
    assert found.total.total == pytest.approx(told(Strata(("Sex",), cannot), pairs=()).total.total, rel=1e-9)


def test_nobody_is_drawn_into_a_pattern_that_cannot_occur() -> None:
    # if A with B could be, 500 more people would be there: 1,500 are in all that can be
    table = Table(("A", "B", "C"), (0, 400, 400, 0, 100, 100, 100, 0), frozenset({3, 7}))
    found = told(Strata(("Sex",), {("f",): table, ("m",): table}), pairs=(), replicates=100).total
    assert found.total == pytest.approx(3_000)
    assert np.median(found.draws) == pytest.approx(3_000, rel=0.05)  # type: ignore[arg-type]  # it has draws


def test_a_seed_gives_the_same_bytes_on_any_number_of_threads() -> None:
    strata, heard = shipped_strata(SCOTLAND, BY), []  # type: tuple[Strata, list[tuple[int, int]]]
    one = told(strata, pairs=(), replicates=60, threads=1, told=lambda done, of: heard.append((done, of)))
    two = told(strata, pairs=(), replicates=60, threads=2)
    assert one == two
    assert one.total.draws.tobytes() == two.total.draws.tobytes()  # type: ignore[union-attr]  # it has draws
    assert heard[-1] == (60, 60)
    assert told(strata, pairs=(), replicates=60, seed=2).total.intervals != one.total.intervals


def test_the_order_in_which_a_pair_is_named_is_no_matter() -> None:
    strata, _ = truth(2_000, 1)
    one = told(strata, pairs=(("A", "B"), ("C", "Sex")))
    assert told(strata, pairs=(("Sex", "C"), ("B", "A"), ("A", "B"))) == one
    assert one.total.model == "A + B + C + Sex + Year + A:B + C:Sex"


def test_without_replicates_there_are_totals_and_no_intervals() -> None:
    found = told(shipped_strata(SCOTLAND, BY), pairs=(), replicates=0)
    assert found.total.total == pytest.approx(22_096.69, abs=0.01)
    assert found.total.intervals == found.along("Age")["Old",].intervals == {}


def test_what_it_refuses() -> None:
    apart = Table(("A", "B", "C"), (0, 40, 50, 0, 60, 0, 0, 0))
    refusal = covariates(Strata(("Sex",), {("f",): apart}), seed=1)
    assert isinstance(refusal, Refusal)
    assert (refusal.method, refusal.code) == ("covariates", "no-overlap")
    # two groups that differ in two things at once: nobody can tell which of them it is
    good = Table(("A", "B", "C"), (0, 40, 50, 5, 60, 9, 11, 2))
    confounded = Strata(("Sex", "Age"), {("f", "child"): good, ("m", "adult"): good})
    assert isinstance(covariates(confounded, seed=1), Refusal)


@pytest.mark.parametrize(
    ("by", "keys", "trends", "words"),
    [
        (("Sex",), [("f",), ("m",)], {"Year": 1}, "not told apart by Year"),
        (("Sex",), [("f",), ("m",)], {"Sex": 1}, "not all of it are numbers"),
        (("A",), [("f",), ("m",)], {}, "names both"),
    ],
)
def test_what_is_no_design(
    by: tuple[str, ...], keys: list[tuple[str, ...]], trends: dict[str, int], words: str
) -> None:
    good = Table(("A", "B", "C"), (0, 40, 50, 5, 60, 9, 11, 2))
    with pytest.raises(ValueError, match=words):
        _ = Crossed(Strata(by, dict.fromkeys(keys, good)), trends).variables


def test_the_compiled_climb_arrives_where_the_plain_one_does() -> None:
    random = np.random.default_rng(2)
    x = np.column_stack([np.ones(40), random.integers(0, 2, (40, 3)), random.normal(size=40)])
    counts = random.poisson(np.exp(x @ np.array([1.0, 0.5, -1.0, 0.3, 0.4])), size=(5, 40)).astype(np.float64)
    found = climb(x, counts, np.zeros(5))
    for table, ours in zip(counts, found, strict=True):
        plain = climbed(x, table)
        assert plain is not None
        assert ours == pytest.approx(plain, abs=1e-7)
    twice = np.column_stack([x, x[:, 1] + x[:, 2]])  # a column that says nothing of its own
    assert np.isnan(climb(twice, counts, np.zeros(6))).all()
