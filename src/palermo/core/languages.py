"""The languages plans are written in: folding words for comparison, and the word lists of each language.

Word lists are JSON files beside this module, one a language, each ``kind -> label -> spellings``. The
file ``und`` (ISO 639: undetermined) holds what a plan in any language may carry, such as "FY" or Thai dates.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from types import MappingProxyType

__all__ = ["ANY_LANGUAGE", "LANGUAGES", "Words", "fold", "fold_digits", "guess_language", "words"]

LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"en": "English", "km": "ខ្មែរ", "ms": "Bahasa Melayu", "fr": "Français", "es": "Español"}
)
ANY_LANGUAGE = "und"

Words = Mapping[str, tuple[str, ...]]
_NO_WORDS: Words = MappingProxyType({})

_OTHER_DIGIT = re.compile(r"[^\D0-9]")
# Zero-width and direction marks, the soft hyphen, variation selectors, and the two Khmer vowels that are never drawn.
_INVISIBLE = re.compile("[\u00ad\u17b4\u17b5\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_LATIN_ACCENT = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_KHMER = re.compile("[\u1780-\u17b3]")
_LATIN = re.compile("[a-z]+")
_OTHER_LETTER = re.compile("[^\\W\\d_a-z\u1780-\u17b3]")


def fold_digits(text: str) -> str:
    """The text with every decimal digit of any script (Khmer, Thai, Arabic, full width ...) as 0-9."""
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda found: str(unicodedata.decimal(found[0])), text)


@lru_cache(maxsize=16384)
def fold(text: str) -> str:
    """The text as it is compared: no case, no Latin accents, no invisible marks, single spaces.

    Marks of other scripts are kept, since in Khmer or Thai they are letters of the word. Folding twice changes nothing.
    """
    if not text.isascii():
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
        # Accents are removed before recomposing: casefold can itself bring out a combining mark ("İ").
        text = _LATIN_ACCENT.sub("", unicodedata.normalize("NFKD", text.casefold()))
        text = unicodedata.normalize("NFKC", text)
    return " ".join(text.casefold().split())


@cache
def _file(language: str) -> Mapping[str, Words]:
    if language != ANY_LANGUAGE and language not in LANGUAGES:
        return MappingProxyType({})
    source = resources.files("palermo.core").joinpath("words", f"{language}.json")
    kinds: dict[str, dict[str, list[str]]] = json.loads(source.read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            kind: MappingProxyType({label: tuple(spellings) for label, spellings in labels.items()})
            for kind, labels in kinds.items()
        }
    )


def words(kind: str, language: str) -> Words:
    """Label to spellings of one kind of words ("months", "scales" ...); empty where the language has none."""
    return _file(language).get(kind, _NO_WORDS)


@cache
def _stop_words(language: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words("language", language).get("common", ()))


def guess_language(text: str) -> str | None:
    """The language most of the text is in, by its script and its commonest words; None when they do not decide."""
    folded = fold(text)
    khmer, latin = len(_KHMER.findall(folded)), _LATIN.findall(folded)
    latin_letters = sum(map(len, latin))
    if len(_OTHER_LETTER.findall(folded)) > max(khmer, latin_letters):
        return None
    if khmer > latin_letters:
        return "km"
    counts = sorted(((sum(word in _stop_words(code) for word in latin), code) for code in LANGUAGES), reverse=True)
    (best, language), (second, _) = counts[0], counts[1]
    return language if best > second else None
