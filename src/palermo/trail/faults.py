"""What can be found about a log, a checkpoint or a proof: one sentence and one advice an id.

Words in braces are filled in. `entry` is the number of an entry in the log, the first being 0.
"""

import binascii
import json
from collections.abc import Iterable

from palermo.core import Finding, Message, Origin, Outcome, Severity, mark

MOST = 20  # findings of a log that are told one by one

_REMARKS = {"T08", "T09"}  # told, and nothing is wrong by them
_KEEP_BOTH = mark("Keep this copy and what was seen before: together they prove it. Tell those who hold witnesses.")
_TELL_LOG = mark("Fetch it again. If it stays so, keep a copy and tell the body that runs the log.")
_FAULTS: dict[str, tuple[str, str]] = {
    "T01": (
        mark("{file} is not there."),
        mark("Ask for a whole copy of the log; of what this file holds nothing can be said without it."),
    ),
    "T02": (mark("{file} is malformed: {fault}."), _TELL_LOG),
    "T03": (
        mark("{file} is of the log {log}, and the policy knows the keys of {known} only."),
        mark("Give the policy of this log with --policy."),
    ),
    "T04": (
        mark("{file} is not signed with the key {key}, which the policy asks for."),
        mark("Do not believe it. If the log has changed its keys, get its new policy from somebody you trust."),
    ),
    "T05": (
        mark("The signature of {key} on {file} does not hold: the text or the signature was changed."),
        mark("Do not believe it. Keep a copy and tell the body that runs the log."),
    ),
    "T06": (
        mark("{file} is cosigned by {found}, and that is not enough for the quorum {quorum} of the policy."),
        mark("Wait for the next checkpoint that is cosigned, or ask the bodies that hold witnesses."),
    ),
    "T07": (
        mark("Nobody's keys were given, so who signed {file} was not checked; anybody could have made it."),
        mark("Give the policy of the log with --policy: the log has it at its address, and each witness keeps one."),
    ),
    "T08": (
        mark("The keys were taken from the log itself ({file})."),
        mark("Compare them with those that are printed elsewhere or kept by a witness, and give them with --policy."),
    ),
    "T09": (
        mark("{count} more are not told one by one."),
        mark("Mend or explain the first; most others come of it."),
    ),
    "T10": (
        mark("Entry {entry} in {file} is not the one that the log's tree holds: changed, cut out, put in or moved."),
        mark("From here on the log cannot be believed. Keep a copy and tell the body that runs it."),
    ),
    "T11": (
        mark("{file} is damaged, first where entry {entry} stands; the entries are whole and lead to the signed root."),
        mark("Have the file published anew; the log itself is not in doubt."),
    ),
    "T12": (
        mark("{file} has {found} entries and not {asked}; entry {entry} is the first that is not as it should be."),
        mark("From here on the log cannot be believed. Keep a copy and tell the body that runs it."),
    ),
    "T13": (
        mark("Entry {entry} in {file} is dated {time}, and an entry before it {before}: it was back-dated."),
        mark("Ask the body that runs the log how it came about; an honest log never goes back in time."),
    ),
    "T14": (
        mark("Entry {entry} in {file} is dated {time}, after the log was signed or looked at with it in ({last})."),
        mark("Ask the body that runs the log how it came about, and check the clock of this machine."),
    ),
    "T15": (
        mark("The {size} entries do not lead to the root that is signed in {file}."),
        mark("The log cannot be believed. Keep a copy and tell the body that runs it."),
    ),
    "T16": (
        mark("One of the entries {entry} to {last} is not the one that {file} holds the hash of: it was changed."),
        mark("From here on the log cannot be believed. Keep a copy and tell the body that runs it."),
    ),
    "T20": (
        mark(
            "By its {file} the log has {size} entries, and {seen} were seen before ({time}): "
            "from entry {entry} on they are gone."
        ),
        _KEEP_BOTH,
    ),
    "T21": (
        mark(
            "By its {file} the log is not the one that was seen before ({time}): entry {entry} is another. "
            "It is a split view."
        ),
        _KEEP_BOTH,
    ),
    "T22": (
        mark(
            "By its {file} the log does not continue what was seen before ({time}, {seen} entries). "
            "It is a split view; which entry is another cannot be said from what was kept."
        ),
        _KEEP_BOTH,
    ),
    "T23": (
        mark("Entry {entry} in {file} is dated {time}, but was not there when the log was seen on {seen}."),
        mark("Ask the body that runs the log: it was back-dated, or stood waiting while the office was down."),
    ),
    "T24": (
        mark("{file}, with which to compare, is of the log {other} and not of {log}."),
        mark("Name a checkpoint or a copy of the same log."),
    ),
    "T25": (
        mark(
            "Whether {file} continues what was seen before ({time}, {seen} entries) cannot be said: a tile is missing."
        ),
        mark("Ask for a whole copy of the log. Until then take it for a log that was changed."),
    ),
    "T26": (
        mark("The log says nothing of its keys: {file} is not there."),
        mark("Give a file with the keys you trust with --policy."),
    ),
    "T30": (
        mark("The entry in {file} is not entry {entry} of the log whose checkpoint it carries."),
        mark("The proof is worth nothing: ask for another, and keep this one."),
    ),
    "T31": (
        mark("The content in {file} is not what entry {entry} committed to: it was changed, or is another's."),
        mark("Do not believe this content. Keep the file and tell the body that runs the log."),
    ),
    "T32": (
        mark("{file} is not a file that entry {entry} speaks of: its digest does not stand in the content."),
        mark("Check that it is the very file, byte for byte; a copy that was saved anew is another file."),
    ),
    "T33": (
        mark("The proof does not carry the content of entry {entry}, so it says nothing about {file}."),
        mark("Ask for a proof with the content, where it may be shown."),
    ),
    "T34": (
        mark("{file} does not carry the entry itself."),
        mark("Ask the log for its own form of the proof: what stands in the line 'extra' opens the entry."),
    ),
}


