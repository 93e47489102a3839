"""Addresses of the public pages of plans."""

from django.urls import path

from palermo.office.plan.pages import plans

urlpatterns = [
    path("", plans.plans, name="plans"),
]
