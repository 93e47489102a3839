"""What can be found about a log, a checkpoint or a proof: one sentence and one advice an id."""

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

_FAULTS: dict[str, tuple[str, str]] = {
    "T01": (
        mark("{file} is not there."),
        mark("Ask for a whole copy of the log; without this file nothing can be said of what it holds."),
    ),
    "T02": (
        mark("{file} is malformed: {fault}."),
        mark("Fetch it again. If it stays so, keep a copy and tell the body that runs the log."),
    ),
}


def fault(
    rule: str, file: str, *, entry: int | None = None, severity: Severity = Severity.ERROR, **params: object
) -> Finding:
    """The finding of that id about a file of the log, and about one entry where one can be named."""
    text, advice = _FAULTS[rule]
    place = "" if entry is None else str(entry)
    about = {"file": file, "entry": place} | params
    level = "entry" if place else ""
    return Finding(
        rule, severity, Outcome.FAIL, Message(text, about), Message(advice), Origin(file, "", place), level, place
    )
