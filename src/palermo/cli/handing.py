"""Handing a plan on: as which file, and to where."""

import sys
from contextlib import suppress
from pathlib import Path

from palermo.cli.options import ExportFormat
from palermo.cli.sources import STDIN, Found
from palermo.core import Message, UserError, mark
from palermo.plan import write_csv, write_docx, write_json, write_xlsx, write_yaml

BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else and Khmer is lost


def form_of(found: Found, form: ExportFormat, language: str = "en") -> bytes:
    """The plan as a file of that form; a matrix keeps the layout it came in, another gets headers in `language`.

    CSV holds one table without merged cells; a matrix that is more is written as CSV in our own layout.
    """
    layout, mapping = found.reading.layout, found.reading.mapping
    match form:
        case ExportFormat.YAML:
            return write_yaml(found.plan).encode()
        case ExportFormat.JSON:
            return (write_json(found.plan) + "\n").encode()
        case ExportFormat.CSV:
            return _csv(found, language).encode()
        case ExportFormat.XLSX:
            return write_xlsx(found.plan, layout, mapping, languages=(language,))
        case ExportFormat.DOCX:
            return write_docx(found.plan, layout, mapping, languages=(language,))


def _csv(found: Found, language: str) -> str:
    if layout := found.reading.layout:
        with suppress(UserError):  # merged cells or several tables
            return write_csv(found.plan, layout, found.reading.mapping)
    return BYTE_ORDER_MARK + write_csv(found.plan, languages=(language,))


def hand_over(content: bytes, output: str, *, source: str = "") -> None:
    """Write to the file of that name, or to stdout where none is named.

    Raises UserError rather than write over the file that was read, or pour a packed file into a terminal.
    """
    if not output or output == STDIN:
        if content.startswith(b"PK") and sys.stdout.isatty():
            raise UserError(Message(mark("This file is not text. Name where to write it with --output.")))
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    path = Path(output)
    if source and path.exists() and Path(source).exists() and path.samefile(source):
        text = mark("{file} is the file that was read, and a source is kept. Name another with --output.")
        raise UserError(Message(text, {"file": output}))
    try:
        path.write_bytes(content)
    except OSError as error:
        text = mark("{file} cannot be written ({fault}). Name another with --output.")
        raise UserError(Message(text, {"file": output, "fault": error.strerror})) from error
