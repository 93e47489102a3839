"""Counting the acts of a sentence: the verbs that lead it or are joined to its lead, each with an object of its own.

This is no grammar. It walks the words once with the lists of the language: a verb counts where a promise begins (the
start, after a semicolon or a full stop) or after "and", a comma and the like; it does not count inside a purpose
("to X and Y") or a clause ("that ..."). Verbs that share one object are one act ("find and close gaps"), unless three
or more stand in a row. Where the words leave it open, nothing is counted.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from palermo.plan.audit.lexicon import Lexicon, Wording
from palermo.plan.audit.phrases import CLUSTER_BEGINS, CLUSTER_ENDS

# an elided word ("d'experts") is a word of its own
_TOKEN = re.compile(r"[^\W_]{1,2}(?='[^\W_])|[^\W_]+(?:[./-][^\W_]+)*|[;,.:&]|[^\s\w']")
_BRACKETS = re.compile(r"\([^()]*\)")
_IN_A_ROW = 3


class Part(StrEnum):
    """What a word can do in a promise."""

    ACT = "acts"
    EITHER = "acts_or_nouns"
    NOUN = "act_nouns"
    JOIN = "joins"
    FILLER = "fillers"
    DETERMINER = "determiners"
    PRONOUN = "pronouns"
    PREPOSITION = "prepositions"
    OPENER = "openers"
    PURPOSE = "purposes"
    COMPARATIVE = "comparatives"
    STOP = "stop"
    COMMA = "comma"
    OTHER = "other"


# A word of two lists is what comes later here: "to" opens a purpose before it is a preposition.
_ORDER = (
    *(Part.DETERMINER, Part.PRONOUN, Part.COMPARATIVE, Part.FILLER, Part.PREPOSITION, Part.NOUN, Part.EITHER),
    *(Part.ACT, Part.OPENER, Part.PURPOSE, Part.JOIN),
)
_SIGNS = {";": Part.STOP, ".": Part.STOP, "។": Part.STOP, ",": Part.COMMA, ":": Part.OTHER, "&": Part.JOIN}
_MARKS = ";,.:។៖&"
_NO_OBJECT = frozenset({Part.JOIN, Part.COMMA, Part.STOP, Part.PREPOSITION, Part.PURPOSE, Part.OPENER, Part.PRONOUN})
_ACTING = frozenset({Part.ACT, Part.EITHER, Part.NOUN})
_SOFT = ("soft", "intentions")
_ACTING_LISTS = (*_ACTING, *_SOFT)


@dataclass(slots=True)
class Acts:
    """The acts found, each as the verbs that share its object."""

    groups: list[list[str]] = field(default_factory=list)
    pending: list[str] = field(default_factory=list)

    def add(self, verb: str, *, has_object: bool) -> None:
        """Take a verb; without an object it waits for the next one's."""
        self.pending.append(verb)
        if has_object:
            self.close()

    def close(self) -> None:
        """End the act whose verbs are waiting."""
        if self.pending:
            self.groups.append(self.pending)
            self.pending = []

    @property
    def several(self) -> bool:
        """Whether this is more than one act."""
        return len(self.groups) > 1 or any(len(group) >= _IN_A_ROW for group in self.groups)

    @property
    def verbs(self) -> list[str]:
        """Every verb in order."""
        return [verb for group in self.groups for verb in group]


@cache
def _vocabulary(lexicon: Lexicon) -> tuple[Mapping[str, Part], Mapping[str, tuple[tuple[str, ...], ...]]]:
    """Signs, single words and phrases to their part; and the phrases by their first word, longest first."""
    parts: dict[str, Part] = {}
    for part in _ORDER:
        parts |= dict.fromkeys(lexicon.words(part), part)
    for name in _SOFT:
        parts |= {word: Part.EITHER for word in lexicon.words(name) if word.isalpha() and word not in parts}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    for word in parts:
        if " " in word:
            split = tuple(word.split(" "))
            phrases.setdefault(split[0], []).append(split)
    return parts | _SIGNS, {first: tuple(sorted(found, key=len, reverse=True)) for first, found in phrases.items()}


