"""Cost lines as a plan gives them, and what is posted to them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from palermo.core import BLANK, Cell, Presence
from palermo.core.money import Money
from palermo.plan.model import Activity, Date, Plan, Words
from palermo.plan.progress import State

_ID = 16  # letters


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """Of which year money is. `first`: the first day of that fiscal year of the plan.

    Without it the plan names several years together, or something that is no year: `name` then holds its own words.
    """

    presence: Presence = Presence.BLANK
    name: str = ""
    first: date | None = None


class Spending(StrEnum):
    """What became of money."""

    COMMITTED = "committed"  # somebody has bound themselves to give it
    SPENT = "spent"


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """Money that an activity takes. `id`: known within the activity, as long as the words of the line stay.

    `known`: the day from which on the need was on record; None where the plan does not say when it was adopted.
    `added`: the plan lacks it, and it was added afterwards; `what` then says what for. `posted_in`: the currency of
    what was posted to it, where the line itself states none.
    """

    id: str
    activity: str
    money: Cell[Money]
    year: FiscalYear
    source: Words = BLANK
    what: str = ""
    known: date | None = None
    added: bool = False
    posted_in: str = ""

    @property
    def currency(self) -> str:
        """ISO 4217; empty where none is stated, and nothing posted either."""
        return (self.money.value.currency if self.money.value else None) or self.posted_in


@dataclass(frozen=True, slots=True)
class Posting:
    """Money committed to a line or spent of it, on a day. `amount` is in the currency of the line, if that states one.

    `corrects`: the earlier posting in whose place it stands once it is accepted. `year`: of the line, as it was then.
    """

    id: str
    activity: str
    line: str
    spending: Spending
    amount: Decimal
    currency: str
    on: date
    state: State
    year: FiscalYear = FiscalYear()
    corrects: str = ""


class MoneySaid(NamedTuple):
    """Of how many activities a plan names costs, names none, or nobody could read whether it does."""

    named: int
    blank: int
    unread: int

    @property
    def of(self) -> int:
        return sum(self)


def fiscal_year(day: date, plan: Plan) -> FiscalYear:
    """The fiscal year of the plan in which a day lies."""
    year = day.year - (day.month < plan.fiscal_start)
    name = str(year) if plan.fiscal_start == 1 else f"{year}/{(year + 1) % 100:02}"
    return FiscalYear(Presence.GIVEN, name, date(year, plan.fiscal_start, 1))


def money_lines(plan: Plan) -> tuple[MoneyLine, ...]:
    """Every cost line of the plan's activities, in their order. Costs of a whole goal are no activity's."""
    known = plan.adopted.value.last if plan.adopted.given and plan.adopted.value else None
    return tuple(line for _, _, activity in plan.each_activity() for line in _lines(activity, plan, known))


def money_said(plan: Plan) -> MoneySaid:
    """How many activities the plan names costs of. What is shown from the level above is not the activity's own."""
    costs = [activity.costs for _, _, activity in plan.each_activity()]
    named, unread = sum(1 for each in costs if each.given and each.value), sum(each.unread for each in costs)
    return MoneySaid(named, len(costs) - named - unread, unread)


def _lines(activity: Activity, plan: Plan, known: date | None) -> Iterator[MoneyLine]:
    alike: Counter[tuple[str, ...]] = Counter()
    for cost in (activity.costs.value or ()) if activity.costs.given else ():
        source = _source(cost.source, activity.money_source)
        words = (cost.money.words, cost.year.words, source.words)
        alike[words] += 1
        yield MoneyLine(_id(words, alike[words]), activity.id, cost.money, _year(cost.year, plan), source, known=known)


def _source(own: Words, of_activity: Words) -> Words:
    """Of the line; where it names none, of the activity."""
    return next((cell for cell in (own, of_activity) if cell.given), own if own.unread else of_activity)


def _id(words: tuple[str, ...], nth: int) -> str:
    return hashlib.sha256(json.dumps([*words, nth]).encode()).hexdigest()[:_ID]


def _year(cell: Date, plan: Plan) -> FiscalYear:
    when = cell.value
    if not cell.given or when is None:
        return FiscalYear(Presence.UNREAD if cell.unread else Presence.BLANK)
    if when.first and when.last:
        found = fiscal_year(when.first, plan)
        if fiscal_year(when.last, plan) == found:
            return found
    return FiscalYear(Presence.GIVEN, cell.words)
