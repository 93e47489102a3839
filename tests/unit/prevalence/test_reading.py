"""Files of lists: three shapes, the forms people save them in, groups, and every fault with its place and advice."""

import csv
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Finding, UserError
from palermo.prevalence import (
    Histories,
    Shape,
    Table,
    described,
    never_together,
    read_about,
    read_each,
    read_lists,
    rearranged,
)
from tests.unit.prevalence.test_table import tables

PATTERNS = "A,B,C,count\n1,0,0,5\n0,1,0,4\n1,1,0,2\n0,0,1,3\n"
KHMER = str.maketrans("012345", "០១២៣៤៥")
TABLE = Table(("A", "B", "C"), (0, 5, 4, 2, 3, 0, 0, 0))


def read(text: str | bytes, **more: Sequence[str]) -> tuple[Histories, tuple[Finding, ...]]:
    content = text.encode() if isinstance(text, str) else text
    found, findings = read_lists(content, "lists.csv", strata=more.get("strata", ()))
    assert found is not None, findings
    return found, findings


def faults(text: str | bytes, *strata: str) -> list[tuple[str, str]]:
    content = text.encode() if isinstance(text, str) else text
    found, findings = read_lists(content, "lists.csv", strata=strata)
    assert found is None
    assert all(str(finding.message) and str(finding.advice) and finding.origin for finding in findings)
    return [(finding.rule, finding.origin.cell if finding.origin else "") for finding in findings]


@pytest.mark.parametrize(
    "content",
    [
        PATTERNS.encode(),
        PATTERNS.replace(",", ";").replace("\n", "\r\n").encode(),
        PATTERNS.encode("utf-8-sig"),
        PATTERNS.encode("utf-16"),
        PATTERNS.replace(",", "\t").replace("count", "ចំនួន").translate(KHMER).encode(),
        b"\n" + PATTERNS.replace("A,B", " A ,\xa0B").encode() + b",,,\n",
        (PATTERNS + "1,1,1,0\n0,0,0,0\n").encode(),
    ],
    ids=["plain", "semicolons", "byte order mark", "utf-16", "khmer", "spaces and empty rows", "rows of nobody"],
)
def test_a_table_of_patterns_is_read_however_it_was_saved(content: bytes) -> None:
    found, findings = read(content)
    assert (found.table, found.shape, findings) == (TABLE, Shape.PATTERN, ())


def test_repeated_patterns_are_added_up_and_told() -> None:
    found, findings = read(PATTERNS + "1,0,0,7\n")
    assert found.table.counts[1] == 12
    assert [finding.rule for finding in findings] == ["L31"]


def test_persons_with_0_and_1_are_counted() -> None:
    found, findings = read("A,B\n1,0\n1,1\n1,0\n0,1\n")
    assert (found.table.counts, found.shape, findings) == ((0, 2, 1, 1), Shape.PERSON, ())
    found, findings = read("id,A,B\np1,1,0\np2,1,1\np1,1,1\n")
    assert (found.table.counts, found.duplicates) == ((0, 0, 0, 2), 1)
    assert [finding.rule for finding in findings] == ["L32"]


def test_memberships_become_patterns() -> None:
    text = "list,person,sex\npolice,p1,f\nshelter,p1,f\npolice,p2,m\npolice,p2,m\nembassy,p3,f\n"
    found, _ = read(text, strata=("sex",))
    assert found.table == Table(("police", "shelter", "embassy"), (0, 1, 0, 1, 1, 0, 0, 0))
    assert (found.shape, found.duplicates, found.by) == (Shape.MEMBERSHIP, 1, ("sex",))
    assert {group: table.counts for group, table in found.strata.items()} == {
        ("f",): (0, 0, 0, 1, 1, 0, 0, 0),
        ("m",): (0, 1, 0, 0, 0, 0, 0, 0),
    }


