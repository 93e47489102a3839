"""From the name of a correction file to the record that the verbs of `palermo standing` look at."""

from pathlib import Path

from palermo.cli.show.complaints import show_findings
from palermo.core import Finding, Message, UserError, mark
from palermo.standing import Record, corrected, shipped


def corrections_in(place: str) -> tuple[Record, tuple[Finding, ...]]:
    """What is shipped with the corrections of a file over it, and what was found in the file."""
    if not place:
        return shipped(), ()
    try:
        text = Path(place).read_bytes()
    except OSError as error:
        said = mark("{file} cannot be opened ({fault}). Name a file of corrections with --corrections.")
        raise UserError(Message(said, {"file": place, "fault": error.strerror})) from error
    return corrected(shipped(), text, Path(place).name)


def on_record(place: str, language: str) -> Record:
    """The same, with what was found told on the error stream."""
    record, findings = corrections_in(place)
    show_findings(findings, language)
    return record
