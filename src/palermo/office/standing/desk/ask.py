"""One ask with both voices: for everybody to read, and for those who may, to say something to it or put it right."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.models import ROOT, Body
from palermo.office.access.people.choices import ReasonForm, bodies_for
from palermo.office.access.people.frame import tried
from palermo.office.base.vocabulary import say
from palermo.office.standing.actions import reply_to_ask, respond_to_ask, withdraw_ask, write_ask
from palermo.office.standing.desk.forms import AskForm, ReplyForm, ResponseForm, filled_with
from palermo.office.standing.ledger import Told, entries, ledger_of
from palermo.office.standing.public.frame import Subject, country_page, standing_page, subject_or_404
from palermo.standing import Ask, Stance

Acts = dict[str, tuple[forms.Form, Callable[[], object]]]  # by name: the form, and what it does


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, iso3: str, ask: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    told = ledger_of(subject.here, subject.iso3, subject.as_of)
    found = told.ask(ask)
    if found is None:
        raise Http404(ask)
    acts = _acts(request, subject, told, found)
    for name, (form, act) in acts.items():
        if tried(form, act):
            messages.success(request, _("It is stored, with its day."))
            # what was withdrawn may be gone
            return redirect("country-asks", subject.iso3) if name == "withdraw" else redirect("ask", subject.iso3, ask)
    wrong = next((form for form, _act in acts.values() if form.is_bound), None)
    if request.method == "POST" and wrong is None:
        raise Http404(ask)  # an act that is not theirs, or none at all
    return _page(request, subject, told, found, acts, wrong)


def _acts(request: HttpRequest, subject: Subject, told: Told, found: Ask) -> Acts:
    """What this reader may do to it; nothing for who is not signed in, and nothing is asked of the database."""
    if not request.user.is_authenticated:
        return {}
    of: dict[str, Any] = {"by": user(request), "now": timezone.now()}
    about = {**of, "iso3": subject.iso3, "ask": found.id}
    acts: Acts = {}
    root = Body.objects.filter(key=ROOT).first()
    if root and decide(request.user, "ask.responded", root).possible:
        respond = ResponseForm(_sent(request, "respond"), prefix="respond")
        acts["respond"] = (
            respond,
            lambda: respond_to_ask(
                **about, body=root, stance=Stance(respond.cleaned_data["stance"]), words=respond.cleaned_data["words"]
            ),
        )
    if bodies := bodies_for(user(request), "ask.replied", "body"):
        reply = ReplyForm(bodies, _sent(request, "reply"), prefix="reply")
        acts["reply"] = (reply, lambda: reply_to_ask(**about, **reply.said()))
    if decide(request.user, "desk.opened"):
        entry = told.entered.get(found.id)
        write = AskForm(_sent(request, "write"), prefix="write", initial=filled_with(found, entry))
        write.fields["id"].disabled = True
        acts["write"] = (write, lambda: write_ask(**of, **write.written(subject.iso3)))
        if entry and not entry.withdrawn:
            withdraw = ReasonForm(_sent(request, "withdraw"), prefix="withdraw")
            acts["withdraw"] = (withdraw, lambda: withdraw_ask(**about, reason=withdraw.cleaned_data["reason"]))
    return acts


def _sent(request: HttpRequest, act: str) -> Any:
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None


def _page(
    request: HttpRequest, subject: Subject, told: Told, found: Ask, acts: Acts, wrong: forms.Form | None
) -> HttpResponse:
    context = country_page(
        subject,
        "country-asks",
        found.id,
        each=told.shown(found),
        alone=True,
        threads=[thread for thread in told.ledger.threads if any(own.id == found.id for own in thread.asks)],
        earlier=entries(subject.iso3, subject.as_of, ask=found.id),
        follows={body: after for body, after in told.ledger.next.items() if body == found.body},
        form=wrong,
        acts={name: form for name, (form, _act) in acts.items()},
    )
    return render(request, "standing/ask.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def new_ask(request: HttpRequest, iso3: str) -> HttpResponse:
    subject = subject_or_404(request, iso3)
    form = AskForm(request.POST if request.method == "POST" else None)
    of: dict[str, Any] = {"by": user(request), "now": timezone.now()}
    known = {each.id for each in ledger_of(subject.here, subject.iso3, subject.as_of, voices=False).ledger.asks}
    if form.is_bound and form.is_valid() and form.cleaned_data["id"] in known:
        form.add_error("id", _("There is such an ask already. Put that one right, on its page."))
    if tried(form, lambda: write_ask(**of, **form.written(subject.iso3))):
        messages.success(request, _("It is stored, with its day."))
        return redirect("ask", subject.iso3, form.cleaned_data["id"])
    name = say(subject.history.name)
    crumbs = ((name, reverse("country-asks", args=[subject.iso3])), (_("Enter an ask"), ""))
    context = standing_page(*crumbs, history=subject.history, form=form)
    return render(request, "standing/desk/new_ask.html", context, status=422 if form.is_bound else 200)
