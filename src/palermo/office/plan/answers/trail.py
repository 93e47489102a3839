"""What the trail may say of how plans answer asks, in which words and to whom."""

from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind, anybody


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["answerlink"] = Kind(_("Activity that answers an ask"), anybody)  # public with the plan
    ACTS["answer.linked"] = _("An activity was linked to an ask")
    ACTS["answer.unlinked"] = _("An activity was linked to an ask no longer")
