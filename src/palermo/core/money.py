"""What something costs, as a plan says it: an amount or a range in a currency, or an explicit "no extra cost".

`read_money` never guesses: a number counts as money when a currency stands beside it, or when nothing but the
number is there. Amounts in one currency are never added up: a cell that names two has no amount.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple, cast

from palermo.core.languages import LANGUAGES
from palermo.core.money_tokens import Scale, currencies, scanner
from palermo.core.scan import plain

__all__ = ["Money", "read_money", "write_money"]

_LONGEST = 2000
_MOST_DIGITS = 20

_A = "[ny]s*"
_BETWEEN = f"w(?:c{_A}&c?{_A}|{_A}c?&{_A}c)"
# A year before a currency that has its own number behind it ("2024 USD 5,000") is the year of the money; any other
# number there ("phase 2 USD 5,000") leaves it open whose currency it is.
_EITHER = "ns*cns*(?![sc])"
_PRICED = re.compile(
    f"(?P<either>{_EITHER})|{_BETWEEN}|(?<!s)c{_A}(?:-c?{_A})?(?:c(?![ny]))?|(?<!-)(?!y(?:-y)?c[ny]){_A}(?:c?-{_A})?c"
)
_SILENT = str.maketrans("", "", "Z:")
_BARE = re.compile(f"{_A}|ns*-{_A}|w{_A}&{_A}")
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[ ,.']\d{3})+|[1-9]\d?(?:,\d{2})*,\d{3}")


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as a plan gives it, with the raw words; `upper` is the far end of a range.

    `none_needed` is an explicit "no extra cost", which is an answer; no amount without it is not.
    """

    amount: Decimal | None
    currency: str | None
    raw: str
    none_needed: bool = False
    upper: Decimal | None = None


class _Price(NamedTuple):
    amount: Decimal
    upper: Decimal | None
    currency: str | None


def read_money(
    raw: str | int | float | Decimal,
    *,
    currency: str | None = None,
    languages: Sequence[str] = tuple(LANGUAGES),
) -> Money:
    """The money said by a cell. Never raises: not understood is no amount, with the raw words kept.

    `currency` (ISO 4217) is what a bare number is in, and which dollar, peso or rupee a shared sign means; "$" is
    otherwise the US dollar. English is always read, as `write_money` writes in it.
    """
    return _read(raw if isinstance(raw, str) else _number_words(raw), currency, tuple(languages))


def _number_words(raw: float | Decimal) -> str:
    if isinstance(raw, bool) or not math.isfinite(raw):
        return str(raw)
    number = Decimal(str(raw))
    if (
        number < 0
        or len(number.as_tuple().digits) > _MOST_DIGITS
        or not -_MOST_DIGITS < number.adjusted() < _MOST_DIGITS
    ):
        return str(raw)
    return _plain_number(number.quantize(Decimal(1)) if number == number.to_integral_value() else number)


@lru_cache(maxsize=16384)
def _read(text: str, currency: str | None, languages: tuple[str, ...]) -> Money:
    if len(text) > _LONGEST:
        return Money(None, None, text)
    codes, values = scanner(languages).scan(plain(text))
    none_needed = re.search("(?<!!)Z", codes) is not None or codes == "z"
    price = _only(_prices(codes, values, currency))
    if price is None:
        return Money(None, None, text, none_needed)
    return Money(price.amount, price.currency, text, none_needed, price.upper)


def _prices(codes: str, values: Sequence[object], expected: str | None) -> list[_Price | None]:
    """Every price of the cell; None stands for one whose numbers make no sense."""
    found = [
        None if match["either"] else _price(match[0], values[match.start() : match.end()], expected)
        for match in _PRICED.finditer(codes)
    ]
    if not found and _BARE.fullmatch(codes.translate(_SILENT)):
        kept = [value for code, value in zip(codes, values, strict=True) if code not in "Z:"]
        return [_price(codes.translate(_SILENT), kept, expected)]
    return found


