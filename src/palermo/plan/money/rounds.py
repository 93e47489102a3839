"""Budget rounds: what has to be asked for until when, and what came after its round had closed.

The rule is that of the audit (A11 and P05): see `palermo.plan.budget`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from palermo.core.languages import fold
from palermo.plan.budget import deadlines, names, round_closes, round_missed
from palermo.plan.model import Plan
from palermo.plan.money.accounts import LineAccount
from palermo.plan.money.lines import FiscalYear, fiscal_year


class Missed(NamedTuple):
    """A line whose round had closed before anybody knew that it was needed."""

    account: LineAccount
    body: str
    closed: date


class NextRound(NamedTuple):
    """The next budget round of a body: its last day, the year it decides on, and what is missing for that year."""

    body: str
    closes: date
    year: FiscalYear
    asks: tuple[LineAccount, ...]


def with_rounds(plan: Plan, rounds: Iterable[tuple[str, str]]) -> Plan:
    """The plan with these rounds in the place of its own: each a body and its last day MM-DD, empty for none.

    Of several that mean the same body the last one counts.
    """
    calendar = dict(plan.budget_calendar)
    for body, day in rounds:
        called = _called(plan, body)
        calendar = {other: own for other, own in calendar.items() if called.isdisjoint(_called(plan, other))}
        if day:
            calendar[body] = day
    return replace(plan, budget_calendar=calendar)


def round_of(plan: Plan, body: str) -> str:
    """The last day MM-DD of a body's round, by its short or full name; empty where nobody has said."""
    return deadlines(plan.budget_calendar, plan.register).get(fold(body), "")


def _called(plan: Plan, body: str) -> frozenset[str]:
    return frozenset(map(fold, names(body, plan.register)))


def missed_rounds(plan: Plan, accounts: Iterable[LineAccount], leads: Mapping[str, str]) -> tuple[Missed, ...]:
    """The lines that missed the round of their year. `leads`: by activity the body that answers for it.

    The plan's `budget_calendar` says when rounds close. What names no one year, and what no calendar knows the body of,
    is not asked; nor is a line of the plan where the plan does not say when it was adopted.
    """
    return tuple(_missed(plan, accounts, leads))


def _missed(plan: Plan, accounts: Iterable[LineAccount], leads: Mapping[str, str]) -> Iterator[Missed]:
    days = deadlines(plan.budget_calendar, plan.register)
    for account in accounts:
        line, body = account.line, leads.get(account.line.activity, "")
        day = days.get(fold(body))
        if account.gone or day is None or line.year.first is None or line.known is None:
            continue
        if closed := round_missed(day, line.year.first, line.known):
            yield Missed(account, body, closed)


def next_rounds(
    plan: Plan, accounts: Iterable[LineAccount], leads: Mapping[str, str], today: date
) -> tuple[NextRound, ...]:
    """The next round of each body of the calendar, the one that closes first before the others."""
    lacking = [account for account in accounts if account.missing and account.missing.high]
    found = []
    for body, day in plan.budget_calendar.items():
        called = _called(plan, body)
        for year in _coming(plan, today):
            closes = round_closes(day, year.first) if year.first else None
            if closes and closes >= today:
                own = (each for each in lacking if fold(leads.get(each.line.activity, "")) in called)
                found.append(NextRound(body, closes, year, tuple(each for each in own if each.line.year == year)))
                break
    return tuple(sorted(found, key=lambda each: (each.closes, each.body)))


def _coming(plan: Plan, today: date) -> tuple[FiscalYear, ...]:
    """The next fiscal year and the one after it: the round of the next may have closed already."""
    return tuple(fiscal_year(date(today.year + ahead, today.month, 1), plan) for ahead in (1, 2))
