"""The findings of an audited file, those about the file and those about the plan, for the flat forms."""

from collections.abc import Iterator, Sequence

from palermo.cli.auditing import Audited
from palermo.core import Finding


def each_finding(results: Sequence[Audited]) -> Iterator[tuple[Audited, Finding]]:
    """Every finding with the file it is about; files come in the order they were named."""
    for result in results:
        yield from ((result, finding) for finding in result.reading.findings)
        if result.audit:
            yield from ((result, finding) for finding in result.audit.findings)


def plan_id(result: Audited) -> str:
    """The short name of the plan; empty where none could be read."""
    return result.audit.plan.id if result.audit else ""
