"""Handing a plan on: as which file, and to where."""

import sys
from pathlib import Path

from palermo import plan as room
from palermo.cli.options import ExportFormat
from palermo.cli.sources import STDIN, Found
from palermo.core import UserError


def form_of(found: Found, form: ExportFormat) -> bytes:
    """The plan as a file of that form; a matrix keeps the layout it came in."""
    layout, mapping = found.reading.layout, found.reading.mapping
    match form:
        case ExportFormat.YAML:
            return room.write_yaml(found.plan).encode()
        case ExportFormat.JSON:
            return (room.write_json(found.plan) + "\n").encode()
        case ExportFormat.CSV:
            return room.write_csv(found.plan, layout, mapping)
        case ExportFormat.XLSX:
            return room.write_xlsx(found.plan, layout, mapping)
        case ExportFormat.DOCX:
            return room.write_docx(found.plan, layout, mapping)


def hand_over(content: bytes, output: str, *, source: str = "") -> None:
    """Write to the file of that name, or to stdout where none is named.

    Raises UserError rather than write over the file that was read, or pour a packed file into a terminal.
    """
    if not output or output == STDIN:
        if content.startswith(b"PK") and sys.stdout.isatty():
            raise UserError("This file is not text. Name where to write it with --output.")
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if source and path.exists() and Path(source).exists() and path.samefile(source):
        raise UserError(f"{output} is the file that was read, and a source is kept. Name another with --output.")
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError(f"{output} cannot be written: {error.strerror}. Name another with --output.") from error
