"""Every made part of the manual, by its name under `docs/`."""

from collections.abc import Callable, Mapping
from pathlib import Path

from manual.audit_json import audit_json_page, audit_schema
from manual.classes import classes_page
from manual.cli import cli_page
from manual.controls import controls_page
from manual.estimate_json import estimate_json_page, estimate_schema_text
from manual.findings import findings_page, office_findings_page
from manual.permissions import permissions_page
from manual.plan_file import plan_page, plan_schema
from manual.progress_file import progress_page, progress_schema_text, score_page, score_schema_text, states_page
from manual.rules import rules_page
from manual.transcripts import commands, rerun

DOCS = Path(__file__).resolve().parent.parent / "docs"

REFERENCE: Mapping[str, Callable[[], str]] = {
    "reference/cli.md": cli_page,
    "reference/rules.md": rules_page,
    "reference/plan-file.md": plan_page,
    "reference/plan.schema.json": plan_schema,
    "reference/audit-json.md": audit_json_page,
    "reference/audit.schema.json": audit_schema,
    "reference/progress-file.md": progress_page,
    "reference/progress.schema.json": progress_schema_text,
    "reference/progress-states.md": states_page,
    "reference/score-json.md": score_page,
    "reference/score.schema.json": score_schema_text,
    "reference/estimate-json.md": estimate_json_page,
    "reference/estimate.schema.json": estimate_schema_text,
    "reference/file-findings.md": findings_page,
    "reference/office-findings.md": office_findings_page,
    "reference/permissions.md": permissions_page,
    "reference/data-classes.md": classes_page,
    "reference/security-controls.md": controls_page,
}


def made() -> dict[str, str]:
    """What every page should hold: the reference whole, the others with their commands run again."""
    return {name: make() for name, make in REFERENCE.items()} | {name: shown(name) for name in with_commands()}


def with_commands() -> list[str]:
    """The pages that show runs of commands."""
    pages = sorted(DOCS.rglob("*.md"))
    return [str(page.relative_to(DOCS)) for page in pages if commands(page.read_text(encoding="utf-8"))]


def shown(name: str, *programs: Path) -> str:
    """The page with what its commands say now, by the `palermo` of a folder that may be named."""
    return rerun((DOCS / name).read_text(encoding="utf-8"), *programs)
