"""Files by their digest, results in memory, charts on disk, findings in JSON."""

from functools import partial
from pathlib import Path

import pytest

from palermo.core import Finding, Message, Origin, Outcome, Severity
from palermo.office.base import store
from palermo.office.base.charts import draw
from palermo.office.base.kept import Kept
from palermo.office.plan.stored import findings_from_json, findings_to_json


def test_the_same_bytes_are_kept_once(home: Path) -> None:
    sha256 = store.keep(b"a plan")
    assert store.keep(b"a plan") == sha256
    assert store.fetch(sha256) == b"a plan"
    assert [path.name for path in (home / "files").rglob("*") if path.is_file()] == [sha256[2:]]


def test_a_damaged_file_is_never_given_out(home: Path) -> None:
    sha256 = store.keep(b"a plan")
    store.place(sha256).write_bytes(b"another plan")
    with pytest.raises(OSError, match="damaged"):
        store.fetch(sha256)


@pytest.mark.parametrize("name", ["", "../../secret-key", "A" * 64, "0" * 63])
def test_only_a_digest_names_a_file(name: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        store.place(name)


def test_the_results_used_last_are_kept() -> None:
    kept: Kept[int] = Kept(2)
    made: list[str] = []

    def make(key: str) -> int:
        made.append(key)
        return len(made)

    for key in ("a", "b", "a", "c", "a", "b"):
        kept.get(key, partial(make, key))
    assert made == ["a", "b", "c", "b"]


def spec() -> dict[str, object]:
    encoding = {"y": {"field": "word", "type": "nominal"}, "x": {"field": "n", "type": "quantitative"}}
    return {"data": {"values": [{"word": "ម្ចាស់", "n": 3}]}, "mark": "bar", "encoding": encoding}


def test_a_chart_has_a_name_a_description_its_table_and_khmer_as_text(home: Path) -> None:
    chart = draw(title="Owned <b>", description="ម្ចាស់ 3", columns=("What", "n"), rows=[("ម្ចាស់", 3)], spec=spec)
    assert 'role="img"' in chart.svg
    assert "Owned &lt;b&gt;</title>" in chart.svg
    assert "ម្ចាស់</text>" in chart.svg
    assert "style=" not in chart.svg
    assert chart.rows == (("ម្ចាស់", 3),)


def test_a_chart_is_drawn_once_for_its_figures(home: Path) -> None:
    drawn: list[int] = []

    def counted() -> dict[str, object]:
        drawn.append(1)
        return spec()

    for figure in (3, 3, 4):
        draw(title="t", description="d", columns=("n",), rows=[(figure,)], spec=counted)
    assert len(drawn) == 2


def test_findings_come_back_from_the_database_as_they_were() -> None:
    inner = Message("a date")
    finding = Finding(
        "R01",
        Severity.B,
        Outcome.FAIL,
        Message("Row {row} names {what}.", {"row": 14, "what": inner}),
        Message("Add one."),
        Origin("plan.xlsx", "Measures", "C14"),
        "activity",
        "2.1",
    )
    assert findings_from_json(findings_to_json([finding])) == (finding,)
