"""From files to audits, and from audits to an exit code."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from palermo.cli.sources import Opened
from palermo.plan import Audit, Reading, Verdict, audit

ALL_VERIFIABLE, SOMETHING_FAILS, NOTHING_READ = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Audited:
    """One file: what was read of it, and its audit where it holds a plan."""

    place: str
    reading: Reading
    audit: Audit | None


def audit_each(
    opened: Iterable[Opened], as_of: date, *, select: Sequence[str], ignore: Sequence[str]
) -> tuple[Audited, ...]:
    """Each file audited on that day. Raises UserError for a rule that does not exist."""
    results = []
    for file in opened:
        plan = file.reading.plan
        audited = None if plan is None else audit(plan, as_of=as_of, select=select, ignore=ignore)
        results.append(Audited(file.place, file.reading, audited))
    return tuple(results)


def exit_code(results: Sequence[Audited]) -> int:
    """What the shell is told."""
    if not any(result.audit for result in results):
        return NOTHING_READ
    return ALL_VERIFIABLE if all(map(_verifiable, results)) else SOMETHING_FAILS


def _verifiable(result: Audited) -> bool:
    """Every activity is verifiable, and there is at least one."""
    if result.audit is None or not result.audit.verdicts:
        return False
    return all(verdict is Verdict.VERIFIABLE for verdict in result.audit.verdicts.values())
