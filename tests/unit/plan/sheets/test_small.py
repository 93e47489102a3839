"""Of no part that is withheld can anybody tell which number it is, who knows the whole, the rest and the rule."""

from collections import defaultdict
from decimal import Decimal
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from palermo.plan import Part, withheld, withheld_of_whole

BELOW = 3


def hidden(numbers: tuple[int, ...], below: int = BELOW) -> frozenset[int]:
    """The places of the numbers that are withheld."""
    parts = [Part("sex", str(at), Decimal(number)) for at, number in enumerate(numbers)]
    return frozenset(int(name) for _split, name in withheld(parts, below))


def test_no_hidden_number_can_be_worked_out() -> None:
    """The plain oracle: every way to fill the parts that would be shown just so, asked one by one."""
    for many in (2, 3, 4):
        shown_so: defaultdict[object, list[tuple[int, ...]]] = defaultdict(list)
        for numbers in product(range(8), repeat=many):
            away = hidden(numbers)
            shown = tuple((at, number) for at, number in enumerate(numbers) if at not in away)
            shown_so[sum(numbers), away, shown].append(numbers)
        for ways in shown_so.values():
            if any(ways[0]):  # of nobody there is nobody to hide
                for at in hidden(ways[0]):
                    assert len({numbers[at] for numbers in ways}) > 1, ways


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_every_small_part_is_withheld_and_nothing_where_there_is_none(numbers: list[int]) -> None:
    away = hidden(tuple(numbers), 5)
    assert {at for at, number in enumerate(numbers) if number < 5} <= away
    assert away == frozenset() or min(numbers) < 5
    assert len(away) != 1 or len(numbers) == 1


def test_no_more_is_withheld_than_it_takes() -> None:
    assert hidden((12, 9, 2), 5) == {1, 2}, "with one alone, the whole would give it away"
    assert hidden((12, 9, 2, 3), 5) == {2, 3}
    assert hidden((12, 9, 2, 2), 5) == {1, 2, 3}, "two that are equal give each other away"
    assert hidden((9, 9, 2), 5) == {0, 1, 2}, "which of two equal ones is hidden would tell something"
    assert hidden((4, 4), 5) == {0, 1}
    assert hidden((12, 9), 5) == frozenset()


def test_each_split_is_judged_by_itself() -> None:
    parts = [Part("sex", name, Decimal(n)) for name, n in (("female", 20), ("male", 10))]
    parts += [Part("age", name, Decimal(n)) for name, n in (("under 18", 2), ("18 and over", 28))]
    assert withheld(parts, 5) == {("age", "under 18"), ("age", "18 and over")}


@given(st.lists(st.lists(st.integers(0, 12), min_size=3, max_size=3), min_size=1, max_size=4))
def test_what_is_shown_of_a_whole_tells_nothing_that_its_places_do_not(places: list[list[int]]) -> None:
    """The plain way: whoever adds up what is shown of the places has every number that is shown of the whole."""
    told = [[Part("sex", str(at), Decimal(n)) for at, n in enumerate(numbers)] for numbers in places]
    whole = [Part("sex", str(at), Decimal(sum(column))) for at, column in enumerate(zip(*places, strict=True))]
    away = withheld_of_whole(whole, told, BELOW)
    for part in whole:
        if ("sex", part.name) not in away:
            shown = [numbers[int(part.name)] for numbers in places if int(part.name) not in hidden(tuple(numbers))]
            assert sum(shown) == part.number
            assert len(shown) == len(places)
