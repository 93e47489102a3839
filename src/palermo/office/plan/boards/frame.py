"""What boards share: which plan they are of, where one is, and the way from one board to the next."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.outputs.sources import names_of
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.plan import Own, Scorecard

BOARDS: Mapping[str, Promise] = {
    "plan-boards": gettext_lazy("In time"),
    "board-calendar": gettext_lazy("Calendar"),
    "board-bodies": gettext_lazy("Bodies"),
    "board-places": gettext_lazy("Places"),
    "board-evidence": gettext_lazy("Evidence"),
}


@dataclass(frozen=True, slots=True)
class Board:
    """What a board is drawn from, as everybody may read it: the plan, and who leads each of its activities."""

    edition: Edition
    record: OnRecord
    card: Scorecard
    names: Mapping[str, Own]

    def activity(self, id_: str) -> str:
        """The address of what became of an activity."""
        return self.edition.address("activity-progress", id_)


def board(
    request: HttpRequest,
    slug: str,
    number: int,
    route: str,
    make: Callable[[Board], dict[str, Any]],
    rests_on: Hashable = None,
) -> HttpResponseBase:
    """The page of the board with this route. It is made once for everybody, unless something was chosen on it.

    `rests_on`: what it shows that is not on record of the plan.
    """
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)  # press reports are never scored
    record = on_record(edition.version.plan)

    def drawn() -> HttpResponse:
        card = scorecard(edition.version, record, edition.as_of, public=True)
        told = make(Board(edition, record, card, names_of(record)))
        tabs = [
            {"text": word, "href": edition.address(name), "current": name == route} for name, word in BOARDS.items()
        ]
        context = {**frame(edition, "boards", _("Boards"), str(BOARDS[route])), "boards": tabs, "card": card, **told}
        return render(request, f"boards/{route.rpartition('-')[2]}.html", context)

    return page(request, ("board", edition.key, record.mark, rests_on), drawn, keep=not request.GET)


def lead_words(lead: Own | None) -> tuple[str, str]:
    """A body's name with the attribute of its language; words of ours where none is named."""
    return (lead.text, tongue(lead.language)) if lead else (_("No lead named"), "")
