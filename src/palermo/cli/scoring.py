"""From a plan and its progress file to a scorecard, and to how the plan answers what is asked."""

import sys
from datetime import date
from pathlib import Path

from palermo.cli.sources import STDIN, Found, open_one
from palermo.core import DataError, Finding
from palermo.plan import Answering, Plan, Progress, Scorecard, answering, read_progress, score
from palermo.standing import ledger, shipped, shipped_lists


def score_files(plan: str, progress: str, as_of: date, mapping: str = "") -> tuple[Scorecard, tuple[Finding, ...]]:
    """The scorecard, and what was found in the two files. Raises DataError where one of them could not be read."""
    found = open_one(plan, mapping)
    told, findings = _progress(progress, found)
    return score(found.plan, told, as_of), (*found.reading.findings, *findings)


def answered_files(
    plan: str, country: str, as_of: date, progress: str = "", mapping: str = ""
) -> tuple[Plan, Answering, tuple[Finding, ...]]:
    """A plan, how it answers the asks that are shipped for a country, and what was found in the files."""
    found = open_one(plan, mapping)
    told, findings = _progress(progress, found) if progress else (None, ())
    asks = ledger(shipped(), shipped_lists(), country, as_of).asks
    answers, more = answering(found.plan, asks, as_of, told)
    return found.plan, answers, (*found.reading.findings, *findings, *more)


def _progress(place: str, found: Found) -> tuple[Progress, tuple[Finding, ...]]:
    """What became of the plan. Raises DataError where it could not be read."""
    source = sys.stdin.buffer.read() if place == STDIN else Path(place)
    told, findings = read_progress(source, found.plan, name="stdin" if place == STDIN else "")
    if told is None:
        raise DataError((*found.reading.findings, *findings))
    return told, findings
