"""Progress files: YAML and JSON, read with their findings and written back."""

import json
from pathlib import Path, PurePath

import yaml

from palermo.core import DataError, Finding
from palermo.plan.model import Plan
from palermo.plan.progress.checks import checked
from palermo.plan.progress.decode import progress_from_tree
from palermo.plan.progress.encode import progress_to_tree
from palermo.plan.progress.model import Progress
from palermo.plan.reading import content_of
from palermo.plan.tables.csv_file import text_of
from palermo.plan.yaml_file import Dumper, json_tree, yaml_tree


def read_progress(source: Path | bytes, plan: Plan, *, name: str = "") -> tuple[Progress | None, tuple[Finding, ...]]:
    """Progress on `plan` from YAML or JSON, held against the plan. Faults of the file are findings, never exceptions.

    `name` is the file's name in findings and origins (for a path: its own). None where nothing could be read.
    """
    file = name or (source.name if isinstance(source, Path) else "progress")
    try:
        text, _ = text_of(content_of(source, file) if isinstance(source, Path) else source, file)
    except DataError as error:
        return None, error.findings
    is_json = PurePath(file).suffix.lower() == ".json" or text.lstrip()[:1] in ("{", "[")
    tree, findings = (json_tree if is_json else yaml_tree)(text, file)
    if findings:
        return None, findings
    progress, findings = progress_from_tree(tree, plan, file=file)
    return progress, (*findings, *(checked(progress, plan) if progress else ()))


def write_progress(progress: Progress, *, as_json: bool = False) -> str:
    """The file as YAML, or as JSON; `read_progress` gives equal progress back."""
    tree = progress_to_tree(progress)
    if as_json:
        return json.dumps(tree, ensure_ascii=False, indent=2) + "\n"
    return str(yaml.dump(tree, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=110))
