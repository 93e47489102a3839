"""A piece of evidence: for whoever may have it, by a button, with an entry for each opening."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.copies.readers import told as told_copies
from palermo.office.plan.work.actions import open_evidence
from palermo.office.plan.work.actions.moving import stands_at
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.handing import handed
from palermo.office.plan.work.models import Evidence
from palermo.plan import OF_COPY, PROOF_KINDS, State


@require_http_methods(["GET", "POST"])
@bodies_only
def evidence(request: HttpRequest, uid: str, piece: str) -> HttpResponse:
    # PostgreSQL shows what is sealed within the act alone: asked for here, it would hide the evidence as well
    found = Evidence.objects.select_related("lead__body").filter(lead__uid=uid, uid=piece).first()
    if found is None:
        raise Http404(piece)
    admit(request, "evidence.opened", found)
    if request.method != "POST":
        return _page(request, found)
    try:
        opened = open_evidence(by=user(request), evidence=found, now=timezone.now())
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        return _page(request, found, told=say(error.message), status=422)
    return handed(opened)


def _page(request: HttpRequest, found: Evidence, *, told: str = "", status: int = 200) -> HttpResponse:
    copies = told_copies(copy__evidence=found)
    tried = copies[-1] if copies else None
    context = duties_page(
        duty_crumb(found.lead),
        (_("Evidence"), ""),
        piece=found,
        kind=PROOF_KINDS.get(found.kind),
        told=told,
        copy=tried,
        ladder=OF_COPY,
        may_ask=not (tried and tried.held.state in (State.ASKED, State.PUBLISHED))
        and stands_at(found) is State.ACCEPTED
        and decide(request.user, "copy.asked", found).possible,
    )
    return render(request, "work/duty_evidence.html", context, status=status)