def test_several_files_are_a_list_each() -> None:
    found, findings = read_each([("in/police.csv", b"person,age\np1,9\np2,8\n"), ("shelter.csv", b"case\np2\np3\n")])
    assert findings == ()
    assert found is not None
    assert found.table == Table(("police", "shelter"), (0, 1, 1, 1))
    none, findings = read_each([("police.csv", b"name,age\np1,9\n"), ("shelter.csv", b"person\n")])
    assert none is None
    assert [finding.rule for finding in findings] == ["L10", "L03"]


def test_columns_of_groups_are_no_lists_and_are_told_where_nobody_asked() -> None:
    text = "year,sex,A,B,count\n1,f,1,0,5\n2,m,0,1,4\n1,m,1,1,2\n"
    found, findings = read(text)
    assert (found.table.lists, [finding.rule for finding in findings]) == (("A", "B"), ["L30"])
    found, findings = read(text, strata=("Year", "sex"))
    assert (found.by, findings) == (("year", "sex"), ())
    assert sum(table.n for table in found.strata.values()) == found.table.n == 11
    assert set(found.strata) == {("1", "f"), ("1", "m"), ("2", "m")}


def test_every_fault_has_its_cell() -> None:
    assert faults(PATTERNS.replace("1,1,0,2", "1,x,,2")) == [("L05", "B4"), ("L05", "C4")]
    assert faults(PATTERNS.replace("1,1,0,2", "1,1,0,two").replace(",5", ",-5")) == [("L06", "D2"), ("L06", "D4")]
    assert faults(PATTERNS + "0,0,0,9\n") == [("L07", "line 6")]
    assert faults("A,B\n1,0\n0,0\n0,1\n") == [("L07", "line 3")]
    assert faults("A,B,a,count\n1,0,0,5\n") == [("L08", "line 1")]
    assert faults("A,,B,count\n1,0,0,5\n") == [("L09", "line 1")]
    assert faults(PATTERNS, "sex") == [("L10", "")]
    assert faults("A,B,sex,count\n1,0,,5\n0,1,f,5\n", "sex") == [("L09", "C2")]
    assert faults("A,B,count\n1,0,5,6\n") == [("L12", "line 2")]
    assert faults("list,person\npolice,p1\n,p2\n") == [("L09", "A3")]
    assert faults("list,person,sex\na,p1,f\nb,p1,m\n", "sex") == [("L13", "C3")]
    assert faults("name,age\nx,9\ny,8\n") == [("L04", "")]
    assert faults(",".join(f"L{n}" for n in range(17)) + "\n" + ",".join(["1"] * 17)) == [("L11", "")]
    assert faults("A,B,count\n") == [("L03", "")]
    assert faults("") == [("L03", "")]
    assert faults(b"A,B\n1,\xff\n") == [("L01", "")]
    assert faults('A,B\n"1,0\n') == [("L02", "line 2")]


def test_a_person_is_never_named_in_a_finding() -> None:
    _, findings = read_lists(b"list,person,sex\na,SOKHA,f\nb,SOKHA,m\na,SOKHA,f\n", "lists.csv", strata=("sex",))
    assert findings
    assert not [finding for finding in findings if "SOKHA" in str(finding.message) + str(finding.advice)]


def written(table: Table, separator: str) -> bytes:
    told = io.StringIO()
    rows = csv.writer(told, delimiter=separator)
    rows.writerow([*table.lists, "count"])
    for pattern in range(1, len(table.counts)):
        rows.writerow([*(pattern >> bit & 1 for bit in range(table.m)), table.counts[pattern]])
    return told.getvalue().encode()


@given(tables(), st.sampled_from(",;\t|"))
@settings(max_examples=30)
def test_what_is_written_is_what_is_read(table: Table, separator: str) -> None:
    found, _ = read(written(table, separator))
    assert (found.table.lists, found.table.counts) == (table.lists, table.counts)


