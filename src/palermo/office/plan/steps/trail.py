"""What the trail may say of steps, in which words and to whom."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["arrangement"] = Kind(_("What was arranged for a step"), _anybody)
    ACTS["step.arranged"] = _("It was arranged who does a step, and after what")


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True  # who does what after what is public
