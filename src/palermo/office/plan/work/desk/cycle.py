"""How a plan is reported on: the rule, the periods it makes before it is stored, and the rules of before."""

from dataclasses import astuple
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.people.choices import DayField, ReasonField
from palermo.office.access.people.frame import names_of, sent
from palermo.office.base.vocabulary import say
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import set_cycle
from palermo.office.plan.work.desk.frame import said_cycle, work_crumb, work_page
from palermo.office.plan.work.levels import LADDERS
from palermo.office.plan.work.models import Cycle
from palermo.office.plan.work.words import HOW_OFTEN
from palermo.plan import Cycle as Rule
from palermo.plan import Every, periods

LONGEST = 30  # years that a plan is reported on
EARLIEST, LATEST = date(1990, 1, 1), date(2200, 12, 31)
_LADDER_WORDS = {
    "plain": gettext_lazy("The body writes, the secretariat accepts, the chair publishes"),
    "approved": gettext_lazy("The body writes, its approver accepts, then the secretariat; the chair publishes"),
}


class CycleForm(forms.Form):
    """The rule. `shown`: the one whose periods the person has seen."""

    every = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=list(HOW_OFTEN.items()), widget=forms.RadioSelect
    )
    first = DayField(label=gettext_lazy("First day that is reported on"))
    last = DayField(label=gettext_lazy("Last day that is reported on"))
    starts = forms.TypedChoiceField(
        label=gettext_lazy("Month in which the year begins"), coerce=int, choices=list(MONTHS.items())
    )
    due_days = forms.IntegerField(
        label=gettext_lazy("Days from the end of a period until its report is due"), min_value=0, max_value=366
    )
    ladder = forms.ChoiceField(
        label=gettext_lazy("Who accepts"),
        choices=list(_LADDER_WORDS.items()),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("What was accepted by other levels before is judged anew by these."),
    )
    reason = ReasonField(label=gettext_lazy("Why it is so"))
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("first"), told.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not EARLIEST <= day <= LATEST:
                self.add_error(name, _("Choose a day between 1990 and 2200."))
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first. Choose a later one."))
        elif first and last and last.year - first.year > LONGEST:
            self.add_error("last", _("A plan is reported on for at most %(n)s years.") % {"n": LONGEST})
        return told

    def rule(self, named_by: str) -> Rule:
        """As the library takes it."""
        told = self.cleaned_data
        every, of = Every(told["every"]), (told["first"], told["last"], told["starts"], told["due_days"])
        return Rule(every, *of, "end" if named_by == "end" else "start")


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def cycle(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    rules = list(Cycle.objects.filter(plan=version.plan).order_by("-pk"))
    form = CycleForm(sent(request), initial=_proposed(version, rules[0] if rules else None))
    if not form.is_bound:
        return _page(request, version, rules, form, rules[0].rule if rules else None)
    if not form.is_valid():
        return _page(request, version, rules, form, status=422)
    rule = form.rule(open_plan(version).fiscal_named_by)
    seen = form.cleaned_data["shown"] == _mark(rule)
    if "store" not in request.POST or not seen:
        form.data = {**request.POST.dict(), "shown": _mark(rule)}
        changed = "store" in request.POST
        return _page(request, version, rules, form, rule, to_store=True, changed=changed)
    try:
        set_cycle(
            by=user(request),
            plan=version.plan,
            rule=rule,
            ladder=LADDERS[form.cleaned_data["ladder"]],
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
        )
    except UserError as error:
        form.add_error(None, say(error.message))
        return _page(request, version, rules, form, rule, status=422)
    messages.success(request, _("It is stored how the plan is reported on."))
    return redirect("work-desk", slug)


def _proposed(version: Version, newest: Cycle | None) -> dict[str, Any]:
    """What the form begins with: the rule of today, else what the plan says of its time and its year."""
    if newest is not None:
        ladder = next((name for name, levels in LADDERS.items() if list(levels) == newest.ladder), "plain")
        names = ("every", "first", "last", "starts", "due_days")
        return {**{name: getattr(newest, name) for name in names}, "ladder": ladder}
    plan = open_plan(version)
    begins, ends = plan.period_start.value, plan.period_end.value
    return {
        "every": Every.QUARTER,
        "first": begins.first if begins else None,
        "last": ends.last if ends else None,
        "starts": plan.fiscal_start,
        "due_days": 30,
        "ladder": "plain",
    }


def _mark(rule: Rule) -> str:
    return "|".join(str(part) for part in astuple(rule))


def _page(
    request: HttpRequest,
    version: Version,
    rules: list[Cycle],
    form: CycleForm,
    rule: Rule | None = None,
    status: int = 200,
    **more: Any,
) -> HttpResponse:
    names = names_of({each.made_by for each in rules})
    earlier = [{"rule": each, "said": said_cycle(each), "by": names.get(each.made_by, each.made_by)} for each in rules]
    context = work_page(
        request,
        version,
        work_crumb(version),
        (_("How it is reported on"), ""),
        form=form,
        periods=periods(rule) if rule else (),
        rules=earlier,
        **more,
    )
    return render(request, "work/desk/cycle.html", context, status=status)
