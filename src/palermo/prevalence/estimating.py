"""One table to all that can be said of it: looked at, refused or estimated by many methods, altered, put down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path

import numpy as np

from palermo import __version__
from palermo.core import Message
from palermo.prevalence.altering import sensitivity
from palermo.prevalence.estimate import Estimate, Refusal
from palermo.prevalence.estimated import Estimated, Provenance, Sensitivity
from palermo.prevalence.grouping import grouped
from palermo.prevalence.looking import look
from palermo.prevalence.methods import ALL, BY_NAME_ONLY, METHODS, Settings, chosen
from palermo.prevalence.stored import fetch, put_down
from palermo.prevalence.strata import Strata
from palermo.prevalence.table import Table
from palermo.prevalence.unfit import unfit

Told = Callable[[str, int, int], None]  # what is being done, how many steps are done, of how many
SENSITIVITY, STRATA = "sensitivity", "strata"


def estimate(  # noqa: PLR0913  # all by name; each is a setting that people have to be able to see
    table: Table,
    *,
    methods: Sequence[str] = (ALL,),
    order: int | None = None,
    replicates: int = 1000,
    seed: int,
    threads: int | None = None,
    told: Told | None = None,
    duplicates: int = 0,
    strata: Strata | None = None,
    store: Path | None = None,
    fresh: bool = False,
) -> Estimated:
    """What the methods say of the table, or why they say nothing; the same for the same seed on however many threads.

    `methods`: names, or "all". `strata`: groups of the same people, each estimated by itself
    too and added up. A table that nothing can be said of is refused before any method is tried; Chapman's
    two-list figure is given only to those who ask for it by name. With a `store` (a folder), an answer to the same
    table and settings is taken from there unless it is to be `fresh`, and is put there. Raises UserError for a method
    that there is not.
    """
    asked = chosen(table, tuple(methods), by_strata=strata is not None)
    settings = Settings(seed, replicates, order)
    made = Provenance(
        __version__,
        seed,
        {
            "methods": list(asked),
            "order": order,
            "replicates": replicates,
            "duplicates": duplicates,
            "strata": list(strata.by) if strata else None,
        },
    )
    if store and not fresh and (known := fetch(store, table, strata, made)):
        return known
    found = _estimated(table, strata, asked, settings, made, duplicates, threads, told)
    if store:
        put_down(store, strata, found)
    return found


def _estimated(  # what one run is made of, handed on once
    table: Table,
    strata: Strata | None,
    asked: Sequence[str],
    settings: Settings,
    made: Provenance,
    duplicates: int,
    threads: int | None,
    told: Told | None,
) -> Estimated:
    looked, refused = look(table, duplicates=duplicates), unfit(table)
    by_name = BY_NAME_ONLY if refused else METHODS.keys()
    answers = [_answer(name, table, settings, threads, told) for name in asked if name in by_name]
    groups = None
    if strata and not refused:
        groups, one = grouped(strata, tuple(asked), settings, threads=threads, told=_named(told, STRATA))
        answers += [_plain(one)] if one else []
    estimates = tuple(each for each in answers if isinstance(each, Estimate))
    refusals = (*refused, *(each for each in answers if isinstance(each, Refusal)))
    moves = Sensitivity()
    if estimates and not refused:
        moves = sensitivity(
            table,
            estimates,
            settings,
            threads=threads,
            told=_named(told, SENSITIVITY),
        )
    return Estimated(table, looked, estimates, refusals, moves, made, groups)


def _named(told: Told | None, name: str) -> Callable[[int, int], None] | None:
    return (lambda done, of: told(name, done, of)) if told else None


def _answer(name: str, table: Table, settings: Settings, threads: int | None, told: Told | None) -> Estimate | Refusal:
    def report(done: int, of: int) -> None:
        if told:
            told(name, done, of)

    report(0, 1)
    found = METHODS[name](table, settings, threads, report)
    report(1, 1)
    return _plain(found)


def _plain(found: Estimate | Refusal) -> Estimate | Refusal:
    if isinstance(found, Refusal):
        return found
    return replace(found, diagnostics={key: plain(value) for key, value in found.diagnostics.items()})


def plain(value: object) -> object:
    """A diagnostic as numbers, words, lists and mappings, whatever the method kept it in."""
    match value:
        case np.ndarray() | np.generic():
            return plain(value.tolist())
        case Message() | str() | bool() | int() | float() | None:
            return value
        case Mapping():
            return {str(key): plain(each) for key, each in value.items()}
        case list() | tuple():
            return [plain(each) for each in value]
        case frozenset() | set():
            return sorted((plain(each) for each in value), key=str)
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    return str(value)
