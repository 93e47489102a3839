"""Which parts of a value are withheld, since they count few people: interim, until the release room decides it.

In each split everything below the bound is hidden, and then everything up to the next greater part, until at least two
parts that differ are hidden. Whoever knows the whole, the parts that are shown and this rule learns of no hidden part
which number it is: the hidden numbers may stand in any order, and the same would be shown. What stays certain is that
no part of nobody can be anything but nobody: where the whole is 0, there is nobody to hide.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from palermo.plan.progress import Part


def withheld(parts: Sequence[Part], below: int) -> frozenset[tuple[str, str]]:
    """The parts not to be shown, as (split, name). `below`: the smallest number that may stand by itself."""
    splits: dict[str, dict[str, Decimal]] = {}
    for part in parts:
        splits.setdefault(part.split, {})[part.name] = part.number
    return frozenset((split, name) for split, numbers in splits.items() for name in _of_split(numbers, below))


def withheld_of_whole(
    whole: Sequence[Part], places: Sequence[Sequence[Part]], below: int
) -> frozenset[tuple[str, str]]:
    """The parts of a whole that are not to be shown beside those of the places that make it: what is withheld of any
    place is withheld of the whole, since the other places could be taken off. Whatever is shown of the whole is then
    the sum of what is shown of the places, and tells nothing more.
    """
    return withheld(whole, below).union(*(withheld(parts, below) for parts in places))


def _of_split(numbers: Mapping[str, Decimal], below: int) -> frozenset[str]:
    small = [number for number in numbers.values() if number < below]
    if not small:
        return frozenset()
    for bound in sorted({number for number in numbers.values() if number >= max(small)}):
        hidden = {name: number for name, number in numbers.items() if number <= bound}
        if len(set(hidden.values())) > 1:
            return frozenset(hidden)
    return frozenset(numbers)
