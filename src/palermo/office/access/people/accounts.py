"""Closing an account and opening it again; a new start for who lost both factors; the end of all sessions."""

from collections.abc import Callable
from secrets import token_urlsafe

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from palermo.office.access.actions import close_account, end_sessions, reopen_account, reset_sign_in
from palermo.office.access.actions.resets import LASTS
from palermo.office.access.doors import admit, user
from palermo.office.access.models import Person
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import (
    Sheet,
    form_page,
    overseers_only,
    people_page,
    person_crumb,
    person_or_404,
    person_sheet,
    sent,
    tried,
)


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def close(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person = person_or_404(pseudonym)
    admit(request, "account.closed", person)
    lead = _("Nobody signs in to it from then on. Its terms stay on record, and it can be opened again.")
    sheet = person_sheet(person, _("Close the account"), lead=lead, warning=True)
    return _with_reason(request, person, close_account, sheet, _("The account is closed, and its sessions are over."))


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def reopen(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person = person_or_404(pseudonym)
    admit(request, "account.reopened", person)
    lead = _("The passphrase and the second factor of before open it, and the terms that still run hold again.")
    sheet = person_sheet(person, _("Open the account again"), lead=lead)
    return _with_reason(request, person, reopen_account, sheet, _("The account is open again."))


def _with_reason(
    request: HttpRequest, person: Person, act: Callable[..., object], sheet: Sheet, done: str
) -> HttpResponse:
    """The page of an act on an account that takes nothing but its reason."""
    form = ReasonForm(sent(request))

    def store() -> None:
        act(by=user(request), person=person, reason=form.cleaned_data["reason"], now=timezone.now())

    if tried(form, store):
        messages.success(request, done)
        return redirect("person", person.pseudonym)
    return form_page(request, form, sheet)


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def reset(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person, now = person_or_404(pseudonym), timezone.now()
    admit(request, "sign_in.reset", person)
    form, token = ReasonForm(sent(request)), token_urlsafe(32)

    def act() -> None:
        reset_sign_in(by=user(request), person=person, reason=form.cleaned_data["reason"], token=token, now=now)

    if tried(form, act):
        context = people_page(
            person_crumb(person),
            (_("Reset the sign-in"), ""),
            link=request.build_absolute_uri(reverse("new-start", args=[token])),
            lasts=now + LASTS,
            back=reverse("person", args=[pseudonym]),
            heading=_("Hand this link over"),
        )
        return render(request, "people/link.html", context)
    lead = _(
        "For a person who has lost phone and passphrase. Passphrase, second factors and sessions of this account are "
        "gone at once. Make sure that it is them: see them, or call them back."
    )
    return form_page(request, form, person_sheet(person, _("Reset the sign-in"), lead=lead, warning=True))


@require_POST
@overseers_only
def sessions(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person = person_or_404(pseudonym)
    changed = end_sessions(by=user(request), person=person, now=timezone.now())
    ended = int(changed.what["sessions"])
    messages.success(request, ngettext("%(n)s session is ended.", "%(n)s sessions are ended.", ended) % {"n": ended})
    return redirect("person", pseudonym)
