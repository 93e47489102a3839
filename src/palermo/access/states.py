"""State rules: in which states of its thing an act is possible. They say nothing of roles."""

from collections.abc import Mapping

from palermo.core import Message, mark

STATES: Mapping[str, tuple[str, ...]] = {
    "plan.revised": ("newest",),
    "version.restored": ("earlier",),
    "invitation.withdrawn": ("open",),
    "invitation.accepted": ("open",),
    "term.handed_over": ("running",),
    "term.ended": ("coming", "running"),
    "account.closed": ("open",),
    "account.reopened": ("closed",),
    "glass.agreed": ("open",),
    "glass.closed": ("open",),
    "key.rotated": ("live",),
    "key.shared": ("live",),
    "key.granted": ("live",),
    "key.recovered": ("lost",),
    "key.destroyed": ("live", "lost"),
}

STATE_NAMES: Mapping[str, Message] = {
    "newest": Message(mark("the newest version")),
    "earlier": Message(mark("an earlier version")),
    "open": Message(mark("open")),
    "coming": Message(mark("yet to begin")),
    "running": Message(mark("running")),
    "ended": Message(mark("ended")),
    "accepted": Message(mark("accepted")),
    "withdrawn": Message(mark("withdrawn")),
    "expired": Message(mark("expired")),
    "closed": Message(mark("closed")),
    "live": Message(mark("in use")),
    "lost": Message(mark("lost")),
    "destroyed": Message(mark("destroyed")),
}
