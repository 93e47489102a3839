"""What the trail may say of how countries stand, in which words and to whom: all of it is public, as its pages are."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["correction"] = Kind(_("File of corrections"), _anybody)
    KINDS["correctionend"] = Kind(_("Withdrawal of a file of corrections"), _anybody)
    KINDS["askentry"] = Kind(_("Ask of an outside body"), _anybody)
    KINDS["askresponse"] = Kind(_("Response to an ask"), _anybody)
    KINDS["askreply"] = Kind(_("Reply beside a finding"), _anybody)
    KINDS["forecastswitch"] = Kind(_("Switch of the forecast"), _anybody)
    ACTS.update(
        {
            "correction.uploaded": _("Placements were corrected by a file"),
            "correction.withdrawn": _("A file of corrections was withdrawn"),
            "ask.written": _("An ask was entered or put right"),
            "ask.withdrawn": _("An ask that was entered here was withdrawn"),
            "ask.responded": _("The country responded to an ask"),
            "ask.replied": _("A body put its word beside a finding"),
            "forecast.shown": _("The forecast was made public"),
            "forecast.hidden": _("The forecast was made public no longer"),
        }
    )


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True
