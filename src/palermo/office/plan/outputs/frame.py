"""What the pages of outputs share: where one is, the ways to each form, the answer in the one that was asked for."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import say, tongue, tongues
from palermo.office.plan.desk.frame import desk_page, plan_crumb
from palermo.office.plan.models import Version
from palermo.office.plan.outputs.forms import FORMS, PDF, file_of, paper
from palermo.office.plan.outputs.printing import can_print
from palermo.office.plan.outputs.shown import Ways, shown_on_screen
from palermo.office.plan.outputs.sources import Source
from palermo.office.plan.pages.downloads import send

PRIVATE = "private, no-store"


def outputs_page(request: HttpRequest, version: Version, *crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page inside: below the desk, the review or the duties, whichever is the reader's."""
    if decide(request.user, "desk.opened"):
        return desk_page(plan_crumb(version), *crumbs, version=version, **context)
    section, word = ("review", _("Review")) if decide(request.user, "review.opened") else ("duties", _("Duties"))
    plan = (version.title, "", tongue(version.language))
    where = crumbs_below(word, reverse(section), plan, *crumbs)
    return {"crumbs": where, "section": section, "version": version, **tongues(version.language), **context}


def answer(
    request: HttpRequest, source: Source, ways: Ways, form: str, where: dict[str, Any], *, public: bool = False
) -> HttpResponseBase:
    """The output as a file where a form is named, else as a page."""
    if form:
        return _file(request, source, ways, form, where, public=public)
    return as_page(request, source, ways, where)


def as_page(
    request: HttpRequest, source: Source, ways: Ways, where: dict[str, Any], told: str = "", status: int = 200
) -> HttpResponse:
    """The output as a page for paper where that is asked for, else for the screen. `told`: what went wrong."""
    if request.GET.get("print"):
        return HttpResponse(paper(source, back=ways.address))
    shown = shown_on_screen(source, request.GET.get("chapter", ""), request.GET.get("page", ""), ways)
    if shown is None:
        raise Http404(request.GET["chapter"])
    offered = [(word, f"{ways.address}.{form}") for form, word in FORMS.items() if form != PDF or can_print()]
    context = {**where, **shown, "told": told, "address": ways.address, "offered": offered, "prints": can_print()}
    return render(request, "outputs/output.html", context, status=status)


def _file(
    request: HttpRequest, source: Source, ways: Ways, form: str, where: dict[str, Any], *, public: bool
) -> HttpResponseBase:
    if form not in FORMS or (form == PDF and not can_print()):
        raise Http404(form)
    try:
        response = send(request, file_of(source, form, public=public))
    except UserError as error:
        return as_page(request, source, ways, where, told=say(error.message), status=503)
    if not public:
        response["Cache-Control"] = PRIVATE
    return response
