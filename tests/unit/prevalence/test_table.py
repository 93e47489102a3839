"""Tables of capture patterns: sums over sets, lists left out and made one."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.prevalence import Table, merge, omit
from palermo.prevalence.subsets import over_subsets, over_supersets

NAMES = ("A", "B", "C", "D", "E")


@st.composite
def tables(draw: st.DrawFn, most: int = 5) -> Table:
    m = draw(st.integers(2, most))
    cells = draw(st.lists(st.integers(0, 9), min_size=(1 << m) - 1, max_size=(1 << m) - 1))
    impossible = draw(st.sets(st.integers(1, (1 << m) - 1), max_size=2))
    counts = [0 if pattern + 1 in impossible else count for pattern, count in enumerate(cells)]
    return Table(NAMES[:m], (0, *counts), frozenset(impossible))


@given(tables())
def test_sums_over_sets_are_what_the_plain_sum_says(table: Table) -> None:
    everything = range(1 << table.m)
    assert [sum(table.counts[w] for w in everything if w & t == t) for t in everything] == table.overlaps.tolist()
    below = over_subsets(np.array([table.array, 2 * table.array]))
    assert [sum(table.counts[w] for w in everything if w & t == w) for t in everything] == below[0].tolist()
    assert (below[1] == 2 * below[0]).all()
    assert over_supersets(table.array)[0] == table.n


@given(tables(), st.data())
def test_what_is_left_out_or_made_one_counts_the_same_people(table: Table, data: st.DataObject) -> None:
    one, other = data.draw(st.permutations(table.lists))[:2]
    joined = merge(table, one, other)
    assert joined.n == table.n
    assert joined.m == table.m - 1
    assert merge(table, other, one) == joined
    if table.m > 2:
        name = next(name for name in joined.lists if "+" in name)
        assert omit(joined, name) == omit(table, one, other)
        assert omit(omit(table, one), other) == omit(table, other, one)


def test_a_table_is_known_by_its_fingerprint() -> None:
    table = Table(("A", "B"), (0, 3, 2, 1))
    assert table.with_counts((0, 3, 2, 1)).fingerprint == table.fingerprint
    assert {table.fingerprint} != {Table(("A", "B"), (0, 3, 2, 1)).with_counts((0, 3, 2, 2)).fingerprint}


@pytest.mark.parametrize(
    ("lists", "counts", "impossible"),
    [
        (("A", "A"), (0, 1, 1, 1), ()),
        (("A", "B"), (0, 1, 1), ()),
        (("A", "B"), (1, 1, 1, 1), ()),
        (("A", "B"), (0, 1, 1, 1), (3,)),
    ],
)
def test_what_is_no_table_is_refused(
    lists: tuple[str, ...], counts: tuple[int, ...], impossible: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"needed|cannot occur"):
        Table(lists, counts, frozenset(impossible))
