"""The scenes of the work on a plan."""

from django.db.transaction import atomic

from palermo.access import BodyKind, Role
from palermo.office.access.actions import key_for
from palermo.office.access.decision import By
from palermo.office.plan.work.actions import accept_evidence
from palermo.office.plan.work.models import Lead
from palermo.plan import LADDER, Amended
from tests.office.cast import NOW, a_body
from tests.office.stage import Scene, scene
from tests.office.work import cast as work


def _focal_point(of: Lead) -> By:
    return work.somebody(Role.FOCAL_POINT, of.body)


@scene("cycle.set")
def _cycle_set() -> Scene:
    return work.secretary(), {
        "plan": work.plan_at_work(),
        "rule": work.RULE,
        "ladder": LADDER,
        "reason": "A longer year.",
    }


@scene("lead.asked")
def _lead_asked() -> Scene:
    return work.secretary(), {"plan": work.plan_at_work(), "activity": "1.1.1", "body": work.police()}


@scene("lead.accepted")
def _lead_accepted() -> Scene:
    lead = work.asked()
    return _focal_point(lead), {"lead": lead}


@scene("lead.refused")
def _lead_refused() -> Scene:
    lead = work.asked()
    return _focal_point(lead), {"lead": lead, "reason": "It is another's mandate."}


@scene("lead.undone")
def _lead_undone() -> Scene:
    return work.somebody(Role.CHAIR), {"lead": work.accepted(), "reason": "The mandate has moved."}


@scene("report.written")
def _report_written() -> Scene:
    lead = work.accepted()
    return _focal_point(lead), {"lead": lead, "period": work.PERIOD, "content": work.SAID, "seen": 0}


@scene("report.sent")
def _report_sent() -> Scene:
    report = work.drafted()
    return _focal_point(report.lead), {"report": report, "seen": 1}


@scene("report.returned")
def _report_returned() -> Scene:
    return work.secretary(), {"report": work.sent(), "reason": "How many were trained?"}


@scene("report.accepted")
def _report_accepted() -> Scene:
    return work.secretary(), {"report": work.sent()}


@scene("report.undone")
def _report_undone() -> Scene:
    return work.somebody(Role.CHAIR), {"report": work.agreed(), "reason": "The figure is wrong."}


@scene("report.published")
def _report_published() -> Scene:
    return work.somebody(Role.CHAIR), {"report": work.agreed()}


@scene("evidence.offered")
def _evidence_offered() -> Scene:
    lead = work.accepted()
    with atomic():
        key_for(lead.body, NOW)  # made by an act of its own
    given = {"file": work.PDF, "kind": "CA-E", "title": "The course", "proves": (1,)}
    return _focal_point(lead), {"lead": lead, **given}


@scene("evidence.accepted")
def _evidence_accepted() -> Scene:
    return work.secretary(), {"evidence": work.offered()}


@scene("evidence.refused")
def _evidence_refused() -> Scene:
    return work.secretary(), {"evidence": work.offered(), "reason": "It is another course."}


@scene("evidence.undone")
def _evidence_undone() -> Scene:
    evidence = work.offered()
    accept_evidence(by=work.secretary(), evidence=evidence, now=NOW)
    return work.somebody(Role.CHAIR), {"evidence": evidence, "reason": "It is another course."}


@scene("evidence.opened")
def _evidence_opened() -> Scene:
    return work.secretary(), {"evidence": work.offered()}


@scene("part.passed")
def _part_passed() -> Scene:
    lead = work.accepted()
    return _focal_point(lead), {"lead": lead, "place": a_body("kampot", BodyKind.PROVINCE)}


@scene("part.amended")
def _part_amended() -> Scene:
    lead = work.accepted()
    told = {"what": Amended.END, "new": "2025-06-30", "reason": "The course came late."}
    return _focal_point(lead), {"lead": lead, "place": work.passed(lead).body, **told}


@scene("part.dropped")
def _part_dropped() -> Scene:
    lead = work.accepted()
    return work.secretary(), {"lead": lead, "place": work.passed(lead).body, "reason": "It has no border."}


@scene("promise.amended")
def _promise_amended() -> Scene:
    told = {"activity": "1.1.1", "what": Amended.END, "new": "2025-06-30", "reason": "The course came late."}
    return work.secretary(), {"plan": work.plan_at_work(), **told}


@scene("activity.dropped")
def _activity_dropped() -> Scene:
    return work.somebody(Role.CHAIR), {"plan": work.plan_at_work(), "activity": "1.1.1", "reason": "A law did it."}
