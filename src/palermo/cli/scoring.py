"""From a plan and its progress file to a scorecard."""

import sys
from datetime import date
from pathlib import Path

from palermo.cli.sources import STDIN, Found, open_one
from palermo.core import DataError, Finding
from palermo.plan import Progress, Scorecard, read_progress, score


def score_files(plan: str, progress: str, as_of: date, mapping: str = "") -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard, and what was found in the two files. Raises DataError where one of them could not be read."""
    found = open_one(plan, mapping)
    told, findings = progress_of(progress, found)
    return score(found.plan, told, as_of), (*found.reading.findings, *findings)


def progress_of(place: str, found: Found) -> tuple[Progress, tuple[Finding, ...]]:
    """What became of the plan of a file. Raises DataError where it could not be read."""
    source = sys.stdin.buffer.read() if place == STDIN else Path(place)
    told, findings = read_progress(source, found.plan, name="stdin" if place == STDIN else "")
    if told is None:
        raise DataError((*found.reading.findings, *findings))
    return told, findings
