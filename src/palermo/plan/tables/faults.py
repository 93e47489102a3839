"""The faults of files: one finding each, and nothing of such a file is read."""

from palermo.core import DataError, Finding, Message, Origin, Outcome, Severity, mark

MEGABYTE = 1_000_000

_FAULTS: dict[str, tuple[str, str]] = {
    "F01": (
        mark("{file} is {size} MB; files of more than {most} MB are not read."),
        mark("Take pictures and other sheets out, or split the plan into several files."),
    ),
    "F02": (
        mark("{file} is empty."),
        mark("Check that the file was saved and copied whole, then load it again."),
    ),
    "F03": (
        mark("{file} is {found}, which is not read."),
        mark("Save the matrix as XLSX, DOCX or CSV, or write the plan as YAML or JSON."),
    ),
    "F04": (
        mark("{file} is in the old Office format ({found}), which is not read."),
        mark("Open it in Excel, Word or LibreOffice and save it as XLSX or DOCX."),
    ),
    "F05": (
        mark("{file} is protected by a password."),
        mark("Open it with the password, take the password off (File, Info, Protect) and save it again."),
    ),
    "F06": (
        mark("{file} is damaged: {fault}."),
        mark("Open it in Office, let Office repair it and save it again, or ask the sender for a new copy."),
    ),
    "F07": (
        mark("{file} swells beyond measure when it is opened: {fault}."),
        mark("Copy the matrix into a new, empty file and load that one."),
    ),
    "F08": (
        mark("{file} holds program code ({found}); files with macros or controls are not read."),
        mark("Save it as XLSX or DOCX without macros and load that one."),
    ),
    "F09": (
        mark("{where}: this cell holds a formula; the file has {count} of them, and a formula is not a value."),
        mark("Select all cells, copy, and paste as values; then save and load the file again."),
    ),
    "F10": (
        mark("{file} draws on something outside itself: {found}."),
        mark("Copy the matrix into a new file without links to other files, and load that one."),
    ),
    "F11": (
        mark("{where}: rows run down to number {rows}, of which {used} are filled; at most {most} are read."),
        mark("Delete the empty rows below the matrix (select them, Delete rows, save), or split the plan."),
    ),
    "F12": (
        mark("{where}: {fault}."),
        mark("Keep only the matrix in the file and load it again."),
    ),
    "F13": (
        mark("{file}, line {line}: the letters are not written in UTF-8."),
        mark("Save it again as 'CSV UTF-8', or load the XLSX file instead."),
    ),
    "F14": (
        mark("{file}, line {line}: there are NUL or control bytes in the text."),
        mark("Save it again from Excel or LibreOffice as 'CSV UTF-8'."),
    ),
    "F15": (
        mark("{file}, line {line}: {fault}."),
        mark("Put the text of a cell that holds a separator, quotes or a line break in double quotes."),
    ),
    "F16": (
        mark("{file} holds no table."),
        mark("Put the matrix into a table, one activity a row, and load the file again."),
    ),
    "F17": (
        mark("{file} holds tracked changes ({count}): the text is not settled, so there is more than one to read."),
        mark("Accept or reject all changes (Review, Accept all), save and load the file again."),
    ),
    "F18": (
        mark("{file} could not be opened: {fault}."),
        mark("Open it in Office or LibreOffice, save it under a new name and load that one."),
    ),
}

_NOTES: dict[str, tuple[str, str]] = {
    "F13": (
        mark("{where}: letters were lost before the file came here; the sign � stands in their place."),
        mark("Ask for the file from before the letters were lost and load that one."),
    ),
}


def fault(rule: str, file: str, place: str = "", **params: object) -> DataError:
    """The error that stops the reading of a file, with its one finding."""
    return DataError([_finding(_FAULTS[rule], rule, Severity.ERROR, file, place, params)])


def note(rule: str, file: str, place: str, **params: object) -> Finding:
    """A thing about a file that people should know; the file is read all the same."""
    return _finding(_NOTES[rule], rule, Severity.C, file, place, params)


def _finding(
    words: tuple[str, str], rule: str, severity: Severity, file: str, place: str, params: dict[str, object]
) -> Finding:
    sheet, _, cell = place.rpartition("!")
    if not sheet and "!" not in place:
        sheet, cell = place, ""
    origin = Origin(file, sheet, cell)
    params = {"file": file, "where": origin.told} | params
    return Finding(rule, severity, Outcome.FAIL, Message(words[0], params), Message(words[1]), origin)