@given(tables(most=4), st.data())
@settings(max_examples=20)
def test_patterns_persons_and_memberships_are_one_table(table: Table, data: st.DataObject) -> None:
    persons = [pattern for pattern, count in enumerate(table.counts) for _ in range(count)]
    if any(not table.overlaps[1 << bit] for bit in range(table.m)):
        return
    persons = data.draw(st.permutations(persons))
    zeros = [table.lists, *([str(pattern >> bit & 1) for bit in range(table.m)] for pattern in persons)]
    members = [("list", "person")]
    for bit, name in enumerate(table.lists):
        members += [(name, f"p{n}") for n, pattern in enumerate(persons) if pattern >> bit & 1]
    for content in (zeros, members):
        found, _ = read_lists(content, "sheet")
        assert found is not None
        assert (found.table.lists, found.table.counts) == (table.lists, table.counts)


@given(st.binary(max_size=60) | st.text("AB01,;\n\t\"'x ", max_size=60).map(str.encode))
@settings(max_examples=60)
def test_nothing_in_a_file_is_an_error_of_ours(content: bytes) -> None:
    found, findings = read_lists(content, "lists.csv")
    assert (found is None) == any(finding.severity == "error" for finding in findings)
    about, findings = read_about(content, "about.csv", ("A", "B"))
    assert (about is None) == bool(findings)


ABOUT = b"list;covers;since;until;victim;referred_from;never_with;only_with\nA;capital;2025-01-01;;;B;C;\nC;;;;;;;\n"


def test_what_is_known_of_lists_is_read_and_laid_over_every_table() -> None:
    about, findings = read_about(ABOUT, "about.csv", TABLE.lists)
    assert (about is not None, findings) == (True, ())
    assert about is not None
    assert about.lists["A"].referred_from == {"B"}
    assert about.impossible == {5, 7}
    found, _ = read("sex," + PATTERNS.replace("\n", "\nf,").removesuffix("f,"), strata=("sex",))
    known, findings = described(found, about, "about.csv")
    assert known is not None
    assert known.table.impossible == known.strata[("f",)].impossible == {5, 7}
    assert known.table.about["A"].covers == "capital"


def test_people_in_a_pattern_that_cannot_be_are_a_finding() -> None:
    about, _ = read_about(b"list,only_with\nA,B\n", "about.csv", TABLE.lists)
    assert about is not None
    assert about.impossible == {1, 5}
    known, findings = described(read(PATTERNS)[0], about, "about.csv")
    assert (known, [str(finding.message) for finding in findings]) == (
        None,
        ["about.csv: A is said to be impossible, and 5 people are just there."],
    )


def test_faults_of_what_is_known_have_their_cell() -> None:
    content = b"list,since,never_with\nX,2025-01-01,\nA,January,Q\nA,,\n"
    none, findings = read_about(content, "about.csv", TABLE.lists)
    assert none is None
    assert [(finding.rule, finding.origin and finding.origin.cell) for finding in findings] == [
        ("L15", "A2"),
        ("L15", "C3"),
        ("L16", "B3"),
        ("L08", "line 4"),
    ]
    assert read_about(b"covers\nx\n", "about.csv", TABLE.lists)[1][0].rule == "L10"


def test_lists_are_left_out_and_made_one_in_every_group() -> None:
    found, _ = read("sex," + PATTERNS.replace("\n", "\nf,").removesuffix("f,"), strata=("sex",))
    changed = rearranged(found, ("C",), (("A", "B"),))
    assert changed.table.lists == changed.strata[("f",)].lists == ("A+B",)
    assert changed.table.n == changed.strata[("f",)].n == 11
    for omitted, merged in ((("X",), ()), (("A", "B", "C"), ()), ((), (("A",),)), (("A",), (("A", "B"),))):
        with pytest.raises(UserError):
            rearranged(found, omitted, merged)
    with pytest.raises(UserError, match="no list 'X'"):
        never_together(TABLE.lists, ("A", "X"))
    assert never_together(TABLE.lists, ("A", "B"), ("C",)) == {3, 4, 5, 6, 7}
