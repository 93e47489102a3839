"""People differ in how easily they are found: the closed-population family of Rcapture, by Poisson regression.

Sources: Rivest and Levesque 2001, Rivest and Baillargeon 2007. M0: all lists alike. Mh: people differ, by one more
column in k, the number of lists somebody is on. Mth: lists differ too. Mt, lists alone, is `independence`. Mb and Mbh
suppose that occasions follow each other in time, which lists do not.
"""

from typing import Literal, get_args

import numpy as np

from palermo.core import Message, mark
from palermo.prevalence.closed import AT_LEAST, log_normal
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.fit import design_of
from palermo.prevalence.fixed import health
from palermo.prevalence.models import Model
from palermo.prevalence.refusals import no_estimate, not_identifiable, overlap_refused
from palermo.prevalence.regression import Numbers, Regression, poisson_regression
from palermo.prevalence.table import Table

Method = Literal[
    "m0", "mh-chao", "mh-poisson", "mh-darroch", "mh-gamma", "mth-chao", "mth-poisson", "mth-darroch", "mth-gamma"
]
HETEROGENEITY: tuple[Method, ...] = get_args(Method)
POISSON, GAMMA = 2.0, 3.5  # the theta of each family, as Rcapture sets it
GUESSED = Message(mark("The way in which people differ is assumed, not seen: another one fits as well and moves N."))


def heterogeneity(table: Table, method: Method) -> Estimate | Refusal:
    """One model of the family; intervals take the unseen as log-normal with the model's standard error."""
    if refused := overlap_refused(method, table, 3 if "-" in method else 2):
        return refused
    base, counts = design_of(table, Model.of(table.m, ()))
    on = base[:, 1:].sum(axis=1)
    if not method.startswith("mth"):
        base = np.column_stack([np.ones_like(on), on])
    columns = np.column_stack([base, *_columns(method, on)])
    if not method.endswith("chao") and np.linalg.matrix_rank(columns) < columns.shape[1]:
        return not_identifiable(method)
    fit = (
        _without_negative(base.shape[1], columns, counts)
        if method.endswith("chao")
        else poisson_regression(columns, counts)
    )
    if fit is None:
        return no_estimate(method)
    said = health(fit, len(fit.coefficients), table.n)
    warnings = (AT_LEAST,) if method.endswith("chao") else (GUESSED,) if "-" in method else ()
    return Estimate(
        method,
        "",
        table.n + fit.unseen,
        log_normal(table.n, fit.unseen, fit.error),
        warnings=warnings,
        diagnostics=said | {"interval": "log-normal"},
    )


def _columns(method: Method, on: Numbers) -> list[Numbers]:
    """The columns of heterogeneity for patterns of k lists."""
    family = method.partition("-")[2]
    if family == "chao":
        return [np.maximum(on - j + 1, 0.0) for j in range(3, int(on.max(initial=0)) + 1)]
    shapes = {
        "poisson": POISSON**on - 1,
        "darroch": on**2 / 2,
        "gamma": np.log(GAMMA) - np.log(GAMMA + on),
    }
    return [shapes[family]] if family else []


def _without_negative(kept: int, columns: Numbers, counts: Numbers) -> Regression | None:
    """The fit without columns of a negative coefficient, left out until there is none, or without people."""
    extra = list(columns[:, kept:].T)
    while True:
        extra = [column for column in extra if counts @ column]
        fit = poisson_regression(np.column_stack([columns[:, :kept], *extra]), counts)
        if fit is None or not (fit.coefficients[kept:] < 0).any():
            return fit
        extra = [column for column, told in zip(extra, fit.coefficients[kept:], strict=True) if told >= 0]
