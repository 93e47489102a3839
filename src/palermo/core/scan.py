"""Turning a cell's words into a string of one-letter codes, on which grammars are ordinary regular expressions.

Dates and money are both read this way: every word list gives its words a code, `Scanner` finds the longest known
words, and what nobody knows becomes `UNKNOWN`, so that a grammar can refuse to guess around it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from palermo.core.languages import fold, fold_digits

UNKNOWN = "?"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APOSTROPHES = "\u2018\u2019\u02bc\u00b4`"
_ONE_SIGN = str.maketrans({**dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_APOSTROPHES, "'")})


class Token(NamedTuple):
    """A word's code and its meaning as a number where it has one; an empty code says nothing and is dropped."""

    code: str
    value: object = 0


Literal = tuple[str, Callable[[str], Token]]


def plain(text: str) -> str:
    """The text folded for scanning: ASCII digits, one kind of dash and one kind of apostrophe."""
    return fold_digits(fold(text)).translate(_ONE_SIGN)


def vocabulary(entries: Iterable[tuple[Iterable[str], Token]]) -> dict[str, Token]:
    """Spelling to token; where two lists claim a word, the earlier list keeps it."""
    found: dict[str, Token] = {}
    for spellings, token in entries:
        for spelling in spellings:
            found.setdefault(_loose(plain(spelling)), token)
    return found


class Scanner:
    """Reads plain text into codes and values by literals (patterns) and a vocabulary (fixed words)."""

    def __init__(self, literals: Sequence[Literal], known: Mapping[str, Token]) -> None:
        self._known = known
        self._readers = [read for _, read in literals]
        parts = [f"({pattern})" for pattern, _ in literals]
        self._tokens = re.compile("|".join([*parts, f"({_alternatives(known)})", "[a-z]+|\\S"]))
        self._word_group = len(literals) + 1

    def scan(self, text: str) -> tuple[str, list[object]]:
        """The codes of the text (already `plain`) and, at the same positions, their values."""
        codes: list[str] = []
        values: list[object] = []
        for found in self._tokens.finditer(text):
            group = found.lastindex
            if group is None:
                code, value = UNKNOWN, None
            elif group == self._word_group:
                code, value = self._known[_loose(found[0])]
            else:
                code, value = self._readers[group - 1](found[0])
            if code:
                codes.append(code)
                values.append(value)
        return "".join(codes), values


def _loose(word: str) -> str:
    """The word with its inner hyphens as spaces ("medium-term" is "medium term"); a sign or prefix keeps its own."""
    return word[0] + word[1:-1].replace("-", " ") + word[-1] if len(word) > 1 else word


def _alternatives(known: Mapping[str, Token]) -> str:
    """A pattern of all words; one that begins or ends with a letter a-z is found only where a word begins or ends."""
    groups: dict[tuple[str, str], list[str]] = {}
    for word in known:
        sides = ("(?<![a-z])" if _latin(word[0]) else "", "(?![a-z])" if _latin(word[-1]) else "")
        groups.setdefault(sides, []).append(word)
    # Words bounded on both sides come first: "d'ici" before "d'".
    ordered = sorted(groups.items(), key=lambda group: group[0], reverse=True)
    return "|".join(f"{start}(?:{_trie(words)}){end}" for (start, end), words in ordered)


def _latin(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _trie(words: Iterable[str]) -> str:
    """The words as one pattern that branches letter by letter and prefers the longest: tried in a row they are slow."""
    branches: dict[str, list[str]] = {}
    for word in words:
        branches.setdefault(word[0], []).append(word[1:])
    return "|".join(_letter(letter, rest) + _tail(rest) for letter, rest in sorted(branches.items()))


def _tail(rest: Sequence[str]) -> str:
    longer = [word for word in rest if word]
    if not longer:
        return ""
    return f"(?:{_trie(longer)})" + ("?" if len(longer) < len(rest) else "")


def _letter(letter: str, rest: Sequence[str]) -> str:
    return "[ -]" if letter == " " and any(rest) else re.escape(letter)
