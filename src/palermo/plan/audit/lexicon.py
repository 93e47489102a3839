"""Word lists of one language, made ready for matching. No language is named here: they are files in `words/`.

How the phrases of a list are written is told in `phrases.py`. `spaced` says whether the language parts its words by
spaces.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from operator import add
from typing import Any, Literal, get_args

from palermo.core.languages import LANGUAGES, fold, fold_digits, guess_language
from palermo.core.languages import words as core_words
from palermo.plan.audit.hints import Hints
from palermo.plan.audit.phrases import WORD as _WORD
from palermo.plan.audit.phrases import Phrases

# as bytes, which are translated without a look at each letter
_PARTING = bytes(sign if chr(sign).isalnum() else ord(" ") for sign in range(128)).ljust(256)
_BULLET = re.compile(r"\s*\n\s*(?:[-–—•*▪●]|\(?[\dA-Za-z][.)])\s+")

# the lists that rules look for in sentences
Asked = Literal[
    "activity_counts",
    "act_nouns",
    "acts",
    "acts_or_nouns",
    "below_capital",
    "changes",
    "crossing",
    "escapes",
    "evaluation_leads",
    "evaluation_phrases",
    "feedback",
    "fillers",
    "intentions",
    "joins",
    "people",
    "soft",
    "survivors",
    "themes",
    "victims",
]


@dataclass(slots=True)  # a frozen one takes three times as long to make
class Wording:
    """A sentence made ready: folded, its tokens, the lexicon of its language, and what is known of the lists.

    Tokens are what two sentences are compared by: words, or where no spaces part them, two letter clusters in a row.
    Of a list that is not among the `hints` no phrase can be found, and of one that is among the `held` a single word
    stands there, so most questions need no search.
    """

    text: str
    tokens: frozenset[str]
    lexicon: "Lexicon"
    hints: frozenset[str]
    held: frozenset[str]

    def find(self, name: Asked) -> str:
        """The first phrase of a list found anywhere, or nothing."""
        return self.lexicon[name].find(self.text) if name in self.hints else ""

    def holds(self, name: Asked) -> bool:
        """Whether any phrase of a list is found. A single word is known to stand there."""
        return name in self.hints and (name in self.held or bool(self.lexicon[name].find(self.text)))

    def begins(self, name: Asked) -> str:
        """The phrase of a list that the sentence begins with, or nothing."""
        return self.lexicon[name].leads(self.text) if name in self.hints else ""


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
        """The phrases of one list ("splits.sex" for a list inside a list), made when first asked for."""
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
        if self.spaced:
            tokens = _words(folded)
            hints, held = self._hints.of(folded, tokens)
        else:
            clusters = self._cluster.findall(folded)
            tokens = _pairs(clusters)
            hints, held = self._hints.of(folded, tokens, clusters)
        return Wording(folded, tokens, self, hints, held)

    def _tokens(self, folded: str) -> frozenset[str]:
        return _words(folded) if self.spaced else _pairs(self._cluster.findall(folded))

    @cached_property
    def _cluster(self) -> re.Pattern[str]:
        return re.compile(self._told["cluster"])

    @cached_property
    def _hints(self) -> Hints:
        return Hints({name: self[name] for name in get_args(Asked)}, self._tokens)


def _words(folded: str) -> frozenset[str]:
    # the same words either way, but found faster in ASCII
    words = folded.encode().translate(_PARTING).decode().split() if folded.isascii() else _WORD.findall(folded)
    return frozenset(words)


def _pairs(clusters: Sequence[str]) -> frozenset[str]:
    return frozenset(map(add, clusters, clusters[1:]) if len(clusters) > 1 else clusters)


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
        return (self._plain if text.isascii() else self.of(text)).read(text)
