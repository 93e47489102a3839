"""What the published JSON Schemas are made of, and findings as other programs read them."""

from typing import Any

from palermo.core import Finding, Outcome, Severity

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Tree = dict[str, Any]
TEXT: Tree = {"type": "string"}
COUNT: Tree = {"type": "integer", "minimum": 0}


def listed(items: Tree) -> Tree:
    """A list of such items."""
    return {"type": "array", "items": items}


def exactly(**properties: Tree) -> Tree:
    """An object with each of these properties and no others."""
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def finding_tree(finding: Finding, language: str) -> Tree:
    """A finding as plain values. Sentences are in `language`."""
    return {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "outcome": str(finding.outcome),
        "level": str(finding.level),
        "object": finding.object,
        "origin": str(finding.origin) if finding.origin else "",
        "message": finding.message.say(language),
        "advice": finding.advice.say(language),
    }


def finding_schema(rule: Tree, levels: list[str]) -> Tree:
    """JSON Schema of what `finding_tree` makes of findings of such rules on objects of such levels."""
    return exactly(
        rule=rule,
        severity={"enum": [str(severity) for severity in Severity if severity is not Severity.ERROR]},
        outcome={"enum": [str(Outcome.FAIL), str(Outcome.UNKNOWN)]},
        level={"enum": levels},
        object=TEXT,
        origin={"type": "string", "description": "File, sheet or table, cell or line; empty where none is known."},
        message=TEXT,
        advice=TEXT,
    )
