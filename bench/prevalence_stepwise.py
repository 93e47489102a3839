"""Stepwise choice in every replicate: seconds against the anchor's, agreement with the plain choice, and coverage.

Measured are processor seconds on one thread, after a first call; what that call takes on a machine that has compiled
nothing yet is measured apart, in a process of its own. The coverage study draws 500 tables from the model chosen for
five lists of the UK and asks for 1,000 replicates of each: printed (Chan et al. 2021) are 90 % and about 70 %.

    .venv/bin/python bench/prevalence_stepwise.py [--tables 500]
"""

import os
from dataclasses import asdict

import numpy as np

from estimates import beside, first_call, given, seconds, shipped
from palermo.prevalence import (
    Study,
    Table,
    agreement,
    coverage_study,
    fitted_scenario,
    held_out,
    independence,
    stepwise,
)
from palermo.prevalence.stepwise import choose, chosen_totals
from writing import RESULTS, arguments, timed, write_down

RESULT = RESULTS / "prevalence_stepwise.json"
ROUNDS = 5
# processor seconds: MultipleSystemsEstimation 1.2.0; for the last two 1,000 times one replicate of SparseMSE 2.0.1
ANCHORS = {
    "uk_2013_5lists": 87.97,
    "kosovo_1999_4lists": 38.32,
    "new_orleans_5lists_n185": 33.97,
    "uk_2013_6lists": 408.0,
    "new_orleans_8lists_n185": 1026.0,
}
# table, threshold, replicates, and the 95 % limits as printed: Chan et al. 2021; Binette and Steorts 2022
PRINTED = (
    ("new_orleans_8lists_n185", 0.02, 1000, 717, 1657),
    ("new_orleans_8lists_n185", 0.0, 1000, 644, 1618),
    ("new_orleans_5lists_n185", 0.02, 1000, 589, 1703),
    ("new_orleans_5lists_n185", 0.02, 2000, 517.4, 1588.2),
    ("uk_2013_5lists", 0.02, 2000, 9366.9, 15219.2),
    ("netherlands_5lists", 0.02, 2000, 48001.9, 173698.2),
)
SEEDS = 40
RANDOM_TABLES = 1000
HELD = ("uk_2013_5lists", "netherlands_5lists", "new_orleans_5lists_n185", "kosovo_1999_4lists")


def replicated(name: str) -> dict[str, object]:
    """1,000 replicates and the jackknife."""
    table = shipped(name)
    said, took = given(stepwise(table, seed=1)), seconds(lambda: stepwise(table, seed=1, threads=1), ROUNDS)
    return {
        "processor_s": round(took, 3),
        "anchor_s": ANCHORS[name],
        "times": round(ANCHORS[name] / took),
        "total": said.total,
        "intervals": said.intervals,
        "percentile": said.percentile,
    }


def agreed() -> dict[str, object]:
    """Random sparse tables of three to five lists, chosen for plainly and compiled."""
    random, worst, models, alike = np.random.default_rng(1), 0.0, 0, 0
    for _ in range(RANDOM_TABLES):
        m = int(random.integers(3, 6))
        counts = random.choice([0, 0, 0, 1, 1, 2, 5, 40, 300], size=1 << m)
        counts[0] = 0
        table, threshold = Table(tuple("ABCDE"[:m]), tuple(counts.tolist())), float(random.choice([0.02, 0.2]))
        plain, (totals, taken) = choose(table, threshold), chosen_totals(table, counts[None], threshold, threads=1)
        models += 1
        alike += taken.sum() == len(plain.steps) and np.isnan(totals[0]) == np.isnan(plain.fit.total)
        if plain.fit.status == 0:
            worst = max(worst, abs(totals[0] / plain.fit.total - 1))
    return {"tables": models, "same_choice": int(alike), "largest_relative_difference": worst}


def printed() -> list[dict[str, object]]:
    """Where the printed limits stand among ours, by seed: how many of them are lower."""
    rows: list[dict[str, object]] = []
    for name, threshold, replicates, low, high in PRINTED:
        table = shipped(name)
        said = [
            given(stepwise(table, threshold=threshold, replicates=replicates, seed=seed)).intervals[95]
            for seed in range(SEEDS)
        ]
        rows.append(
            {
                "table": name,
                "threshold": threshold,
                "replicates": replicates,
                "printed": [low, high],
                **beside(said, low, high),
            }
        )
    return rows


def said_of(study: Study) -> dict[str, object]:
    shares = {
        kind: {
            level: {**asdict(one), "share": round(one.share, 3), "error": round(one.error, 3)}
            for level, one in of.items()
        }
        for kind, of in (("bca", study.covered), ("percentile", study.percentile))
    }
    return {**asdict(study), "covered": shares["bca"], "percentile": shares["percentile"]}


def covered(tables: int) -> dict[str, object]:
    """The coverage study of the UK's five lists, both cores."""
    table = shipped("uk_2013_5lists")
    population = fitted_scenario(table, choose(table).fit)
    study, took = timed(
        lambda: coverage_study(population, lambda each, seed: stepwise(each, seed=seed), tables=tables, seed=1)
    )
    return {"seed": 1, "replicates": 1000, **took, **said_of(study)}


def held() -> dict[str, object]:
    """Each list held out and estimated from the others."""
    methods = {"stepwise": lambda each: stepwise(each, seed=1), "independence": independence}
    found = {name: held_out(shipped(name), methods) for name in HELD}
    return {
        method: {name: asdict(agreement(lists, method)) for name, lists in found.items()}
        | {"all": asdict(agreement([each for lists in found.values() for each in lists], method))}
        for method in methods
    }


def main() -> None:
    parser = arguments(__doc__, RESULT)
    parser.add_argument("--tables", type=int, default=500)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    first = first_call("stepwise")
    write_down(
        told.output,
        load,
        first_call_s=first,
        replicated={name: replicated(name) for name in ANCHORS},
        agreed=agreed(),
        printed=printed(),
        coverage=covered(told.tables),
        held_out=held(),
    )


if __name__ == "__main__":
    main()
