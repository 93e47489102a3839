"""The scenes of the committee."""

from datetime import timedelta

from palermo.access import Role
from palermo.office.plan.committee.actions import approve_minutes, refuse_resolution
from palermo.office.plan.committee.actions.meetings import When
from palermo.office.plan.committee.items import OPENING, Item
from tests.office.cast import NOW
from tests.office.committee import cast as committee
from tests.office.stage import Scene, scene
from tests.office.work.cast import police, secretary, somebody

AHEAD = When(committee.TODAY + timedelta(7), "The green hall")


@scene("meeting.called")
def _called() -> Scene:
    return secretary(), {"body": committee.committee(), "when": AHEAD}


@scene("meeting.moved")
def _moved() -> Scene:
    return secretary(), {"meeting": committee.called(), "when": AHEAD, "reason": "The hall is taken."}


@scene("meeting.cancelled")
def _cancelled() -> Scene:
    return secretary(), {"meeting": committee.called(), "reason": "The chair is ill."}


@scene("agenda.set")
def _agenda_set() -> Scene:
    meeting = committee.called()
    items = [Item("b" * 16, "The budget"), committee.ITEM]
    return secretary(), {"meeting": meeting, "items": items, "seen": committee.agenda_of(meeting)}


@scene("attendance.taken")
def _attendance_taken() -> Scene:
    by = secretary()
    return by, {"meeting": committee.called(), "presences": {by.person.pseudonym: "excused"}}


@scene("minutes.written")
def _minutes_written() -> Scene:
    return secretary(), {"meeting": committee.held(), "item": committee.ITEM.id, "text": "It was said."}


@scene("minutes.approved")
def _minutes_approved() -> Scene:
    minute = committee.minuted()
    return somebody(Role.CHAIR), {"meeting": minute.meeting, "seen": minute.pk}


@scene("minutes.corrected")
def _minutes_corrected() -> Scene:
    minute = committee.minuted()
    approve_minutes(by=somebody(Role.CHAIR), meeting=minute.meeting, seen=minute.pk, now=NOW)
    given = {"item": committee.ITEM.id, "text": "It was forty.", "reason": "A slip of the pen."}
    return secretary(), {"meeting": minute.meeting, **given}


@scene("resolution.taken")
def _taken() -> Scene:
    given = {"item": OPENING, "owner": police(), "words": "Train them.", "due": committee.DUE}
    return secretary(), {"meeting": committee.held(), **given}


@scene("resolution.accepted")
def _accepted() -> Scene:
    resolution = committee.taken()
    return committee.owner_of(resolution), {"resolution": resolution}


@scene("resolution.refused")
def _refused() -> Scene:
    resolution = committee.taken()
    return committee.owner_of(resolution, Role.APPROVER), {"resolution": resolution, "reason": "Not our mandate."}


@scene("resolution.reported")
def _reported() -> Scene:
    resolution = committee.accepted()
    return committee.owner_of(resolution), {"resolution": resolution, "reason": "Forty were trained."}


@scene("resolution.confirmed")
def _confirmed() -> Scene:
    return secretary(), {"resolution": committee.reported()}


@scene("resolution.returned")
def _returned() -> Scene:
    return secretary(), {"resolution": committee.reported(), "reason": "Where is the list?"}


@scene("resolution.insisted")
def _insisted() -> Scene:
    resolution = committee.taken()
    by = committee.owner_of(resolution)
    refuse_resolution(by=by, resolution=resolution, reason="Not our mandate.", now=NOW)
    return somebody(Role.CHAIR), {"resolution": committee.again(resolution), "reason": "It is, by the law."}


@scene("resolution.undone")
def _undone() -> Scene:
    return somebody(Role.CHAIR), {"resolution": committee.confirmed(), "reason": "Half of them left."}


@scene("resolution.lifted")
def _lifted() -> Scene:
    return somebody(Role.CHAIR), {"resolution": committee.accepted(), "reason": "A law does it now."}
