"""The values of indicators that were accepted, rolled up over places, period by period."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

from palermo.core import Finding
from palermo.plan.model import Indicator, Plan
from palermo.plan.progress import Account, Places, Progress, Total, Value, fell, spread

ByPeriod = tuple[tuple[str, tuple[Value, ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one period, over all places. `by_place`: of each place that was passed a part, what it tells."""

    indicator: Indicator
    period: str
    total: Total
    by_place: Mapping[str, Total] = field(default_factory=dict)


class Rolled(NamedTuple):
    """One indicator's figures and what is found in them. `of`: all that they were made of."""

    of: tuple[object, ...]
    figures: tuple[Figure, ...]
    findings: tuple[Finding, ...]


def figures(
    plan: Plan,
    progress: Progress,
    accounts: Mapping[str, Account],
    percentages: Container[str] = (),
    before: Mapping[str, Rolled] | None = None,
) -> dict[str, Rolled]:
    """The figures of each indicator, in the order of the plan: one for each period of which a value was accepted.

    `percentages`: the indicators whose unit is one; a single number that several places tell of such a one is a
    percentage, and no count that could be added. `before`: those of an earlier time, taken over where all that they
    were made of is the same.
    """
    told: dict[str, list[ByPeriod]] = {}
    for account in accounts.values():
        for indicator_id, by_period in account.agreed_of.items():
            told.setdefault(indicator_id, []).append(by_period)
    asked, places, found = _asked(plan, accounts), _places(progress, before or {}), {}
    country = Places(places)
    for _, indicator in plan.each_indicator():
        id_ = indicator.id
        values = _together(told.get(id_, ()))
        of = (indicator, values, asked.get(id_), id_ in percentages, places)
        known = before.get(id_) if before else None
        found[id_] = known if known and known.of == of else _rolled(of, country)
    return found


def _places(progress: Progress, before: Mapping[str, Rolled]) -> Mapping[str, str]:
    """Those of before, where they are the same: the very same thing is held against itself in no time."""
    known = next(iter(before.values())).of[-1] if before else None
    return cast(Mapping[str, str], known) if known == progress.places else progress.places


def _together(told: Sequence[ByPeriod]) -> ByPeriod:
    """What several activities tell of one indicator; mostly it is one."""
    if len(told) == 1:
        return told[0]
    found: dict[str, tuple[Value, ...]] = {}
    for period, values in (each for by_period in told for each in by_period):
        found[period] = found.get(period, ()) + values
    return tuple(sorted(found.items()))


def _rolled(of: tuple[Any, ...], country: Places) -> Rolled:
    indicator, values, wanted, percent, _places = of
    made = [(period, spread(each, wanted, country, percent=percent)) for period, each in values]
    findings = (finding for _period, each in made for finding in each.findings)
    return Rolled(
        of,
        tuple(Figure(indicator, period, each.total, each.by_place) for period, each in made),
        (*findings, *fell(indicator.id, [each.total for _period, each in made])),
    )


def _asked(plan: Plan, accounts: Mapping[str, Account]) -> Mapping[str, tuple[str, ...]]:
    """For each indicator of an activity that was passed on, the places whose parts nobody has given up."""
    asked: dict[str, dict[str, None]] = {}
    for _, _, activity in plan.each_activity():
        account = accounts.get(activity.id)
        if account and account.parts:
            for indicator in activity.indicators.value or ():
                asked.setdefault(indicator.id, {}).update(dict.fromkeys(account.kept))
    return {indicator: tuple(places) for indicator, places in asked.items()}
