"""An audit as a table for a spreadsheet: one row a finding."""

import csv
import io
from collections.abc import Iterator, Sequence

from palermo.cli.auditing import Audited
from palermo.cli.show.findings import each_finding, plan_id
from palermo.core import Finding

COLUMNS = (
    "plan",
    "file",
    "level",
    "object",
    "verdict",
    "rule",
    "severity",
    "outcome",
    "message",
    "advice",
    "sheet",
    "cell",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def audit_csv(results: Sequence[Audited], language: str) -> str:
    """Header and rows. Text that a spreadsheet would take for a formula is kept text by an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for result, finding in each_finding(results):
        table.writerow(map(_text_only, _row(result, finding, language)))
    return written.getvalue()


def _row(result: Audited, finding: Finding, language: str) -> Iterator[str]:
    origin = finding.origin
    verdict = result.audit.verdicts.get(finding.object) if result.audit and finding.level == "activity" else None
    yield from (plan_id(result), result.place, finding.level, finding.object, str(verdict or ""))
    yield from (finding.rule, str(finding.severity), str(finding.outcome))
    yield from (finding.message.say(language), finding.advice.say(language))
    yield from (origin.sheet, origin.cell) if origin else ("", "")


def _text_only(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
