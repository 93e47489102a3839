"""Addresses of what anybody may read of meetings."""

from django.urls import path

from palermo.office.plan.committee.public import meetings

urlpatterns = [
    path("meetings/", meetings.meetings, name="meetings"),
    path("meetings/<slug:uid>", meetings.meeting, name="meeting"),
]
