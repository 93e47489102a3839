"""The word lists: every language has the same ones, and the little language they are written in."""

import json
from decimal import Decimal
from typing import Any

import pytest

from palermo.core.languages import LANGUAGES
from palermo.plan.audit.figures import figure, names_year
from palermo.plan.audit.lexicon import Lexicon, lexicon
from tests.source import PACKAGE

WORDS = PACKAGE / "plan" / "audit" / "words"
OF_SOME = {"script", "same", "counted", "cluster"}  # what only a language without spaces needs
MAY_BE_EMPTY = {"acts_or_nouns", "act_links", "comparatives", "determiners", "place_kinds", "place_links"}


def told(language: str) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((WORDS / f"{language}.json").read_text(encoding="utf-8"))
    return content


def test_there_is_a_file_for_each_language_and_no_other() -> None:
    assert {path.stem for path in WORDS.glob("*.json")} == set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_list(language: str) -> None:
    lists = told(language)
    assert set(lists) - OF_SOME == set(told("en")) - OF_SOME
    assert {name for name, entries in lists.items() if entries == []} <= MAY_BE_EMPTY
    assert set(lists["splits"]) == {"sex", "age", "form", "nationality"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_list_is_found_by_its_own_entries(language: str) -> None:
    """A phrase without signs is found where it stands alone: a slip in the pattern would lose it."""
    words = lexicon(language)
    nested = {
        f"{name}.{key}": part
        for name, lists in told(language).items()
        if isinstance(lists, dict) and name != "same"
        for key, part in lists.items()
    }
    for name, entries in (told(language) | nested).items():
        if not isinstance(entries, list):
            continue
        plain = [entry for entry in entries if not set(entry) & set("()|[]~*<")]
        lost = [entry for entry in plain if not words[name].find(words.normal(entry))]
        assert (name, lost) == (name, [])


def made(*entries: str, spaced: bool = True) -> Lexicon:
    return Lexicon("xx", {"spaced": spaced, "cluster": told("km")["cluster"], "escapes": list(entries)})


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        ("where needed", "Do it, WHERE  needed.", "where needed"),
        ("where needed", "somewhere needed", ""),
        ("(if|when) possible", "when possible", "when possible"),
        ("in [the] regions", "in regions", "in regions"),
        ("in [the] regions", "in the regions", "in the regions"),
        ("[the] government", "government", "government"),
        ("all ~ ministries", "all ministries", "all ministries"),
        ("all ~ ministries", "all the relevant ministries", "all the relevant ministries"),
        ("all ~ ministries", "all of the other relevant ministries", ""),
        ("all ~ ministries", "all, ministries", ""),
        ("coordinat*", "better coordination", "coordination"),
        ("à déterminer", "A DETERMINER", "a determiner"),
        ("%", "50%", "%"),
        ("(mightier|&) ships", "x & ships", "& ships"),
    ],
)
def test_the_signs_of_a_list(entry: str, text: str, found: str) -> None:
    told = made(entry).read(text)
    assert told.find("escapes") == found
    assert told.holds("escapes") is bool(found)


@pytest.mark.parametrize(
    ("entry", "text", "found"),
    [
        ("បី", "ដើម្បី", False),  # three is no part of "in order to": a subscript stands before it
        ("បី", "បីឆ្នាំ", True),
        ("<ភេទ", "ប្រភេទ", False),  # sex is no part of kind
        ("<ភេទ", "; ភេទ", True),
        ("ពី", "ពីរ", True),
        ("ក", "កា", False),  # a vowel belongs to the letter before it
        ("ក ~ ខ", "កា ខ", True),  # ... but where anything may follow
        ("abc", "xabcd", True),
    ],
)
def test_without_spaces_whole_clusters_are_found(entry: str, text: str, found: bool) -> None:
    assert made(entry, spaced=False).read(text).holds("escapes") is found


def test_spellings_that_mean_the_same_are_one() -> None:
    words = lexicon("km")
    assert words.normal("បណ្ដុះបណ្ដាល") == words.normal("បណ្តុះបណ្តាល")
    assert words.normal("ប\u200bណ្តុះ ១២") == "បណ្តុះ 12"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("31", "31"),
        ("31 (2023)", "31"),
        ("1,200", "1200"),
        ("1.200,5", "1200.5"),
        ("1 200", "1200"),
        ("12.5 %", "12.5"),
        ("១២០", "120"),
        ("2000", "2000"),
        ("2000 (2023)", "2000"),
        ("31 in 2023", "31"),
        ("between 10 and 20", None),
        ("-3", "-3"),
        ("more", None),
        ("", None),
    ],
)
def test_the_one_number_in_the_words(text: str, number: str | None) -> None:
    assert figure(text) == (None if number is None else Decimal(number))


@pytest.mark.parametrize(
    ("text", "found"), [("31 (2023)", True), ("ឆ្នាំ ២០២៣", True), ("2,023", False), ("120231", False)]
)
def test_a_year_in_the_words(text: str, found: bool) -> None:
    assert names_year(text) is found
