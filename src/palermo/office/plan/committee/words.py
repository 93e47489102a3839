"""The words shown for meetings and resolutions, once for all pages."""

from django.utils.translation import gettext_lazy

from palermo.plan import Deed, Ground, Stage

# each stage with its word and its tone, which never stands without the word
STAGES = {
    Stage.NEW: (gettext_lazy("Not taken yet"), ""),
    Stage.TAKEN: (gettext_lazy("No answer yet"), "half"),
    Stage.ACCEPTED: (gettext_lazy("Accepted by its owner"), "accent"),
    Stage.REFUSED: (gettext_lazy("Refused by its owner"), "bad"),
    Stage.REPORTED: (gettext_lazy("Reported done"), "half"),
    Stage.CONFIRMED: (gettext_lazy("Confirmed as done"), "good"),
    Stage.LIFTED: (gettext_lazy("Lifted"), ""),
}
DONE = {
    Deed.TAKE: gettext_lazy("Resolved"),
    Deed.ACCEPT: gettext_lazy("Accepted"),
    Deed.REFUSE: gettext_lazy("Refused"),
    Deed.INSIST: gettext_lazy("Put to the body once more"),
    Deed.REPORT: gettext_lazy("Reported done"),
    Deed.RETURN: gettext_lazy("Returned"),
    Deed.CONFIRM: gettext_lazy("Confirmed as done"),
    Deed.UNDO: gettext_lazy("Taken back"),
    Deed.LIFT: gettext_lazy("Lifted"),
}
GROUNDS = {
    Ground.BLOCKED: (gettext_lazy("Blocked"), "bad"),
    Ground.LATE: (gettext_lazy("Late"), "bad"),
    Ground.UNDECIDED: (gettext_lazy("Undecided"), "half"),
    Ground.RESOLUTION: (gettext_lazy("Earlier resolution"), "half"),
    Ground.PLEA: (gettext_lazy("Asked of the committee"), "accent"),
}
PRESENCES = {
    "present": gettext_lazy("Present"),
    "excused": gettext_lazy("Excused"),
    "absent": gettext_lazy("Absent"),
}
