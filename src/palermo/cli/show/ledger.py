"""An audited plan set out for reading: every activity with its verdict and findings, then what is said above them."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from palermo.core import Finding, Message
from palermo.plan import Activity, Audit, Goal, Objective, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """One activity where it stands in the plan, with its own findings and those of its indicators."""

    goal: Goal
    objective: Objective
    activity: Activity
    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """`above` holds the findings about the plan, its goals and objectives, and their indicators."""

    entries: tuple[Entry, ...]
    above: tuple[Finding, ...]

    @property
    def rules(self) -> Counter[str]:
        """How often each rule is named, in the order of their ids."""
        told = [finding.rule for entry in self.entries for finding in entry.findings]
        counted = Counter(told + [finding.rule for finding in self.above])
        return Counter({rule: counted[rule] for rule in sorted(counted)})


def ledger(audit: Audit) -> Ledger:
    """Sort the findings of an audit to the activities they are about."""
    found: dict[tuple[str, str], list[Finding]] = {}
    for finding in audit.findings:
        found.setdefault((finding.level, finding.object), []).append(finding)
    entries = tuple(
        Entry(goal, objective, activity, audit.verdicts[activity.id], tuple(_of(activity, found)))
        for goal, objective, activity in audit.plan.each_activity()
    )
    left = {id(finding) for entry in entries for finding in entry.findings}
    return Ledger(entries, tuple(finding for finding in audit.findings if id(finding) not in left))


def _of(activity: Activity, found: dict[tuple[str, str], list[Finding]]) -> Iterator[Finding]:
    yield from found.get(("activity", activity.id), ())
    for indicator in activity.indicators.value or ():
        yield from found.get(("indicator", indicator.id), ())


def place(finding: Finding) -> str:
    """Where to look inside the file: sheet and cell, or line."""
    origin = finding.origin
    return ", ".join(part for part in (origin.sheet, origin.cell) if part) if origin else ""


def bare_sentence(finding: Finding, language: str) -> str:
    """What is found, without the name of the object in front, for where that name stands above it already."""
    said = finding.message.say(language)
    named = finding.message.params.get("object")
    name = named.say(language) if isinstance(named, Message) else str(named or "")
    rest = said.removeprefix(f"{name}: ")
    return said if not name or rest == said else rest[:1].upper() + rest[1:]
