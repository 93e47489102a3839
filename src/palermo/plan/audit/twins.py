"""Sentences that say nearly the same, found without comparing each with each.

Two sets of words are twins when they share at least four fifths of all the words in either (Jaccard). Such sets share
most of their rarest words: of a set of n words, any twin shares two of the first n - ceil(0.8 n) + 2 when words stand
from the rarest to the commonest. Pairs of rare words therefore lead straight to the candidates. The filter is the
prefix filter of set similarity joins (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007), here with
pairs instead of single words so that short sentences of a common vocabulary do not all meet.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations

ALIKE = 0.8
_NUMERATOR, _DENOMINATOR = 4, 5  # of ALIKE, so that whole numbers are compared

Tokens = frozenset[str]


def alike(one: Tokens, other: Tokens) -> bool:
    """Whether the two share at least four fifths of their words."""
    shared = len(one & other)
    return shared * _DENOMINATOR >= _NUMERATOR * (len(one) + len(other) - shared)


def twins(sentences: Sequence[Tokens]) -> Mapping[int, int]:
    """For each sentence that has a twin, by place: the first other sentence that says nearly the same."""
    places: defaultdict[Tokens, list[int]] = defaultdict(list)
    for at, tokens in enumerate(sentences):
        if tokens:
            places[tokens].append(at)
    distinct = list(places)
    nearest = _nearest(distinct)
    found: dict[int, int] = {}
    for which, tokens in enumerate(distinct):
        same = places[tokens]
        near = places[distinct[nearest[which]]][0] if which in nearest else None
        if len(same) > 1:
            found |= dict.fromkeys(same[1:], same[0] if near is None else min(same[0], near))
            found[same[0]] = same[1] if near is None else min(same[1], near)
        elif near is not None:
            found[same[0]] = near
    return found


def _nearest(distinct: Sequence[Tokens]) -> dict[int, int]:
    """For each distinct set the first other one alike. They stand in the order of their first sentence."""
    signs = [_signs(ranked) for ranked in _ranked(distinct)]
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for which, pairs in enumerate(signs):
        for pair in pairs:
            holders[pair].append(which)
    found: dict[int, int] = {}
    for which, pairs in enumerate(signs):
        lists = [held for pair in pairs if len(held := holders[pair]) > 1]
        if lists and (first := _first_alike(which, distinct, lists)) is not None:
            found[which] = first
    return found


def _first_alike(which: int, distinct: Sequence[Tokens], lists: Sequence[Sequence[int]]) -> int | None:
    tokens, tried, first = distinct[which], {which}, None
    for held in lists:
        for other in held:
            if first is not None and other >= first:
                break
            if other not in tried:
                tried.add(other)
                if alike(tokens, distinct[other]):
                    first = other
    return first


def _ranked(distinct: Sequence[Tokens]) -> Iterator[list[int]]:
    """Each set as the ranks of its words, rarest first."""
    counts = Counter(chain.from_iterable(distinct))
    rank = {token: place for place, token in enumerate(sorted(counts, key=lambda token: (counts[token], token)))}
    return (sorted([rank[token] for token in tokens]) for tokens in distinct)


def _signs(ranked: list[int]) -> list[int]:
    """The pairs of rare words by which a twin would be met, each as one number."""
    size = len(ranked)
    prefix = size - -(-_NUMERATOR * size // _DENOMINATOR) + 2
    return [one << 32 | other for one, other in combinations(ranked[:prefix], 2)]
