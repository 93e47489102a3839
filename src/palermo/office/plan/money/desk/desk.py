"""The money of a plan at the desk: what waits for the secretariat, and of each activity whether its cost is known."""

from collections import Counter
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.money.readers import money_record, put_to
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.desk.frame import overseers_only, work_crumb, work_page
from palermo.office.plan.work.models import Lead
from palermo.plan import Activity, money_lines, money_said

PAGE = 100  # activities


@dataclass(frozen=True, slots=True)
class Row:
    """An activity: how many lines the plan has of it, how many were added and count, and who may be asked."""

    activity: Activity
    lead: Lead | None
    lines: int
    added: int


@require_safe
@overseers_only
def money_desk(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    plan, record, put = open_plan(version), money_record(version.plan).read_by(request.user), put_to(version.plan)
    lines = Counter(line.activity for line in money_lines(plan))
    added = Counter(each.row.lead.activity for each in record.public.costs)
    rows = [
        Row(each, told.lead if (told := put.get(each.id)) else None, lines[each.id], added[each.id])
        for _goal, _objective, each in plan.each_activity()
    ]
    context = work_page(
        request,
        version,
        work_crumb(version),
        (_("Money"), ""),
        waiting=record.waiting,
        said=money_said(plan),
        page=Paginator(rows, PAGE).get_page(request.GET.get("page")),
    )
    return render(request, "money/desk/desk.html", context)
