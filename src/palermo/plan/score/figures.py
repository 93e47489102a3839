"""The values of indicators that were accepted, rolled up over places, period by period."""

from collections.abc import Iterable
from dataclasses import dataclass

from palermo.core import Finding
from palermo.plan.model import Indicator, Plan
from palermo.plan.progress import Account, Places, Progress, State, Total, Value, fell, rolled_up

_AGREED = (State.ACCEPTED, State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator in one period, over all places."""

    indicator: Indicator
    period: str
    total: Total


def figures(
    plan: Plan, progress: Progress, accounts: Iterable[Account]
) -> tuple[tuple[Figure, ...], tuple[Finding, ...]]:
    """A figure for each indicator and period of which a value was accepted, in the order of the plan and of time."""
    told: dict[str, dict[str, list[Value]]] = {}
    for account in accounts:
        for filed in account.reports:
            for value in filed.report.values if filed.state in _AGREED else ():
                told.setdefault(value.indicator, {}).setdefault(filed.report.period, []).append(value)
    places = Places(progress.places)
    made: list[Figure] = []
    findings: list[Finding] = []
    for _, indicator in plan.each_indicator():
        totals = []
        for period, values in sorted(told.get(indicator.id, {}).items()):
            total, found = rolled_up(values, places)
            totals.append(total)
            made.append(Figure(indicator, period, total))
            findings.extend(found)
        findings.extend(fell(indicator.id, totals))
    return tuple(made), tuple(findings)
