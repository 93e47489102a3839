"""An audit as SARIF 2.1.0 (OASIS, 2020), the form in which code review tools take findings."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from palermo import __version__
from palermo.cli.auditing import Audited
from palermo.cli.show.findings import each_finding, plan_id
from palermo.cli.sources import STDIN
from palermo.core import Finding, Outcome, Severity
from palermo.plan import RULES, Rule

Tree = dict[str, Any]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
ROOT = "%SRCROOT%"  # the folder the command ran in, as other tools name it
_LEVELS = {Severity.ERROR: "error", Severity.A: "error", Severity.B: "warning", Severity.C: "note"}
# "open": the rule was asked, and there was too little information to answer
_KINDS = {Outcome.FAIL: "fail", Outcome.UNKNOWN: "open"}


def sarif(results: Sequence[Audited], language: str) -> Tree:
    """The log, with one run."""
    found = list(each_finding(results))
    rules = _rules([finding for _, finding in found], language)
    places = {rule["id"]: n for n, rule in enumerate(rules)}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "palermo", "semanticVersion": __version__, "rules": rules}},
                "invocations": [{"executionSuccessful": all(result.audit for result in results)}],
                "artifacts": [{"location": _address(place)} for place in dict.fromkeys(r.place for r in results)],
                "columnKind": "unicodeCodePoints",
                "results": [_result(result, finding, places, language) for result, finding in found],
            }
        ],
    }


def _rules(findings: Sequence[Finding], language: str) -> list[Tree]:
    """Every rule of the audit, and those about files that were broken here."""
    told = [_rule(rule, language) for rule in RULES.values()]
    about_files: Mapping[str, Finding] = {
        finding.rule: finding for finding in reversed(findings) if finding.rule not in RULES
    }
    return told + [_file_rule(about_files[rule], language) for rule in sorted(about_files)]


def _rule(rule: Rule, language: str) -> Tree:
    help_text = "\n\n".join((rule.why.say(language), rule.advice.say(language), rule.source))
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title.say(language)},
        "fullDescription": {"text": rule.why.say(language)},
        "help": {"text": help_text},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": [str(rule.level)], "severity": str(rule.severity)},
    }


def _file_rule(finding: Finding, language: str) -> Tree:
    advice = finding.advice.say(language)
    return {
        "id": finding.rule,
        "shortDescription": {"text": advice},
        "help": {"text": advice},
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {"tags": ["file"], "severity": str(finding.severity)},
    }


def _result(result: Audited, finding: Finding, places: Mapping[str, int], language: str) -> Tree:
    kind = _KINDS[finding.outcome]
    message = finding.message.say(language)
    return {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "kind": kind,
        # the standard asks for "none" wherever the kind is not "fail"
        "level": _LEVELS[finding.severity] if kind == "fail" else "none",
        "message": {"text": f"{message} {finding.advice.say(language)}"},
        "locations": [_location(result, finding)],
        "partialFingerprints": {"palermoFinding/v1": _fingerprint(result, finding)},
    }


def _location(result: Audited, finding: Finding) -> Tree:
    where: Tree = {"artifactLocation": _address(result.place)}
    line = finding.origin.line if finding.origin else None
    if line:
        where["region"] = {"startLine": line}
    location: Tree = {"physicalLocation": where}
    if logical := list(_logical(result, finding, lined=bool(line))):
        location["logicalLocations"] = logical
    return location


def _logical(result: Audited, finding: Finding, *, lined: bool) -> Iterator[Tree]:
    """The item of the plan, and the cell of a sheet, which no line number can name."""
    if finding.object:
        name = "/".join(filter(None, (plan_id(result), finding.level, finding.object)))
        yield {"name": finding.object, "fullyQualifiedName": name, "kind": finding.level}
    origin = finding.origin
    if origin and not lined and (origin.sheet or origin.cell):
        name = "!".join(filter(None, (origin.sheet, origin.cell)))
        yield {"name": origin.cell or origin.sheet, "fullyQualifiedName": name, "kind": "cell"}


def _address(place: str) -> Tree:
    if place == STDIN:
        return {"uri": "stdin"}
    path = Path(place)
    if path.is_absolute():
        return {"uri": path.as_uri()}
    return {"uri": quote(path.as_posix()), "uriBaseId": ROOT}


def _fingerprint(result: Audited, finding: Finding) -> str:
    """The same from run to run while the same rule trips on the same item, wherever its line has moved."""
    cell = "" if finding.object or not finding.origin else f"{finding.origin.sheet}!{finding.origin.cell}"
    told = "\x1f".join((finding.rule, plan_id(result) or result.place, finding.level, finding.object, cell))
    return hashlib.sha256(told.encode()).hexdigest()[:32]
