"""What the trail may say of indicators, in which words and to whom."""

from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind, anybody


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["sheet"] = Kind(_("Definition sheet of an indicator"), anybody)
    ACTS["sheet.completed"] = _("The sheet of an indicator was completed")
