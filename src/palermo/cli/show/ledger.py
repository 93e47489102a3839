"""An audited plan set out for reading: every activity with its verdict and findings, then what is said above them."""

from collections import Counter
from dataclasses import dataclass

from palermo.core import Finding, Message, Outcome
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
    broken: Counter[str]  # how often each rule fails


def ledger(audit: Audit) -> Ledger:
    """Sort the findings of an audit to the activities they are about."""
    entries = tuple(
        Entry(goal, objective, activity, audit.verdicts[activity.id], audit.of_activity(activity.id))
        for goal, objective, activity in audit.plan.each_activity()
    )
    below = {(finding.level, finding.object) for entry in entries for finding in entry.findings}
    above = tuple(finding for finding in audit.findings if (finding.level, finding.object) not in below)
    return Ledger(
        entries, above, Counter(finding.rule for finding in audit.findings if finding.outcome is Outcome.FAIL)
    )


def place(finding: Finding, language: str) -> str:
    """Where to look inside the file: sheet and cell, or line."""
    return finding.origin.inside.say(language) if finding.origin else ""


def bare_sentence(finding: Finding, language: str) -> str:
    """What is found, without the name of the object in front, for where that name stands above it already."""
    said = finding.message.say(language)
    named = finding.message.params.get("object")
    name = named.say(language) if isinstance(named, Message) else str(named or "")
    rest = said.removeprefix(f"{name}: ")
    return said if not name or rest == said else rest[:1].upper() + rest[1:]
