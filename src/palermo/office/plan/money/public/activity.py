"""The money of one activity: what the plan says, and what was accepted of it since."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.plan.money.lines import lines_shown
from palermo.office.plan.money.public.reading import Open, find_money
from palermo.office.plan.money.readers import Rounds, rounds_of
from palermo.office.plan.pages.frame import frame
from palermo.plan import Activity, lead_of, with_rounds


@require_safe
def activity(request: HttpRequest, slug: str, number: int, activity_id: str) -> HttpResponseBase:
    told = find_money(request, slug, number, activity_id)
    found = next((act for _g, _o, act in told.edition.plan.each_activity() if act.id == activity_id), None)
    if found is None:
        raise Http404(activity_id)
    rounds = rounds_of(told.edition.version.plan)
    return page(request, (told.key, rounds), lambda: _activity(request, told, found, rounds))


def _activity(request: HttpRequest, told: Open, found: Activity, rounds: Rounds) -> HttpResponse:
    put = told.put.get(found.id)
    body = put.lead.body if put and not put.refused else None
    accounts = [each for each in told.accounts if each.line.activity == found.id]
    named = lead_of(found)
    leads = {found.id: named or (body.name if body else "")}
    context = {
        **frame(told.edition, "money", _("Money of activity %(id)s") % {"id": found.id}),
        "activity": found,
        "body": body,
        "named": told.edition.plan.register.get(named, named),
        "lines": list(lines_shown(with_rounds(told.edition.plan, rounds), told.record, accounts, leads)),
    }
    return render(request, "money/activity.html", context)
