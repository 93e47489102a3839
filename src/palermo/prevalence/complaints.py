"""What can be wrong with a file of lists: each fault with its sentence and what to do."""

from collections.abc import Mapping

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

MOST_TOLD = 20
_FAULTS: Mapping[str, tuple[str, str]] = {
    "L01": (mark("{file} is not written in UTF-8."), mark("Save it again as 'CSV UTF-8'.")),
    "L02": (
        mark("{file} cannot be read as a table: {fault}."),
        mark("Save it again as 'CSV UTF-8', with one pattern or one person a row."),
    ),
    "L03": (
        mark("{file} holds no rows below its first line."),
        mark("Write the names of the columns into the first line, and one pattern or one person into each row."),
    ),
    "L04": (
        mark("{file} has no column that says who is on a list."),
        mark(
            "Give each list a column of 0 and 1; or write one row for each person on a list, with the columns list and "
            "person."
        ),
    ),
    "L05": (
        mark("{where}, column {column}: '{said}' is neither 0 nor 1."),
        mark("Write 1 for a person or pattern that is on the list, 0 for one that is not. An empty cell is neither."),
    ),
    "L06": (
        mark("{where}, column {column}: '{said}' is no number of people."),
        mark("Write a whole number, 0 or more, without words; 1,200 is written 1200."),
    ),
    "L07": (
        mark("{where}: this row is on no list, and holds people."),
        mark("Take the row out. People on no list are what is estimated; nobody can have counted them."),
    ),
    "L08": (
        mark("{where}: two columns are called {column}."),
        mark("Give each list a name of its own in the first line."),
    ),
    "L09": (mark("{where}, column {column}: it is empty."), mark("Fill it in, or take the row out.")),
    "L10": (
        mark("{file} has no column {column}."),
        mark("Name one of the columns it has: {columns}."),
    ),
    "L11": (
        mark("{file} holds {n} lists; at most {most} are read."),
        mark("Make small lists one, or leave some out, before you count the patterns."),
    ),
    "L12": (
        mark("{where}: this row has more cells than there are columns."),
        mark("Put the text of a cell that holds a separator in double quotes."),
    ),
    "L13": (
        mark("{where}: this person stands under {column} '{said}' here and elsewhere under another."),
        mark("A person belongs to one stratum. Correct one of the two rows."),
    ),
    "L14": (
        mark("{where}: {names} is said to be impossible, and {n} people are just there."),
        mark("Look at these people again: either they are matched wrongly, or the two lists can meet after all."),
    ),
    "L15": (
        mark("{where}, column {column}: there is no list '{said}'."),
        mark("Write the name as it stands over the list's column: {columns}."),
    ),
    "L16": (
        mark("{where}, column {column}: '{said}' is no day."),
        mark("Write it like 2026-01-31, or leave it empty."),
    ),
}
_NOTES: Mapping[str, tuple[str, str]] = {
    "L30": (
        mark("Columns that are no list were not used: {columns}."),
        mark("Name them with --strata to estimate each group by itself."),
    ),
    "L31": (
        mark("Rows with a pattern that stood there before: {n}. They were added up."),
        mark("Nothing to do, if one row each was meant for places or years; else look for rows entered twice."),
    ),
    "L32": (
        mark("Entries of a person who is on the same list already: {n}. Each person counts once."),
        mark("Look whether the list names persons or events; a person helped twice is one person."),
    ),
}


def fault(rule: str, origin: Origin, **params: object) -> Finding:
    """What keeps the file from being used."""
    return _finding(_FAULTS, Severity.ERROR, rule, origin, params)


def note(rule: str, origin: Origin, **params: object) -> Finding:
    """What people should know; the file is read all the same."""
    return _finding(_NOTES, Severity.C, rule, origin, params)


def _finding(
    words: Mapping[str, tuple[str, str]], severity: Severity, rule: str, origin: Origin, params: dict[str, object]
) -> Finding:
    text, advice = words[rule]
    given = {"file": origin.file, "where": origin.told} | params
    return Finding(rule, severity, Outcome.FAIL, Message(text, given), Message(advice, given), origin)
