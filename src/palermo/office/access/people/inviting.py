"""Inviting somebody into a body, and taking an invitation back."""

from secrets import token_urlsafe

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from palermo.office.access.actions import invite_person, withdraw_invitation
from palermo.office.access.actions.invitations import LASTS
from palermo.office.access.doors import admit, user
from palermo.office.access.people.choices import DayField, RoleField, ends, in_a_year
from palermo.office.access.people.frame import (
    Sheet,
    body_crumb,
    body_or_404,
    form_page,
    invitation_or_404,
    overseers_only,
    people_page,
    sent,
    tried,
)
from palermo.office.access.words import body_name


class InviteForm(forms.Form):
    """The term that the invitation brings."""

    role = RoleField()
    until = DayField(
        label=gettext_lazy("Last day of the term"),
        initial=in_a_year,
        help_text=gettext_lazy("A term is given for a time, at most as long as it is certain."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def invite(request: HttpRequest, key: str) -> HttpResponse:
    body, now = body_or_404(key), timezone.now()
    admit(request, "person.invited", body)
    form, token = InviteForm(sent(request)), token_urlsafe(32)

    def act() -> None:
        told = form.cleaned_data
        invite_person(by=user(request), body=body, role=told["role"], until=ends(told["until"]), token=token, now=now)

    heading = _("Invite somebody")
    if tried(form, act):
        link = request.build_absolute_uri(reverse("invitation", args=[token]))
        context = people_page(
            body_crumb(body),
            (heading, ""),
            link=link,
            lasts=now + LASTS,
            back=reverse("body", args=[key]),
            heading=_("Hand this link over"),
        )
        return render(request, "people/link.html", context)
    sheet = Sheet(
        heading=heading,
        caption=body_name(body),
        lead=_("You get a link to hand over. Whoever opens it first chooses a name and a passphrase."),
        button=_("Make the link"),
        back=reverse("body", args=[key]),
        crumbs=(body_crumb(body),),
    )
    return form_page(request, form, sheet)


@require_POST
@overseers_only
def withdraw(request: HttpRequest, uid: str) -> HttpResponse:
    invitation = invitation_or_404(uid)
    withdraw_invitation(by=user(request), invitation=invitation, now=timezone.now())
    messages.success(request, _("The invitation is withdrawn. Its link opens nothing any more."))
    return redirect("body", invitation.body.key)
