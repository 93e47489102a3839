"""From the paths a person names to what was read of them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from palermo.core import DataError, Finding, Message, Origin, Outcome, Severity, UserError, mark
from palermo.plan import Mapping, Plan, Reading, read, read_mapping

STDIN = "-"
ENDINGS = (".csv", ".docx", ".json", ".xlsx", ".yaml", ".yml")
MAPPING_ENDING = ".mapping.yaml"  # what `palermo plan mapping` is asked to write beside a matrix; never a plan


@dataclass(frozen=True, slots=True)
class Opened:
    """A file as the person named it, and what was read of it. `place` is "-" for the standard input."""

    place: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class Found:
    """A file that holds a plan."""

    plan: Plan
    reading: Reading


def open_one(place: str, mapping: str = "") -> Found:
    """The plan in one file. Raises DataError where nothing could be read."""
    reading = _read(place, mapping_in(mapping))
    if reading.plan is None:
        raise DataError(reading.findings)
    return Found(reading.plan, reading)


def open_matrix(place: str) -> tuple[Mapping, tuple[Finding, ...]]:
    """The mapping proposed for a matrix, and what was found in reading by it, whether or not that gave a plan.

    Raises DataError where the file could not be read, UserError where it is no matrix.
    """
    reading = _read(place, None)
    if reading.mapping is not None:
        return reading.mapping, reading.findings
    if reading.plan is None:
        raise DataError(reading.findings)
    text = mark("{file} is a plan in our own form; it has no columns, so it needs no mapping.")
    raise UserError(Message(text, {"file": place}))


def open_each(places: Sequence[str], mapping: str = "") -> Iterator[Opened]:
    """Each file in turn, folders opened, with a bar on the terminal while many are read."""
    chosen = mapping_in(mapping)
    files = [file for place in places for file in _inside(place)]
    with typer.progressbar(
        list(dict.fromkeys(files)),
        label="Reading",
        file=sys.stderr,
        hidden=len(files) < 2 or not sys.stderr.isatty(),
    ) as bar:
        for file in bar:
            yield Opened(file, _read(file, chosen))


def mapping_in(place: str) -> Mapping | None:
    """The mapping file of that name; None where none was named. Raises DataError where it cannot be used."""
    if not place:
        return None
    try:
        text = Path(place).read_text(encoding="utf-8")
    except OSError as error:
        text = mark("{file} cannot be opened ({fault}). Name a mapping file with --mapping.")
        raise UserError(Message(text, {"file": place, "fault": error.strerror})) from error
    except UnicodeError as error:
        text = mark("{file} is not written in UTF-8. Save it so, or name another with --mapping.")
        raise UserError(Message(text, {"file": place})) from error
    mapping, findings = read_mapping(text, Path(place).name)
    if mapping is None:
        raise DataError(findings)
    return mapping


def _inside(place: str) -> Iterator[str]:
    path = Path(place)
    if place == STDIN or not path.is_dir():
        yield place
        return
    files = sorted(file for file in path.rglob("*") if _may_hold_a_plan(file.relative_to(path)) and file.is_file())
    yield from map(str, files or [path])


def _may_hold_a_plan(file: Path) -> bool:
    """Not hidden, and not the lock file that Office leaves beside an open document."""
    return (
        file.suffix.lower() in ENDINGS
        and not file.name.lower().endswith(MAPPING_ENDING)
        and not any(part.startswith((".", "~$")) for part in file.parts)
    )


def _read(place: str, mapping: Mapping | None) -> Reading:
    if place == STDIN:
        return read(sys.stdin.buffer.read(), name="stdin", mapping=mapping)
    path = Path(place)
    return Reading(None, (_no_plan_inside(place),)) if path.is_dir() else read(path, mapping=mapping)


def _no_plan_inside(place: str) -> Finding:
    return Finding(
        "F28",
        Severity.ERROR,
        Outcome.FAIL,
        Message(mark("{file} is a folder without plan files."), {"file": place}),
        Message(mark("Name a folder that holds files ending in {endings}."), {"endings": ", ".join(ENDINGS)}),
        Origin(place),
    )
