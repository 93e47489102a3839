"""The search for the best log-linear model: seconds against the anchor's, and whether it finds what it has to.

Measured are processor seconds on one thread, after a first call; what that call takes on a machine that has compiled
nothing yet is measured apart, in a process of its own. Checked are the search against fitting every model (public
tables, 1,000 random sparse ones, six lists of pairs), the status of fits against rank and linear programme, and the
anchor's and the printed limits among ours by seed.

    .venv/bin/python bench/prevalence_engine.py
"""

import os
import time

import numpy as np

from estimates import beside, first_call, given, seconds, shipped
from palermo.prevalence import (
    Table,
    averaged,
    best_bic,
    best_model,
    fit,
    n_top_curve,
    near_best,
    ranked,
)
from palermo.prevalence.fit import design_of
from palermo.prevalence.models import catalogue
from palermo.prevalence.ranking import Criterion, family_of
from palermo.prevalence.regression import exists
from writing import RESULTS, arguments, write_down

RESULT = RESULTS / "prevalence_engine.json"
ROUNDS = 5
# processor seconds of MultipleSystemsEstimation 1.2.0; 1,000 replicates of five lists are 1,000 times one of them
ANCHORS = {"uk_2013_5lists": 12_900.0, "kosovo_1999_4lists": 131.57}
REPLICATED = (
    *("uk_2013_5lists", "kosovo_1999_4lists", "new_orleans_5lists_n185", "netherlands_5lists"),
    *("uk_2013_6lists", "netherlands_6lists"),
)
PUBLIC = (
    *("artificial_3lists", "hepatitis_a_taiwan_3lists", "madigan_york_3lists", "diabetes_casale_4lists"),
    *("hiv_rome_4lists", "kosovo_1999_4lists", "lesbian_allegheny_4lists", "scotland_pwid_2006_4lists"),
    *("uk_2013_4lists", "madigan_york_5lists", "netherlands_5lists", "new_orleans_5lists_n185"),
    *("new_orleans_5lists_n186", "uk_2013_5lists"),
)
# table, order, n_top, replicates, and 95 % limits: the anchor's one draw, then as printed by Silverman et al. 2024
LIMITS = (
    ("kosovo_1999_4lists", None, 1, 1000, 9101.37, 12003.15),
    ("kosovo_1999_4lists", None, 113, 1000, 6947.04, 18009.99),
    ("uk_2013_5lists", None, 60, 300, 10895.0, 72408.0),
    ("uk_2013_5lists", None, None, 1000, 11168.0, 56052.0),
    ("uk_2013_5lists", 2, None, 1000, 11456.0, 43894.0),
    ("new_orleans_5lists_n186", None, None, 1000, 397.0, 1511.0),
)
SEEDS = 12
RANDOM_TABLES = 1000
MANY = 10_000


def once() -> dict[str, object]:
    """One table: every model, or the best one proven."""
    uk, uk6, dutch6 = shipped("uk_2013_5lists"), shipped("uk_2013_6lists"), shipped("netherlands_6lists")
    orleans8 = shipped("new_orleans_8lists_n185")
    best = {name: best_model(shipped(name)) for name in (*REPLICATED, "new_orleans_8lists_n185")}
    return {
        "all_6893_models_of_uk_five_lists_s": seconds(lambda: ranked(uk), ROUNDS),
        "all_32768_models_of_pairs_of_uk_six_lists_s": seconds(lambda: ranked(uk6, order=2)),
        "best_of_uk_five_lists_s": seconds(lambda: best_model(uk), ROUNDS),
        "best_of_uk_six_lists_all_orders_s": seconds(lambda: best_model(uk6), ROUNDS),
        "best_of_netherlands_six_lists_all_orders_s": seconds(lambda: best_model(dutch6), ROUNDS),
        "best_of_new_orleans_eight_lists_pairs_s": seconds(lambda: best_model(orleans8)),
        "best": {
            name: {
                "model": one.model.name if one.model else None,
                "total": one.total,
                "bic": one.value,
                "fits": one.fits,
                "proven": one.proven,
            }
            for name, one in best.items()
        },
    }


def replicated(name: str) -> dict[str, object]:
    """1,000 replicates and the jackknife, every one searched exactly."""
    table = shipped(name)
    start = time.process_time()
    said = given(best_bic(table, seed=1, threads=1))
    took = round(time.process_time() - start, 2)
    if table.m < 6:
        took = seconds(lambda: best_bic(table, seed=1, threads=1), 3)
    shown = ("z0", "acceleration", "failed", "distinct", "unproven", "limits_error")
    anchor = {"anchor_s": ANCHORS[name], "times": round(ANCHORS[name] / took)} if name in ANCHORS else {}
    return {
        "processor_s": took,
        **anchor,
        "model": said.model,
        "total": said.total,
        "intervals": said.intervals,
        "percentile": said.percentile,
        **{key: said.diagnostics[key] for key in shown},
    }


