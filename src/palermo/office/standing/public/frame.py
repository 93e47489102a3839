"""What the public pages share: which country, on which day, where one is, and the ways on."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import tongue
from palermo.office.standing.readers import Here, here
from palermo.standing import History

SHIPPED_IN = "en"  # the language of names and texts that are shipped


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


def subject_or_404(request: HttpRequest, iso3: str) -> Subject:
    """The country of the address, on the day that is asked for, else today. One query."""
    told = here()
    history = told.record.histories.get(iso3.upper())
    if history is None:
        raise Http404(iso3)
    as_of, chosen = day_asked(request)
    law = told.record.law
    if all(law.report_day(year) > as_of for year in history.placements.keys() | history.gaps):
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
    name = (subject.history.name, reverse("country", args=[iso3]) if word else "", shipped_lang())
    crumbs: tuple[Crumb, ...] = (name, (word, "")) if word else (name,)
    return standing_page(*crumbs, subject=subject, history=subject.history, as_of=subject.as_of, tabs=tabs, **context)
