"""From a plan and its progress file to a scorecard."""

import sys
from datetime import date
from pathlib import Path

from palermo.cli.sources import STDIN, open_one
from palermo.core import DataError, Finding
from palermo.plan import Scorecard, read_progress, score


def score_files(plan: str, progress: str, as_of: date, mapping: str = "") -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard, and what was found in the two files. Raises DataError where one of them could not be read."""
    found = open_one(plan, mapping)
    source = sys.stdin.buffer.read() if progress == STDIN else Path(progress)
    told, findings = read_progress(source, found.plan, name="stdin" if progress == STDIN else "")
    if told is None:
        raise DataError((*found.reading.findings, *findings))
    return score(found.plan, told, as_of), (*found.reading.findings, *findings)
