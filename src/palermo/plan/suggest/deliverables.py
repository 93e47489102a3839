"""Things a sentence promises that would exist afterwards: a shelter, a database, a law amended.

The word lists are data, one file a language beside this module (`words/en.json` ...); `adjectives_follow` and
`parted_by_spaces` tell how the language builds its phrases.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from itertools import takewhile
from typing import Any

from palermo.core.languages import fold
from palermo.plan.compare import clusters
from palermo.plan.suggest.tokens import Token, cut

_BEFORE = 6  # words of a phrase before its noun and after it: longer ones are clauses
_AFTER = 9
_LONGEST_UNPARTED = 120  # characters
_SIGNS = re.compile('[\\s\u17d4-\u17da.,;:!?()«»"“”/]')  # what ends a phrase in a script without spaces
_NOT_CUT = "(?![\u17b4-\u17d3\u17dd])"  # a Khmer word must not end inside a character cluster


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words of the sentence from `start` to `end` that name a `thing`; `law` when it is a law to be made or changed."""

    start: int
    end: int
    thing: str
    law: bool


class Lexicon:
    """The word lists of one language, folded."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.parted: bool = told["parted_by_spaces"]
        self.adjectives_follow: bool = told["adjectives_follow"]
        self.things = _sequences(told["things"])
        self.laws = _sequences(told["laws"])
        self.nouns = {words: (thing, False) for words, thing in self.things.items()}
        self.nouns |= {words: (thing, True) for words, thing in self.laws.items()}
        self.longest = max(map(len, self.nouns))
        self.spellings = told
        self.sets = {name: frozenset(map(fold, told[name])) for name in told if isinstance(told[name], list)}

    def has(self, name: str, token: Token) -> bool:
        return token.folded in self.sets[name]

    @cached_property
    def unparted(self) -> re.Pattern[str]:
        """Nouns of a script without spaces, longest first, with the act before a law."""
        acts = _either(self.spellings["law_acts"] + self.spellings["making"])
        joins = _either(self.spellings["joins"])
        things = _either([spelling for spellings in self.spellings["things"].values() for spelling in spellings])
        laws = _either([spelling for spellings in self.spellings["laws"].values() for spelling in spellings])
        return re.compile(f"(?P<law>(?:{acts})(?:{joins})?(?:{laws}){_NOT_CUT})|(?P<thing>(?:{things}){_NOT_CUT})")

    @cached_property
    def unparted_end(self) -> re.Pattern[str]:
        return re.compile(f"{_SIGNS.pattern}|{_either(self.spellings['breaks'])}|\\d")

    @cached_property
    def made_before(self) -> re.Pattern[str]:
        return re.compile(f"(?:{_either(self.spellings['making'])})(?:{_either(self.spellings['joins'])})?\u200b?$")


def _sequences(groups: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {
        tuple(token.folded for token in cut(spelling)): thing
        for thing, spellings in groups.items()
        for spelling in spellings
    }


def _either(words: Sequence[str]) -> str:
    """A pattern for any of the words, longest first, with or without word marks inside."""
    return "|".join("\u200b?".join(map(re.escape, word)) for word in sorted(words, key=len, reverse=True))


@cache
def lexicon(language: str) -> Lexicon | None:
    """The lists of a language; None where there are none."""
    source = files("palermo.plan.suggest").joinpath("words", f"{language}.json")
    return Lexicon(json.loads(source.read_text("utf-8"))) if source.is_file() else None


def deliverables(sentence: str, language: str) -> tuple[Phrase, ...]:
    """Noun phrases of the sentence that name something to be delivered, in order, one for each kind of thing.

    What the sentence only refers to ("the plan", "its report") counts where a word of making stands before it.
    """
    words = lexicon(language)
    if words is None:
        return ()
    found = list(_parted(sentence, words) if words.parted else _unparted(sentence, words))
    best: dict[str, Phrase] = {}
    for phrase in found:
        held = best.get(phrase.thing)
        if held is None or phrase.end - phrase.start > held.end - held.start:
            best[phrase.thing] = phrase
    kept = sorted(best.values(), key=lambda phrase: phrase.start)
    return tuple(phrase for phrase in kept if not any(_inside(phrase, other) for other in kept))


def _inside(phrase: Phrase, other: Phrase) -> bool:
    return phrase is not other and other.start <= phrase.start and phrase.end <= other.end


def _parted(sentence: str, words: Lexicon) -> Iterator[Phrase]:
    tokens = cut(sentence)
    at = 0
    while at < len(tokens):
        size, thing, law = _noun(tokens, at, words)
        if size:
            phrase = _phrase(tokens, at, at + size, thing, law, words)
            if phrase:
                yield phrase
        at += size or 1


def _noun(tokens: Sequence[Token], at: int, words: Lexicon) -> tuple[int, str, bool]:
    for size in range(min(words.longest, len(tokens) - at), 0, -1):
        folded = tuple(token.folded for token in tokens[at : at + size])
        if folded in words.nouns:
            return (size, *words.nouns[folded])
    return 0, "", False


def _phrase(tokens: Sequence[Token], at: int, end: int, thing: str, law: bool, words: Lexicon) -> Phrase | None:
    start = _first(tokens, at, words)
    act = tokens[start - 1] if start else None
    made = act is not None and (words.has("making", act) or words.has("law_acts", act))
    if law and not (act is not None and words.has("law_acts", act)):
        return None
    if act is not None and start == at and words.has("before_a_verb", act):
        return None
    if end < len(tokens) and _goes_on(tokens[end], words):
        return None
    last = _last(tokens, end, words)
    if law and last + 1 < len(tokens) and tokens[last + 1].figure:
        last += 1  # the year is part of a law's name
    after = takewhile(lambda token: not _ends(token, words), tokens[end:])
    around = (*tokens[start:at], *after)
    if not made and any(words.has("definite", token) for token in around):
        return None
    # a law is delivered by what is done to it, so the act belongs to the phrase
    return Phrase(tokens[start - law].start, tokens[last].end, thing, law)


def _goes_on(token: Token, words: Lexicon) -> bool:
    """Whether the noun only qualifies the next one ("policy gaps"), in languages that put the noun last."""
    return not words.adjectives_follow and not _ends(token, words)


def _ends(token: Token, words: Lexicon) -> bool:
    return token.sign or token.figure or words.has("joins", token) or words.has("breaks", token)


def _first(tokens: Sequence[Token], at: int, words: Lexicon) -> int:
    start = at
    while start and at - start < _BEFORE:
        token = tokens[start - 1]
        # in French and Spanish the articles are also joins inside a phrase
        opens = words.has("definite", token)
        inner = any(words.has(name, token) for name in ("breaks", "joins", "making", "law_acts"))
        if token.sign or token.figure or (inner and not opens):
            break
        start -= 1
        if opens or words.has("articles", token):
            return start
    # where adjectives follow the noun, only an article before it tells that words before it are its own
    return at if words.adjectives_follow else start


def _last(tokens: Sequence[Token], end: int, words: Lexicon) -> int:
    last = at = end - 1
    free = words.adjectives_follow
    while at + 1 < len(tokens) and at + 1 - end < _AFTER:
        token = tokens[at + 1]
        join = words.has("joins", token)
        if token.sign or token.figure or words.has("breaks", token) or not (free or join):
            break
        at += 1
        free = True
        if not join and not words.has("articles", token) and not words.has("definite", token):
            last = at
    return last


def _unparted(sentence: str, words: Lexicon) -> Iterator[Phrase]:
    for match in words.unparted.finditer(sentence):
        stop = words.unparted_end.search(sentence, match.end(), match.end() + _LONGEST_UNPARTED)
        text = sentence[match.start() : stop.start() if stop else match.end() + _LONGEST_UNPARTED]
        if not stop and match.start() + len(text) < len(sentence):
            text = "".join(clusters(text)[:-1])  # the last may be cut in the middle
        text = text.rstrip("\u200b")
        # there are no articles: a bare noun names something new only where a word of making stands before it
        bare = text == match["thing"] and not words.made_before.search(
            sentence[max(0, match.start() - _LONGEST_UNPARTED) : match.start()]
        )
        if not bare and not text.endswith(tuple(words.spellings["definite"])):
            yield Phrase(match.start(), match.start() + len(text), _thing(match, words), match["law"] is not None)


def _thing(match: re.Match[str], words: Lexicon) -> str:
    if match["law"] is not None:
        return "law"
    plain = match[0].replace("\u200b", "")
    things: dict[str, list[str]] = words.spellings["things"]
    return next(thing for thing, spellings in things.items() if plain in spellings)
