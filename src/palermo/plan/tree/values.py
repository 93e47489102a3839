"""Dates, money and loose words as they stand in a tree."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from palermo.core import mark
from palermo.core.money import Money, read_money
from palermo.core.when import Precision, When, read_when
from palermo.plan.tree.branch import Branch


class Wanted(Exception):
    """A value that cannot be read; the text is the msgid of what should stand there."""


@dataclass(frozen=True, slots=True)
class Words:
    """How the words of dates are to be understood in one plan."""

    fiscal_start: int = 1
    fiscal_named_by: Literal["start", "end"] = "start"
    faulty: bool = False

    @staticmethod
    def of(told: Branch) -> "Words":
        """From the `fiscal_year` entry of a plan."""
        starts, named_by = told.get("starts", "1"), told.get("named_by", "start")
        if isinstance(starts, str) and starts.isascii() and starts.isdigit() and 1 <= int(starts) <= 12:
            if named_by == "start":
                return Words(int(starts), "start")
            if named_by == "end":
                return Words(int(starts), "end")
        return Words(faulty=True)


def words_of(value: Any) -> str:
    """The words of a loose value: its own, or its `text` or `raw`."""
    if isinstance(value, dict):
        return words_of(value.get("text", value.get("raw")))
    return value if isinstance(value, str) else ""


def read_date(value: Any, words: Words) -> When:
    """A date from words, or from an entry that spells out what the words do not."""
    if isinstance(value, str):
        return read_when(value, fiscal_start=words.fiscal_start, fiscal_named_by=words.fiscal_named_by)
    if not isinstance(value, Branch) or not isinstance(value.get("raw"), str):
        raise Wanted(mark("a date in words, or 'raw' with them"))
    if "precision" not in value:
        return read_date(value["raw"], words)
    try:
        return When(
            raw=value["raw"],
            precision=Precision(value["precision"]),
            first=_day(value.get("first")),
            last=_day(value.get("last")),
            points=tuple(date.fromisoformat(day) for day in value.get("points", ())),
            ongoing=value.get("ongoing") is True,
            partial=tuple(date.fromisoformat(day) for day in value.get("partial", ())),
        )
    except (TypeError, ValueError) as error:
        raise Wanted(mark("a precision and days such as 2024-06-30")) from error


def _day(value: Any) -> date | None:
    return None if value is None else date.fromisoformat(value)


def read_money_words(value: Any) -> Money:
    """An amount from words, or from an entry with amount and currency."""
    if isinstance(value, str):
        return read_money(value)
    if not isinstance(value, Branch):
        raise Wanted(mark("an amount with its currency"))
    try:
        amount, upper = (None if value.get(key) is None else Decimal(value[key]) for key in ("amount", "upper"))
    except (InvalidOperation, TypeError, ValueError) as error:
        raise Wanted(mark("an amount such as 12000.50")) from error
    currency = value.get("currency")
    if currency is not None and not isinstance(currency, str):
        raise Wanted(mark("a currency such as USD"))
    raw = words_of(value.get("raw")) or f"{currency or ''} {value.get('amount') or ''}".strip()
    return Money(amount, currency, raw, none_needed=value.get("none_needed") is True, upper=upper)
