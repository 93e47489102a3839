"""Addresses of the risks of a plan and of an activity."""

from django.urls import path

from palermo.office.plan.pages.urls import VERSION
from palermo.office.plan.risks import log, public

urlpatterns = [
    path("duties/<slug:uid>/risks", log.risks, name="duty-risks"),
    path(f"{VERSION}risks", public.risks, name="plan-risks"),
]
