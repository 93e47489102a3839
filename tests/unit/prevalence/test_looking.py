"""What is seen of a table before anything is estimated, and the tables that are refused whole."""

import pytest
from hypothesis import given, settings

from palermo.core import Message
from palermo.prevalence import Listed, Table, look, merge, omit, unfit
from tests.unit.prevalence.test_table import tables

# A, B, A+B, C, A+C, B+C, A+B+C
THREE = Table(("A", "B", "C"), (0, 60, 50, 20, 40, 10, 8, 6))


def said(warnings: tuple[Message, ...]) -> str:
    return " ".join(map(str, warnings))


def test_people_are_counted_by_list_by_number_of_lists_and_by_overlap() -> None:
    looked = look(THREE)
    assert looked.on_list == {"A": 96, "B": 84, "C": 64}
    assert looked.only_there == {"A": 60, "B": 50, "C": 40}
    assert (looked.n, looked.by_lists, looked.repeated) == (194, (150, 38, 6), 44)
    assert [(pair.lists, pair.both) for pair in looked.pairs] == [(("A", "B"), 26), (("A", "C"), 16), (("B", "C"), 14)]
    assert looked.apart == ()


def test_the_odds_are_taken_among_people_on_other_lists() -> None:
    pair = look(THREE).pairs[0]
    assert pair.square == (6, 10, 8, 40)
    assert pair.odds_ratio == pytest.approx(6 * 40 / (10 * 8))
    assert pair.limits is not None
    assert pair.limits[0] == pytest.approx(0.8466, abs=1e-4)  # exp(log 3 - 1.96 sqrt(1/6 + 1/10 + 1/8 + 1/40))
    assert look(Table(("A", "B"), (0, 5, 5, 2))).pairs[0].odds_ratio is None


def test_sets_that_nobody_is_on_are_named_once() -> None:
    table = Table(("A", "B", "C", "D"), (0, 9, 9, 3, 9, 3, 3, 0, 9, 3, 0, 0, 3, 0, 0, 0))
    assert look(table).apart == (("B", "D"), ("A", "B", "C"), ("A", "C", "D"))
    assert "B + D" in said(look(table).warnings)


@given(tables())
@settings(max_examples=30)
def test_the_counts_agree_with_each_other(table: Table) -> None:
    looked = look(table)
    assert sum(looked.by_lists) == looked.n
    assert sum(size * people for size, people in enumerate(looked.by_lists, 1)) == sum(looked.on_list.values())
    assert all(pair.both <= min(looked.on_list[name] for name in pair.lists) for pair in looked.pairs)
    assert sum(looked.only_there.values()) == looked.by_lists[0]


def test_what_is_known_of_lists_is_held_against_the_assumptions() -> None:
    about = {
        "A": Listed(covers="the capital", since="2025-01-01", victim="identified by police"),
        "B": Listed(covers="all provinces", since="2024-01-01", victim="any person assisted"),
        "C": Listed(referred_from=frozenset({"A"})),
    }
    told = said(look(Table(THREE.lists, THREE.counts, about=about), duplicates=3).warnings)
    for words in ("A hands people on to C", "call the same people", "cover different", "same days", "3 entries"):
        assert words in told
    assert "hands people on" not in said(look(THREE).warnings)


def test_small_lists_and_extracts_are_named() -> None:
    told = said(look(Table(("A", "B", "C"), (0, 60, 0, 30, 4, 2, 0, 0))).warnings)
    assert "C has 6 people" in told
    assert "Everybody on B" in told


def codes(table: Table) -> list[str]:
    return [refusal.code for refusal in unfit(table)]


def test_a_table_that_can_be_tried_is_not_refused() -> None:
    assert codes(THREE) == []


def test_two_lists_disjoint_lists_and_few_people_are_refused_with_reason_and_advice() -> None:
    assert codes(omit(THREE, "C")) == ["too-few-lists"]
    assert codes(Table(("A", "B", "C"), (0, 60, 50, 0, 40, 0, 0, 0))) == ["no-overlap"]
    assert codes(Table(("A", "B", "C"), (0, 40, 30, 6, 20, 0, 0, 0))) == ["too-few-people"]  # the artificial table
    assert codes(Table(("A", "B", "C"), (0, 4, 3, 6, 2, 3, 2, 1))) == ["too-few-people"]
    assert codes(merge(THREE, "A", "B", "C")) == ["too-few-lists"]
    refusal = unfit(Table(("A", "B", "C"), (0, 40, 30, 6, 20, 0, 0, 0)))[0]
    assert "6 of them" in str(refusal.reason)
    assert "at least 4 more people" in str(refusal.advice)
