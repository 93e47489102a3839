"""The words that matrices are written in, loaded once from the JSON files beside this module."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from palermo.core.languages import fold

Spellings = Mapping[str, list[str]]  # language -> words, the first one being ours


@cache
def _file(name: str) -> dict[str, Any]:
    text = files("palermo.plan.tables").joinpath(name).read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return told


def headers() -> Mapping[str, Spellings]:
    """Header words of each column field."""
    return _file("headers.json")


def spellings(kind: str) -> Mapping[str, Any]:
    """The words of one kind that rows use: levels, roles, ticks and so on."""
    told: Mapping[str, Any] = _file("row_words.json")[kind]
    return told


@cache
def folded(kind: str, label: str = "") -> frozenset[str]:
    """All words of one kind, in every language, as they are compared."""
    words = spellings(kind)[label] if label else spellings(kind)
    return frozenset(fold(word) for listed in words.values() for word in listed)


def each_word(words: Spellings) -> Iterator[tuple[str, str]]:
    """Language and word, one by one."""
    return ((language, word) for language, listed in words.items() for word in listed)


@cache
def longest(kind: str, label: str = "") -> int:
    """How long a text may be that is a word of that kind; folding takes away some accents and spaces."""
    return max(map(len, folded(kind, label)), default=0) + 12


@cache
def _said_by(kind: str, label: str) -> tuple[int, frozenset[str]]:
    return longest(kind, label), folded(kind, label)


def says(text: str, kind: str, label: str = "") -> bool:
    """Whether the whole text is a word of that kind."""
    # the length decides for most cells of a matrix, which are sentences
    most, words = _said_by(kind, label)
    return len(text) <= most and fold(text) in words


def header(field: str, language: str) -> str:
    """Our own header for a field."""
    return headers()[field][language][0]


def plan_label(field: str, language: str) -> str:
    """Our own label for a thing said of the whole plan."""
    words: Spellings = spellings("plan")[field]
    return words[language][0]
