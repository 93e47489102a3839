"""Filing what a body sees of one activity."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import as_choices
from palermo.office.access.people.frame import body_or_404, sent, tried
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.beside.actions import file_view
from palermo.office.plan.beside.voices.frame import bodies_only, filing_bodies, voices_page
from palermo.office.plan.beside.words import SEEN
from palermo.office.plan.pages.public import find_edition
from palermo.office.plan.work.readers import newest_cycle
from palermo.plan import Period, Seen, periods


class ViewForm(forms.Form):
    """What a body sees."""

    body = forms.ChoiceField(label=gettext_lazy("Body that files it"))
    period = forms.ChoiceField(label=gettext_lazy("Period"), required=False)
    seen = forms.ChoiceField(
        label=gettext_lazy("What you see"),
        choices=[(seen, word) for seen, (word, _tone) in SEEN.items()],
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=gettext_lazy("In a few sentences, and how you know"), widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, bodies: list[Body], begun: list[Period], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "body", as_choices(bodies, "" if len(bodies) == 1 else _("Choose a body")))
        offer(self, "period", [("", _("No single period")), *((each.name, each.name) for each in reversed(begun))])


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def filing(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    edition = find_edition(request, slug)
    found = next((each for _g, _o, each in edition.plan.each_activity() if each.id == activity_id), None)
    if found is None or edition.press:
        raise Http404(activity_id)
    bodies, cycle = filing_bodies(request), newest_cycle(edition.version.plan_id)
    today = timezone.localdate()
    begun = [each for each in periods(cycle.rule) if each.first <= today] if cycle else []
    form = ViewForm(bodies, begun, sent(request))
    filed: list[str] = []

    def act() -> None:
        told = form.cleaned_data
        view = file_view(
            by=user(request),
            body=body_or_404(told["body"]),
            plan=edition.version.plan,
            activity=found.id,
            period=told["period"],
            seen=Seen(told["seen"]),
            words=told["words"],
            now=timezone.now(),
        )
        filed.append(view.uid)

    if tried(form, act):
        messages.success(request, _("The view is kept. Nobody else reads it until your body publishes it."))
        return redirect("voice", filed[0])
    context = voices_page(
        (_("Activity %(id)s") % {"id": found.id}, ""),
        edition=edition,
        activity=found,
        none=not bodies,
        form=form,
        back=reverse("activity-progress", args=[slug, edition.version.number, found.id]),
        **tongues(edition.version.language),
    )
    return render(request, "beside/file.html", context, status=422 if form.is_bound else 200)
