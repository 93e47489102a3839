"""Latent classes (LCMCR): people are of a few unknown kinds, within each of which the lists are independent.

Manrique-Vallier, "Bayesian population size estimation using Dirichlet process mixtures", Biometrics 72 (2016).
"""

import numpy as np

from palermo.core import Message, mark
from palermo.prevalence.chains import Health, health
from palermo.prevalence.class_chains import Kept, kept
from palermo.prevalence.class_kernels import Posterior
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.intervals import limits
from palermo.prevalence.refusals import overlap_refused
from palermo.prevalence.resample import Told
from palermo.prevalence.table import Table

METHOD = "latent-classes"
NEAR = 0.9  # above this part of the cap, unseen people are near it
BOUND = 0.25  # of the draws near the cap: it is the cap that speaks, and not the table
TOUCHED = 0.01
WORST_R_HAT = 1.05
FEWEST = 400  # effective draws


def latent_classes(  # noqa: PLR0913  # each is a choice that a reader may want to change
    table: Table,
    *,
    classes: int = 10,
    cap: float = 20.0,
    chains: int = 20,
    sweeps: int = 1000,
    burn: int = 200,
    seed: int = 0,
    threads: int | None = None,
    told: Told | None = None,
    concentration: str = "gamma",
) -> Estimate | Refusal:
    """The posterior median of N with quantiles.

    At most `cap` times as many people as were seen can be unseen. `concentration` is the prior of alpha: "gamma" with
    shape and rate 0.25, as in the article, or "lognormal" with log standard deviation 0.25 around 1, which keeps alpha
    away from 0. `sweeps` are kept in each chain after `burn`. The same seed gives the same bytes whatever `threads`.
    """
    if refused := overlap_refused(METHOD, table, 3):
        return refused
    model = posterior(table, classes, float(int(cap * table.n)), concentration)
    found = kept(model, chains, sweeps, burn, seed, threads, told or (lambda _done, _of: None))
    told_by_chains = health(found.unseen + table.n)
    near = float((found.unseen > NEAR * model.cap).mean())
    if near > BOUND:
        return _at_the_cap(cap, near)
    return _estimate(table, found, told_by_chains, near, cap)


def posterior(table: Table, classes: int, cap: float, concentration: str = "gamma") -> Posterior:
    """What the chains move on, with at most `cap` people unseen."""
    possible = np.ones(1 << table.m, dtype=bool)
    possible[[0, *table.impossible]] = False
    alphas, log_weights = np.empty(0), np.empty(0)
    if concentration == "lognormal":
        nodes, weights = np.polynomial.hermite_e.hermegauss(31)
        alphas, log_weights = np.exp(0.25 * nodes), np.log(weights / weights.sum())
    elif concentration != "gamma":
        raise ValueError(f"the concentration can be gamma or lognormal, not {concentration}")
    counts = table.array.astype(np.float64)
    return Posterior(counts, possible, float(table.n), cap, table.m, classes, 0.25, 0.25, alphas, log_weights)


def _estimate(table: Table, found: Kept, told: Health, near: float, cap: float) -> Estimate:
    totals = found.unseen + table.n
    return Estimate(
        METHOD,
        "",
        float(np.median(totals)),
        limits(totals),
        selection_inside=True,
        warnings=_warnings(told, near, cap),
        diagnostics={
            "chains": len(totals),
            "draws": totals.size,
            "r_hat": told.r_hat,
            "ess_bulk": told.bulk,
            "ess_tail": told.tail,
            "modes": [
                {"at": mode.at, "low": mode.low, "high": mode.high, "share": mode.share, "missed_by": [*mode.missed_by]}
                for mode in told.modes
            ],
            "same_modes": told.same_modes,
            "cap": cap,
            "share_near_cap": near,
            "steps_taken": found.steps_taken,
            "leaps_taken": found.leaps_taken,
        },
        draws=totals.ravel(),
    )


def _warnings(told: Health, near: float, cap: float) -> tuple[Message, ...]:
    found = []
    if told.r_hat > WORST_R_HAT or min(told.bulk, told.tail) < FEWEST or not told.same_modes:
        found.append(
            Message(mark("The chains do not agree well enough yet: run more sweeps before you use this number."))
        )
    if len(told.modes) > 1:
        peaks = [f"{mode.at:,.0f}" for mode in told.modes]
        found.append(
            Message(
                mark("The table is explained about as well by quite different numbers, around {peaks}."),
                {"peaks": ", ".join(peaks)},
            )
        )
    if near > TOUCHED:
        found.append(
            Message(
                mark(
                    "{share} in 100 draws are near the cap of {cap} times the people seen: the upper end is its work."
                ),
                {"share": round(100 * near), "cap": f"{cap:g}"},
            )
        )
    return tuple(found)


def _at_the_cap(cap: float, near: float) -> Refusal:
    return Refusal(
        METHOD,
        Message(
            mark(
                "{share} in 100 draws are near the cap of {cap} times the people seen: the cap speaks, not the table."
            ),
            {"share": round(100 * near), "cap": f"{cap:g}"},
        ),
        Message(mark("Give a higher cap, if there is a reason for one, or find lists that overlap more.")),
        "at-the-cap",
    )
