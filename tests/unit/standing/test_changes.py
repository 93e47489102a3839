"""What a report changed, and the contract of the clock."""

from collections import Counter

import pytest
from jsonschema import Draft202012Validator

from palermo.standing import (
    Moved,
    Tier,
    Turned,
    changes,
    changes_to_tree,
    clock,
    clock_schema,
    clock_to_tree,
    shipped,
    situations,
)


def test_the_report_of_2025() -> None:
    found = {each.iso3: each for each in changes(shipped(), 2025)}
    assert found["BRA"].turned is Turned.LOWERED
    assert (found["TKM"].turned, found["TKM"].once) == (Turned.RAISED, True)
    assert {iso3 for iso3, each in found.items() if each.turned is Turned.KEPT} == {"COG", "SLB", "VUT"}
    assert found["KHM"].turned is Turned.SAME
    assert [str(each.name) for each in found.values()] == sorted(str(each.name) for each in found.values())


@pytest.mark.parametrize("year", [2018, 2022, 2023, 2024, 2025])
def test_what_the_reports_say_of_moves_is_what_changed(year: int) -> None:
    found = {each.iso3: each.turned for each in changes(shipped(), year)}
    said = [each for each in shipped().statements if each.year == year]
    assert said
    wanted = {Moved.UP: Turned.RAISED, Moved.DOWN: Turned.LOWERED, Moved.WAIVER: Turned.KEPT}
    astray = [each for each in said if each.said in wanted and found[each.iso3] is not wanted[each.said]]
    assert [each.iso3 for each in astray if found[each.iso3] is not Turned.UNKNOWN] == []


def test_what_was_not_read_is_not_told_as_no_change() -> None:
    counts = Counter(each.turned for each in changes(shipped(), 2019))
    assert counts[Turned.UNKNOWN] >= 50
    (gap,) = (each for each in changes_to_tree(changes(shipped(), 2019)) if each["iso3"] == "DZA")
    assert (gap["after"], gap["mark"], gap["turned"]) == (None, None, "unknown")


def test_a_special_case_is_neither_raised_nor_lowered() -> None:
    found = {each.iso3: each.turned for each in changes(shipped(), 2024)}
    assert (found["HTI"], found["SOM"]) == (Turned.SPECIAL, Turned.SAME)


def test_who_stands_in_the_same_place() -> None:
    now = situations(shipped(), 2025)
    there = {iso3 for iso3, each in now.items() if each == now["COG"]}
    assert there == {"COG", "SLB", "VUT"}
    assert "HTI" not in now
    assert all(shipped().histories[iso3].tier(2025) is each.tier for iso3, each in now.items())


def test_the_clock_keeps_its_contract_for_every_country() -> None:
    schema = Draft202012Validator(clock_schema())
    schema.check_schema(clock_schema())
    for year, step in ((2025, 4), (2019, 9), (2012, 20)):
        day = shipped().law.report_day(year)
        for iso3, history in list(shipped().histories.items())[::step]:
            if min(history.placements) <= year:
                schema.validate(clock_to_tree(clock(shipped(), iso3, day)))


def test_what_bars_the_watch_list_is_told_with_both_rules() -> None:
    day = shipped().law.report_day(2025)
    tree = clock_to_tree(clock(shipped(), "SLB", day))
    assert (tree["tier"], tree["forced"]) == (Tier.WATCH, True)
    assert [each["cite"] for each in tree["barred"]] == ["22 USC 7107(b)(2)(D)(i)", "22 USC 7107(b)(2)(D)(ii)"]
    assert clock_to_tree(clock(shipped(), "NOR", day))["barred"] == []
