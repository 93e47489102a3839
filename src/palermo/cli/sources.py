"""From the paths a person names to what was read of them."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import typer

from palermo.core import DataError, Finding, Message, Origin, Outcome, Severity
from palermo.plan import Mapping, Plan, Reading, read

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


def open_each(places: Sequence[str], mapping: str = "") -> Iterator[Opened]:
    """Each file in turn, folders opened, with a bar on the terminal while many are read."""
    chosen = mapping_in(mapping)
    files = [file for place in places for file in _inside(place)]
    with typer.progressbar(
        dict.fromkeys(files),
        label="Reading",
        file=sys.stderr,
        hidden=len(files) < 2 or not sys.stderr.isatty(),
    ) as bar:
        for file in bar:
            yield Opened(file, _read(file, chosen))


def mapping_in(place: str) -> Mapping | None:
    """The mapping file of that name; None where none was named."""
    if not place:
        return None
    from palermo.plan import mapping_from_yaml

    try:
        text = Path(place).read_text(encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"{place} cannot be opened: {error.strerror}.", param_hint="--mapping") from error
    return mapping_from_yaml(text)


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
        Message("{file} is a folder without plan files.", {"file": place}),
        Message("Name a folder that holds files ending in {endings}.", {"endings": ", ".join(ENDINGS)}),
        Origin(place),
    )
