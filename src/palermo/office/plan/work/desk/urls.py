"""Addresses of the work on a plan for those who look after it, under desk/ and review/."""

from django.urls import path

from palermo.office.plan.work.desk import activity, cycle, evidence, ledger, report, review

PLAN = "desk/plans/<slug:slug>/"
EVIDENCE = "review/evidence/<slug:uid>"

urlpatterns = [
    path(f"{PLAN}work", ledger.work_desk, name="work-desk"),
    path(f"{PLAN}work/<path:activity_id>", activity.work_activity, name="work-activity"),
    path(f"{PLAN}cycle", cycle.cycle, name="cycle"),
    path("review/", review.review, name="review"),
    path("review/reports/<slug:uid>", report.report, name="review-report"),
    path(EVIDENCE, evidence.evidence, name="review-evidence"),
    path(f"{EVIDENCE}/file", evidence.file, name="review-evidence-file"),
]
