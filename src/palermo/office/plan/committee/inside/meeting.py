"""One meeting: when and where, what became of what was resolved before, its agenda with what was said and resolved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.people.frame import tried
from palermo.office.plan.committee.actions import approve_minutes
from palermo.office.plan.committee.inside.frame import admitted, committee_page, may, named
from palermo.office.plan.committee.items import OPENING, Item
from palermo.office.plan.committee.models import Minute
from palermo.office.plan.committee.readers import Resolved, Sitting, Written, before, by_item, resolved, written


class SeenForm(forms.Form):
    """All that is written, as far as it was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


@dataclass(frozen=True, slots=True)
class Entry:
    """An item as the page shows it: what is written of it, and what was resolved under it."""

    item: Item
    written: Written | None
    resolved: list[Resolved]


@require_http_methods(["GET", "HEAD", "POST"])
def meeting(request: HttpRequest, uid: str) -> HttpResponse:
    sitting = admitted(request, uid)
    form = SeenForm(request.POST if request.method == "POST" else None)

    def act() -> None:
        seen = form.cleaned_data["seen"]
        approve_minutes(by=user(request), meeting=sitting.meeting, seen=seen, now=timezone.now())

    if tried(form, act):
        messages.success(request, _("The minutes are approved. From now on they stay as they are."))
        return redirect("committee-meeting", uid)
    return _page(request, sitting, form)


def _page(request: HttpRequest, sitting: Sitting, form: SeenForm) -> HttpResponse:
    prefetch_related_objects([sitting.meeting], "minutes")
    minutes = list(sitting.meeting.minutes.all())
    found = resolved(Q(resolution__meeting__body=sitting.meeting.body), timezone.localdate())
    last = minutes[-1].pk if minutes else 0
    context = committee_page(
        (named(sitting), ""),
        sitting=sitting,
        opening=before(found, sitting),
        opening_id=OPENING,
        opening_entry=entry(Item(OPENING, ""), written(minutes), by_item(found, sitting.meeting)),
        entries=entries(sitting, minutes, found),
        approved=sitting.approved,
        last=last,
        form=form if form.is_bound else None,
        **_offered(request, sitting, last),
    )
    return render(request, "committee/meeting.html", context, status=422 if form.is_bound else 200)


def _offered(request: HttpRequest, sitting: Sitting, last: int) -> dict[str, Any]:
    """What this person may do here and now."""
    changes = not sitting.locked
    minuted = sitting.meeting.minuted(timezone.now())
    begun = not sitting.comes and not sitting.call.cancelled
    return {
        "may_move": changes and not sitting.held and may(request, "meeting.moved", sitting),
        "may_set": changes and may(request, "agenda.set", sitting),
        "may_attend": may(request, "attendance.read", sitting) and begun,
        "may_write": begun and (may(request, "minutes.written", sitting) or may(request, "resolution.taken", sitting)),
        "may_approve": last > sitting.approved and decide(request.user, "minutes.approved", minuted).possible,
    }


def entries(sitting: Sitting, minutes: Iterable[Minute], found: list[Resolved]) -> list[Entry]:
    """The items in the order of the agenda."""
    texts, taken = written(minutes), by_item(found, sitting.meeting)
    return [entry(item, texts, taken) for item in sitting.items]


def entry(item: Item, texts: Mapping[str, Written], taken: Mapping[str, list[Resolved]]) -> Entry:
    return Entry(item, texts.get(item.id), taken.get(item.id, []))