def _only(prices: list[_Price | None]) -> _Price | None:
    """The one price; of several, the first if each is in another currency, since then they say the same thing twice."""
    known = list(dict.fromkeys(price for price in prices if price is not None))
    if not known or None in prices:
        return None
    return known[0] if len({price.currency for price in known}) == len(known) else None


def _price(codes: str, values: Sequence[object], expected: str | None) -> _Price | None:
    numbers: list[str] = []
    scales: list[list[Scale]] = []
    labels: list[str] = []
    for code, value in zip(codes, values, strict=True):
        if code in "ny":
            numbers.append(cast(str, value))
            scales.append([])
        elif code == "s":
            scales[-1].append(cast(Scale, value))
        elif code == "c":
            labels.append(cast(str, value))
    named = _currencies(labels, expected)
    if len(named) > 1:
        return None
    amounts = [_decimal(number, scale) for number, scale in zip(numbers, scales, strict=True)]
    return _ends(amounts, scales, named.pop() if named else expected)


def _currencies(labels: Sequence[str], expected: str | None) -> set[str | None]:
    """The currencies that the labels name; beside "NZD" a "$" is that dollar."""
    known = currencies()
    exact = next((label for label in labels if label not in known.shared), expected)
    return {known.named(label, exact) for label in labels}


def _ends(amounts: list[Decimal | None], scales: list[list[Scale]], currency: str | None) -> _Price | None:
    first, last = amounts[0], amounts[-1]
    if first is None or last is None:
        return None
    if len(amounts) == 1:
        return _Price(_scaled(first, scales[0]), None, currency)
    # "10 to 15 million" means millions at both ends, "900,000 to 1 million" does not.
    low = _scaled(first, scales[0] or (scales[1] if first <= last else []))
    high = _scaled(last, scales[1])
    if low > high:
        return None
    return _Price(low, high if high > low else None, currency)


def _scaled(number: Decimal, scales: Sequence[Scale]) -> Decimal:
    for scale in scales:
        number *= scale.factor
    return number


def _decimal(text: str, scales: Sequence[Scale]) -> Decimal | None:
    """The number, whichever of point and comma is its decimal sign; None when its groups make no sense.

    "10.000" and "10,000" are ten thousand alike; only before a scale word ("1.250 million", "1,250 millones") is
    the decimal sign of that word's language taken.
    """
    if sum(letter.isdigit() for letter in text) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(text) and not _is_fraction(text, scales):
        kinds = {letter for letter in text if not letter.isdigit()}
        return Decimal(re.sub(r"\D", "", text)) if len(kinds) == 1 else None
    place = max(text.rfind("."), text.rfind(","))
    whole, fraction = (text[:place], text[place + 1 :]) if place >= 0 else (text, "")
    if not whole.isdigit() and (not _GROUPED.fullmatch(whole) or text[place] in whole):
        return None
    return (
        Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{fraction or '0'}") if fraction else Decimal(re.sub(r"\D", "", whole))
    )


def _is_fraction(text: str, scales: Sequence[Scale]) -> bool:
    if not scales:
        return False
    return text.count("," if scales[0].decimal_comma else ".") == 1 and not re.search("[ ']", text)


def write_money(money: Money) -> str:
    """The words of the money: its own where it has them, else words that read back to the same money."""
    if money.raw:
        return money.raw
    if money.amount is None:
        return "no extra cost" if money.none_needed else ""
    currency = f"{money.currency} " if money.currency else ""
    words = currency + _plain_number(money.amount)
    if money.upper is not None:
        words = f"{currency}{_pointed(money.amount)}-{_pointed(money.upper)}"
    return f"{words}, no extra cost" if money.none_needed else words


def _plain_number(number: Decimal) -> str:
    """The number in plain digits, never with exactly three decimals, which would read as thousands."""
    words = f"{number:f}"
    return words + "0" if len(words.partition(".")[2]) == 3 else words


def _pointed(number: Decimal) -> str:
    """The number with a decimal point, so that a range of numbers is not taken for a range of years."""
    words = _plain_number(number)
    return words if "." in words else f"{words}.0"
