"""Addresses of reminders."""

from django.urls import path

from palermo.office.plan.reminders import pages

urlpatterns = [
    path("this-week/", pages.week, name="this-week"),
    path("this-week/top", pages.top, name="this-week-top"),
    path("this-week/quiet", pages.quiet, name="quiet"),
    path("account/reminders", pages.own_reminders, name="own-reminders"),
]
