"""What became of each cost line: committed, spent, and what is missing, worked out from accepted postings."""

from collections import defaultdict
from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import NamedTuple

from palermo.core import Cell
from palermo.core.money import Money
from palermo.plan.money.lines import MoneyLine, Posting, Spending
from palermo.plan.progress import State


class Between(NamedTuple):
    """An amount, or a range where the plan gives one."""

    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)

    def plus(self, other: "Between") -> "Between":
        return Between(self.low + other.low, self.high + other.high)


NOTHING = Between()


@dataclass(frozen=True, slots=True)
class LineAccount:
    """A line with what is committed to it and spent of it, in its own currency.

    `gone`: the plan has it no more. `given_up`: its activity was, so that it asks for nothing more. What was spent
    counts as committed too, as it must have come from somebody.
    """

    line: MoneyLine
    committed: Decimal = Decimal(0)
    spent: Decimal = Decimal(0)
    gone: bool = False
    given_up: bool = False

    @property
    def planned(self) -> Between | None:
        """What the line asks for; None where it gives no figure, or one without its currency."""
        money = self.line.money.value
        if self.gone:
            return NOTHING
        if money is None or not self.line.money.given:
            return None
        if money.amount is None:
            return NOTHING if money.none_needed else None
        return Between(money.amount, money.upper or money.amount) if money.currency else None

    @property
    def covered(self) -> Decimal:
        """What somebody has bound themselves to give, or has given."""
        return max(self.committed, self.spent)

    @property
    def missing(self) -> Between | None:
        """What nobody has committed; never below nothing: see `over`."""
        if self.given_up:
            return NOTHING
        if self.planned is None:
            return None
        low, high = (max(planned - self.covered, Decimal(0)) for planned in self.planned)
        return Between(low, high)

    @property
    def over(self) -> Decimal:
        """By how much what is committed or spent goes beyond what the line asks for; nothing where nobody can say."""
        return max(self.covered - self.planned.high, Decimal(0)) if self.planned else Decimal(0)


def line_accounts(
    lines: Iterable[MoneyLine], postings: Iterable[Posting], given_up: Container[str] = ()
) -> tuple[LineAccount, ...]:
    """Each line with its accepted postings, in the order of the lines; then lines that the plan has no more.

    `given_up`: the activities that are.

    A posting that an accepted one corrects counts no more. A line that states no currency has an account for each that
    was posted to it. A posting in another currency than its line's is told of as if the plan had the line no more.
    """
    counted: defaultdict[tuple[str, str, str], list[Posting]] = defaultdict(list)
    for posting in counting(postings):
        counted[posting.activity, posting.line, posting.currency].append(posting)
    currencies: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for activity, of_line, currency in counted:
        currencies[activity, of_line].append(currency)
    here = [
        _account(each, counted.pop((each.activity, each.id, each.currency), []), given_up=each.activity in given_up)
        for line in lines
        for each in _by_currency(line, currencies.get((line.activity, line.id), ()))
    ]
    return (*here, *(_gone(left) for left in counted.values()))


def _by_currency(line: MoneyLine, posted: Iterable[str]) -> list[MoneyLine]:
    if line.currency:
        return [line]
    return [replace(line, posted_in=currency) for currency in posted] or [line]


def counting(postings: Iterable[Posting]) -> list[Posting]:
    """The postings that count: accepted, and not corrected by an accepted one."""
    accepted = [posting for posting in postings if posting.state is State.ACCEPTED]
    corrected = {posting.corrects for posting in accepted}
    return [posting for posting in accepted if posting.id not in corrected]


def _account(
    line: MoneyLine, postings: Iterable[Posting], *, gone: bool = False, given_up: bool = False
) -> LineAccount:
    sums = {each: Decimal(0) for each in Spending}
    for posting in postings:
        sums[posting.spending] += posting.amount
    return LineAccount(line, sums[Spending.COMMITTED], sums[Spending.SPENT], gone, given_up)


def _gone(postings: list[Posting]) -> LineAccount:
    of = postings[0]
    money = Cell(Money(None, of.currency, ""))
    return _account(MoneyLine(of.line, of.activity, money, of.year), postings, gone=True)
