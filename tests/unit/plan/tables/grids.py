"""Layouts made straight from text, without a file around them."""

from palermo.core import Finding
from palermo.plan import Activity, Goal, Objective, Plan
from palermo.plan.tables import Format, Layout, Mapping, Span, Table, plan_from_tables, propose
from palermo.plan.tables.layout import Scalar, position, trimmed
from tests.unit.plan.tables.files import cells


def layout(
    text: str, *merges: str, kind: Format = Format.XLSX, before: tuple[str, ...] = (), name: str = "Sheet1"
) -> Layout:
    """A layout of one table; see `cells` for how rows are written. Merges are ranges such as A4:A6."""
    return Layout("m.xlsx", kind, (table(text, *merges, before=before, name=name),))


def table(text: str, *merges: str, before: tuple[str, ...] = (), name: str = "Sheet1") -> Table:
    rows: list[list[Scalar]] = [[_scalar(value) for value in row] for row in cells(text)]
    spans = []
    for merge in merges:
        (top, left), (bottom, right) = (position(corner) for corner in merge.split(":"))
        spans.append(Span(top, left, bottom, right))
    return Table(name, trimmed(rows), tuple(spans), before)


def _scalar(value: object) -> Scalar:
    return value if value is None or isinstance(value, int | float) else str(value)


def read(of: Layout, mapping: Mapping | None = None) -> tuple[Plan, list[Finding]]:
    """The plan of a layout, by the mapping proposed for it."""
    plan, findings = plan_from_tables(of, mapping or propose(of), plan_id="p")
    assert plan is not None, findings
    return plan, list(findings)


def outline(plan: Plan) -> list[str]:
    """The tree of a plan, a line a node, as: level id text."""
    lines = []
    for goal in plan.each_goal():
        lines.append(_line("goal", goal))
        for objective in goal.objectives.value or ():
            lines.append(_line("objective", objective))
            lines += [_line("activity", activity) for activity in objective.activities.value or ()]
    return lines


def _line(level: str, node: Goal | Objective | Activity) -> str:
    implicit = " (implicit)" if getattr(node, "implicit", False) else ""
    return f"{level} {node.id} {node.text.value or ''}".strip() + implicit


def only(plan: Plan) -> Activity:
    """The one activity of a plan."""
    ((_, _, activity),) = plan.each_activity()
    return activity


def rules(findings: list[Finding]) -> list[str]:
    """The rules of findings, in order."""
    return [finding.rule for finding in findings]
