"""What can be found about the office's own trail, beyond what is found about any log."""

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

_LOG = mark("Somebody wrote in the database past the office. Compare with the copies that witnesses and backups hold.")
_RECORD = mark("Somebody wrote in the database past the office. Keep a copy, and restore the row from a backup.")
_FAULTS: dict[str, tuple[str, str]] = {
    "T50": (mark("{name} was changed after entry {entry} told of it: {fields}."), _RECORD),
    "T51": (mark("{name} stands in {table}, and no entry tells of it: it was put in past the office."), _RECORD),
    "T52": (mark("{name} is gone from {table}, and entry {entry} tells of it: it was deleted."), _RECORD),
    "T53": (mark("Entry {entry} was changed in {table}: {fields} differ from what is in the log."), _LOG),
    "T54": (mark("What opens entry {entry} was changed in {table}: it is not what the entry committed to."), _LOG),
    "T55": (mark("What opens entry {entry} was erased from {table}, and no entry tells of the erasing."), _LOG),
    "T56": (mark("The hash of entry {entry} in {table} is not that of its leaf."), _LOG),
    "T57": (mark("Entry {entry} of the log is gone from {table}."), _LOG),
    "T58": (
        mark("The entry {name} was written on {time}, and neither is it in the log nor does it wait for its place."),
        _LOG,
    ),
    "T59": (mark("The root in the checkpoint of {size} entries is not that of these entries."), _LOG),
    "T60": (mark("The checkpoint of {size} entries is not signed with the keys of the log."), _LOG),
    "T61": (mark("The hash above the tile {name} in {table} is not that of its hashes."), _LOG),
    "T62": (mark("The cosignature of {name} on the checkpoint of {size} entries does not hold."), _LOG),
    "T63": (
        mark("{table} has lost the triggers that refuse to change and delete its rows."),
        mark("Find out who took them away. A migration with append_only makes them anew."),
    ),
    "T64": (
        mark("{found} entries have their places in the log, and no checkpoint of {table} stands for entry {entry}."),
        _LOG,
    ),
    "T65": (
        mark("{name} was emptied in {table} after entry {entry} told of it, and no entry tells of its erasing."),
        _RECORD,
    ),
    "T66": (
        mark("{name} was erased after entry {entry} told of it, and can be opened again: it was put back in {table}."),
        mark("Somebody wrote in the database past the office. Find out who could open it, and have it erased again."),
    ),
}


def fault(rule: str, table: str, *, entry: int | str | None = None, **params: object) -> Finding:
    """The finding of that id about a table, and about one entry where one can be named."""
    text, advice = _FAULTS[rule]
    message = Message(text, {"table": table, "entry": "" if entry is None else entry, **params})
    # an entry without a place in the log is named in the sentence alone
    place = str(entry) if str(entry).isdecimal() else ""
    level = "entry" if place else ""
    return Finding(rule, Severity.ERROR, Outcome.FAIL, message, Message(advice), Origin(table, "", place), level, place)
