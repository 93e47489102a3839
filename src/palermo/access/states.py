"""State rules: in which states of its thing an act is possible. They say nothing of roles."""

from collections.abc import Mapping

from palermo.core import Message, mark

# Every state that a thing of the kind can be in; a kind that is not here has none.
KIND_STATES: Mapping[str, tuple[str, ...]] = {
    "version": ("newest", "earlier"),
    "invitation": ("open", "accepted", "withdrawn", "expired"),
    "term": ("coming", "running", "ended"),
    "person": ("open", "closed"),
    "reset": ("open", "used", "expired"),
    "glass": ("alone", "together", "ended"),
    "key": ("live", "lost", "destroyed"),
}

# In which of them an act is possible; an act that is not here is possible in all.
STATES: Mapping[str, tuple[str, ...]] = {
    "plan.revised": ("newest",),
    "version.restored": ("earlier",),
    "invitation.withdrawn": ("open",),
    "invitation.accepted": ("open",),
    "term.given": ("coming", "running"),
    "term.handed_over": ("running",),
    "term.ended": ("coming", "running"),
    "account.closed": ("open",),
    "account.reopened": ("closed",),
    "sign_in.reset": ("open",),
    "sign_in.renewed": ("open",),
    "glass.agreed": ("alone",),
    "glass.closed": ("alone", "together"),
    "key.rotated": ("live",),
    "key.shared": ("live",),
    "key.recovered": ("lost",),
    "key.destroyed": ("live", "lost"),
    "key.asked": ("live", "lost"),
}

STATE_NAMES: Mapping[str, Message] = {
    "newest": Message(mark("the newest version")),
    "earlier": Message(mark("an earlier version")),
    "open": Message(mark("open")),
    "coming": Message(mark("yet to begin")),
    "running": Message(mark("running")),
    "ended": Message(mark("ended")),
    "accepted": Message(mark("accepted")),
    "used": Message(mark("used")),
    "withdrawn": Message(mark("withdrawn")),
    "expired": Message(mark("expired")),
    "closed": Message(mark("closed")),
    "alone": Message(mark("open, broken by one person")),
    "together": Message(mark("open, agreed by a second person")),
    "live": Message(mark("in use")),
    "lost": Message(mark("lost")),
    "destroyed": Message(mark("destroyed")),
}
