"""Addresses of boards."""

from django.urls import path

from palermo.office.plan.boards import bodies, calendar, evidence, gantt, places
from palermo.office.plan.pages.urls import VERSION

urlpatterns = [
    path(f"{VERSION}boards/", gantt.in_time, name="plan-boards"),
    path(f"{VERSION}boards/calendar", calendar.calendar, name="board-calendar"),
    path(f"{VERSION}boards/bodies", bodies.bodies, name="board-bodies"),
    path(f"{VERSION}boards/places", places.places, name="board-places"),
    path(f"{VERSION}boards/evidence", evidence.evidence, name="board-evidence"),
]
