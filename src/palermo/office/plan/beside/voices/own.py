"""The views of the bodies that one serves in, and the plans on whose activities they can file one."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.plan.beside.models import View
from palermo.office.plan.beside.voices.frame import bodies_only, filing_bodies, voices_page
from palermo.office.plan.readers import light_versions
from palermo.office.plan.work.models import Cycle

PAGE = 30


@require_safe
@bodies_only
def own(request: HttpRequest) -> HttpResponse:
    bodies = filing_bodies(request)
    rows = View.objects.filter(body__in=bodies).select_related("body", "plan", "publication").order_by("-pk")
    at_work = light_versions().filter(plan__in=Cycle.objects.order_by().values("plan")).order_by("number")
    newest = {row.plan_id: row for row in at_work}
    plans = sorted(newest.values(), key=lambda row: row.title)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    filed = [(row, newest.get(row.plan_id)) for row in page.object_list]
    return render(request, "beside/own.html", voices_page(bodies=bodies, page=page, filed=filed, plans=plans))
