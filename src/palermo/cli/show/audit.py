"""An audit in the form that was asked for."""

import json
import sys
from collections.abc import Callable, Sequence

from palermo.cli.auditing import Audited
from palermo.cli.handing import BYTE_ORDER_MARK, hand_over
from palermo.cli.options import AuditFormat
from palermo.cli.show.audit_csv import audit_csv
from palermo.cli.show.audit_page import audit_page
from palermo.cli.show.audit_text import audit_lines
from palermo.cli.show.lines import PIPED_WIDTH, plain, put, width_of
from palermo.cli.show.sarif import sarif
from palermo.plan import audit_to_tree


def write_audits(results: Sequence[Audited], form: AuditFormat, language: str, output: str) -> None:
    """Write what was found to the file of that name, or to stdout where none is named."""
    if form is AuditFormat.TEXT and not output:
        put(audit_lines(results, width_of(sys.stdout), language))
    else:
        hand_over(_FORMS[form](results, language).encode(), output)


def _text(results: Sequence[Audited], language: str) -> str:
    return plain(audit_lines(results, PIPED_WIDTH, language))


def _json(results: Sequence[Audited], language: str) -> str:
    return _tree([audit_to_tree(result.audit, language) for result in results if result.audit])


def _csv(results: Sequence[Audited], language: str) -> str:
    return BYTE_ORDER_MARK + audit_csv(results, language)


def _sarif(results: Sequence[Audited], language: str) -> str:
    return _tree(sarif(results, language))


def _tree(tree: object) -> str:
    return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"


_FORMS: dict[AuditFormat, Callable[[Sequence[Audited], str], str]] = {
    AuditFormat.TEXT: _text,
    AuditFormat.JSON: _json,
    AuditFormat.HTML: audit_page,
    AuditFormat.CSV: _csv,
    AuditFormat.SARIF: _sarif,
}
