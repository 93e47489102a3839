"""The error of an act that the decision refused."""

from django.core.exceptions import PermissionDenied

from palermo.core import UserError
from palermo.office.base.permission import Decision


class Refused(UserError, PermissionDenied):
    """Raised before anything is read or written; its text is the decision's reason."""

    def __init__(self, decision: Decision) -> None:
        self.decision = decision
        super().__init__(decision.reason)
