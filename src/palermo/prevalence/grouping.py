"""Every quick method for each stratum by itself, added up and held against everybody; and one model for all of them."""

from palermo.prevalence.covariates import covariates
from palermo.prevalence.estimate import Estimate, Estimator, Refusal
from palermo.prevalence.estimated import Grouped
from palermo.prevalence.methods import METHODS, QUICK, Settings
from palermo.prevalence.resample import Told
from palermo.prevalence.strata import Strata, by_stratum
from palermo.prevalence.table import Table
from palermo.prevalence.unfit import unfit

ONE_MODEL = "covariates"
MOST_REPLICATES = 500  # of the one model, whose fits are the slowest


def grouped(
    strata: Strata, names: tuple[str, ...], settings: Settings, *, threads: int | None = None, told: Told | None = None
) -> tuple[Grouped, Estimate | Refusal | None]:
    """What the methods say of each stratum, and what the one model says of everybody where it was asked."""
    asked = [name for name in names if name in QUICK]
    groups: dict[str, dict[tuple[str, ...], Estimate | Refusal]] = {}
    sums: dict[str, Estimate | Refusal] = {}
    statements = {}
    steps = len(asked) + (ONE_MODEL in names)
    for done, name in enumerate(asked):
        found = by_stratum(strata, _estimator(name, settings, threads), seed=settings.seed)
        groups[name], sums[name], statements[name] = dict(found.strata), found.total, found.statement
        if told:
            told(done + 1, steps)
    whole: Estimate | Refusal | None = None
    if ONE_MODEL in names:
        one = covariates(
            strata, replicates=min(settings.replicates, MOST_REPLICATES), seed=settings.seed, threads=threads
        )
        whole = one if isinstance(one, Refusal) else one.total
        if not isinstance(one, Refusal):
            groups[ONE_MODEL], sums[ONE_MODEL] = dict(one.strata), one.total
        if told:
            told(steps, steps)
    people = {stratum: table.n for stratum, table in strata.tables.items()}
    return Grouped(strata.by, people, groups, sums, statements), whole


def _estimator(name: str, settings: Settings, threads: int | None) -> Estimator:
    def asked(table: Table) -> Estimate | Refusal:
        return next(iter(unfit(table)), None) or METHODS[name](table, settings, threads, None)

    return asked
