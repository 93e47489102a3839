"""Everything that changes what the office keeps of meetings and resolutions."""

from palermo.office.plan.committee.actions.meetings import call_meeting, cancel_meeting, move_meeting, set_agenda
from palermo.office.plan.committee.actions.minutes import (
    approve_minutes,
    correct_minutes,
    take_attendance,
    write_minutes,
)
from palermo.office.plan.committee.actions.resolutions import (
    accept_resolution,
    confirm_resolution,
    insist_on_resolution,
    lift_resolution,
    refuse_resolution,
    report_resolution,
    return_resolution,
    take_resolution,
    undo_resolution,
)

__all__ = [
    "accept_resolution",
    "approve_minutes",
    "call_meeting",
    "cancel_meeting",
    "confirm_resolution",
    "correct_minutes",
    "insist_on_resolution",
    "lift_resolution",
    "move_meeting",
    "refuse_resolution",
    "report_resolution",
    "return_resolution",
    "set_agenda",
    "take_attendance",
    "take_resolution",
    "undo_resolution",
    "write_minutes",
]
