"""Numbers and years inside the words of a baseline or a target."""

import re
from decimal import Decimal

from palermo.core.languages import fold_digits

# the year of an era that a plan may use: Common or Buddhist
_YEAR = re.compile(r"(?<![\d.,])(?:19|20|25)\d\d(?!\d|[.,]\d)")
_NUMBER = re.compile(r"-?\d+(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d+)?(?!\d)|-?\d+(?:[.,]\d+)?")
_NUMBER_AND_YEAR = re.compile(r"(\d+)(?: ?\(?(?:19|20|25)\d\d\)?)?")
_PARTED = re.compile(r"[.,' \u00a0\u202f](?=\d{3}(?!\d))")


def names_year(text: str) -> bool:
    """Whether a year stands in the words."""
    return _YEAR.search(fold_digits(text)) is not None


def figure(text: str) -> Decimal | None:
    """The one number that the words give beside years; None where there is none or more than one."""
    if text.isdecimal():
        return Decimal(text)
    told = text if text.isascii() else fold_digits(text)
    # how nearly every baseline is written
    if plain := _NUMBER_AND_YEAR.fullmatch(told):
        return Decimal(plain[1])
    numbers = _NUMBER.findall(told)
    if len(numbers) > 1:
        numbers = [number for number in numbers if not _YEAR.fullmatch(number)]
    return Decimal(_PARTED.sub("", numbers[0]).replace(",", ".")) if len(numbers) == 1 else None