def random_table(random: np.random.Generator) -> Table:
    """Few people on many patterns; in one of three, a pattern or two that cannot occur."""
    m = int(random.choice([3, 4, 5], p=[0.4, 0.4, 0.2]))
    counts = random.choice([0, 0, 0, 1, 1, 2, 5, 40, 300], size=1 << m)
    counts[0] = 0
    empty = np.flatnonzero(counts[1:] == 0) + 1
    gone = random.choice(empty, size=min(2, len(empty)), replace=False) if random.random() < 1 / 3 else []
    return Table(tuple("ABCDE"[:m]), tuple(counts.tolist()), frozenset(int(cell) for cell in gone))


def searched() -> dict[str, object]:
    """The search against fitting every model: how often they agree, and how far apart criterion and N are."""
    random, told = np.random.default_rng(1), {}
    tables = [random_table(random) for _ in range(RANDOM_TABLES)]
    tables = [table for table in tables if table.n]
    for kind, some, order in (
        ("random", tables, None),
        ("public", [shipped(name) for name in PUBLIC], None),
        ("six_lists_of_pairs", [shipped("uk_2013_6lists"), shipped("netherlands_6lists")], 2),
    ):
        found = [compared(table, order, criterion) for table in some for criterion in ("bic", "aic")]
        told[kind] = {
            "searches": len(found),
            "without_any_model": sum(one is None for one in found),
            "same_model": sum(bool(one and one[0]) for one in found),
            "largest_difference_of_criterion": max(one[1] for one in found if one),
            "largest_relative_difference_of_total": max(one[2] for one in found if one),
            "fits_of_models": [sum(one[3] for one in found if one), sum(one[4] for one in found if one)],
        }
    return told


def compared(table: Table, order: int | None, criterion: Criterion) -> tuple[bool, float, float, int, int] | None:
    best, ranking = best_model(table, order=order, criterion=criterion), ranked(table, order=order, criterion=criterion)
    assert best.proven
    fine = ranking.statuses == 0
    if best.model is None:
        assert not fine.any()
        return None
    same = best.bits == ranking.bits[0]
    apart = abs(best.total / float(ranking.totals[0]) - 1) if same else 0.0
    return same, abs(best.value - float(ranking.values[0])), apart, best.fits, len(ranking)


def decided() -> dict[str, int]:
    """Statuses of fits against rank and linear programme, over random tables and random models."""
    random, told = np.random.default_rng(2), {"fits": 0, "same": 0, "no_maximum": 0, "not_identifiable": 0}
    for _ in range(300):
        table = random_table(random)
        family = family_of(table, None)
        for bits in random.choice(catalogue(family), size=5):
            if not table.n:
                continue
            model = family.model(int(bits))
            design, counts = design_of(table, model)
            rank = np.linalg.matrix_rank(design) if design.size else 0
            status = (0 if exists(design, counts) else 1) + (0 if rank == design.shape[1] else 2)
            told["fits"] += 1
            told["same"] += fit(table, model).status == status
            told["no_maximum"] += status & 1
            told["not_identifiable"] += status >> 1
    return told


def limits() -> list[dict[str, object]]:
    """Where the anchor's and the printed limits stand among ours, by seed."""
    rows: list[dict[str, object]] = []
    for name, order, n_top, replicates, low, high in LIMITS:
        table = shipped(name)

        def bca(seed: int, table: Table = table, order: int | None = order, n_top: int | None = n_top,
                replicates: int = replicates) -> tuple[float, float]:  # fmt: skip
            if n_top:
                curve = n_top_curve(table, [n_top], order=order, replicates=replicates, seed=seed)
                return curve[n_top].bca[95]
            return given(best_bic(table, order=order, replicates=replicates, seed=seed)).intervals[95]

        said = [bca(seed) for seed in range(SEEDS)]
        rows.append(
            {
                "table": name,
                "order": order,
                "n_top": n_top,
                "replicates": replicates,
                "theirs": [low, high],
                **beside(said, low, high),
            }
        )
    return rows


def many() -> dict[str, object]:
    """The limits of 10,000 replicates, whose error is a third."""
    told: dict[str, object] = {}
    for name in ("kosovo_1999_4lists", "uk_2013_5lists"):
        said, start = given(best_bic(shipped(name), replicates=MANY, seed=1)), time.process_time()
        mean = given(averaged(shipped(name), seed=1))
        told[name] = {
            "best_bic": {"total": said.total, "intervals": said.intervals, "error": said.diagnostics["limits_error"]},
            "averaged": {"total": mean.total, "intervals": mean.intervals, "models": mean.diagnostics["models"]},
            "averaged_1000_s": round(time.process_time() - start, 2),
            "models_within_10": len(near_best(shipped(name))),
        }
    return told


def main() -> None:
    told = arguments(__doc__, RESULT).parse_args()
    load = os.getloadavg()[0]
    first = first_call("best_bic")
    given(averaged(shipped("kosovo_1999_4lists"), replicates=20))
    n_top_curve(shipped("kosovo_1999_4lists"), [5], replicates=20)
    write_down(
        told.output,
        load,
        first_call_s=first,
        once=once(),
        replicated={name: replicated(name) for name in REPLICATED},
        searched=searched(),
        decided=decided(),
        limits=limits(),
        replicates_10000=many(),
    )


if __name__ == "__main__":
    main()
