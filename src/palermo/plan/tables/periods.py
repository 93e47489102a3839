"""Headers that name a stretch of time: Q1, ត្រីមាសទី១, January, 2025, FY2024/25."""

from collections.abc import Sequence
from functools import lru_cache

from palermo.core.languages import fold_digits
from palermo.core.when import Precision, read_when

_ALONE = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF, Precision.YEAR, Precision.FISCAL_YEAR})
_OF_A_YEAR = frozenset({Precision.MONTH, Precision.QUARTER, Precision.HALF})
_SOME_YEAR = "2024"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


@lru_cache(maxsize=4096)
def full_period(text: str) -> bool:
    """Whether the words name a stretch of time with its year."""
    return len(text) < 40 and read_when(text).precision in _ALONE


@lru_cache(maxsize=4096)
def part_of_year(text: str) -> bool:
    """Whether the words name a month, quarter or half whose year stands elsewhere."""
    if len(text) >= 40 or not text or full_period(text) or text.isdecimal():
        return False
    return read_when(f"{text} {_SOME_YEAR}").precision in _OF_A_YEAR


def names_period(text: str) -> bool:
    """Whether the words name any stretch of time."""
    return full_period(text) or part_of_year(text)


def period_over(words: Sequence[str], place: int, siblings: int, year: str) -> tuple[bool, str]:
    """Whether the words over a column name a stretch of time, and which ("" where its year is missing).

    `place` is the column's place among the `siblings` under the same group; `year` is that of the plan, if it has one.
    """
    if not words:
        return False, ""
    last, above = words[-1].strip(), [word for word in words[:-1] if full_period(word)]
    year = above[-1] if above else year
    if full_period(last):
        return True, last
    if not part_of_year(last):
        last = _by_place(fold_digits(last), place, siblings) if above or len(words) > 1 else ""
        if not last:
            return False, ""
    return True, f"{last} {year}" if year else ""


def _by_place(text: str, place: int, siblings: int) -> str:
    """Bare numbers and initials say what they mean by standing four or twelve in a row."""
    if siblings == 4 and text == str(place + 1):
        return f"Q{text}"
    if siblings == 12 and (text == str(place + 1) or (len(text) == 1 and text.isalpha())):
        return _MONTHS[place]
    return ""
