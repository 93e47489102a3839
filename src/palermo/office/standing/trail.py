"""What the trail may say of how countries stand, in which words and to whom: all of it is public, as its pages are."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from palermo.office.standing.models import AskEntry, AskReply, AskResponse, Correction
from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["correction"] = Kind(_("File of corrections"), _anybody, _at_correction)
    KINDS["correctionend"] = Kind(_("Withdrawal of a file of corrections"), _anybody)
    KINDS["askentry"] = Kind(_("Ask of an outside body"), _anybody, _at_ask(AskEntry))
    KINDS["askresponse"] = Kind(_("Response to an ask"), _anybody, _at_ask(AskResponse))
    KINDS["askreply"] = Kind(_("Reply beside a finding"), _anybody, _at_ask(AskReply))
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


def _at_correction(number: str) -> str:
    """Among the files, where it stands as long as it is laid over anything."""
    row = Correction.objects.filter(pk=number).first()
    return f"{reverse('standing-files')}#c{row.uid}" if row else ""


def _at_ask(model: type[AskEntry | AskResponse | AskReply]) -> Callable[[str], str]:
    """At the ask, among those of its country: what was withdrawn has no page of its own."""

    def address(number: str) -> str:
        row = model._default_manager.filter(pk=number).first()
        return f"{reverse('country-asks', args=[row.iso3])}#a{row.ask}" if row else ""

    return address
