"""Word lists of one language, made ready for matching. No language is named here: they are files in `words/`.

A list holds phrases as people write them, with a few signs: `(a|b)` for either word, `[a]` for a word that may be
missing, `~` for up to two words of any kind, and `*` at the end of a word for any ending. `spaced` says whether the
language parts its words by spaces; where it does not, phrases are found anywhere as long as they begin and end with
whole letter clusters, and `<` is for a word that must begin a run of letters.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from importlib import resources
from operator import add
from typing import Any, NamedTuple

from palermo.core.languages import LANGUAGES, fold, fold_digits, guess_language
from palermo.core.languages import words as core_words

_WORD = re.compile(r"[^\W_]+")
_PARTING = str.maketrans({chr(sign): " " for sign in range(128) if not chr(sign).isalnum()})
CLUSTER_BEGINS = "(?<!\u17d2)"  # no subscript sign stands before it that makes it part of another letter
CLUSTER_ENDS = "(?![\u17b6-\u17d3\u17dd])"  # no Khmer vowel or sign follows that belongs to the letter before it
_BULLET = re.compile(r"\s*\n\s*(?:[-–—•*▪●]|\(?[\dA-Za-z][.)])\s+")
_RUN_BEGINS = "(?<![\u1780-\u17d3])"
_SIGNS = {"<": _RUN_BEGINS, "(": "(?:", ")": ")", "|": "|", "[": "(?:", "]": "]", "~": "~", "*": r"\w*"}


class Wording(NamedTuple):
    """A sentence made ready: folded, its words, and the lexicon of its language."""

    text: str
    tokens: frozenset[str]
    lexicon: "Lexicon"


class Phrases:
    """A list of phrases as one pattern. An empty list finds nothing."""

    def __init__(self, entries: Iterable[str], *, spaced: bool) -> None:
        listed = sorted({entry for entry in entries if entry}, key=lambda entry: (-len(entry), entry))
        self.pattern = re.compile(_pattern(listed, spaced))
        self.triggers = _triggers(entry for entry in listed if _is_wordy(entry)) if spaced else None
        self.signs = tuple(entry for entry in listed if not _is_wordy(entry))
        self.words = frozenset(entry for entry in listed if spaced and _WORD.fullmatch(entry))

    def search(self, words: Wording) -> str:
        """The first phrase found anywhere, or nothing."""
        if self.triggers is not None and self.triggers.isdisjoint(words.tokens):
            return next((sign for sign in self.signs if sign in words.text), "") if self.signs else ""
        return self.find(words.text)

    def stand_in(self, words: Wording) -> bool:
        """Whether any phrase is found. Quicker than `search`, as a single word is found by looking it up."""
        return not self.words.isdisjoint(words.tokens) or bool(self.search(words))

    def find(self, text: str) -> str:
        """The first phrase found anywhere in folded text, or nothing."""
        found = self.pattern.search(text)
        return found[0] if found else ""

    def leads(self, text: str) -> str:
        """The phrase that folded text begins with, or nothing."""
        found = self.pattern.match(text)
        return found[0] if found else ""

    def is_all(self, text: str) -> bool:
        """Whether one phrase is the whole of a folded text."""
        return self.pattern.fullmatch(text) is not None


class Lexicon:
    """Every word list of one language."""

    def __init__(self, language: str, told: Mapping[str, Any]) -> None:
        self.language = language
        self.spaced: bool = told["spaced"]
        self.script = re.compile(told["script"]) if "script" in told else None
        # spellings that mean the same, each with the one that the lists are compared in
        self.same = tuple(told.get("same", {}).items())
        self._told = told
        self._phrases: dict[str, Phrases] = {}
        self._words: dict[str, frozenset[str]] = {}

    def __getitem__(self, name: str) -> Phrases:
        """The phrases of one list ("splits.sex" for a list inside a list), compiled when first asked for."""
        phrases = self._phrases.get(name)
        if phrases is None:
            phrases = self._phrases[name] = Phrases(self.words(name), spaced=self.spaced)
        return phrases

    def words(self, name: str) -> frozenset[str]:
        """The entries of one list, folded."""
        words = self._words.get(name)
        if words is None:
            entries: Any = self._told
            for key in name.split("."):
                entries = entries.get(key, ())
            words = self._words[name] = frozenset(map(self.normal, entries))
        return words

    @cached_property
    def verb_shape(self) -> re.Pattern[str] | None:
        """What every verb in a purpose looks like, where the language shows it."""
        shape = self._told.get("verb_shape")
        return re.compile(shape) if shape else None

    def rhythms(self, text: str) -> tuple[frozenset[int], str]:
        """The rhythms that folded text names, as months between two times (0: under a month), and what is left."""
        found: set[int] = set()

        def take(match: re.Match[str]) -> str:
            found.update(months for months, phrases in self._rhythms if phrases.is_all(match[0]))
            return " "

        left = self._every_rhythm.pattern.sub(take, text)
        return frozenset(found), left

    @cached_property
    def _rhythms(self) -> tuple[tuple[int, Phrases], ...]:
        return tuple((int(months), self[f"frequency.{months}"]) for months in self._told["frequency"])

    @cached_property
    def _every_rhythm(self) -> Phrases:
        entries = (entry for months in self._told["frequency"] for entry in self.words(f"frequency.{months}"))
        return Phrases(entries, spaced=self.spaced)

    @cached_property
    def numbers(self) -> Phrases:
        """Number words that count several things."""
        named = core_words("numbers", self.language).items()
        counting = (self.normal(spelling) for label, spellings in named if label != "1" for spelling in spellings)
        return Phrases(counting, spaced=self.spaced)

    def names_place(self, text: str) -> bool:
        """Whether a province or the like is named. Told by its capital letter, so only where the script has them."""
        return self._named_place.search(text) is not None

    @cached_property
    def _named_place(self) -> re.Pattern[str]:
        kinds = "|".join(map(re.escape, self._told.get("place_kinds", ()))) or "(?!)"
        links = "|".join(map(re.escape, self._told.get("place_links", ()))) or "(?!)"
        # the first word of a sentence has its capital for nothing
        return re.compile(rf"(?<=\w )[A-Z][\w'-]+ (?:{kinds})\b|\b(?:{kinds}) (?:(?:{links}) ?)*[A-Z]")

    def normal(self, text: str) -> str:
        """The text as the lists are compared; numbered lines are parted by semicolons."""
        if "\n" in text:
            text = _BULLET.sub(" ; ", text)
        if text.isascii():
            # what fold does with ASCII, but past its memory: a plan has more sentences than that holds
            return " ".join(text.lower().split())
        folded = fold_digits(fold(text)).replace("’", "'")
        for written, meant in self.same:
            folded = folded.replace(written, meant)
        return folded

    def read(self, text: str) -> Wording:
        """`text` made ready for the rules."""
        folded = self.normal(text)
        return Wording(folded, self.tokens(folded), self)

    def tokens(self, folded: str) -> frozenset[str]:
        """What two sentences are compared by: words, or where no spaces part them, two letter clusters in a row."""
        if self.spaced:
            # the same words, found faster
            return frozenset(folded.translate(_PARTING).split() if folded.isascii() else _WORD.findall(folded))
        clusters = self._cluster.findall(folded)
        return frozenset(map(add, clusters, clusters[1:])) if len(clusters) > 1 else frozenset(clusters)

    @cached_property
    def _cluster(self) -> re.Pattern[str]:
        return re.compile(self._told["cluster"])


def _pattern(listed: list[str], spaced: bool) -> str:
    edges = (r"(?<!\w)", r"(?!\w)") if spaced else (CLUSTER_BEGINS, CLUSTER_ENDS)
    wordy = "|".join(_regex(entry, spaced) for entry in listed if _is_wordy(entry))
    signs = "|".join(_regex(entry, spaced) for entry in listed if not _is_wordy(entry))
    parts = [part for part in (wordy and f"{edges[0]}(?:{wordy}){edges[1]}", signs) if part]
    return "|".join(parts) or "(?!)"


def _is_wordy(entry: str) -> bool:
    return entry[0].isalnum() or entry[0] in "([<"


def _regex(entry: str, spaced: bool) -> str:
    gap, anything = (" ", r"(?:[^\s,;.]+ ){0,2}") if spaced else (r"\s*", ".{0,20}?")
    made = "".join(gap if sign == " " else _SIGNS.get(sign) or re.escape(sign) for sign in entry)
    return made.replace(f"{gap}~{gap}", f"{gap}{anything}").replace(f"]{gap}", f"{gap})?")


def _triggers(listed: Iterable[str]) -> frozenset[str] | None:
    """Words of which one must stand in a sentence for any phrase to be found there; None where that is not known."""
    found: set[str] = set()
    for first in (first for entry in listed for first in _firsts(entry)):
        token = _WORD.match(first)
        if token is None or "*" in first:
            return None
        found.add(token[0])
    return frozenset(found)


def _firsts(entry: str) -> list[str]:
    if entry.startswith("["):
        inside, _, after = entry[1:].partition("] ")
        return [inside.split(" ")[0], *_firsts(after)]
    if entry.startswith("("):
        return [option.split(" ")[0] for option in entry[1:].partition(")")[0].split("|")]
    return [entry.split(" ", maxsplit=1)[0]]


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language that `LANGUAGES` names."""
    file = resources.files("palermo.plan.audit") / "words" / f"{language}.json"
    return Lexicon(language, json.loads(file.read_text(encoding="utf-8")))


class Tongues:
    """Chooses the lexicon of each sentence of one plan: by its script, else the plan's language, else English."""

    def __init__(self, language: str, sample: Iterable[str]) -> None:
        primary = language.replace("_", "-").split("-")[0].casefold()
        own = primary if primary in LANGUAGES else guess_language(" ".join(sample)) or "en"
        self._scripts = [words for words in map(lexicon, LANGUAGES) if words.script]
        self._plain = lexicon("en") if lexicon(own).script else lexicon(own)

    def of(self, text: str) -> Lexicon:
        """The lexicon to read `text` with."""
        if not text.isascii():
            for words in self._scripts:
                if words.script and words.script.search(text):
                    return words
        return self._plain

    def read(self, text: str) -> Wording:
        """`text` made ready by its own lexicon."""
        words = self.of(text)
        folded = words.normal(text)
        return Wording(folded, words.tokens(folded), words)
