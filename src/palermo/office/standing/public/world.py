"""Every country in the latest report, with its mark and its years on the list."""

from collections import Counter
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.base.vocabulary import say
from palermo.office.standing.public.frame import day_asked, made_once, standing_page
from palermo.office.standing.readers import clocks, forecast_shown, here
from palermo.standing import Clock, Tier

FORCED = "forced"  # beside the tiers


@require_safe
@made_once
def world(request: HttpRequest) -> HttpResponse:
    """The table, of one tier where that is asked for; `forced`: those who cannot stay on the Watch List."""
    told, (as_of, chosen) = here(), day_asked(request)
    every = sorted(clocks(told, as_of).values(), key=lambda each: say(each.name))
    if not every:
        raise Http404(as_of)
    wanted = request.GET.get("tier", "")
    ways = _ways(every, wanted)
    if wanted and wanted not in {way["key"] for way in ways}:
        raise Http404(wanted)
    context = {
        "rows": [each for each in every if not wanted or wanted in _keys(each)],
        "ways": ways,
        "narrowed": bool(wanted),
        "latest": max(each.report for each in every),
        "unsure": sum(each.mark is None or not each.mark.sure for each in every),
        "of": len(every),
        "as_of": as_of,
        "chosen": chosen,
        "laid": told.laid,
        "forecast_shown": forecast_shown(),
    }
    return render(request, "standing/world.html", standing_page(**context))


def _keys(each: Clock) -> set[str]:
    return {str(each.tier or ""), *([FORCED] if each.forced else [])}


def _ways(every: list[Clock], wanted: str) -> list[dict[str, Any]]:
    counts = Counter(key for each in every for key in _keys(each))
    keys = [*(tier for tier in Tier if counts[tier]), *([FORCED] if counts[FORCED] else [])]
    return [{"key": str(key), "n": counts[key], "current": key == wanted} for key in keys]
