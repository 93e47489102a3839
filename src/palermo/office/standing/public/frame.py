"""What the public pages share: which country, on which day, where one is, and the ways on."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.kept_page import page
from palermo.office.base.sizes import sizes
from palermo.office.base.vocabulary import say, tongue
from palermo.office.standing.models import (
    AskEntry,
    AskReply,
    AskResponse,
    Correction,
    CorrectionEnd,
    ForecastSwitch,
)
from palermo.office.standing.readers import Here, here
from palermo.standing import History, latest_out

SHIPPED_IN = "en"  # the language of names and texts that are shipped
_ADDED = (Correction, CorrectionEnd, AskEntry, AskResponse, AskReply, ForecastSwitch)


@dataclass(frozen=True, slots=True)
class Subject:
    """A country as a page shows it on a day. `chosen`: the day stands in the address."""

    here: Here
    history: History
    as_of: date
    chosen: bool

    @property
    def iso3(self) -> str:
        return self.history.iso3


def made_once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page that is made once for everybody, until something is added here or the day ends. One query."""

    @wraps(view)
    def kept(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = ("standing", str(settings.PALERMO_HOME), sizes(*_ADDED), timezone.localdate())
        return page(request, key, lambda: view(request, *args, **kwargs), keep=not request.GET)

    return kept


def subject_or_404(request: HttpRequest, iso3: str) -> Subject:
    """The country of the address, on the day that is asked for, else today. One query."""
    told = here()
    history = told.record.histories.get(iso3.upper())
    if history is None:
        raise Http404(iso3)
    as_of, chosen = day_asked(request)
    if latest_out(history, told.record.law, as_of) is None:
        raise Http404(as_of)  # no report on it was out yet
    return Subject(told, history, as_of, chosen)


def day_asked(request: HttpRequest) -> tuple[date, bool]:
    """The day of the address as `?day=2021-12-31`, and whether there is one."""
    said = request.GET.get("day", "")
    try:
        return (date.fromisoformat(said), True) if said else (timezone.localdate(), False)
    except ValueError as error:
        raise Http404(said) from error


def shipped_lang() -> SafeString:
    """The attribute of what is shipped in English on a page in another language."""
    return tongue(SHIPPED_IN)


def standing_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page of standing."""
    where = crumbs_below(_("How countries stand"), reverse("world"), *crumbs)
    return {"crumbs": where, "section": "standing", "shipped_lang": shipped_lang(), **context}


def country_page(subject: Subject, current: str, word: str = "", **context: Any) -> dict[str, Any]:
    """The context of a page about one country. `current`: the route of its tab; `word`: what it is called below."""
    iso3 = subject.iso3
    tabs = [
        {"text": text, "href": reverse(route, args=[iso3]), "current": route == current}
        for route, text in (
            ("country", _("Clocks")),
            ("country-asks", _("Asks")),
            ("country-dates", _("Dates and figures")),
            ("country-compare", _("Compare")),
        )
    ]
    name = (say(subject.history.name), reverse("country", args=[iso3]) if word else "")
    crumbs: tuple[Crumb, ...] = (name, (word, "")) if word else (name,)
    return standing_page(*crumbs, subject=subject, history=subject.history, as_of=subject.as_of, tabs=tabs, **context)
