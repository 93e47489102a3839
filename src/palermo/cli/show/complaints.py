"""What is wrong with a file, on the error stream, so that it never mixes with the result."""

import sys
from collections.abc import Iterator, Sequence

from palermo.cli.show.lines import Column, Line, paragraph, put, row, width_of
from palermo.core import Finding, Severity

_RULE = 3


def show_findings(findings: Sequence[Finding], language: str = "en") -> None:
    """The findings of reading a file, each with what to do."""
    if findings:
        put(finding_lines(findings, width_of(sys.stderr), language), sys.stderr)


def finding_lines(findings: Sequence[Finding], width: int, language: str) -> Iterator[Line]:
    """One block a finding; what to do is said once for neighbours of the same rule."""
    columns = (Column(_RULE, "bold"), Column(width - _RULE - 2))
    for n, finding in enumerate(findings):
        style = "red" if finding.severity is Severity.ERROR else "yellow"
        told = (Column(_RULE, f"bold {style}"), columns[1])
        yield from row(told, (finding.rule, _placed(finding, language)))
        following = findings[n + 1] if n + 1 < len(findings) else None
        if following is None or (following.rule, following.advice) != (finding.rule, finding.advice):
            yield from paragraph(finding.advice.say(language), width, _RULE + 2, "dim")


def _placed(finding: Finding, language: str) -> str:
    """What is found, with the name of the file where the sentence does not say it already."""
    said = finding.message.say(language)
    file = finding.origin.file if finding.origin else ""
    return said if file in said else f"{file}, {said}"
