"""One item of a meeting: what was said, and what was resolved."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import DayField, ReasonField, as_choices
from palermo.office.access.people.frame import body_or_404, tried
from palermo.office.base.forms import offer
from palermo.office.plan.committee.actions import correct_minutes, take_resolution, write_minutes
from palermo.office.plan.committee.inside.frame import admitted, committee_page, may, sitting_crumb
from palermo.office.plan.committee.inside.meeting import entry
from palermo.office.plan.committee.items import OPENING, Item, lang_of
from palermo.office.plan.committee.readers import Sitting, by_item, resolved, written
from palermo.office.plan.work.desk.frame import sent_to


class MinuteForm(forms.Form):
    """What was said."""

    text = forms.CharField(label=gettext_lazy("What was said"), widget=forms.Textarea(attrs={"rows": 6}))


class CorrectionForm(MinuteForm):
    """What is added to approved minutes."""

    reason = ReasonField()


class ResolutionForm(forms.Form):
    """Who is to do what by when."""

    words = forms.CharField(
        label=gettext_lazy("What was resolved"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One thing, so that anybody can tell whether it was done. Everybody reads it."),
    )
    owner = forms.ChoiceField(label=gettext_lazy("Body that owes it"))
    due = DayField(label=gettext_lazy("By when"))

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", as_choices(bodies, _("Choose a body")))


@require_http_methods(["GET", "HEAD", "POST"])
def item(request: HttpRequest, uid: str, item_id: str) -> HttpResponse:
    sitting = admitted(request, uid)
    found = _item(sitting, item_id)
    of: dict[str, Any] = {"by": user(request), "meeting": sitting.meeting, "item": found.id, "now": timezone.now()}
    shown = _forms(request, sitting)

    def write() -> object:
        return write_minutes(**of, text=shown["write"].cleaned_data["text"])

    def correct() -> object:
        told = shown["correct"].cleaned_data
        return correct_minutes(**of, text=told["text"], reason=told["reason"])

    def resolve() -> object:
        told = shown["resolve"].cleaned_data
        return take_resolution(**of, words=told["words"], owner=body_or_404(told["owner"]), due=told["due"])

    acts = {
        "write": (write, _("The minutes of the item are stored.")),
        "correct": (correct, _("The addition is stored. It waits for the chair.")),
        "resolve": (resolve, _("The resolution is stored. The body that owes it finds it under its duties.")),
    }
    for name, form in shown.items():
        act, done = acts[name]
        if tried(form, act):
            messages.success(request, done)
            return redirect("meeting-item", uid, item_id)
    return _page(request, sitting, found, shown)


def _item(sitting: Sitting, item_id: str) -> Item:
    if item_id == OPENING:
        return Item(OPENING, _("What became of what was resolved before"))
    found = next((each for each in sitting.items if each.id == item_id), None)
    if found is None:
        raise Http404(item_id)
    return found


def _forms(request: HttpRequest, sitting: Sitting) -> dict[str, forms.Form]:
    """Those that this person may fill in now, and the one that was sent even where it is not: it is told why."""
    sent = request.POST.get("act") if request.method == "POST" else ""
    begun, approved = not sitting.comes and not sitting.call.cancelled, sitting.approved > 0
    open_to = {
        "write": begun and not approved and may(request, "minutes.written", sitting),
        "correct": begun and approved and may(request, "minutes.corrected", sitting),
        "resolve": begun and not approved and may(request, "resolution.taken", sitting),
    }
    shown: dict[str, forms.Form] = {}
    if open_to["write"] or sent == "write":
        shown["write"] = MinuteForm(sent_to(request, "write"), prefix="write")
    if open_to["correct"] or sent == "correct":
        shown["correct"] = CorrectionForm(sent_to(request, "correct"), prefix="correct")
    if open_to["resolve"] or sent == "resolve":
        shown["resolve"] = ResolutionForm(list(Body.objects.all()), sent_to(request, "resolve"), prefix="resolve")
    return shown


def _page(request: HttpRequest, sitting: Sitting, found: Item, shown: dict[str, forms.Form]) -> HttpResponse:
    prefetch_related_objects([sitting.meeting], "minutes")
    minutes = [each for each in sitting.meeting.minutes.all() if each.item == found.id]
    taken = resolved(Q(resolution__meeting=sitting.meeting, resolution__item=found.id), timezone.localdate())
    here = entry(found, written(minutes), by_item(taken, sitting.meeting))
    if (form := shown.get("write")) and here.written and here.written.text:
        form.initial = {"text": here.written.text.text}
    bound = next((form for form in shown.values() if form.is_bound), None)
    context = committee_page(
        sitting_crumb(sitting),
        (found.words, "", lang_of(found)),
        sitting=sitting,
        entry=here,
        approved=sitting.approved,
        forms=shown,
        form=bound,
    )
    return render(request, "committee/item.html", context, status=422 if bound else 200)
