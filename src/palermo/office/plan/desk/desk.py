"""The first page of the desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from palermo.office.base.doors import secretariat_only
from palermo.office.plan.readers import own_uploads, plan_list


@require_safe
@secretariat_only
def desk(request: HttpRequest) -> HttpResponse:
    context = {"rows": plan_list(), "uploads": own_uploads(request.user), "section": "desk"}
    return render(request, "desk/desk.html", context)
