"""Placements that the law or the reports themselves contradict are found; a correction file is held against both."""

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Severity
from palermo.standing import Mark, Moved, Placement, Record, Statement, Tier, check, corrected, shipped
from tests.examples import examples

HEAD = "iso3,report_year,tier,source,mark,nth_year_stated,waiver_stated\n"


def planted(iso3: str, **tiers: str) -> Record:
    """What is shipped with other tiers for some years of one country."""
    history = shipped().histories[iso3]
    placements = dict(history.placements)
    for year, tier in tiers.items():
        placements[int(year[1:])] = Placement(int(year[1:]), Tier(tier), Mark.VERIFIED, "S1")
    changed = replace(history, placements=MappingProxyType(placements), gaps=frozenset())
    return replace(shipped(), histories={**shipped().histories, iso3: changed})


def rules(record: Record, iso3: str) -> list[tuple[str, str]]:
    return [(each.rule, str(each.message)) for each in check(record, {iso3})]


def test_what_is_shipped_contradicts_nothing_but_one_source_itself() -> None:
    (found,) = check(shipped())
    assert (found.rule, found.severity, found.object) == ("S26", Severity.C, "BIH")
    assert str(found.origin) == "moves.csv, line 23"


def test_a_run_of_seven_years_is_found() -> None:
    seven = rules(planted("HKG", y2019="2WL"), "HKG")
    assert ("S21", "Hong Kong 2019: 4 reports in a row on the Watch List; the law of that year allowed 3.") in seven
    assert [text for rule, text in seven if rule == "S21"][-1].startswith("Hong Kong 2022: 7 reports")
    assert any(rule == "S24" for rule, _ in seven)  # the report of 2022 says that it is the third


def test_a_waiver_too_many_is_found() -> None:
    statement = Statement("NPL", 2025, Moved.WAIVER, "S3")
    record = replace(shipped(), statements=(*shipped().statements, statement))
    assert rules(record, "NPL") == [
        ("S23", "Nepal 2025: a waiver is stated, and report 2 in a row on the Watch List took none.")
    ]


@pytest.mark.parametrize(
    ("iso3", "tiers", "rule"),
    [
        ("NOR", {"y2002": "2WL"}, "S20"),  # the list began in 2004
        ("KHM", {"y2022": "2"}, "S25"),  # the report says that it was lowered
        ("TKM", {"y2025": "2WL", "y2024": "2WL"}, "S22"),  # a return may last one report
        ("BOL", {"y2017": "2"}, "S27"),  # said to have used up four
    ],
)
def test_a_tier_out_of_order_is_found(iso3: str, tiers: dict[str, str], rule: str) -> None:
    assert rule in {found for found, _ in rules(planted(iso3, **tiers), iso3)}


def test_to_be_raised_is_not_to_stay() -> None:
    statement = Statement("NOR", 2025, Moved.UP, "S3")
    record = replace(shipped(), statements=(*shipped().statements, statement))
    assert [rule for rule, _ in rules(record, "NOR")] == ["S25"]


def test_every_stated_year_is_held_against_the_count() -> None:
    statement = Statement("NPL", 2025, Moved.NTH, "S3", n=3)
    record = replace(shipped(), statements=(*shipped().statements, statement))
    assert rules(record, "NPL")[0][1] == (
        "Nepal 2025: said to be report 3 in a row on the Watch List; by the placements it is 2."
    )


def test_a_correction_fills_a_gap_and_says_where_it_comes_from() -> None:
    record, findings = corrected(shipped(), f"{HEAD}DZA,2019,2WL,The report page 60,,3,yes\n".encode(), "mine.csv")
    assert findings == ()
    placement = record.histories["DZA"].placements[2019]
    assert (placement.tier, placement.mark, placement.corrected) == (Tier.WATCH, Mark.VERIFIED, True)
    assert record.sources[placement.source].title == "The report page 60"
    assert str(placement.origin) == "mine.csv, line 2"
    assert record.histories["DZA"].gaps == frozenset()
    assert shipped().histories["DZA"].gaps == {2019}


