"""The risks that the secretariat has made public."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import find_edition
from palermo.office.plan.risks.readers import risks_of


@require_safe
def risks(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    if edition.press:
        raise Http404(slug)
    told = [each for each in risks_of(edition.version.plan) if each.held.public]
    context = {**frame(edition, "progress", _("Risks")), "risks": told}
    return render(request, "risks/public.html", context)
