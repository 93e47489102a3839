"""Findings and mappings as they lie in JSON columns."""

from collections.abc import Iterable, Mapping
from typing import Any

from palermo import plan as library
from palermo.core import Finding, Message, Origin, Outcome, Severity

JSON = dict[str, Any]


def mapping_to_json(mapping: library.Mapping | None) -> str | None:
    """A mapping as the text of its file; None where the format needs none."""
    return None if mapping is None else library.write_mapping(mapping)


def mapping_from_json(text: str | None) -> library.Mapping | None:
    """The other way."""
    return None if text is None else library.read_mapping(text, "mapping")[0]


def findings_to_json(findings: Iterable[Finding]) -> list[JSON]:
    """Findings with their templates and parameters, so that they can be said in any language later."""
    return [
        {
            "rule": finding.rule,
            "severity": str(finding.severity),
            "outcome": str(finding.outcome),
            "message": message_to_json(finding.message),
            "advice": message_to_json(finding.advice),
            "origin": [finding.origin.file, finding.origin.sheet, finding.origin.cell] if finding.origin else None,
            "level": finding.level,
            "object": finding.object,
        }
        for finding in findings
    ]


def findings_from_json(rows: Iterable[JSON]) -> tuple[Finding, ...]:
    """The other way."""
    return tuple(
        Finding(
            rule=row["rule"],
            severity=Severity(row["severity"]),
            outcome=Outcome(row["outcome"]),
            message=message_from_json(row["message"]),
            advice=message_from_json(row["advice"]),
            origin=Origin(*row["origin"]) if row["origin"] else None,
            level=row["level"],
            object=row["object"],
        )
        for row in rows
    )


def message_to_json(message: Message) -> JSON:
    """A sentence as its template and parameters."""
    return {"text": message.text, "params": {key: _param_to_json(value) for key, value in message.params.items()}}


def _param_to_json(value: object) -> object:
    if isinstance(value, Message):
        return message_to_json(value)
    return value if isinstance(value, int | float | str) else str(value)


def message_from_json(tree: Mapping[str, Any]) -> Message:
    """The other way."""
    params = {
        key: message_from_json(value) if isinstance(value, dict) else value for key, value in tree["params"].items()
    }
    return Message(tree["text"], params)
