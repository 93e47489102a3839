"""Breaking the glass of a compartment, and the page on which everything about it stands."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palermo.office.access.actions import agree_to_glass, break_glass, close_glass, read_glass
from palermo.office.access.decision import decide, reach
from palermo.office.access.doors import admit, own_account, user
from palermo.office.access.glass.watching import in_reach, unread
from palermo.office.access.keyring.contact import CONTACT, contact_thing
from palermo.office.access.models import ROOT, Body, Glass, Look, Person
from palermo.office.access.people.choices import ReasonField, as_choices
from palermo.office.access.people.frame import body_or_404, names_of, sent, tried
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import tongue
from palermo.office.trail import ACTS

HOURS = (1, 4, 8, 24)


def _bodies() -> list[tuple[str, str]]:
    return as_choices(list(Body.objects.all()), _("Choose a body"))


def _hours() -> list[tuple[int, str]]:
    return [(hours, ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}) for hours in HOURS]


class BreakForm(forms.Form):
    """Whose compartment, why, and for how long."""

    body = forms.ChoiceField(label=gettext_lazy("Body whose closed data you need"), choices=_bodies)
    reason = ReasonField(
        help_text=gettext_lazy(
            "Who is in danger, and what you have to see. The custodian reads it at once, and it stays on record."
        )
    )
    hours = forms.TypedChoiceField(
        label=gettext_lazy("How long you need it"),
        coerce=int,
        choices=_hours,
        help_text=gettext_lazy("Alone you have an hour. It is open for longer only once a second person has agreed."),
    )


@require_safe
@own_account
def glasses(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    rows = [{"glass": row, "state": row.state(now), "unread": unread(row)} for row in in_reach(request.user, now)]
    may_break = decide(request.user, "glass.broken", body_or_404(ROOT)).possible
    return render(request, "glass/glasses.html", _page(rows=rows, may_break=may_break))


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def breaking(request: HttpRequest) -> HttpResponse:
    # whoever may break the glass of one body may break that of any: it is there for the one nobody foresaw
    admit(request, "glass.broken", body_or_404(ROOT))
    form = BreakForm(sent(request), initial={"body": request.GET.get("body", "")})
    made: list[Glass] = []

    def act() -> None:
        told = form.cleaned_data
        lasts = timedelta(hours=told["hours"])
        body, now = body_or_404(told["body"]), timezone.now()
        made.append(break_glass(by=user(request), body=body, reason=told["reason"], lasts=lasts, now=now))

    if tried(form, act):
        messages.warning(request, _("The glass is broken. The custodian sees it now."))
        return redirect("glass", made[0].uid)
    context = _page((_("Break the glass"), ""), form=form)
    return render(request, "glass/break.html", context, status=422 if form.is_bound else 200)


@require_safe
@own_account
def glass(request: HttpRequest, uid: str) -> HttpResponse:
    now = timezone.now()
    shown = _glass_or_404(request, uid, now)
    own = shown.person_id == user(request).person.pseudonym
    agreement, closing = getattr(shown, "agreement", None), getattr(shown, "closing", None)
    readings = list(shown.readings.all())
    told = [*(row.made_by for row in readings), *([closing.made_by] if closing else [])]
    looks = list(shown.looks.all())
    whose = [look.thing for look in looks if look.kind == CONTACT]
    names = names_of({shown.person_id, *told, *whose, *([agreement.person_id] if agreement else [])})
    context = _page(
        (shown.body.name, "", tongue(shown.body.named_in)),
        glass=shown,
        state=shown.state(now),
        own=own,
        by=names.get(shown.person_id, ""),
        second=names.get(agreement.person_id, "") if agreement else "",
        agreed_at=agreement.made_at if agreement else None,
        closed_by=names.get(closing.made_by, "") if closing else "",
        readings=[(names.get(row.made_by, row.made_by), row.made_at) for row in readings],
        looks=[_look(look, names) for look in looks],
        may_agree=decide(request.user, "glass.agreed", shown).possible,
        may_close=decide(request.user, "glass.closed", shown).possible,
        people=_opened_people(request, shown, now) if own else (),
    )
    return render(request, "glass/glass.html", context)


def _look(look: Look, names: Mapping[str, str]) -> dict[str, object]:
    entry, place = look.entry, getattr(look.entry, "place", None)
    return {
        "act": ACTS.get(entry.verb, entry.verb),
        "of": names.get(look.thing, "") if look.kind == CONTACT else "",
        "at": entry.time,
        "index": place.index if place else None,
    }


def _opened_people(request: HttpRequest, shown: Glass, now: datetime) -> list[Person]:
    """The people whose contact data the glass opens to the one who looks."""
    reached = reach(request.user, "contact.opened", now)
    people = Person.objects.select_related("user", "body").filter(body=shown.body)
    return [person for person in people if reached.covers(contact_thing(person))]


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def agree(request: HttpRequest, uid: str) -> HttpResponse:
    now = timezone.now()
    shown = _glass_or_404(request, uid, now)
    admit(request, "glass.agreed", shown)
    if request.method == "POST":
        return _done(request, uid, agree_to_glass, _("You have agreed. It stays open for as long as was asked for."))
    crumb = (shown.body.name, reverse("glass", args=[uid]), tongue(shown.body.named_in))
    context = _page(crumb, (_("Agree"), ""), glass=shown, by=names_of({shown.person_id}).get(shown.person_id, ""))
    return render(request, "glass/agree.html", context)


@require_POST
@own_account
def close(request: HttpRequest, uid: str) -> HttpResponse:
    return _done(request, uid, close_glass, _("The glass is closed. Nothing is opened through it any more."))


@require_POST
@own_account
def read(request: HttpRequest, uid: str) -> HttpResponse:
    return _done(request, uid, read_glass, _("It is on record that you have read this."))


def _done(request: HttpRequest, uid: str, act: Callable[..., object], told: str) -> HttpResponse:
    now = timezone.now()
    act(by=user(request), glass=_glass_or_404(request, uid, now), now=now)
    messages.success(request, told)
    return redirect("glass", uid)


def _glass_or_404(request: HttpRequest, uid: str, now: datetime) -> Glass:
    """A glass that the person may read about; to everybody else there is none."""
    shown = next((row for row in in_reach(request.user, now) if row.uid == uid), None)
    if shown is None:
        admit(request, "glass.read")
        raise Http404
    return shown


def _page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    where = crumbs_below(_("Broken glasses"), reverse("glasses"), *crumbs)
    return {"crumbs": where, "section": "glass", **context}
