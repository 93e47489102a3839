"""Addresses of the money of a plan."""

from django.urls import path

from palermo.office.plan.money.public import activity
from palermo.office.plan.pages.urls import VERSION

urlpatterns = [
    path(f"{VERSION}money/<path:activity_id>", activity.activity, name="activity-money"),
]
