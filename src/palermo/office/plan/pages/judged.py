"""What the audit says of each activity, looked up by activity and by rule."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from palermo.core import Finding, Outcome
from palermo.office.base.kept import Kept
from palermo.office.plan.models import Version
from palermo.office.plan.readers import content_key, open_audit, open_plan
from palermo.plan import Audit, Plan

# The four tests of a verdict: a key, and the rules of which one must pass
TESTS: Mapping[str, tuple[str, ...]] = {
    "lead": ("A02",),
    "step": ("A01",),
    "date": ("A04", "A06"),
    "proof": ("A12",),
}


@dataclass(frozen=True, slots=True)
class Judged:
    """An audit, its findings sorted by the activity they are about, and how often each rule fails."""

    audit: Audit
    by_activity: Mapping[str, tuple[Finding, ...]]
    failed: Mapping[str, int]

    def verdict(self, activity: str) -> str:
        return str(self.audit.verdicts[activity])

    def findings(self, activity: str) -> tuple[Finding, ...]:
        return self.by_activity.get(activity, ())

    @property
    def elsewhere(self) -> tuple[Finding, ...]:
        """Findings about the plan, its goals, its objectives and their indicators."""
        told = {id(finding) for findings in self.by_activity.values() for finding in findings}
        return tuple(finding for finding in self.audit.findings if id(finding) not in told)


_JUDGED: Kept[Judged] = Kept(32)


def judged(version: Version) -> Judged:
    """The judgement of a version."""
    return _JUDGED.get(content_key(version), lambda: _sort(open_plan(version), open_audit(version)))


def _sort(plan: Plan, audit: Audit) -> Judged:
    owner = {("activity", activity.id): activity.id for _, _, activity in plan.each_activity()}
    for _, _, activity in plan.each_activity():
        owner |= {("indicator", indicator.id): activity.id for indicator in activity.indicators.value or ()}
    by_activity: dict[str, list[Finding]] = defaultdict(list)
    for finding in audit.findings:
        activity_id = owner.get((finding.level, finding.object))
        if activity_id is not None:
            by_activity[activity_id].append(finding)
    counts = Counter(finding.rule for finding in audit.findings if finding.outcome is Outcome.FAIL)
    return Judged(audit, {key: tuple(found) for key, found in by_activity.items()}, counts)


def outcome_of_test(outcomes: Mapping[str, Outcome], rules: tuple[str, ...]) -> Outcome:
    """One test of the verdict: passed when one of its rules passes, unknown when one could still have passed."""
    found = [outcomes.get(rule, Outcome.NOT_APPLICABLE) for rule in rules]
    return next((o for o in (Outcome.PASS, Outcome.UNKNOWN, Outcome.FAIL) if o in found), Outcome.NOT_APPLICABLE)
