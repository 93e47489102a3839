"""Addresses of the public pages of plans. Those with a version number are permanent."""

from django.urls import path

from palermo.office.plan.pages import (
    activity,
    card,
    closed,
    compare,
    downloads,
    history,
    ledger,
    plans,
    record,
    rules,
    sheet,
)

VERSION = "plans/<slug:slug>/v/<int:number>/"

urlpatterns = [
    path("", plans.plans, name="plans"),
    path("plans/<slug:slug>/", ledger.plan, name="plan"),
    path("plans/<slug:slug>/history", history.history, name="plan-history"),
    path(VERSION, ledger.plan, name="plan-version"),
    path(f"{VERSION}card", card.card, name="plan-card"),
    path(f"{VERSION}press-sheet", sheet.sheet, name="press-sheet"),
    path(f"{VERSION}record", record.record, name="plan-record"),
    path(f"{VERSION}files", downloads.files, name="plan-files"),
    path(f"{VERSION}files/<slug:kind>", downloads.download, name="download"),
    path(f"{VERSION}audit.json", downloads.audit_json, name="plan-json"),
    path(f"{VERSION}activities/<path:activity_id>", activity.activity, name="activity"),
    path(f"{VERSION}history/<path:activity_id>", history.activity_history, name="activity-history"),
    path("plans/<slug:slug>/claims/<int:pk>/document", downloads.proof, name="proof"),
    path("plans/<slug:slug>/claims/<int:pk>/closed-document", closed.closed_document, name="closed-document"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<slug:rule_id>", rules.rule, name="rule"),
    path("compare", compare.compare_plans, name="compare"),
]
