"""The errors of an act that the decision refused. Raised before anything is changed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404

from palermo.access import Decision
from palermo.core import UserError


class Refused(UserError, PermissionDenied):
    """Somebody may not do this; the message is the decision's reason."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(decision.reason)


class Hidden(Refused, Http404):
    """The same where even that the thing exists is not theirs to know: the page is the one of a wrong address."""


def refusal(decision: Decision) -> Refused:
    """What to raise for a decision that refuses."""
    return Hidden(decision) if decision.hidden else Refused(decision)
