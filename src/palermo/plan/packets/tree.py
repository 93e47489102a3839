"""A packet as plain values for the form that shows it, and the answer that the form writes.

```json
{"packet": "5f0c...", "palermo": "said", "version": 1,
 "said": [{"id": "9a2b.../2027-Q1", "lines": {"narrative": "..."}, "send": true}],
 "proofs": [{"id": "9a2b.../2027-Q1", "name": "list.pdf", "title": "Attendance list", "kind": "CA-E", "proves": [1],
             "content": "JVBERi0..."}]}
```
"""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable
from typing import Any

from palermo.core import Finding
from palermo.plan.packets.faults import fault
from palermo.plan.packets.model import (
    DueReport,
    FieldGroup,
    Packet,
    PacketAnswer,
    PacketField,
    SaidProof,
    SaidReport,
    Words,
)
from palermo.plan.progress import PROOF_KINDS

_MOST = 2_000  # of reports, of lines in one, of files
_NAME, _TEXT, _TITLE = 100, 20_000, 300  # characters


class _Odd(Exception):
    """Where something stands that the form does not write."""


def packet_tree(packet: Packet) -> dict[str, Any]:
    """The packet as JSON values."""
    return {
        "palermo": "asked",
        "version": 1,
        "packet": packet.id,
        "body": dict(packet.body),
        "language": packet.language,
        "made_on": packet.made_on.isoformat(),
        "until": packet.until.isoformat(),
        "reports": [_report(each) for each in packet.reports],
        "proofs": _choices(packet.proofs),
    }


def _report(due: DueReport) -> dict[str, Any]:
    return {
        "id": due.id,
        "activity": due.activity,
        "text": due.text,
        "plan": due.plan,
        "language": due.language,
        "period": due.period,
        "first": due.first.isoformat(),
        "last": due.last.isoformat(),
        "due": due.due.isoformat(),
        "note": due.note,
        "steps": list(due.steps),
        "groups": [_group(each) for each in due.groups],
        "lines": dict(due.lines),
    }


def _group(group: FieldGroup) -> dict[str, Any]:
    fields = [_field(each) for each in group.fields]
    return {"title": dict(group.title), "about": group.about, "spare": group.spare, "fields": fields}


def _field(field: PacketField) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": str(field.kind),
        "label": dict(field.label),
        "hint": dict(field.hint),
        "choices": _choices(field.choices),
        "needed": field.needed,
    }


def _choices(choices: Iterable[tuple[str, Words]]) -> list[dict[str, Any]]:
    return [{"value": value, "label": dict(label)} for value, label in choices]


def read_answer(content: bytes, packet: str, reports: Iterable[str]) -> tuple[PacketAnswer | None, tuple[Finding, ...]]:
    """What was written, out of the file that was opened; None with one finding where it is not as the form writes it.

    `reports`: the ids of those in the packet.
    """
    known = frozenset(reports)
    try:
        told = _keys(json.loads(content), "answer", {"packet", "palermo", "version", "said", "proofs"})
        if (told["packet"], told["palermo"], told["version"]) != (packet, "said", 1):
            raise _Odd("packet")
        said = tuple(_said(each, f"said[{n}]", known) for n, each in enumerate(_list(told["said"], "said")))
        if len({each.id for each in said}) < len(said):
            raise _Odd("said")
        proofs = tuple(_proof(each, f"proofs[{n}]", known) for n, each in enumerate(_list(told["proofs"], "proofs")))
    except _Odd as odd:
        return None, (fault("O09", where=str(odd)),)
    except (ValueError, RecursionError):
        return None, (fault("O09", where="answer"),)
    return PacketAnswer(packet, said, proofs), ()


def _said(told: Any, where: str, known: frozenset[str]) -> SaidReport:
    _keys(told, where, {"id", "lines", "send"})
    lines = told["lines"]
    if not isinstance(lines, dict) or len(lines) > _MOST or not isinstance(told["send"], bool):
        raise _Odd(where)
    plain = {
        _text(name, f"{where}.lines", _NAME): _text(line, f"{where}.lines.{name[:_NAME]}", _TEXT)
        for name, line in lines.items()
    }
    return SaidReport(_id(told["id"], where, known), plain, told["send"])


def _proof(told: Any, where: str, known: frozenset[str]) -> SaidProof:
    _keys(told, where, {"id", "name", "title", "kind", "proves", "content"})
    steps = _list(told["proves"], f"{where}.proves")
    if any(type(step) is not int or step < 1 for step in steps) or told["kind"] not in list(PROOF_KINDS):
        raise _Odd(where)
    title = _text(told["title"], f"{where}.title", _TITLE)
    try:
        content = b64decode(_text(told["content"], f"{where}.content"), validate=True)
    except (NotBase64, ValueError):
        raise _Odd(f"{where}.content") from None
    name = _text(told["name"], f"{where}.name", 2 * _TITLE)
    return SaidProof(_id(told["id"], where, known), name, title, told["kind"], tuple(steps), content)


def _keys(told: Any, where: str, keys: set[str]) -> dict[str, Any]:
    if not isinstance(told, dict) or told.keys() != keys:
        raise _Odd(where)
    return told


def _list(told: Any, where: str) -> list[Any]:
    if not isinstance(told, list) or len(told) > _MOST:
        raise _Odd(where)
    return told


def _id(told: Any, where: str, known: frozenset[str]) -> str:
    if not isinstance(told, str) or told not in known:
        raise _Odd(f"{where}.id")
    return told


def _text(told: Any, where: str, most: int | None = None) -> str:
    """Words of people. None holds the sign that databases cannot keep, nor half a letter."""
    if not isinstance(told, str) or (most is not None and len(told) > most) or "\0" in told:
        raise _Odd(where)
    try:
        told.encode()
    except UnicodeEncodeError:
        raise _Odd(where) from None
    return told
