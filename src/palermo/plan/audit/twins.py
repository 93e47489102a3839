"""Sentences that say nearly the same, found without comparing each with each.

Two sets of words are twins when they share at least four fifths of all the words in either (Jaccard). Such sets share
most of their rarest words: of a set of n words, any twin shares one of the first n - ceil(0.8 n) + 1 when words stand
from the rarest to the commonest, and two of the first n - ceil(0.8 n) + 2. Rare words, or pairs of them where the
vocabulary is so small that too many sentences would meet, therefore lead straight to the candidates. Words that stand
in one sentence only are shared with none: a set with more than n - ceil(0.8 n) of them has no twin. This is the prefix
filter of set similarity joins (Chaudhuri, Ganti and Kaushik 2006; Bayardo, Ma and Srikant 2007).
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Sized
from itertools import chain, combinations

ALIKE = 0.8
_NUMERATOR, _DENOMINATOR = 4, 5  # of ALIKE, so that whole numbers are compared

MEETINGS = 8  # how many sentences may meet each other by one rare word, on average, before pairs are used

Tokens = frozenset[str]


def alike(one: Tokens, other: Tokens) -> bool:
    """Whether the two share at least four fifths of their words."""
    shared = len(one & other)
    return shared * _DENOMINATOR >= _NUMERATOR * (len(one) + len(other) - shared)


def twins(sentences: Sequence[Tokens], *, meetings: int = MEETINGS) -> Mapping[int, int]:
    """For each sentence that has a twin, by place: the first other sentence that says nearly the same.

    `meetings` decides only how they are looked for, never what is found.
    """
    places: defaultdict[Tokens, list[int]] = defaultdict(list)
    for at, tokens in enumerate(sentences):
        if tokens:
            places[tokens].append(at)
    distinct = list(places)
    nearest = _nearest(distinct, meetings)
    found: dict[int, int] = {}
    for which, same in enumerate(places.values()):
        near = places[distinct[nearest[which]]][0] if which in nearest else None
        if len(same) > 1:
            found |= dict.fromkeys(same[1:], same[0] if near is None else min(same[0], near))
            found[same[0]] = same[1] if near is None else min(same[1], near)
        elif near is not None:
            found[same[0]] = near
    return found


def _nearest(distinct: Sequence[Tokens], meetings: int) -> dict[int, int]:
    """For each distinct set the first other one alike. They stand in the order of their first sentence."""
    shared = _shared(distinct)
    signs = _signs({which: ranked[: _spare(distinct[which], ranked) + 2] for which, ranked in shared.items()}, meetings)
    # most signs stand in one set only; a list for each would be most of the work
    times = Counter(chain.from_iterable(signs.values()))
    holders: dict[int, list[int]] = {sign: [] for sign, n in times.items() if n > 1}
    for which, own in signs.items():
        for sign in own:
            if sign in holders:
                holders[sign].append(which)
    # what two sets can share at most: words that stand nowhere else are shared with none
    reach = {which: len(ranked) for which, ranked in shared.items()}
    found: dict[int, int] = {}
    for which, own in signs.items():
        lists = [holders[sign] for sign in own if sign in holders]
        if lists and (first := _first_alike(which, distinct, lists, reach)) is not None:
            found[which] = first
    return found


def _first_alike(
    which: int, distinct: Sequence[Tokens], lists: Sequence[Sequence[int]], reach: Mapping[int, int]
) -> int | None:
    tokens, tried, first = distinct[which], {which}, None
    size, most = len(tokens), reach[which]
    for held in lists:
        for other in held:
            if first is not None and other >= first:
                break
            if other in tried:
                continue
            tried.add(other)
            both = _NUMERATOR * (size + len(distinct[other]))
            if min(most, reach[other]) * (_NUMERATOR + _DENOMINATOR) >= both and alike(tokens, distinct[other]):
                first = other
    return first


def _shared(distinct: Sequence[Tokens]) -> dict[int, list[int]]:
    """For each set that can have a twin, its words that others have too, as ranks from the rarest to the commonest."""
    several = frozenset([token for token, n in Counter(chain.from_iterable(distinct)).items() if n > 1])
    # few are left, so their words are counted and ranked for themselves
    left = {
        which: shared
        for which, tokens in enumerate(distinct)
        if _DENOMINATOR * len(shared := tokens & several) >= _NUMERATOR * len(tokens) and len(shared) > 1
    }
    counts = Counter(chain.from_iterable(left.values()))
    rank = {token: place for place, (_, token) in enumerate(sorted([(n, token) for token, n in counts.items()]))}
    return {which: sorted([rank[token] for token in shared]) for which, shared in left.items()}


def _spare(tokens: Sized, shared: Sized) -> int:
    """How many more words a twin need not share: a fifth of them all, less those that stand nowhere else."""
    return len(shared) - -(-_NUMERATOR * len(tokens) // _DENOMINATOR)


def _signs(prefixes: Mapping[int, list[int]], meetings: int) -> Mapping[int, list[int]]:
    """By what a twin is met: single rare words, or pairs of them as one number."""
    singles = {which: ranked[:-1] for which, ranked in prefixes.items()}
    times = Counter(chain.from_iterable(singles.values()))
    if sum(n * n for n in times.values()) <= meetings * len(times):
        return singles
    return {which: [one << 32 | other for one, other in combinations(ranked, 2)] for which, ranked in prefixes.items()}
