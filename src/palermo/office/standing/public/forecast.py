"""Chances for the next report, for everybody once the secretariat has said so. Never a target and never advice."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import say
from palermo.office.standing.public.frame import made_once, standing_page
from palermo.office.standing.readers import Here, forecast_shown, here, situations_of
from palermo.standing import RATED, Evaluation, Forecast, Model, bars, evaluate, fit, forecast

_JUDGED: Kept[tuple[Model, Evaluation]] = Kept(2)


@require_safe
@made_once
def chances(request: HttpRequest) -> HttpResponse:
    """How good such forecasts were, and where a country is named its chances. Off until it is switched on."""
    shown = forecast_shown()
    if not shown and not decide(request.user, "desk.opened"):
        raise Http404
    told = here()
    model, judged = _JUDGED.get(told.key, lambda: _judge(told))
    iso3 = request.GET.get("country", "").upper()
    found = _of_country(told, iso3, model) if iso3 else None
    context = standing_page(
        (_("Chances"), ""),
        shown=shown,
        found=found,
        chances=[(tier, _percent(found.chances[tier]), found.precedents[tier]) for tier in RATED] if found else [],
        judged=[(tier, score, judged.by_tier[tier], bars().get(tier)) for tier, score in judged.model.items()],
        told=judged,
        no_change=_percent(judged.no_change),
        bins=[(each, _percent(each.said), _percent(each.came)) for each in judged.calibration],
        countries=sorted(
            (say(told.record.histories[code].name), code) for code in situations_of(told, told.record.last_report)
        ),
        iso3=iso3,
    )
    return render(request, "standing/forecast.html", context)


def _judge(told: Here) -> tuple[Model, Evaluation]:
    return fit(told.record, told.record.last_report), evaluate(told.record)


def _of_country(told: Here, iso3: str, model: Model) -> Forecast:
    history = told.record.histories.get(iso3)
    if history is None:
        raise Http404(iso3)
    try:
        return forecast(told.record, history, model)
    except UserError as error:
        raise Http404(iso3) from error


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %" if share >= 0.01 else "< 1 %"
