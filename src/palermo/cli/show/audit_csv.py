"""The audits of several files as one table."""

from collections.abc import Sequence

from palermo.cli.auditing import Audited
from palermo.cli.show.findings import each_finding, plan_id
from palermo.plan import finding_row, findings_csv


def audit_csv(results: Sequence[Audited], language: str) -> str:
    """Findings about the files and about the plans in them, one a row."""
    return findings_csv(
        finding_row(finding, plan=plan_id(result), file=result.place, language=language, audit=result.audit)
        for result, finding in each_finding(results)
    )
