"""What pages and actions read of risks, and of the obstacles that reports name."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from palermo import plan as library
from palermo.office.access.decision import By, decide
from palermo.office.plan.models import Plan
from palermo.office.plan.money.readers import reports_of
from palermo.office.plan.risks.models import Risk, RiskEntry
from palermo.office.plan.work.content import obstacles_of
from palermo.office.plan.work.models import Filed


@dataclass(frozen=True, slots=True)
class ToldRisk:
    """A risk, what was noted of it, and how it stands."""

    row: Risk
    entries: tuple[RiskEntry, ...]
    held: library.RiskHeld


@dataclass(frozen=True, slots=True)
class Problem:
    """An obstacle as a report names it. `now`: the newest report still does."""

    what: str
    since: date
    blocked_by: str
    filed: Filed
    now: bool


def held(risk: Risk) -> library.RiskHeld:
    """How a risk stands."""
    return library.risk_held(risk.review, [entry.note for entry in risk.entries.all()])


def risks_of(plan: Plan, activity: str = "") -> tuple[ToldRisk, ...]:
    """The risks of a plan, or of one activity of it. Two queries."""
    about = {"lead__plan": plan, **({"lead__activity": activity} if activity else {})}
    rows = list(Risk.objects.filter(**about).select_related("lead__body", "owner"))
    entries: defaultdict[int, list[RiskEntry]] = defaultdict(list)
    for entry in RiskEntry.objects.filter(**{f"risk__{name}": value for name, value in about.items()}):
        entries[entry.risk_id].append(entry)
    return tuple(
        ToldRisk(row, tuple(own), library.risk_held(row.review, [entry.note for entry in own]))
        for row in rows
        for own in (entries[row.pk],)
    )


def read_by(by: By, risks: Sequence[ToldRisk]) -> list[ToldRisk]:
    """The risks that somebody may read: of bodies whose reports they may read, and what is public."""
    bodies = {told.row.lead.body for told in risks}
    own = {body.pk for body in bodies if decide(by, "report.read", reports_of(body))}
    return [told for told in risks if told.held.public or told.row.lead.body_id in own]


def problems_of(by: By, plan: Plan, activity: str) -> Iterator[Problem]:
    """The obstacles of the reports on an activity that somebody may read, the newest first. One query.

    What the newest report leaves out is over, as it is for the status.
    """
    about = Filed.objects.filter(report__lead__plan=plan, report__lead__activity=activity)
    rows = list(about.select_related("report__lead__body").order_by("-pk"))
    bodies = {row.report.lead.body for row in rows}
    own = {body.pk for body in bodies if decide(by, "report.read", reports_of(body))}
    seen: set[tuple[str, date]] = set()
    for row in rows:
        for each in obstacles_of(row.content) if row.report.lead.body_id in own else ():
            if (each.what, each.since) not in seen:
                seen.add((each.what, each.since))
                yield Problem(each.what, each.since, each.blocked_by, row, row is rows[0])