@cache
def _unspaced(lexicon: Lexicon) -> re.Pattern[str]:
    """The longest known word, a sign, or letters up to the next that either could begin with."""
    parts, _ = _vocabulary(lexicon)
    rests: dict[str, list[str]] = {}
    for word in sorted((word for word in parts if word not in _SIGNS), key=len, reverse=True):
        rests.setdefault(word[0], []).append(re.escape(word[1:]))
    # of hundreds of words only those are tried that begin with the letter
    known = "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in rests.items())
    word = f"{CLUSTER_BEGINS}(?P<known>{known}){CLUSTER_ENDS}"
    beginnings = re.escape("".join(rests))
    return re.compile(rf"{word}|(?P<sign>[{_MARKS}])|(?P<other>.[^{beginnings}{_MARKS}]*)", re.DOTALL)


def words_of(words: Wording) -> Iterator[tuple[str, Part]]:
    """The words of a sentence in order, phrases as one, each with its part; brackets are left out."""
    text = _BRACKETS.sub(" ", words.text)
    return _spaced_words(text, words.lexicon) if words.lexicon.spaced else _unspaced_words(text, words.lexicon)


def _spaced_words(text: str, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    parts, phrases = _vocabulary(lexicon)
    tokens = _TOKEN.findall(text)
    at, end = 0, len(tokens)
    while at < end:
        token = tokens[at]
        for phrase in phrases.get(token, ()):
            if tuple(tokens[at : at + len(phrase)]) == phrase:
                token = " ".join(phrase)
                at += len(phrase) - 1
                break
        yield token, parts.get(token, Part.OTHER)
        at += 1


def _unspaced_words(text: str, lexicon: Lexicon) -> Iterator[tuple[str, Part]]:
    parts, _ = _vocabulary(lexicon)
    other = ""
    for found in _unspaced(lexicon).finditer(text):
        if found.lastgroup == "other":
            other += found[0]
            continue
        if other.strip():
            yield other.strip(), Part.OTHER
        other = ""
        yield found[0], parts.get(found[0], Part.OTHER)
    if other.strip():
        yield other.strip(), Part.OTHER


@cache
def _acting(lexicon: Lexicon) -> frozenset[str]:
    """The first words of everything that can be an act."""
    parts, _ = _vocabulary(lexicon)
    return frozenset(word.split(" ")[0] for word, part in parts.items() if part in _ACTING)


def may_hold_several(words: Wording) -> bool:
    """Whether a walk over the sentence could find two acts. Cheap, so that most sentences need no walk."""
    if words.hints.isdisjoint(_ACTING_LISTS):
        return False
    if not words.lexicon.spaced:
        return True
    return sum(words.text.count(word) for word in _acting(words.lexicon).intersection(words.tokens)) > 1


def acts(words: Wording) -> Acts:
    """The acts of the sentence."""
    reader = _Reader(list(words_of(words)), words.lexicon)
    reader.read()
    return reader.found


class _Reader:
    """One walk over the words of a sentence."""

    def __init__(self, words: list[tuple[str, Part]], lexicon: Lexicon) -> None:
        self.words = words
        self.found = Acts()
        self.links = lexicon.words("act_links")
        self.shape = lexicon.verb_shape
        self.spaced = lexicon.spaced
        self.inside = False  # a purpose or a clause
        self.listing = False  # ... that lists verbs of its own
        self.nominal = False  # the lead is a noun of action, so only such nouns are joined to it
        self.led = False

    def part(self, at: int) -> Part:
        return self.words[at][1] if at < len(self.words) else Part.STOP

    def skip(self, at: int) -> int:
        while self.part(at) is Part.FILLER:
            at += 1
        return at

    def read(self) -> None:
        at = self.begin(0)
        while at < len(self.words):
            part = self.part(at)
            if part is Part.STOP:
                at = self.begin(at + 1)
            elif part in (Part.OPENER, Part.PURPOSE):
                self.open(at)
                at += 1
            elif part in (Part.JOIN, Part.COMMA):
                at = self.join(at)
            else:
                at += 1
        self.found.close()

    def begin(self, at: int) -> int:
        """A promise begins: its first word, or an act named among its first three, is an act."""
        self.found.close()
        self.inside = self.listing = False
        at = self.skip(at)
        word = self.words[at][0] if at < len(self.words) else ""
        if self.part(at) in (Part.ACT, Part.EITHER):
            self.led, self.nominal = True, False
            self.found.add(word, has_object=self.has_object(at + 1))
            return at + 1
        compared = self.part(at) is Part.COMPARATIVE
        for ahead in range(at, min(at + 3, len(self.words))):
            if self.part(ahead) is Part.NOUN and (compared or self.linked(ahead)):
                self.led = self.nominal = True
                self.found.add(self.words[ahead][0], has_object=True)
                return ahead + 1
            if self.part(ahead) in _NO_OBJECT:
                break
        self.led = False
        return at

    def open(self, at: int) -> None:
        if self.part(at) is Part.OPENER or self.is_purpose(at):
            self.inside, self.listing = True, False

    def is_purpose(self, at: int) -> bool:
        """Whether a word such as "to" is followed by something done, and not by a thing."""
        ahead = self.skip(at + 1)
        if ahead >= len(self.words) or self.part(ahead) is Part.DETERMINER:
            return False
        if self.part(ahead) in (Part.ACT, Part.EITHER):
            return True
        return self.shape is None or self.shape.search(self.words[ahead][0]) is not None

    def join(self, at: int) -> int:
        comma = self.part(at) is Part.COMMA
        after_comma = not comma and at > 0 and self.part(at - 1) is Part.COMMA
        ahead = self.skip(at + 1)
        if comma and self.part(ahead) is Part.JOIN:
            return ahead
        verb = self.is_act(ahead)
        if self.inside and after_comma and verb and not self.listing:
            self.inside = False
        if self.inside:
            self.listing = self.listing or (comma and self.is_listed(ahead))
            return at + 1
        if not (verb and self.led) or self.within_a_name(at, ahead):
            return at + 1
        has_object = self.nominal or self.has_object(ahead + 1)
        if has_object or self.found.pending:
            self.found.add(self.words[ahead][0], has_object=has_object)
        return ahead + 1

    def is_listed(self, at: int) -> bool:
        """Whether a word behind a comma goes on with a list of verbs ("to find, disrupt, and prosecute")."""
        return self.part(at) in (Part.ACT, Part.EITHER) or self.part(at + 1) in (Part.COMMA, Part.JOIN)

    def within_a_name(self, at: int, ahead: int) -> bool:
        """Without spaces, "verb and verb" behind an object is a name ("the monitoring and evaluation system")."""
        before = self.part(at - 1)
        return not self.spaced and not self.found.pending and before in (Part.ACT, Part.EITHER) and ahead > at

    def is_act(self, at: int) -> bool:
        part = self.part(at)
        if self.nominal:
            return part is Part.NOUN and self.linked(at)
        if part is Part.EITHER:
            # "support to victims" is a thing, "review the law" an act; with a verb waiting, the two are a pair
            return bool(self.found.pending) or self.part(at + 1) is Part.DETERMINER or self.counts(at + 1)
        return part is Part.ACT

    def counts(self, at: int) -> bool:
        return at < len(self.words) and self.words[at][0][0].isdigit()

    def linked(self, at: int) -> bool:
        if not self.spaced:
            return self.part(at + 1) is Part.OTHER
        return at + 1 < len(self.words) and self.words[at + 1][0] in self.links

    def has_object(self, at: int) -> bool:
        at = self.skip(at)
        return at < len(self.words) and self.part(at) not in _NO_OBJECT
