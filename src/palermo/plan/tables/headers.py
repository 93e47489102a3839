"""What the header of a column means, in five languages, and how sure that is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache

from palermo.core.languages import fold
from palermo.plan.tables.vocabulary import each_word, headers

SURE = 1.0
LIKELY = 0.6
LONGEST = 120
_PUNCTUATION = re.compile(r"[\s.,:;?*_\"'’‘“”()\[\]{}/\\|–—៖។-]+")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
# "Budget in million riels": what stands behind says how the cells count
_COUNTED_IN = re.compile(r"(?:\s(?:in|en|dalam)\s|គិតជា).*$", re.IGNORECASE | re.DOTALL)
_KHMER = re.compile("[\u1780-\u17ff]")
_PARTS = re.compile(r"[/\n|]| - | – ")


@dataclass(frozen=True, slots=True)
class Match:
    """A field that a header may mean: the word list entry that says so, its language, and a score up to 1."""

    field: str
    language: str
    word: str
    score: float


def match(text: str, *, slips: bool = False) -> tuple[Match, ...]:
    """The fields a header may mean, best first. `slips` also forgives a letter or two."""
    if not text or len(text) > LONGEST:
        return ()
    return _match(text, slips)


def translates(one: str, other: str) -> bool:
    """Whether two headers say the same in two languages."""
    languages = [{found.language for found in match(header)} for header in (one, other)]
    return not languages[0] & languages[1]


@lru_cache(maxsize=4096)
def _match(text: str, slips: bool) -> tuple[Match, ...]:
    inside = _BRACKETS.findall(text)
    outside = _BRACKETS.sub(" ", text)
    best: dict[str, Match] = {}
    _keep(best, _whole(text), 1.0)
    _keep(best, _whole(outside), 1.0)
    for part in _PARTS.split(outside):
        _keep(best, _whole(part), 0.97)
    for part in inside:
        _keep(best, _whole(part), 0.9)
    _keep(best, _whole(_COUNTED_IN.sub("", outside)), 0.95)
    if not best:
        _keep(best, _within(outside), 1.0)
    elif max(found.score for found in best.values()) < SURE:
        _keep(best, _within(outside), 0.9)
    if slips and not best:
        _keep(best, _close(outside), 1.0)
    return tuple(sorted(best.values(), key=lambda found: (-found.score, -len(found.word))))


def _keep(best: dict[str, Match], found: list[Match], weight: float) -> None:
    for one in found:
        score = round(one.score * weight, 3)
        if one.field not in best or best[one.field].score < score:
            best[one.field] = Match(one.field, one.language, one.word, score)


@lru_cache(maxsize=16384)
def plain(text: str) -> str:
    """A header as it is compared: folded, without punctuation; Khmer without spaces, which it uses freely."""
    text = _PUNCTUATION.sub(" ", fold(text)).strip()
    return text.replace(" ", "") if _KHMER.search(text) else text


@cache
def _index() -> dict[str, list[Match]]:
    index: dict[str, list[Match]] = {}
    for field, words in headers().items():
        for language, word in each_word(words):
            index.setdefault(plain(word), []).append(Match(field, language, word, SURE))
    return index


def _whole(text: str) -> list[Match]:
    return _index().get(plain(text), []) if text.strip() else []


def _within(text: str) -> list[Match]:
    """Words that the header holds among others; the more of it they make up, the likelier."""
    whole = plain(text)
    index = _index()
    held = {piece for piece in _pieces(whole) if 4 <= len(piece) < len(whole) and piece in index}
    found = []
    for word in sorted(held, key=_places().__getitem__):
        score = 0.45 + 0.5 * len(word) / len(whole)
        found += [Match(one.field, one.language, one.word, score) for one in index[word] if score >= LIKELY]
    return found


def _pieces(whole: str) -> Iterator[str]:
    """Every run of words; where words are not set apart, as in Khmer, every run of letters that may be a word."""
    if _KHMER.search(whole):
        most = max(map(len, _index()))
        return (whole[at:end] for at in range(len(whole)) for end in range(at + 1, min(at + most, len(whole)) + 1))
    words = whole.split(" ")
    return (" ".join(words[at:end]) for at in range(len(words)) for end in range(at + 1, len(words) + 1))


@cache
def _places() -> dict[str, int]:
    """The order of the words: of two that are equally likely the first counts."""
    return {word: place for place, word in enumerate(_index())}


def _close(text: str) -> list[Match]:
    whole = plain(text)
    if len(whole) < 5:
        return []
    return [
        Match(one.field, one.language, one.word, 0.7)
        for word in get_close_matches(whole, list(_index()), 2, 0.87)
        for one in _index()[word]
    ]
