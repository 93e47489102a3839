"""Addresses of the committee for those who belong to it. All lie under committee/."""

from django.urls import path

from palermo.office.plan.committee.inside import agenda, attendance, calling, item, meeting, overview, resolution

MEETING = "meetings/<slug:uid>"

urlpatterns = [
    path("", overview.overview, name="committee"),
    path("call", calling.call, name="meeting-call"),
    path(MEETING, meeting.meeting, name="committee-meeting"),
    path(f"{MEETING}/move", calling.move, name="meeting-move"),
    path(f"{MEETING}/cancel", calling.cancel, name="meeting-cancel"),
    path(f"{MEETING}/agenda", agenda.agenda, name="meeting-agenda"),
    path(f"{MEETING}/attendance", attendance.attendance, name="meeting-attendance"),
    path(f"{MEETING}/items/<slug:item_id>", item.item, name="meeting-item"),
    path("resolutions/<slug:uid>", resolution.resolution, name="resolution"),
]
