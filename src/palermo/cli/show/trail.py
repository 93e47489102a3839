"""A log, a proof and the work of a witness, told to people and to programs."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from palermo.cli.show.complaints import finding_lines
from palermo.cli.show.lines import BLANK_LINE, Column, Line, paragraph, row, visible
from palermo.core import Finding, Message, Severity, mark
from palermo.trail import KINDS, Checkpoint, Log, Shown, Signer

UNSIGNED = "T07"  # the finding that no keys were given
_LABEL = 14
_DIGITS = "%Y-%m-%d %H:%M:%S UTC"


def first_bad(findings: Sequence[Finding]) -> int | None:
    """The lowest entry that something is wrong with; None where no entry can be named."""
    wrong = [int(finding.object) for finding in findings if finding.object and finding.severity is Severity.ERROR]
    return min(wrong, default=None)


def fails(findings: Sequence[Finding]) -> bool:
    """Whether anything is wrong, and not only to be known."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def log_lines(log: Log, findings: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    """What became of a log: whether it verifies, the first bad entry, who signed, and every finding."""
    entry = first_bad(findings)
    if not fails(findings):
        said, style = Message(mark("The log {log} verifies."), {"log": log.checkpoint.log}), "bold green"
    elif entry is None:
        said, style = Message(mark("The log {log} does not verify."), {"log": log.checkpoint.log}), "bold red"
    else:
        about = {"log": log.checkpoint.log, "entry": entry}
        said = Message(mark("The log {log} does not verify. The first bad entry is {entry}."), about)
        style = "bold red"
    yield from paragraph(said.say(language), width, style=style)
    yield from _rows(_about(log.checkpoint, log.signers), width, language)
    yield from _told(findings, width, language)


def proof_lines(shown: Shown, findings: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    """What a proof shows, and every finding about it."""
    about = {"log": shown.checkpoint.log, "entry": shown.index}
    if [finding.rule for finding in findings] == [UNSIGNED]:
        said = Message(mark("The proof of entry {entry} of the log {log} is whole, but nobody vouches for it."), about)
        style = "bold yellow"
    elif fails(findings):
        said, style = Message(mark("The proof of entry {entry} of the log {log} does not hold."), about), "bold red"
    else:
        said, style = Message(mark("The proof of entry {entry} of the log {log} holds."), about), "bold green"
    yield from paragraph(said.say(language), width, style=style)
    entry = shown.entry
    act = [
        (mark("act"), f"{entry.verb}, {entry.object}" if entry.verb else Message(mark("not shown"))),
        (mark("actor"), entry.actor or Message(mark("not shown"))),
        (mark("time"), f"{entry.time:{_DIGITS}}"),
    ]
    yield from _rows([*act, *_about(shown.checkpoint, shown.signers)], width, language)
    if shown.opening is not None:
        yield BLANK_LINE
        for line in json.dumps(shown.opening.content, ensure_ascii=False, indent=2).splitlines():
            indent = len(line) - len(line.lstrip())
            yield ((" " * (indent + 2) + visible(line), ""),)
    yield from _told(findings, width, language)


def log_json(log: Log, findings: Sequence[Finding], language: str) -> str:
    """The same of a log, for programs."""
    return _json({"first_bad": first_bad(findings)}, log.checkpoint, log.signers, findings, language)


def proof_json(shown: Shown, findings: Sequence[Finding], language: str) -> str:
    """The same of a proof, for programs."""
    entry = shown.entry
    act = {"actor": entry.actor, "verb": entry.verb, "object": entry.object} if entry.verb else None
    told: dict[str, Any] = {"entry": shown.index, "id": entry.id, "time": entry.time.isoformat(), "act": act}
    if shown.opening is not None:
        told["content"] = shown.opening.content
    return _json(told, shown.checkpoint, shown.signers, findings, language)


def _json(
    told: dict[str, Any], checkpoint: Checkpoint, signers: Sequence[Signer], findings: Sequence[Finding], language: str
) -> str:
    held = [
        {"key": signer.key.name, "kind": KINDS[signer.key.kind], "witness": signer.witness or None}
        | {"time": signer.time.isoformat() if signer.time else None}
        for signer in signers
    ]
    wrong = [
        {"rule": finding.rule, "severity": finding.severity, "entry": int(finding.object) if finding.object else None}
        | {"message": finding.message.say(language), "advice": finding.advice.say(language)}
        for finding in findings
    ]
    whole = {"verifies": not fails(findings), "log": checkpoint.log, "size": checkpoint.size}
    whole |= {"root": checkpoint.root.hex()} | told | {"signatures": held, "findings": wrong}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _about(checkpoint: Checkpoint, signers: Sequence[Signer]) -> list[tuple[str, str | Message]]:
    told: list[tuple[str, str | Message]] = [
        (mark("entries"), f"{checkpoint.size:,}"),
        (mark("root"), checkpoint.root.hex()),
    ]
    for signer in signers:
        dated = f", {signer.time:{_DIGITS}}" if signer.time else ""
        kind = f"{signer.key.name} ({KINDS[signer.key.kind]}){dated}"
        told.append((mark("witnessed by") if signer.witness else mark("signed by"), kind))
    return told


def _rows(told: Sequence[tuple[str, str | Message]], width: int, language: str) -> Iterator[Line]:
    columns = (Column(_LABEL, "dim"), Column(width - _LABEL - 2))
    for label, words in told:
        said = words.say(language) if isinstance(words, Message) else words
        yield from row(columns, (Message(label).say(language), said))


def _told(findings: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    if findings:
        yield BLANK_LINE
        yield from finding_lines(findings, width, language)
