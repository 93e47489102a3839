"""The values of indicators that were accepted, rolled up over places, period by period."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, replace

from palermo.core import Finding
from palermo.plan.model import Indicator, Plan
from palermo.plan.progress import Account, Places, Progress, State, Total, Value, fell, spread

_AGREED = (State.ACCEPTED, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one period, over all places. `by_place`: of each place that was passed a part, what it tells."""

    indicator: Indicator
    period: str
    total: Total
    by_place: Mapping[str, Total] = field(default_factory=dict)


def figures(
    plan: Plan, progress: Progress, accounts: Mapping[str, Account], percentages: Container[str] = ()
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """A figure for each indicator and period of which a value was accepted, in the order of the plan and of time.

    `percentages`: the indicators whose unit is one; a single number that several places tell of such a one is a
    percentage, and no count that could be added.
    """
    told: dict[str, dict[str, list[Value]]] = {}
    for account in accounts.values():
        for period, value in _accepted(account):
            told.setdefault(value.indicator, {}).setdefault(period, []).append(value)
    asked, country = _asked(plan, accounts), Places(progress.places)
    told_of: list[Figure] = []
    findings: list[Finding] = []
    for _, indicator in plan.each_indicator():
        totals, wanted = [], asked.get(indicator.id)
        for period, values in sorted(told.get(indicator.id, {}).items()):
            made = spread(values, wanted, country, percent=indicator.id in percentages)
            totals.append(made.total)
            told_of.append(Figure(indicator, period, made.total, made.by_place))
            findings.extend(made.findings)
        findings.extend(fell(indicator.id, totals))
    return tuple(told_of), tuple(findings)


def _accepted(account: Account) -> Iterator[tuple[str, Value]]:
    """The values of the accepted reports with their periods; those of a part are of its place, or of one below it."""
    for filed in account.reports:
        if filed.state in _AGREED:
            yield from ((filed.report.period, value) for value in filed.report.values)
    for place, part in account.parts.items():
        for period, value in _accepted(part):
            yield period, value if value.place else replace(value, place=place)


def _asked(plan: Plan, accounts: Mapping[str, Account]) -> Mapping[str, tuple[str, ...]]:
    """For each indicator of an activity that was passed on, the places whose parts nobody has given up."""
    asked: dict[str, dict[str, None]] = {}
    for _, _, activity in plan.each_activity():
        account = accounts.get(activity.id)
        if account and account.parts:
            for indicator in activity.indicators.value or ():
                asked.setdefault(indicator.id, {}).update(dict.fromkeys(account.kept))
    return {indicator: tuple(places) for indicator, places in asked.items()}
