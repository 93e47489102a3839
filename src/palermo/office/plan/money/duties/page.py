"""The money of one activity: its lines, what was written down of each, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import tried
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.money.actions import (
    accept_cost,
    accept_money,
    add_cost,
    post_money,
    refuse_cost,
    refuse_money,
)
from palermo.office.plan.money.duties.forms import CorrectionForm, CostForm, PostingForm
from palermo.office.plan.money.duties.reading import Shown, shown_or_404
from palermo.office.plan.money.lines import correctable, costs_shown, lines_shown
from palermo.office.plan.money.models import CostLine, Posting
from palermo.office.plan.money.readers import rounds_of
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.plan import with_rounds

Acts = dict[str, tuple[forms.Form, Callable[[], object]]]  # by name: the form, and what it does


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def money(request: HttpRequest, uid: str) -> HttpResponse:
    shown = shown_or_404(request, uid)
    acts = _acts(request, shown)
    for name, (form, act) in acts.items():
        if tried(form, act):
            messages.success(request, _done(name))
            return redirect("duty-money", uid)
    return _page(request, shown, acts)


def _acts(request: HttpRequest, shown: Shown) -> Acts:
    of: dict[str, Any] = {"by": user(request), "now": timezone.now()}
    own = {**of, "lead": shown.lead}
    lines = [each.line for each in shown.accounts if not each.gone]
    post = PostingForm(lines, _sent(request, "post"), prefix="post")
    add = CostForm(open_plan(shown.version), timezone.localdate(), _sent(request, "add"), prefix="add")
    acts: Acts = {
        "post": (post, lambda: post_money(**own, posting=post.posting())),
        "add": (add, lambda: add_cost(**own, cost=add.cost(), reason=add.cleaned_data["reason"])),
    }
    row = shown.row(request.POST.get("row", "") or request.GET.get("correct", ""))
    if isinstance(row, Posting):
        acts["correct"] = _correction(request, row, own)
    if request.POST.get("act") in ("accept", "refuse"):
        acts |= _judging(request, row, of)
    return acts


def _correction(request: HttpRequest, row: Posting, own: dict[str, Any]) -> tuple[forms.Form, Callable[[], object]]:
    form = CorrectionForm(row, _sent(request, "correct"), prefix="correct")

    def correct() -> object:
        return post_money(**own, posting=form.posting(), corrects=row, reason=form.cleaned_data["reason"])

    return form, correct


def _judging(request: HttpRequest, row: CostLine | Posting | None, of: dict[str, Any]) -> Acts:
    if row is None:
        raise Http404
    accepted, refused = forms.Form(_sent(request, "accept")), ReasonForm(_sent(request, "refuse"))

    def accept() -> object:
        return accept_cost(**of, cost=row) if isinstance(row, CostLine) else accept_money(**of, posting=row)

    def refuse() -> object:
        why = refused.cleaned_data["reason"]
        if isinstance(row, CostLine):
            return refuse_cost(**of, cost=row, reason=why)
        return refuse_money(**of, posting=row, reason=why)

    return {"accept": (accepted, accept), "refuse": (refused, refuse)}


def _sent(request: HttpRequest, act: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None


def _done(act: str) -> str:
    if act == "accept":
        return _("It counts from now on, and everybody may read it.")
    if act == "refuse":
        return _("It is refused, with your reason.")
    return _("It is written down. It counts once the secretariat has accepted it.")


def _page(request: HttpRequest, shown: Shown, acts: Acts) -> HttpResponse:
    lead, bound = shown.lead, next((form for form, _act in acts.values() if form.is_bound), None)
    posts = shown.answers and decide(request.user, "money.posted", lead).possible
    leads = {lead.activity: shown.lead_name}
    plan = with_rounds(open_plan(shown.version), rounds_of(lead.plan))
    context = duties_page(
        duty_crumb(lead),
        (_("Money"), ""),
        lead=lead,
        version=shown.version,
        activity=shown.activity,
        lines=list(lines_shown(plan, shown.record, shown.accounts, leads)),
        others=list(costs_shown(plan, shown.record, leads)),
        judges=_judges(request, shown),
        correctable=correctable(shown.record) if posts else (),
        form=bound,
        forms={name: form for name, (form, _act) in acts.items()},
        may_post=posts and bool(shown.accounts),
        may_add=shown.answers and decide(request.user, "cost.added", lead).possible,
    )
    context |= tongues(shown.version.language)
    return render(request, "money/duty.html", context, status=422 if bound else 200)


def _judges(request: HttpRequest, shown: Shown) -> frozenset[str]:
    """The uids of what this person may accept or refuse."""
    acts = {CostLine: "cost.accepted", Posting: "money.accepted"}
    rows = (each.row for each in shown.record.waiting)
    return frozenset(row.uid for row in rows if decide(request.user, acts[type(row)], row).possible)
