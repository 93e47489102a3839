"""The words of a timetable as one-letter codes (see `scan`): which word is a month, a link, a promise of "ongoing"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain

from palermo.core.languages import ANY_LANGUAGE, words
from palermo.core.scan import UNKNOWN, Literal, Scanner, Token, vocabulary

# Kind of word in the language files and its code. A word in two kinds has the meaning of the first.
_CODES = {
    "ongoing": "G",
    "relative_strong": "S",
    "relative": "R",
    "fiscal": "F",
    "quarter": "q",
    "half": "h",
    "partial": "p",
    "buddhist": "B",
    "christian": "C",
    "onward": "O",
    "between": "w",
    "before": "<",
    "after": ">",
    "until": "l",
    "from": "f",
    "end": "e",
    "start": "s",
    "each": "E",
    "within": "i",
    "to": "t",
    "and": "&",
    "comma": ",",
    "dash": "-",
    "slash": "/",
    "year": "Y",
    "month": "X",
    "day": "W",
    "filler": "",
}
_NUMBER = re.compile(r"\d+")
_MONTHS = 12


def _entries(languages: Iterable[str]) -> Iterator[tuple[Iterable[str], Token]]:
    for kind, code in (("months", "m"), ("ordinals", "o")):
        for language in languages:
            for label, spellings in words(kind, language).items():
                yield spellings, Token(code, -1 if label == "last" else int(label))
    for kind, code in _CODES.items():
        yield chain.from_iterable(words("when", language).get(kind, ()) for language in languages), Token(code)
    for language in languages:
        for label, spellings in words("numbers", language).items():
            yield spellings, Token("n", int(label))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBER.findall(text)))


def _year_first(text: str) -> Token:
    year, month, day = _numbers(text)[:3]
    return Token("D", (year, month, day))


def _day_first(text: str) -> Token:
    day, month, year = _numbers(text)
    if month > _MONTHS >= day:
        day, month = month, day
    return Token("D", (year, month, day))


def _year_then(text: str) -> Token:
    """A month ("2024-06") or a pair of years ("2024/25", and "2011/12" too, as the second year follows the first)."""
    begin, second = _numbers(text)
    dash = "-" in text
    if second <= _MONTHS and (dash or second != (begin + 1) % 100):
        return Token("M", (begin, second))
    if second < 100:
        second += begin // 100 * 100
        second += 100 if second < begin else 0
    return Token("P", (begin, second, dash))


def _month_first(text: str) -> Token:
    month, year = _numbers(text)
    return Token("M", (year, month))


def _part(code: str) -> Literal:
    return code, lambda text: Token(code, int(_NUMBER.findall(text)[0]))


def _number(text: str) -> Token:
    if len(text) == 4:
        return Token("y", int(text))
    return Token("ab"[len(text) - 1], int(text)) if len(text) < 3 else Token(UNKNOWN)


def _marks(kind: str, languages: Iterable[str]) -> str:
    return "".join(sorted({mark for language in languages for mark in words("when", language).get(kind, ())}))


def _literals(languages: tuple[str, ...]) -> list[Literal]:
    suffixes = vocabulary((words("when", language).get("ordinal_suffix", ()), Token("")) for language in languages)
    quarter, half = _marks("quarter_mark", languages), _marks("half_mark", languages)
    read_quarter, read_half = _part("Q")[1], _part("H")[1]
    return [
        (r"(?<!\d)\d{4}-\d{1,2}-\d{1,2}(?:[t ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?(?!\d)", _year_first),
        (r"(?<!\d)\d{4}(?:/\d{1,2}/|\.\d{1,2}\.)\d{1,2}(?!\d)", _year_first),
        (r"(?<!\d)\d{1,2}(?:/\d{1,2}/|\.\d{1,2}\.|-\d{1,2}-)\d{4}(?!\d)", _day_first),
        (r"(?<!\d)\d{4}(?:[-/]\d{2}|/\d{4})(?!\d)", _year_then),
        (r"(?<!\d)(?:\d{1,2}[/.]|\d{2}-)\d{4}(?!\d)", _month_first),
        (rf"(?<![a-z])[{quarter}] ?[1-4](?!\d)", read_quarter),
        (rf"(?<!\d)[1-4][{quarter}](?![a-z\d])", read_quarter),
        (rf"(?<![a-z])[{half}] ?[12](?!\d)", read_half),
        (rf"(?<!\d)[12][{half}](?![a-z\d])", read_half),
        (rf"(?<!\d)\d{{1,2}}\.?(?:{'|'.join(sorted(suffixes, key=len, reverse=True))})(?![a-z])", _part("o")[1]),
        (r"\d+", _number),
        (r"'(?=\d{2}(?!\d))", Token),
    ]


@cache
def scanner(languages: tuple[str, ...]) -> Scanner:
    """The scanner of these languages; English and what any language uses are always read too."""
    read = tuple(dict.fromkeys((ANY_LANGUAGE, *languages, "en")))
    return Scanner(_literals(read), vocabulary(_entries(read)))
