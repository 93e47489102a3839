"""The words of a cost as one-letter codes (see `scan`): which word is a currency, a scale, or says "no extra cost"."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from importlib import resources
from itertools import chain
from typing import NamedTuple

from palermo.core.languages import ANY_LANGUAGE, words
from palermo.core.scan import UNKNOWN, Scanner, Token, vocabulary

# Kind of word in the language files and its code. A word in two kinds has the meaning of the first.
_CODES = {
    "unpriced": UNKNOWN,
    "none_needed": "Z",
    "none_needed_alone": "z",
    "to": "-",
    "and": "&",
    "between": "w",
    "not": "!",
    "boundary": ":",
    "filler": "",
}
_NUMBER = r"\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,']\d+)*"
_POINT_FIRST = r"(?<!\d)\.\d+"
# Plain numbers that may as well be the year of the money as the money.
_YEARS = range(1900, 2101)


class SharedName(NamedTuple):
    """A name or sign that several currencies go by, and the one usually meant, if any."""

    signs: list[str]
    currencies: list[str]
    usual: str | None


class Scale(NamedTuple):
    """What a word such as "million" multiplies by, and whether its language writes the decimal comma."""

    factor: Decimal
    decimal_comma: bool


class Currencies(NamedTuple):
    """The signs of one currency each, the ISO 4217 codes that are read, and the shared names.

    Codes that are English words (ALL, TOP, TRY, CUP, MAD, SOS) are not read.
    """

    signs: dict[str, list[str]]
    codes: list[str]
    shared: dict[str, SharedName]

    def named(self, label: str, expected: str | None) -> str | None:
        """The currency of a code or shared name: the expected one if it goes by that name, else the usual one."""
        shared = self.shared.get(label)
        if shared is None:
            return label
        return expected if expected in shared.currencies else shared.usual


@cache
def currencies() -> Currencies:
    """The currencies of the file beside this module."""
    source = resources.files("palermo.core").joinpath("currencies.json")
    kinds = json.loads(source.read_text(encoding="utf-8"))
    shared = {name: SharedName(**fields) for name, fields in kinds["shared"].items()}
    return Currencies(kinds["signs"], kinds["codes"], shared)


def _currency_entries(languages: Iterable[str]) -> Iterator[tuple[Iterable[str], Token]]:
    known = currencies()
    for code in known.codes:
        yield (code,), Token("c", code)
    for code, signs in known.signs.items():
        yield signs, Token("c", code)
    for name, shared in known.shared.items():
        yield shared.signs, Token("c", name)
    for language in languages:
        for code, spellings in words("currencies", language).items():
            yield spellings, Token("c", code)


def _number_entries(languages: Iterable[str]) -> Iterator[tuple[Iterable[str], Token]]:
    for language in languages:
        comma = words("money", language).get("decimal_comma", ())
        for factor, spellings in words("scales", language).items():
            for word in spellings:
                yield (word,), Token("s", Scale(Decimal(factor), word in comma))
    for language in languages:
        for label, spellings in words("numbers", language).items():
            yield spellings, Token("n", label)


def _entries(languages: tuple[str, ...]) -> Iterator[tuple[Iterable[str], Token]]:
    yield from _currency_entries(languages)
    for kind, code in _CODES.items():
        yield chain.from_iterable(words("money", language).get(kind, ()) for language in languages), Token(code)
    yield from _number_entries(languages)


def _number(text: str) -> Token:
    return Token("y" if len(text) == 4 and text.isdigit() and int(text) in _YEARS else "n", text)


@cache
def scanner(languages: tuple[str, ...]) -> Scanner:
    """The scanner of these languages; English and what any language uses are always read too."""
    read = tuple(dict.fromkeys((ANY_LANGUAGE, *languages, "en")))
    literals = [(_POINT_FIRST, lambda _: Token(UNKNOWN)), (_NUMBER, _number)]
    return Scanner(literals, vocabulary(_entries(read)))
