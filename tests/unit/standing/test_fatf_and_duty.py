"""The second clock, with deadlines that expire; and the figures that are missing and presumed undone."""

from dataclasses import replace
from datetime import date

import pytest

from palermo.standing import (
    Figure,
    ItemState,
    Mark,
    Stage,
    data_duty,
    list_clock,
    list_clock_to_tree,
    shipped,
    shipped_figures,
    shipped_lists,
    shipped_standards,
)
from palermo.standing.fatf import next_plenary

LISTS = shipped_lists()


@pytest.mark.parametrize(
    ("day", "stage", "open_items", "expired"),
    [
        (date(2019, 2, 27), Stage.REMOVED, 0, 0),  # from its first stay
        (date(2019, 2, 28), Stage.LISTED, 10, 0),
        (date(2021, 1, 31), Stage.EXPIRED, 10, 0),
        (date(2021, 2, 1), Stage.EXPIRED, 0, 10),
        (date(2022, 4, 1), Stage.WARNED, 0, 10),
        (date(2022, 7, 1), Stage.WARNED, 0, 1),
        (date(2022, 10, 31), Stage.COMPLETED, 0, 0),
        (date(2023, 1, 31), Stage.ON_SITE, 0, 0),
        (date(2023, 2, 28), Stage.REMOVED, 0, 0),
    ],
)
def test_cambodias_way(day: date, stage: Stage, open_items: int, expired: int) -> None:
    told = list_clock(LISTS, "KHM", day)
    states = [state for _, state in told.items]
    assert (told.stage, states.count(ItemState.OPEN), states.count(ItemState.EXPIRED)) == (stage, open_items, expired)


def test_a_deadline_that_passes_closes_nothing() -> None:
    unrated = replace(LISTS, ratings=(), happened=())
    told = list_clock(unrated, "KHM", date(2022, 12, 31))
    assert told.stage is Stage.EXPIRED
    assert {state for _, state in told.items} == {ItemState.EXPIRED}


def test_complete_is_not_removed() -> None:
    syria = list_clock(LISTS, "SYR", date(2026, 1, 1))
    assert syria.stage is not Stage.REMOVED
    assert "no on-site possible" in (syria.listing.note if syria.listing else "")


def test_who_is_on_no_list() -> None:
    told = list_clock(LISTS, "NOR", date(2026, 1, 1))
    assert (told.stage, told.listing, told.items) == (Stage.NOT_LISTED, None, ())
    assert list_clock_to_tree(told)["list"] is None


def test_earlier_stays_are_counted_and_marks_are_kept() -> None:
    tree = list_clock_to_tree(list_clock(LISTS, "KHM", date(2026, 1, 1)))
    assert (tree["earlier_listings"], tree["listed_mark"], len(tree["items"])) == (1, "verified", 10)
    assert list_clock_to_tree(list_clock(LISTS, "AFG", date(2026, 1, 1)))["delisted_mark"] == "recalled"
    ends = [
        list_clock_to_tree(list_clock(LISTS, "KHM", day))["delisted"] for day in (date(2021, 1, 1), date(2026, 1, 1))
    ]
    assert ends == [None, "2023-02"], "an end to come is not seen"


def test_a_stay_that_is_over_is_as_sure_as_the_less_sure_of_its_ends() -> None:
    day = date(2026, 1, 1)
    ends = {each.iso3: (each.listed_mark, each.delisted_mark) for each in LISTS.listings if each.delisted}
    assert ends["HRV"] == (Mark.VERIFIED, Mark.RECALLED)
    assert [list_clock(LISTS, "HRV", when).mark for when in (date(2025, 1, 1), day)] == [Mark.VERIFIED, Mark.RECALLED]
    assert [list_clock(LISTS, iso3, day).mark for iso3 in ("KHM", "AFG", "NOR")] == [Mark.VERIFIED, Mark.RECALLED, None]
    # a statement of 2024 tells nothing of who was removed in 2025
    later = [each for each in LISTS.listings if each.delisted == "2025-10" and each.delisted_mark is Mark.VERIFIED]
    assert [each.source.endswith("; removal: press") for each in later] == [True] * 4


def test_the_next_plenary() -> None:
    assert next_plenary((2, 6, 10), date(2026, 11, 1)) == (date(2027, 2, 1), date(2027, 2, 28))
    assert next_plenary((2, 6, 10), date(2026, 6, 30))[0] == date(2026, 6, 1)


def test_what_is_missing_is_named_with_what_is_presumed() -> None:
    duty = data_duty(shipped().law, "KHM", 2018, shipped_figures())
    assert (duty.first, duty.last) == (date(2017, 4, 1), date(2018, 3, 31))
    assert [each.id for each in duty.missing] == [
        "investigations",
        "sentences",
        "officials_investigated",
        "officials_prosecuted",
        "allegations_answered",
    ]
    assert {each.presumed.id for each in duty.needed} == {"C1", "C7"}
    assert "presumed not done" in duty.needed[0].presumed.data_duty


def test_nothing_is_nothing_told_and_zero_is_told() -> None:
    told = Figure("KHM", 2027, "convictions", "0", "persons", "2026", "the committee")
    words = replace(told, indicator="prosecutions", value="", note="many")
    missing = [each.id for each in data_duty(shipped().law, "KHM", 2027, (told, words)).missing]
    assert "convictions" not in missing
    assert "prosecutions" in missing


def test_the_standards_are_whole() -> None:
    standards = shipped_standards()
    kinds = [each.kind for each in standards]
    assert (kinds.count("minimum"), kinds.count("criterion"), kinds.count("effort")) == (4, 12, 6)
    assert all(each.cite.startswith("22 USC 710") and each.text for each in standards)
