"""One method asked again of altered tables, and of tables whose links are wrong."""

from functools import partial

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.prevalence import (
    Estimate,
    Model,
    Refusal,
    Table,
    asked_again,
    combined,
    decomposable_graphs,
    fit,
    independence,
    merge,
    mislinked,
    omit,
    one_moved,
    relinked,
)
from tests.unit.prevalence.examples import reference, shipped, sparse_tables


def total(table: Table) -> float:
    return fit(table, Model.of(table.m, ())).total


def independent(table: Table) -> Estimate:
    return Estimate("independence", "", total(table))


def links(table: Table) -> int:
    return sum((w.bit_count() - 1) * count for w, count in enumerate(table.counts) if w)


def test_graphs_are_asked_again_without_each_list_as_the_anchor_asks_them() -> None:
    kosovo = shipped("kosovo_1999_4lists")
    again = asked_again(kosovo, partial(decomposable_graphs, grid=range(1, 40_000)))
    assert [each.way for each in again] == ["omitted"] * 4 + ["merged"] * 6
    for each in again[:4]:
        anchor = reference("dga")["kosovo_1999_4lists", f"drop={each.lists[0]}"]
        if isinstance(each.found, Refusal):
            assert each.lists == ("HRW",)
            assert each.found.code == "complete-graph"
        else:
            assert each.n == omit(kosovo, *each.lists).n
            assert each.found.total == pytest.approx(anchor["q"]["0.5"], rel=1e-3)


def test_two_lists_made_one_are_asked_as_one() -> None:
    table, heard = shipped("kosovo_1999_4lists"), []  # type: tuple[Table, list[tuple[int, int]]]
    again = asked_again(table, independent, told=lambda done, of: heard.append((done, of)))
    assert again[-1].found == independent(merge(table, "OSCE", "HRW"))
    assert heard[-1] == (10, 10)


def test_one_person_fewer_changes_most_where_links_are_few() -> None:
    moved = one_moved(shipped("new_orleans_5lists_n185"), independent)
    assert len(moved) == np.count_nonzero(shipped("new_orleans_5lists_n185").array)
    changes = [abs(each.found.total - 1034.15) for each in moved if isinstance(each.found, Estimate)]
    assert changes == sorted(changes, reverse=True)
    assert len(moved[0].lists) > 1
    # the same person more is the other New Orleans table, of 186: 981 instead of 1,034
    assert changes[0] > 50


@given(sparse_tables(fewest=2, impossible=False), st.sampled_from([0.0, 0.3, 1.0]), st.booleans())
@settings(max_examples=30)
def test_links_made_and_undone_keep_every_list_as_long_as_it_is(table: Table, share: float, made: bool) -> None:
    for other in relinked(table, share, made=made, draws=3, seed=1):
        assert [other.overlaps[1 << j] for j in range(table.m)] == [table.overlaps[1 << j] for j in range(table.m)]
        moved = links(other) - links(table)
        assert moved == abs(moved) * (1 if made else -1)
        assert abs(moved) <= round(share * links(table))
        assert other.n == table.n - moved
        assert share or other == table


def test_links_are_undone_where_they_are() -> None:
    table = Table(("A", "B", "C"), (0, 50, 50, 1_000, 50, 4, 0, 0))
    for other in relinked(table, 0.1, made=False, draws=5, seed=1):
        assert other.counts[3] < 920  # of the 100 links undone, all but a few
    (whole,) = relinked(Table(("A", "B", "C"), (0, 0, 0, 0, 0, 0, 0, 900)), 0.2, made=False, draws=1, seed=1)
    # of three lists in an order of chance, each pair stays together as often as any other
    assert whole.array[[3, 5, 6]] == pytest.approx([120] * 3, abs=40)


def test_wrong_links_move_an_estimate_both_ways_and_more_when_they_are_more() -> None:
    table = shipped("uk_2013_5lists")
    one, two, five = mislinked(table, {"independence": total}, seed=1)
    assert (one.share, five.share) == (0.01, 0.05)
    spans = [each.totals["independence"] for each in (one, two, five)]
    lows, highs = zip(*(span for span in spans if span), strict=True)
    whole = total(table)
    assert whole > lows[0] > lows[1] > lows[2] > 0.9 * whole
    assert whole < highs[0] < highs[1] < highs[2] < 1.1 * whole
    # with a share s of all links gone, those left say N / (1 - s) where the links are few
    assert highs[2] == pytest.approx(whole / 0.95, rel=0.02)
    assert mislinked(table, {"independence": total}, seed=1) == (one, two, five)


def test_a_method_that_refuses_has_no_limits() -> None:
    (said,) = mislinked(shipped("uk_2013_5lists"), {"none": lambda _table: None}, shares=(0.05,), draws=3, seed=1)
    assert said.totals == {"none": None}
    with pytest.raises(ValueError, match="between 0 and 1"):
        relinked(shipped("uk_2013_5lists"), 1.5, made=True, seed=1)


def test_tables_drawn_from_a_linkage_give_one_answer_that_is_wider_than_each() -> None:
    table = shipped("uk_2013_5lists")
    tables = relinked(table, 0.05, made=False, draws=2, seed=1) + relinked(table, 0.05, made=True, draws=2, seed=1)
    found, alone = combined(tables, [independence(each) for each in tables]), independence(table)
    assert isinstance(found, Estimate)
    assert isinstance(alone, Estimate)
    assert found.total == pytest.approx(alone.total, rel=0.03)
    (low, high), (lowest, highest) = alone.intervals[95], found.intervals[95]
    assert lowest < low
    assert high < highest
