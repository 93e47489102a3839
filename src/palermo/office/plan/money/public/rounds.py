"""Budget rounds: when they close next, what has to be asked for by then, and what missed its round."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.plan.money.public.reading import Open, find_money
from palermo.office.plan.money.readers import Rounds, rounds_of
from palermo.office.plan.money.rounds import asked_of, rounds_shown
from palermo.office.plan.pages.frame import frame
from palermo.plan import with_rounds


@require_safe
def rounds(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    told = find_money(request, slug, number)
    known = rounds_of(told.edition.version.plan)
    return page(request, (told.key, known), lambda: _rounds(request, told, known))


def _rounds(request: HttpRequest, told: Open, known: Rounds) -> HttpResponse:
    plan = with_rounds(told.edition.plan, known)
    context = {
        **frame(told.edition, "money", _("Budget rounds")),
        "rounds": rounds_shown(plan, known, told.accounts, asked_of(plan, told.put), told.edition.as_of),
        "calendar": plan.budget_calendar,
    }
    return render(request, "money/rounds.html", context)
