"""When the budget rounds of the bodies of a plan close: said here, each with its reason."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core.languages import fold_digits
from palermo.office.access.decision import decide
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.people.choices import ReasonField
from palermo.office.access.people.frame import sent, tried
from palermo.office.base.forms import offer
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.money.actions import set_round
from palermo.office.plan.money.models import Round
from palermo.office.plan.money.readers import accounts_of, money_record, put_to
from palermo.office.plan.money.rounds import asked_of, rounds_shown
from palermo.office.plan.readers import open_plan
from palermo.plan import with_rounds


class RoundForm(forms.Form):
    """The last day of a body's round."""

    body = forms.ChoiceField(label=gettext_lazy("Body"))
    day = forms.CharField(
        label=gettext_lazy("Last day of its budget round"),
        help_text=gettext_lazy("Month and day, such as 06-30. Left empty, the body has no round."),
        max_length=5,
        required=False,
    )
    reason = ReasonField(label=gettext_lazy("Which rule or letter says so"))

    def __init__(self, bodies: list[str], *args: Any) -> None:
        super().__init__(*args)
        offer(self, "body", [("", _("Choose a body")), *((body, body) for body in bodies)])

    def clean_day(self) -> str:
        return fold_digits(self.cleaned_data["day"])


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def rounds_desk(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    said = list(Round.objects.filter(plan=version.plan))
    known = tuple((row.body, row.day) for row in said)
    plan = with_rounds(open_plan(version), known)
    leads = asked_of(plan, put_to(version.plan))
    bodies = sorted({*leads.values(), *plan.budget_calendar} - {""})
    form = RoundForm(bodies, sent(request))

    def act() -> object:
        return set_round(by=user(request), plan=version.plan, **form.cleaned_data, now=timezone.now())

    if tried(form, act):
        messages.success(request, _("It is stored. What missed the round is marked from now on."))
        return redirect("rounds-desk", slug)
    accounts = accounts_of(version, money_record(version.plan).public)
    context = desk_page(
        plan_crumb(version),
        (_("Money"), reverse("money-desk", args=[slug])),
        (_("Budget rounds"), ""),
        version=version,
        plan=plan,
        said=said[::-1],
        form=form,
        bodies=bodies,
        may_set=decide(request.user, "round.set", version.plan).possible,
        rounds=rounds_shown(plan, known, accounts, leads, timezone.localdate()),
    )
    return render(request, "money/desk/rounds.html", context, status=422 if form.is_bound else 200)
