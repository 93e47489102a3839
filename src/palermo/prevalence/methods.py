"""Every method by its name, asked in one way; which of them are asked when nobody chooses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from palermo.core import Message, UserError, mark
from palermo.prevalence.bayes_threshold import bayes_threshold
from palermo.prevalence.closed import chao, chapman, nhoi, sample_coverage
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.fixed import independence
from palermo.prevalence.graphs import decomposable_graphs
from palermo.prevalence.heterogeneity import HETEROGENEITY, Method, heterogeneity
from palermo.prevalence.latent_classes import latent_classes
from palermo.prevalence.ranking import Criterion
from palermo.prevalence.resample import Told
from palermo.prevalence.selection import averaged, best_bic
from palermo.prevalence.stepwise import stepwise
from palermo.prevalence.table import Table

ALL = "all"
MANY_LISTS = 6  # of which there are millions of models


@dataclass(frozen=True, slots=True)
class Settings:
    """What a result depends on besides the table. `order`: the largest set of lists in a model, None for the usual."""

    seed: int
    replicates: int = 1000
    order: int | None = None

    def order_for(self, table: Table) -> int | None:
        """The order to search to: pairs for six lists and more, all orders for fewer, unless one was said."""
        return self.order if self.order or table.m < MANY_LISTS else 2


Asked = Callable[[Table, Settings, int | None, Told | None], Estimate | Refusal]


def _family(method: Method) -> Asked:
    return lambda table, _settings, _threads, _told: heterogeneity(table, method)


def _best(criterion: Criterion) -> Asked:
    return lambda table, settings, threads, told: best_bic(
        table,
        order=settings.order_for(table),
        criterion=criterion,
        replicates=settings.replicates,
        seed=settings.seed,
        threads=threads,
        told=told,
    )


METHODS: Mapping[str, Asked] = MappingProxyType(
    {
        "independence": lambda table, _settings, _threads, _told: independence(table),
        "chapman": lambda table, _settings, _threads, _told: chapman(table),
        "chao": lambda table, _settings, _threads, _told: chao(table),
        **{method: _family(method) for method in HETEROGENEITY},
        "sample-coverage": lambda table, settings, _threads, _told: sample_coverage(
            table, replicates=settings.replicates, seed=settings.seed
        ),
        "nhoi": lambda table, _settings, _threads, _told: nhoi(table),
        "stepwise": lambda table, settings, threads, told: stepwise(
            table, replicates=settings.replicates, seed=settings.seed, threads=threads, told=told
        ),
        "best-bic": _best("bic"),
        "best-aic": _best("aic"),
        "averaged": lambda table, settings, threads, told: averaged(
            table,
            order=settings.order_for(table),
            replicates=settings.replicates,
            seed=settings.seed,
            threads=threads,
            told=told,
        ),
        "bayes-threshold": lambda table, settings, _threads, _told: bayes_threshold(
            table, order=min(settings.order or 2, 3), seed=settings.seed
        ),
        "latent-classes": lambda table, settings, threads, told: latent_classes(
            table, seed=settings.seed, threads=threads, told=told
        ),
        "graphs": lambda table, _settings, threads, told: decomposable_graphs(table, threads=threads, told=told),
    }
)
# what can be asked of dozens of tables while somebody waits
QUICK = ("independence", "chao", "stepwise", "best-bic", "graphs")
BY_NAME_ONLY = frozenset({"chapman"})  # of two lists nothing can be said that should be shown unasked
# beyond so many lists a method takes hours, and is asked only of who names it
MOST_LISTS: Mapping[str, int] = MappingProxyType({"best-bic": 6, "best-aic": 6, "averaged": 6, "graphs": 6})
MADE_FOR: Mapping[str, int] = MappingProxyType({"sample-coverage": 3})  # so many lists, no other number


STRATA_ONLY = frozenset({"covariates"})  # asked of all strata at once


def chosen(table: Table, names: tuple[str, ...], *, by_strata: bool = False) -> tuple[str, ...]:
    """The methods to ask, in the order of METHODS: those named, or all that are made for so many lists.

    Raises UserError for a name that no method has.
    """
    known = (*METHODS, *STRATA_ONLY)
    if unknown := [name for name in names if name not in known and name != ALL]:
        text = mark("There is no method '{name}'. Name one or more of: {methods}; or all.")
        raise UserError(Message(text, {"name": unknown[0], "methods": ", ".join(known)}))
    if not by_strata and (needing := [name for name in names if name in STRATA_ONLY]):
        text = mark("The method '{name}' needs strata. Name a column of groups with --strata.")
        raise UserError(Message(text, {"name": needing[0]}))
    if ALL not in names and names:
        return tuple(name for name in known if name in names)
    usual = {
        name
        for name in METHODS
        if name not in BY_NAME_ONLY
        and MADE_FOR.get(name, table.m) == table.m
        and table.m <= MOST_LISTS.get(name, table.m)
    }
    return tuple(name for name in known if name in usual.union(names, STRATA_ONLY if by_strata else ()))
