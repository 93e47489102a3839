"""How like two texts are, letter by letter, in any language: cosine of their strings of three letters.

Khmer has no spaces between words, so words are not looked for. What is alike is only suggested; a person decides.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from math import log, sqrt

from palermo.core.languages import fold

_LENGTH = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A suggestion: the id of the text that is like the one asked about, and how like, from 0 to 1."""

    id: str
    likeness: float


def pieces(text: str) -> Counter[str]:
    """The strings of three letters in a text, with a space at each end; letters of any case are one."""
    told = f" {fold(text)} "
    return Counter(told[n : n + _LENGTH] for n in range(len(told) - _LENGTH + 1))


def alike(text: str, others: Iterable[tuple[str, str]], *, most: int = 3, least: float = 0.2) -> tuple[Alike, ...]:
    """Those of the others (id and text) that are most like the text, the likest first.

    A string that stands in nearly all of the others tells little, so it weighs little.
    """
    counted = [(id_, pieces(other)) for id_, other in others]
    within = Counter(piece for _, found in counted for piece in found)
    weight = {piece: log(1 + len(counted) / n) for piece, n in within.items()}
    own = _weighed(pieces(text), weight)
    scored = (Alike(id_, round(_cosine(own, _weighed(found, weight)), 3)) for id_, found in counted)
    kept = sorted((each for each in scored if each.likeness >= least), key=lambda each: (-each.likeness, each.id))
    return tuple(kept[:most])


def _weighed(found: Counter[str], weight: dict[str, float]) -> dict[str, float]:
    # what no other text has is as rare as can be
    rarest = max(weight.values(), default=1.0)
    return {piece: n * weight.get(piece, rarest) for piece, n in found.items()}


def _cosine(one: dict[str, float], other: dict[str, float]) -> float:
    product = sum(n * other[piece] for piece, n in one.items() if piece in other)
    sizes = sqrt(sum(n * n for n in one.values())) * sqrt(sum(n * n for n in other.values()))
    return min(product / sizes, 1.0) if sizes else 0.0
