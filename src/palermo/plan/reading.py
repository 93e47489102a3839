"""One door for every file that may hold a plan: what kind it is, and who reads it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from palermo.core import DataError, Finding, Message, Origin, Outcome, Severity
from palermo.plan.model import Plan
from palermo.plan.tables import Layout, Mapping, plan_from_tables, propose, read_layout
from palermo.plan.tables.csv_file import text_of
from palermo.plan.tables.guard import MOST_BYTES, Kind, kind_of, too_large
from palermo.plan.yaml_file import read_json, read_yaml

_OURS = re.compile(r"^(meta|goals|generations)\s*:", re.MULTILINE)
TreeReader = Callable[[str, str], tuple[Plan | None, tuple[Finding, ...]]]
_NOT_A_NAME = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a file. `plan` is None where nothing could be read; the findings then say why.

    `layout` and `mapping` are there for tables only: the cells as they stood, and which column was taken for what.
    """

    plan: Plan | None
    findings: tuple[Finding, ...]
    layout: Layout | None = None
    mapping: Mapping | None = None


def read(source: Path | bytes, *, name: str = "", mapping: Mapping | None = None) -> Reading:
    """Read a plan from YAML, JSON, CSV, XLSX or DOCX; the kind is judged by the content.

    `name` is the file's name in findings and origins (for a path: its own). `mapping` says which column holds what;
    without one it is proposed. Faults of the file are findings, never exceptions.
    """
    file = name or (source.name if isinstance(source, Path) else "plan")
    try:
        content = content_of(source, file) if isinstance(source, Path) else source
        kind = kind_of(content, file)
        if kind is Kind.TEXT:
            text, _ = text_of(content, file)
            if reader := _tree_reader(text, file):
                return Reading(*reader(text, file))
    except DataError as error:
        return Reading(None, error.findings)
    return _tables(content, file, mapping)


def content_of(path: Path, file: str) -> bytes:
    """What the file holds. Raises DataError where it cannot be opened or is too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:  # asked before it is read, since a file may be larger than the memory
            raise too_large(file, size)
        return path.read_bytes()
    except OSError as error:
        raise DataError((_unopened(file, error),)) from error


def _tables(content: bytes, file: str, mapping: Mapping | None) -> Reading:
    layout, findings = read_layout(content, file)
    if layout is None:
        return Reading(None, findings)
    chosen = mapping or propose(layout)
    plan, more = plan_from_tables(layout, chosen, plan_id=chosen.plan_id or name_of(file))
    return Reading(plan, (*findings, *more), layout, chosen)


def _tree_reader(text: str, file: str) -> TreeReader | None:
    ending = PurePath(file).suffix.lower()
    if ending == ".json" or text.lstrip()[:1] in ("{", "["):
        return read_json
    if ending in (".yaml", ".yml") or _OURS.search(text):
        return read_yaml
    return None


def name_of(file: str) -> str:
    """A short stable name for a plan, from the name of its file."""
    return _NOT_A_NAME.sub("-", PurePath(file).stem.lower()).strip("-") or "plan"


def _unopened(file: str, error: OSError) -> Finding:
    return Finding(
        "F19",
        Severity.ERROR,
        Outcome.FAIL,
        Message("{file} cannot be opened: {fault}.", {"file": file, "fault": error.strerror or type(error).__name__}),
        Message("Check the name and that you may read it."),
        Origin(file),
    )
