"""One door for every file: the kind is judged by the content, and a fault never becomes an exception."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import name_of, read
from tests.examples import examples

YAML = b"meta: {id: invented, title: An invented plan}\ngoals: [{id: '1', text: A goal}]\n"
JSON = b'{"meta": {"id": "invented"}, "goals": [{"id": "1", "text": "A goal"}]}'
CSV = b"Code,Activity,Lead,Deadline\n1.1,Open a shelter,Ministry of Shelters,June 2024\n"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (YAML, "a.yaml"),
        (YAML, "misnamed.csv"),
        (JSON, "a.json"),
        (JSON, "misnamed.txt"),
        (b"\xef\xbb\xbf" + YAML, "b.yml"),
    ],
)
def test_our_own_files_are_known_by_what_they_hold(content: bytes, name: str) -> None:
    reading = read(content, name=name)
    assert reading.plan is not None
    assert [goal.text.value for goal in reading.plan.each_goal()] == ["A goal"]
    assert reading.layout is None


def test_a_table_comes_with_its_layout_and_the_mapping_taken() -> None:
    reading = read(CSV, name="Matrix of 2024.csv")
    assert reading.plan is not None
    assert reading.layout is not None
    assert reading.mapping is not None
    assert reading.plan.id == "matrix-of-2024"
    (found,) = [activity for _, _, activity in reading.plan.each_activity()]
    assert found.lead.value == "Ministry of Shelters"
    assert str(found.lead.origin) == "Matrix of 2024.csv, C2"


def test_a_path_gives_its_own_name(tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(YAML)
    reading = read(file)
    assert reading.plan is not None
    goal = next(reading.plan.each_goal())
    assert goal.text.origin is not None
    assert goal.text.origin.file == "plan.yaml"


def test_a_file_that_cannot_be_opened_is_a_finding(tmp_path: Path) -> None:
    reading = read(tmp_path / "absent.xlsx")
    assert reading.plan is None
    assert [finding.rule for finding in reading.findings] == ["F19"]
    assert "absent.xlsx" in str(reading.findings[0].message)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "huge.xlsx"
    with file.open("wb") as sparse:
        sparse.truncate(50_000_000_000)
    reading = read(file)
    assert [finding.rule for finding in reading.findings] == ["F01"]
    assert "50000.0 MB" in str(reading.findings[0].message)


def test_the_name_of_a_plan_is_short_and_plain() -> None:
    assert name_of("NAP (final) v2.XLSX") == "nap-final-v2"
    assert name_of("ផែនការ.xlsx") == "plan"


@settings(max_examples=examples(200), deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.yaml", "a.json", "a.csv", "a.xlsx", "a.docx", "a"]))
def test_no_bytes_whatever_raise(content: bytes, name: str) -> None:
    reading = read(content, name=name)
    assert reading.plan is not None or reading.findings
