"""Fifty and more malformed files: each gives the one finding that says why, nothing is read, and nothing is raised."""

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import Outcome, Severity
from palermo.plan import read
from palermo.plan.tables import read_layout
from tests.unit.plan.tables.malformed import Malformed, document, every, workbook

FILES = every()
# made once: a workbook holds the time it was made at
SOUND = {"xlsx": workbook(), "docx": document()}


def test_there_are_fifty_and_more() -> None:
    assert len(FILES) >= 50
    assert len({file.name for file in FILES}) == len(FILES)


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_malformed_file_gives_its_one_finding(file: Malformed) -> None:
    reading = read(file.content, name=file.name)
    assert reading.plan is None
    (finding,) = reading.findings
    assert finding.rule == file.rule
    assert (finding.severity, finding.outcome) == (Severity.ERROR, Outcome.FAIL)
    assert file.name in str(finding.message)
    assert "{" not in str(finding.message).replace(file.name, "")
    assert str(finding.advice)
    assert finding.origin is not None
    assert finding.origin.file == file.name


@pytest.mark.parametrize("content", SOUND.values(), ids=SOUND)
def test_the_same_files_unharmed_are_read(content: bytes) -> None:
    reading = read(content, name="sound")
    assert reading.plan is not None
    assert [activity.id for _, _, activity in reading.plan.each_activity()] == ["1.1"]


@given(st.data())
def test_bytes_changed_anywhere_raise_nothing(data: st.DataObject) -> None:
    content = bytearray(SOUND[data.draw(st.sampled_from(sorted(SOUND)))])
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=8)):
        content[place] = data.draw(st.integers(0, 255))
    layout, findings = read_layout(bytes(content), "harmed")
    assert layout is not None or len(findings) == 1


def test_a_formula_is_named_by_its_cell_and_counted() -> None:
    harmed = workbook(lambda made: made.worksheets[0].append(["x", "=1+1", "=2+2"]))
    _, (finding,) = read_layout(harmed, "sums.xlsx")
    assert "B3" in str(finding.message)
    assert "2 of them" in str(finding.message)
    assert finding.origin is not None
    assert finding.origin.cell == "B3"


def test_a_web_link_in_a_cell_is_no_harm() -> None:
    def link(made: openpyxl.Workbook) -> None:
        sheet = made.worksheets[0]
        sheet["B2"].hyperlink = "https://example.org/"

    layout, findings = read_layout(workbook(link), "linked.xlsx")
    assert layout is not None
    assert not findings


def test_the_line_where_an_encoding_breaks_is_told() -> None:
    _, (finding,) = read_layout("No,Activity\n1,a\n2,é\n".encode("latin-1"), "latin.csv")
    assert finding.origin is not None
    assert finding.origin.cell == "line 3"
