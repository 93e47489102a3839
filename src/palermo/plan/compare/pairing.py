"""Which item of the new plan is which item of the old one.

The same words decide first, then a score of likeness in which an equal number weighs a little: where an item was put
in and all numbers behind it moved on, the words win; where words were edited in place, the number wins.
Pairing is the same in both directions.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palermo.plan.compare.wording import likeness, tokens

ALIKE = 0.5  # below it two texts share subject words only
ALIKE_WITH_ID = 0.25
COMMON = 600  # items with one word in common: past it the word tells nobody apart and every pair would be tried
ID_WEIGHT = 0.15  # of the score: less than one word in six


class How(StrEnum):
    """By what two items were recognised as one."""

    SAME = "same"  # number and words
    TEXT = "text"  # same words under another number
    LIKENESS = "likeness"  # words alike
    ID = "id"  # the number alone
    ALONE = "alone"  # no counterpart


@dataclass(frozen=True, slots=True)
class Item:
    """What an item is recognised by. `text` is empty where the plan has none or it was not read."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """Places of the two items in their sequences; one is None when the other stands alone."""

    old: int | None
    new: int | None
    how: How
    likeness: float


def pair(old: Sequence[Item], new: Sequence[Item], *, versions: bool) -> tuple[Match, ...]:
    """Every item of both sequences exactly once, in the order of `new` with the dropped ones after.

    `versions`: both are versions of one plan, so that an equal number alone pairs what is left.
    """
    work = _Work([tokens(item.text) for item in old], [tokens(item.text) for item in new])
    _by_same_text(old, new, work)
    _by_score(old, new, work)
    if versions:
        _by_id(old, new, work)
    found = {match.new: match for match in work.found}
    added = (found.get(at, Match(None, at, How.ALONE, 0.0)) for at in range(len(new)))
    return (*added, *(Match(at, None, How.ALONE, 0.0) for at in sorted(work.old_free)))


class _Work:
    """Items still free and matches found so far."""

    def __init__(self, old: list[frozenset[str]], new: list[frozenset[str]]) -> None:
        self.old, self.new = old, new
        self.old_free, self.new_free = set(range(len(old))), set(range(len(new)))
        self.found: list[Match] = []

    def take(self, a: int, b: int, how: How, like: float) -> None:
        if a in self.old_free and b in self.new_free:
            self.old_free.remove(a)
            self.new_free.remove(b)
            self.found.append(Match(a, b, how, like))

    def like(self, a: int, b: int) -> float:
        return likeness(self.old[a], self.new[b])


def _by_same_text(old: Sequence[Item], new: Sequence[Item], work: _Work) -> None:
    places: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for side, items in enumerate((old, new)):
        for at, item in enumerate(items):
            if item.text:
                places[" ".join(item.text.split())][side].append(at)
    for before, after in places.values():
        by_id = {new[b].id: b for b in reversed(after)}
        for a in before:
            if old[a].id in by_id:
                work.take(a, by_id[old[a].id], How.SAME, 1.0)
        free_old = [a for a in before if a in work.old_free]
        free_new = [b for b in after if b in work.new_free]
        for a, b in zip(free_old, free_new, strict=False):
            work.take(a, b, How.TEXT, 1.0)


def _by_score(old: Sequence[Item], new: Sequence[Item], work: _Work) -> None:
    scored = []
    for a, b in _candidates(old, new, work):
        like, same_id = work.like(a, b), old[a].id == new[b].id
        if like >= (ALIKE_WITH_ID if same_id else ALIKE):
            # two candidates that share an item never have equal sums of places: ties end alike in both directions
            scored.append((-(like + ID_WEIGHT * same_id), a + b, a, b, like))
    for _, _, a, b, like in sorted(scored):
        work.take(a, b, How.LIKENESS, like)


def _candidates(old: Sequence[Item], new: Sequence[Item], work: _Work) -> Iterator[tuple[int, int]]:
    """Pairs that may reach the threshold: those with a rare token in common, and those with one number.

    Two sets with Jaccard likeness t share a token among the first n - ceil(t n) + 1 of each in any fixed order
    (prefix filter of set similarity joins; Chaudhuri, Ganti and Kaushik 2006). Rarest first keeps the lists short.
    """
    seen = Counter(token for at in work.old_free for token in work.old[at])
    seen.update(token for at in work.new_free for token in work.new[at])

    def prefix(words: frozenset[str]) -> list[str]:
        ordered = sorted(words, key=lambda token: (seen[token], token))
        first = ordered[: len(ordered) - math.ceil(ALIKE * len(ordered)) + 1]
        return [token for token in first if seen[token] <= COMMON]

    holders: dict[str, list[int]] = defaultdict(list)
    for at in sorted(work.old_free):
        for token in prefix(work.old[at]):
            holders[token].append(at)
    ids = {old[at].id: at for at in sorted(work.old_free, reverse=True)}
    for b in sorted(work.new_free):
        near = {a for token in prefix(work.new[b]) for a in holders[token]}
        if new[b].id in ids:
            near.add(ids[new[b].id])
        yield from ((a, b) for a in sorted(near))


def _by_id(old: Sequence[Item], new: Sequence[Item], work: _Work) -> None:
    ids = {new[at].id: at for at in sorted(work.new_free, reverse=True)}
    for a in sorted(work.old_free):
        if old[a].id in ids:
            work.take(a, ids[old[a].id], How.ID, work.like(a, ids[old[a].id]))