def fault(rule: str, file: str, entry: int | None = None, **params: object) -> Finding:
    """The finding of that id about a file of the log, and about one entry where one can be named."""
    text, advice = _FAULTS[rule]
    place = "" if entry is None else str(entry)
    message = Message(text, {"file": file, "entry": place} | params)
    severity, level = Severity.C if rule in _REMARKS else Severity.ERROR, "entry" if place else ""
    return Finding(rule, severity, Outcome.FAIL, message, Message(advice), Origin(file, "", place), level, place)


class Found:
    """Findings as they come, the first of them kept and all counted: a log can be wrong a million times."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._more = 0

    def add(self, rule: str, file: str, entry: int | None = None, **params: object) -> None:
        """One more, made only where it is kept."""
        if len(self.findings) < MOST:
            self.findings.append(fault(rule, file, entry, **params))
        else:
            self._more += 1

    def extend(self, findings: Iterable[Finding]) -> None:
        """Several more."""
        for finding in findings:
            if len(self.findings) < MOST:
                self.findings.append(finding)
            else:
                self._more += 1

    def told(self) -> tuple[Finding, ...]:
        """All that are kept, and how many are not."""
        rest = (fault("T09", "", count=self._more),) if self._more else ()
        return (*self.findings, *rest)


def shown(time: str) -> str:
    """A time as leaves write it, for people: to the second."""
    return f"{time[:10]} {time[11:19]} UTC"


UNREADABLE = (ValueError, RecursionError, OverflowError)  # what reading bytes of others may raise


def plainly(error: Exception) -> Message:
    """What is wrong with bytes, from the error that reading them raised."""
    if isinstance(error, UnicodeError):
        return Message(mark("it is not written in UTF-8"))
    if isinstance(error, binascii.Error):
        return Message(mark("what should be base64 is none"))
    if isinstance(error, json.JSONDecodeError):
        return Message(mark("what should be JSON is none"))
    if isinstance(error, RecursionError):
        return Message(mark("it is nested too deep"))
    if isinstance(error, OverflowError):
        return Message(mark("a time in it is beyond all calendars"))
    return Message(str(error))
