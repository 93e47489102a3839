"""What the trail may say of steps, in which words and to whom."""

from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind, anybody


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["arrangement"] = Kind(_("What was arranged for a step"), anybody)
    ACTS["step.arranged"] = _("It was arranged who does a step, and after what")
