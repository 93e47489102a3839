"""The committee's pack and the sheets of bodies: for the desk, the chair, and for each body its own."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.access import Thing
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit
from palermo.office.access.models import Body
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.answers.readers import reports_for
from palermo.office.plan.committee.readers import resolved
from palermo.office.plan.committee.reading import reads
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Basis, Version
from palermo.office.plan.outputs.frame import answer, outputs_page
from palermo.office.plan.outputs.shown import Ways
from palermo.office.plan.outputs.sources import Source, bodies_of, pack, sheet, title_of, waiver
from palermo.office.plan.work.readers import on_record


@require_safe
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """What can be made of the plan for whoever asks."""
    version = _version(slug)
    bodies = [body for body in bodies_of(on_record(version.plan)) if decide(request.user, *_asked(body))]
    gets_pack = bool(decide(request.user, "pack.opened", version.plan))
    if not bodies and not gets_pack:
        admit(request, "pack.opened", version.plan)
    sheets = [
        {"href": reverse("output-sheet", args=[slug, body.key]), "text": body.name, "lang": tongue(body.named_in)}
        for body in bodies
    ]
    reports = reports_for(version.plan, timezone.localdate()) if gets_pack else ()
    files = [{"report": each, "href": reverse("output-waiver", args=[slug, each])} for each in reports]
    context = outputs_page(request, version, (_("Outputs"), ""), gets_pack=gets_pack, sheets=sheets, files=files)
    return render(request, "outputs/inside.html", context)


@require_safe
def committee_pack(request: HttpRequest, slug: str, form: str = "") -> HttpResponseBase:
    version = _version(slug)
    admit(request, "pack.opened", version.plan)
    today = timezone.localdate()
    taken = resolved(Q(resolution__meeting__plan=version.plan), today)
    read = [each for each in taken if reads(request, each.thing, each.row)]
    return _answer(request, pack(version, on_record(version.plan), read, today), form, "output-pack", slug)


@require_safe
def waiver_file(request: HttpRequest, slug: str, report: int, form: str = "") -> HttpResponseBase:
    """What the waiver rule looks at, from all that is on record."""
    version, today = _version(slug), timezone.localdate()
    admit(request, "pack.opened", version.plan)
    source = waiver(version, on_record(version.plan), report, today)
    if source is None:
        raise Http404(report)
    return _answer(request, source, form, "output-waiver", slug, report)


@require_safe
def body_sheet(request: HttpRequest, slug: str, key: str, form: str = "") -> HttpResponseBase:
    version = _version(slug)
    record = on_record(version.plan)
    body = next((body for body in bodies_of(record) if body.key == key), None)
    if body is None:
        raise Http404(key)
    admit(request, *_asked(body))
    return _answer(request, sheet(version, record, body, timezone.localdate()), form, "output-sheet", slug, key)


def _version(slug: str) -> Version:
    version = version_or_404(slug)
    if version.basis == Basis.PRESS:
        raise Http404(slug)  # press reports are never scored
    return version


def _asked(body: Body) -> tuple[str, Thing]:
    """A sheet is made of a body's reports: who may read these may read it."""
    return "report.read", Thing(kind="report", id="", path=body.above)


def _answer(request: HttpRequest, source: Source, form: str, route: str, *args: str | int) -> HttpResponseBase:
    at_desk = bool(decide(request.user, "desk.opened"))

    def link(activity: str) -> str:
        return reverse("work-activity", args=[args[0], activity]) if at_desk else ""

    crumbs = (_("Outputs"), reverse("outputs", args=[args[0]]))
    where = outputs_page(request, source.version, crumbs, (title_of(source.output), ""))
    return answer(request, source, Ways(reverse(route, args=args), link, at_desk), form, where)