def test_a_correction_that_the_clock_rejects_is_not_used() -> None:
    rows = f"{HEAD}HKG,2019,2WL,a page,,,\nDZA,2019,2,a page,,,\n".encode()
    record, findings = corrected(shipped(), rows, "mine.csv")
    assert [(each.rule, str(each.origin)) for each in findings] == [("S10", "mine.csv, line 2")]
    assert "Hong Kong 2019: 4 reports in a row" in str(findings[0].message)
    assert record.histories["HKG"] == shipped().histories["HKG"]
    assert record.histories["DZA"].tier(2019) is Tier.TWO


@pytest.mark.parametrize(
    ("row", "rule", "says"),
    [
        ("XYZ,2019,2,page,,,", "S03", "mine.csv, line 2, column iso3: 'XYZ' is no country of the table."),
        ("KHM,19,2,page,,,", "S04", "mine.csv, line 2, column report_year: '19' is no year of a report."),
        ("KHM,2019,4,page,,,", "S05", "mine.csv, line 2, column tier: '4' is no tier."),
        ("KHM,2019,2, ,,,", "S06", "mine.csv, line 2, column source: it is empty."),
        ("DZA,2019,2,page,recalled,,", "S08", "mine.csv, line 2, column mark: 'recalled' says nothing"),
        ("DZA,2019,2,page,,many,", "S09", "mine.csv, line 2, column nth_year_stated: 'many' cannot be read."),
        ("DZA,2019,2,page,,,perhaps", "S09", "mine.csv, line 2, column waiver_stated: 'perhaps' cannot be read."),
        ("DZA,2019,2,page,,,\nDZA,2019,3,page,,,", "S07", "mine.csv, line 3: DZA has a row for 2019 already."),
    ],
)
def test_a_row_that_cannot_be_used_is_told(row: str, rule: str, says: str) -> None:
    record, (found,) = corrected(shipped(), f"{HEAD}{row}\n".encode(), "mine.csv")
    assert (found.rule, found.severity) == (rule, Severity.ERROR)
    assert str(found.message).startswith(says)
    assert str(found.advice)
    assert record.histories["KHM"] == shipped().histories["KHM"]


def test_a_file_that_is_no_correction_file() -> None:
    assert [each.rule for each in corrected(shipped(), b"\xff\xfe", "mine.csv")[1]] == ["S01"]
    missing = corrected(shipped(), b"iso3,tier\n", "mine.csv")[1]
    assert [str(each.message) for each in missing] == [
        "mine.csv has no column report_year.",
        "mine.csv has no column source.",
    ]
    (broken,) = corrected(shipped(), f'{HEAD}DZA,2019,2,"{"x" * 200_000}",,,\n'.encode(), "mine.csv")[1]
    assert broken.rule == "S11"


@settings(max_examples=examples(60))
@given(
    st.binary(max_size=60)
    | st.lists(
        st.tuples(
            st.sampled_from(["KHM", "dza", "XYZ", "", "=1"]),
            st.sampled_from(["2019", "2016", "2026", "1999", "9" * 5000, "២០១៩", "2WL"]),
            st.sampled_from(["1", "2wl", "3", "SPECIAL", "", "\x00"]),
            st.sampled_from(["page 1", "", "=cmd()", '"', "a\nb"]),
            st.sampled_from(["", "verified", "recalled"]),
            st.sampled_from(["", "3", "²", "99"]),
            st.sampled_from(["", "yes", "no"]),
        ),
        max_size=6,
    ).map(lambda rows: (HEAD + "\n".join(",".join(row) for row in rows)).encode())
)
def test_no_file_whatever_is_in_it_breaks_the_reader(text: bytes) -> None:
    record, findings = corrected(shipped(), text, "mine.csv")
    changed = [iso3 for iso3, history in record.histories.items() if history != shipped().histories[iso3]]
    assert [each for each in check(record, changed) if each.severity is not Severity.C] == []
    assert all(str(each.message) and str(each.advice) for each in findings)
