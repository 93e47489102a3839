"""What the trail may say of how plans answer asks, in which words and to whom."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["answerlink"] = Kind(_("Activity that answers an ask"), _anybody)
    ACTS["answer.linked"] = _("An activity was linked to an ask")
    ACTS["answer.unlinked"] = _("An activity was linked to an ask no longer")


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True  # which measure answers which ask is public with the plan
