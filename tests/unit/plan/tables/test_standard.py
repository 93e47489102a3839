"""Our own matrix holds every plan there can be: whatever is written reads back equal, without a mapping."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from palermo.core import Cell, Presence, UserError
from palermo.plan import Plan, read
from palermo.plan.tables import (
    write_csv,
    write_docx,
    write_xlsx,
)
from tests.examples import examples
from tests.unit.plan.small_plans import activity, plan, steps
from tests.unit.plan.tree.strategies import plans

SHIPPED = sorted(Path("src/palermo/demo/plans").glob("*.yaml"))
WRITERS: dict[str, Callable[..., bytes | str]] = {"xlsx": write_xlsx, "docx": write_docx, "csv": write_csv}
in_each_format = pytest.mark.parametrize("kind", WRITERS)


def there_and_back(given_plan: Plan, kind: str, languages: tuple[str, ...] = ("en",)) -> Plan:
    content = WRITERS[kind](given_plan, languages=languages)
    reading = read(content.encode() if isinstance(content, str) else content, name=f"own.{kind}")
    assert reading.plan is not None, reading.findings
    return reading.plan


@in_each_format
@settings(max_examples=examples(60), suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(plans())
def test_what_is_written_reads_back_equal(kind: str, random_plan: Plan) -> None:
    assert there_and_back(random_plan, kind) == random_plan


@in_each_format
@pytest.mark.parametrize("path", SHIPPED, ids=[path.stem for path in SHIPPED])
def test_the_shipped_plans_come_back_equal(kind: str, path: Path) -> None:
    shipped = read(path).plan
    assert shipped is not None
    assert there_and_back(shipped, kind, ("en", "km")) == shipped


@pytest.mark.parametrize("languages", [("km",), ("ms", "en"), ("fr",), ("es", "km", "en")])
def test_headers_may_stand_in_any_language(languages: tuple[str, ...]) -> None:
    small = plan(activity("1.1.1", "Train police", lead=Cell("MoI"), steps=steps("Draft", "Sign")))
    assert there_and_back(replace(small, language="en"), "xlsx", languages) == replace(small, language="en")


def test_a_blank_an_unread_and_an_inherited_cell_stay_apart() -> None:
    cells = {
        "lead": Cell("MoI", Presence.INHERITED),
        "proof": Cell(None, Presence.UNREAD),
        "partners": Cell(None, Presence.BLANK, "to be agreed"),
    }
    again = there_and_back(plan(activity("1.1.1", "Train police", **cells)), "xlsx")
    _, _, found = next(again.each_activity())
    assert {name: getattr(found, name) for name in cells} == cells


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    dangerous = plan(activity("1.1.1", "=cmd|' /C calc'!A0", lead=Cell("@SUM(1)"), money_source=Cell("-2+3|x")))
    text = write_csv(dangerous)
    assert "\"'=cmd" in text or ",'=cmd" in text
    assert ",=cmd" not in text
    assert there_and_back(dangerous, "csv") == dangerous
    assert there_and_back(dangerous, "xlsx") == dangerous


def test_a_text_too_long_for_a_cell_is_refused_not_cut() -> None:
    with pytest.raises(UserError, match="Export to YAML"):
        write_xlsx(plan(activity("1.1.1", "a" * 40_000)))
