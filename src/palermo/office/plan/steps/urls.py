"""Addresses of steps: at the desk, and under the duties of a body."""

from django.urls import path

from palermo.office.plan.steps import pages

DESK = "desk/plans/<slug:slug>/steps"

urlpatterns = [
    path(DESK, pages.steps, name="steps"),
    path(f"{DESK}/<path:activity_id>/<int:number>", pages.step, name="step"),
    path("duties/<slug:uid>/steps/<int:number>", pages.duty_step, name="duty-step"),
]
