"""Addresses of how plans answer what is asked."""

from django.urls import path

from palermo.office.plan.answers import desk, public
from palermo.office.plan.pages.urls import VERSION

urlpatterns = [
    path(f"{VERSION}asks", public.asks, name="plan-asks"),
    path(f"{VERSION}criteria", public.criteria, name="plan-criteria"),
    path("desk/plans/<slug:slug>/asks", desk.links, name="answers-desk"),
]
