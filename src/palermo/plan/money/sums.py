"""Sums of cost lines: of each year and currency by itself."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from palermo.core import Presence
from palermo.plan.money.accounts import NOTHING, Between, LineAccount
from palermo.plan.money.lines import FiscalYear


@dataclass(frozen=True, slots=True)
class Sums:
    """Added up over lines of one year and one currency.

    What is missing of one line is not made good by what another has too much: both are added up by themselves.
    """

    lines: int = 0
    planned: Between = NOTHING
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    missing: Between = NOTHING
    over: Decimal = Decimal(0)
    unsaid: int = 0  # lines of which nobody can say how much they take


class MoneySum(NamedTuple):
    """The sums of one group in one year and one currency (empty: none stated)."""

    of: str
    year: FiscalYear
    currency: str
    sums: Sums


def money_sums(accounts: Iterable[LineAccount], of: Callable[[LineAccount], str]) -> tuple[MoneySum, ...]:
    """Lines added up by what `of` says of them, and always by year and currency. By group, then by year and currency.

    A figure without a currency is not added up: it may be in any.
    """
    found: dict[tuple[str, FiscalYear, str], Sums] = {}
    for account in accounts:
        key = of(account), account.line.year, account.line.currency
        found[key] = _with(found.get(key, Sums()), account)
    return tuple(MoneySum(*key, found[key]) for key in sorted(found, key=_order))


def _with(sums: Sums, account: LineAccount) -> Sums:
    planned, missing = account.planned, account.missing
    committed, spent = sums.committed + account.committed, sums.spent + account.spent
    sums = replace(sums, lines=sums.lines + 1, committed=committed, spent=spent)
    if planned is None or missing is None:
        return replace(sums, unsaid=sums.unsaid + 1)
    return replace(
        sums, planned=sums.planned.plus(planned), missing=sums.missing.plus(missing), over=sums.over + account.over
    )


_PLACES = {Presence.GIVEN: 0, Presence.INHERITED: 0, Presence.BLANK: 1, Presence.UNREAD: 2}


def _order(key: tuple[str, FiscalYear, str]) -> tuple[object, ...]:
    of, year, currency = key
    return of, _PLACES[year.presence], year.first is None, str(year.first or year.name), currency
