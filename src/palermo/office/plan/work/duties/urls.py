"""Addresses of a body's duties. All lie under duties/."""

from django.urls import path

from palermo.office.plan.work.duties import duty, evidence, overview, parts, reporting

LEAD = "<slug:uid>"
REPORT = f"{LEAD}/reports/<str:period>"

urlpatterns = [
    path("", overview.overview, name="duties"),
    path(LEAD, duty.duty, name="duty"),
    path(f"{LEAD}/parts", parts.parts, name="parts"),
    path(REPORT, reporting.report, name="report"),
    path(f"{REPORT}/draft", reporting.draft, name="report-draft"),
    path(f"{LEAD}/evidence/<slug:piece>", evidence.evidence, name="evidence"),
]
