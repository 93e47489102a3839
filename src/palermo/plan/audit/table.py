"""Findings as a table for a spreadsheet: one row a finding."""

from collections.abc import Iterable, Iterator

from palermo.core import Finding
from palermo.core.spreadsheet import csv_text
from palermo.plan.audit.engine import Audit

COLUMNS = (
    *("plan", "file", "level", "object", "verdict", "rule"),
    *("severity", "outcome", "message", "advice", "sheet", "cell"),
)

Row = tuple[str, ...]


def finding_row(finding: Finding, *, plan: str, file: str, language: str, audit: Audit | None = None) -> Row:
    """One finding in the order of the columns. `audit` gives the verdict of an activity; `plan` is its id."""
    origin = finding.origin
    verdict = audit.verdicts.get(finding.object) if audit and finding.level == "activity" else None
    return (
        *(plan, file, str(finding.level), finding.object, str(verdict or "")),
        *(finding.rule, str(finding.severity), str(finding.outcome)),
        *(finding.message.say(language), finding.advice.say(language)),
        *((origin.sheet, origin.cell) if origin else ("", "")),
    )


def audit_rows(audit: Audit, file: str, language: str) -> Iterator[Row]:
    """Every finding of one audit; `file` is where the plan was read."""
    return (
        finding_row(finding, plan=audit.plan.id, file=file, language=language, audit=audit)
        for finding in audit.findings
    )


def findings_csv(rows: Iterable[Row]) -> str:
    """Header and rows of findings."""
    return csv_text(COLUMNS, rows)
