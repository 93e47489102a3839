"""All plans."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.plan.readers import open_audit, plan_list


@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    rows = [{"listed": listed, "card": open_audit(listed.version).card} for listed in plan_list()]
    return render(request, "pages/plans.html", {"rows": rows, "section": "plans"})
