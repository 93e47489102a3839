"""The pages of reminders: the digest of the week, one's own address, the quiet days."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, door, own_account, user
from palermo.office.access.people.frame import sent, tried
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.plan.reminders.actions import give_address, lift_quiet, remove_address, set_quiet
from palermo.office.plan.reminders.forms import AddressForm, LiftForm, QuietForm
from palermo.office.plan.reminders.items import items_of
from palermo.office.plan.reminders.models import Address, Digest
from palermo.office.plan.reminders.readers import committee, quiet_spans
from palermo.office.plan.reminders.shown import lines
from palermo.office.plan.reminders.words import OCCASIONS
from palermo.plan import REMINDED_EACH, Occasion

at_work_only = door("duties.opened")
above_only = door("work.opened")


def newest_digest(request: HttpRequest, today: date) -> Digest | None:
    """The digest of this week of the person who reads. One query."""
    rows = Digest.objects.filter(person__user=user(request), day__gt=today - REMINDED_EACH)
    return rows.order_by("-pk").first()


@require_safe
@at_work_only
def week(request: HttpRequest) -> HttpResponse:
    digest = newest_digest(request, timezone.localdate())
    told = lines(items_of(digest.items)) if digest else []
    groups = [(word, [each for each in told if each.item.occasion == kind]) for kind, word in OCCASIONS.items()]
    context = _page(
        digest=digest,
        groups=[(word, own) for word, own in groups if own],
        spans=quiet_spans(),
        may_set=decide(request.user, "work.opened"),
        review=any(each.item.occasion == Occasion.REVIEW for each in told),
    )
    return render(request, "reminders/week.html", context)


@require_safe
@at_work_only
def top(request: HttpRequest) -> HttpResponse:
    """The top of Duties, which asks for it by script: that page asks enough of the database itself."""
    return render(request, "reminders/_top.html")


def _page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    return {"crumbs": crumbs_below(_("This week"), reverse("this-week"), *crumbs), "section": "duties", **context}


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def own_reminders(request: HttpRequest) -> HttpResponse:
    person = user(request).person
    admit(request, "address.given", person)
    given = Address.objects.filter(person=person).first()
    now = timezone.now()
    if request.method == "POST" and request.POST.get("act") == "remove":
        if given:
            remove_address(by=user(request), person=person, now=now)
        messages.success(request, _("Your address is deleted. You are reminded by mail no more."))
        return redirect("own-reminders")
    initial = {"email": given.email, "language": given.language} if given else {"language": get_language()}
    form = AddressForm(sent(request), initial=initial)

    def act() -> None:
        told = form.cleaned_data
        give_address(by=user(request), person=person, email=told["email"], language=told["language"], now=now)

    if tried(form, act):
        messages.success(request, _("You are reminded by mail from now on."))
        return redirect("own-reminders")
    context = {"form": form, "given": given, "section": "account"}
    return render(request, "reminders/own.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@above_only
def quiet(request: HttpRequest) -> HttpResponse:
    spans, body, now = quiet_spans(), committee(), timezone.now()
    lifting = request.POST.get("act") == "lift"
    by = user(request)
    form = QuietForm(None if lifting else sent(request), initial={"first": timezone.localdate(now)})
    lift = LiftForm(request.POST if lifting else None)

    def lift_one() -> None:
        span = next((each for each in spans if each.uid == lift.cleaned_data["span"]), None)
        if span is None:
            raise Http404
        lift_quiet(by=by, span=span, reason=lift.cleaned_data["reason"], now=now)

    if tried(form, lambda: set_quiet(by=by, body=body, **form.cleaned_data, now=now)) or tried(lift, lift_one):
        messages.success(request, _("It is stored, with its day."))
        return redirect("quiet")
    bound = form if form.is_bound else lift if lift.is_bound else None
    context = _page(
        (_("Quiet days"), ""), form=form, bound=bound, spans=spans, may_set=decide(by, "quiet.set", body).possible
    )
    return render(request, "reminders/quiet.html", context, status=422 if bound else 200)
