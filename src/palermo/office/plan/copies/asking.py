"""A body asks that everybody may see a piece of its evidence: it looks at the copy first, and at what is cut."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.copies import public_copy
from palermo.core import UserError
from palermo.office.access.doors import admit, user
from palermo.office.access.people.frame import tried
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.copies.actions import ask_for_copy
from palermo.office.plan.copies.forms import HarmlessForm
from palermo.office.plan.copies.looking import Look, showing_picture, taken_away
from palermo.office.plan.copies.readers import ENDINGS
from palermo.office.plan.work.actions import open_evidence
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.models import Evidence


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def ask(request: HttpRequest, uid: str, piece: str) -> HttpResponse:
    about = ("lead__body", "lead__plan", "lead__place")
    found = Evidence.objects.select_related(*about).filter(lead__uid=uid, uid=piece).first()
    if found is None:
        raise Http404(piece)
    admit(request, "evidence.opened", found)  # to everybody else there is none
    admit(request, "copy.asked", found)
    act = request.POST.get("act", "") if request.method == "POST" else ""
    if act in ("look", "take"):
        return _looked(request, found, take=act == "take")
    if act != "ask":
        return _page(request, found)
    form = HarmlessForm(request.POST)

    def asked() -> None:
        given = form.cleaned_data
        ask_for_copy(by=user(request), evidence=found, seen=given["seen"], harmless=True, now=timezone.now())

    if tried(form, asked):
        messages.success(request, _("You have asked. Somebody of the secretariat looks at the same copy now."))
        return redirect("evidence", uid, piece)
    return _page(request, found, form=form)


def _looked(request: HttpRequest, found: Evidence, *, take: bool) -> HttpResponse:
    try:
        opened = open_evidence(by=user(request), evidence=found, now=timezone.now())
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        return _page(request, found, told=say(error.message))
    made, why = public_copy(opened.content, opened.media_type)
    if made is None:
        return _page(request, found, told=say(why) if why else "")
    look = Look(made.content, made.media_type, made.traces)
    if take:
        return taken_away(look, f"{found.lead.activity}-{look.sha256[:12]}.{ENDINGS[look.media_type]}")
    shown = _page(request, found, form=HarmlessForm(initial={"seen": look.sha256}), look=look, place=made.tells_place)
    return showing_picture(shown)


def _page(
    request: HttpRequest,
    found: Evidence,
    *,
    form: HarmlessForm | None = None,
    look: Look | None = None,
    place: bool = False,
    told: str = "",
) -> HttpResponse:
    context = duties_page(
        duty_crumb(found.lead),
        (_("Evidence"), reverse("evidence", args=[found.lead.uid, found.uid])),
        (_("Make it public"), ""),
        piece=found,
        form=form,
        look=look,
        place=place,
        told=told,
    )
    wrong = bool(told) or (form is not None and form.is_bound)
    return render(request, "copies/ask.html", context, status=422 if wrong else 200)
