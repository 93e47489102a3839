"""Addresses of what became of a plan."""

from django.urls import path

from palermo.office.plan.pages.urls import VERSION
from palermo.office.plan.work.public import activity, progress

urlpatterns = [
    path(f"{VERSION}progress", progress.progress, name="plan-progress"),
    path(f"{VERSION}progress.json", progress.as_json, name="progress-json"),
    path(f"{VERSION}progress.csv", progress.as_csv, name="progress-csv"),
    path(f"{VERSION}progress/<path:activity_id>", activity.activity, name="activity-progress"),
]
