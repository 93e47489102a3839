"""An audit as a table for a spreadsheet: one row a finding, as the command `palermo plan audit --format csv` has it."""

import csv
import io
from collections.abc import Iterator

from palermo.core import Finding
from palermo.plan import Audit

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


def audit_csv(audit: Audit, file: str, language: str) -> bytes:
    """Header and rows in UTF-8. What a spreadsheet would take for a formula is kept text by an apostrophe."""
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(COLUMNS)
    for finding in audit.findings:
        table.writerow(map(_text_only, _row(audit, finding, file, language)))
    # the byte order mark tells Excel that the letters are UTF-8; without it Khmer is garbled
    return written.getvalue().encode("utf-8-sig")


def _row(audit: Audit, finding: Finding, file: str, language: str) -> Iterator[str]:
    origin = finding.origin
    verdict = audit.verdicts.get(finding.object) if finding.level == "activity" else None
    yield from (audit.plan.id, file, str(finding.level), finding.object, str(verdict or ""))
    yield from (finding.rule, str(finding.severity), str(finding.outcome))
    yield from (finding.message.say(language), finding.advice.say(language))
    yield from (origin.sheet, origin.cell) if origin else ("", "")


def _text_only(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
