"""Addresses of the secretariat's desk. All lie under desk/."""

from django.urls import path

from palermo.office.plan.desk import desk

urlpatterns = [
    path("", desk.desk, name="desk"),
]
