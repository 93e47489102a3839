"""The words shown for the statuses, states and moves of the work on a plan, once for all pages."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.base.vocabulary import say
from palermo.office.plan.work.levels import LEVEL_NAMES
from palermo.plan import Amended, Claim, Every, Held, State, Status, Verb

# each status with its word and its tone, which never stands without the word
STATUSES = {
    Status.LATE: (gettext_lazy("Late"), "bad"),
    Status.BLOCKED: (gettext_lazy("Blocked"), "bad"),
    Status.NO_REPORT: (gettext_lazy("No report"), "bad"),
    Status.NOT_ACCEPTED: (gettext_lazy("Not accepted"), "half"),
    Status.PROOF_PENDING: (gettext_lazy("Proof pending"), "half"),
    Status.RUNNING: (gettext_lazy("Running"), "accent"),
    Status.NOT_STARTED: (gettext_lazy("Not started"), ""),
    Status.DONE: (gettext_lazy("Done"), "good"),
    Status.DROPPED: (gettext_lazy("Dropped"), ""),
}
STATES = {
    State.NEW: gettext_lazy("Not begun"),
    State.ASKED: gettext_lazy("No answer yet"),
    State.DRAFT: gettext_lazy("Being written"),
    State.SENT: gettext_lazy("Sent"),
    State.RETURNED: gettext_lazy("Returned"),
    State.OFFERED: gettext_lazy("Offered"),
    State.ACCEPTED: gettext_lazy("Accepted"),
    State.REFUSED: gettext_lazy("Refused"),
    State.PUBLISHED: gettext_lazy("Published"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
STATE_TONES = {
    State.RETURNED: "half",
    State.ACCEPTED: "good",
    State.REFUSED: "bad",
    State.PUBLISHED: "good",
    State.WITHDRAWN: "bad",
}
DONE = {
    Verb.ASK: gettext_lazy("Asked"),
    Verb.WRITE: gettext_lazy("Begun to write"),
    Verb.SEND: gettext_lazy("Sent"),
    Verb.OFFER: gettext_lazy("Offered"),
    Verb.RETURN: gettext_lazy("Returned"),
    Verb.ACCEPT: gettext_lazy("Accepted"),
    Verb.REFUSE: gettext_lazy("Refused"),
    Verb.UNDO: gettext_lazy("Acceptance taken back"),
    Verb.PUBLISH: gettext_lazy("Published"),
    Verb.WITHDRAW: gettext_lazy("Withdrawn"),
}
CLAIMS = {
    Claim.NOT_STARTED: gettext_lazy("Not started"),
    Claim.RUNNING: gettext_lazy("Under way"),
    Claim.COMPLETE: gettext_lazy("All of it is done"),
}
HOW_OFTEN = {
    Every.QUARTER: gettext_lazy("Each quarter"),
    Every.HALF: gettext_lazy("Each half-year"),
    Every.YEAR: gettext_lazy("Each year"),
    Every.ONCE: gettext_lazy("Once, for the whole time"),
}
AMENDED = {
    Amended.END: gettext_lazy("The end of the activity"),
    Amended.STEP: gettext_lazy("When step %(of)s is due"),
    Amended.TARGET: gettext_lazy("The target of %(of)s"),
}


def level_word(level: str) -> str:
    """A level of the ladder in words."""
    return say(LEVEL_NAMES[level]) if level in LEVEL_NAMES else level


def stands_word(held: Held, ladder: tuple[str, ...]) -> str:
    """The state of a thing; of what is accepted, by which level it was accepted last."""
    if held.state is State.ACCEPTED and len(held.agreed) < len(ladder):
        return _("Accepted by %(level)s") % {"level": level_word(ladder[len(held.agreed)])}
    return str(STATES[held.state])
