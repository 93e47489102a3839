"""The agenda of a meeting: proposals that are taken over by a tick, items of one's own, and their order."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.doors import user
from palermo.office.access.people.frame import sent, tried
from palermo.office.base.forms import offer
from palermo.office.base.kept_rows import drawn
from palermo.office.base.vocabulary import in_tongue
from palermo.office.plan.committee.actions import set_agenda
from palermo.office.plan.committee.inside.frame import admitted, committee_page, sitting_crumb
from palermo.office.plan.committee.inside.proposing import Offered, offered
from palermo.office.plan.committee.items import Item, lang_of, new_id
from palermo.office.plan.committee.readers import Sitting


class AgendaForm(forms.Form):
    """For each item its place and whether it goes; the proposals that are taken over; an item of one's own."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    take = forms.MultipleChoiceField(label=gettext_lazy("Proposals"), required=False)
    own = forms.CharField(
        label=gettext_lazy("An item of your own"),
        required=False,
        max_length=300,
        help_text=gettext_lazy("In a few words, such as: the budget round of next year."),
    )

    def __init__(self, items: Sequence[Item], offers: Sequence[Offered], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items, self.offers = items, offers
        offer(self, "take", [(each.proposal.key, each.words) for each in offers])
        for number, each in enumerate(items, 1):
            words = {"words": in_tongue(each.words, lang_of(each))}
            place = forms.IntegerField(label=format_html(_("Place of: {words}"), **words), min_value=1)
            gone = forms.BooleanField(label=format_html(_("Take off: {words}"), **words), required=False)
            place.initial = number
            place.widget.attrs.update({"class": "short"})
            self.fields |= {f"place-{each.id}": place, f"gone-{each.id}": gone}

    def rows(self) -> list[dict[str, object]]:
        """Each item with its two fields."""
        return [
            {"item": each, "place": self[f"place-{each.id}"], "gone": self[f"gone-{each.id}"]} for each in self.items
        ]

    def chosen(self) -> list[Item]:
        """The agenda as it was asked for."""
        told = self.cleaned_data
        stay = [each for each in self.items if not told[f"gone-{each.id}"]]
        ordered = sorted(stay, key=lambda each: told[f"place-{each.id}"])
        new = [each.item() for each in self.offers if each.proposal.key in told["take"]]
        own = [Item(new_id(), words=told["own"].strip())] if told["own"].strip() else []
        return [*ordered, *new, *own]


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: HttpRequest, uid: str) -> HttpResponse:
    sitting = admitted(request, uid, "agenda.set")
    offers = offered(request, sitting, timezone.localdate())
    form = AgendaForm(sitting.items, offers, sent(request), initial={"seen": sitting.agenda})

    def act() -> None:
        items, seen = form.chosen(), form.cleaned_data["seen"]
        set_agenda(by=user(request), meeting=sitting.meeting, items=items, seen=seen, now=timezone.now())

    if tried(form, act):
        messages.success(request, _("The agenda is stored."))
        return redirect("committee-meeting", uid)
    return _page(request, sitting, form)


def _page(request: HttpRequest, sitting: Sitting, form: AgendaForm) -> HttpResponse:
    ticked = form.data.getlist("take") if hasattr(form.data, "getlist") else ()
    offers = [_drawn(sitting, each, ticked=each.proposal.key in ticked) for each in form.offers]
    context = committee_page(sitting_crumb(sitting), (_("Agenda"), ""), sitting=sitting, form=form, offers=offers)
    return render(request, "committee/agenda.html", context, status=422 if form.is_bound else 200)


def _drawn(sitting: Sitting, each: Offered, *, ticked: bool) -> SafeString:
    of = sitting.meeting.pk, each.proposal.key
    about = {"proposal": each.proposal, "words": each.words, "lang": each.lang, "ticked": ticked}
    return drawn("committee/_offer.html", of, about)
