"""The first page of the desk: what one has in hand."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from palermo.office.access.doors import secretariat_only
from palermo.office.plan.committee.owing import open_to
from palermo.office.plan.desk.frame import desk_page, worst
from palermo.office.plan.models import Upload
from palermo.office.plan.readers import Listed, open_audit, own_uploads, plan_list, standing_on
from palermo.office.plan.readership import is_public


@require_safe
@secretariat_only
def desk(request: HttpRequest) -> HttpResponse:
    context = desk_page(
        uploads=_waiting(request),
        late=[each for each in open_to(request) if each.late],
        rows=[_row(listed, timezone.localdate()) for listed in plan_list()],
    )
    return render(request, "desk/desk.html", context)


def _waiting(request: HttpRequest) -> list[Upload]:
    return list(own_uploads(request.user).filter(expires_at__gte=timezone.now()))


def _row(listed: Listed, as_of: date) -> dict[str, object]:
    audit = open_audit(listed.version)
    to_repair = sum(count for verdict, count in audit.card.verdicts.items() if str(verdict) != "verifiable")
    return {
        "standing": standing_on(listed.version, as_of),
        "version": listed.version,
        "public": is_public(listed.version),
        "audit": audit,
        "scored": audit.card.scored,
        "worst": worst(audit) if audit.card.scored else (),
        "to_repair": to_repair if audit.card.scored else 0,
    }
