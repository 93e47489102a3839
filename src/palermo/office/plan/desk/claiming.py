"""Saying what state a version is in: since when, who says so, and on what it rests."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.access.keyring.sealing import KeyLost
from palermo.office.base.vocabulary import say
from palermo.office.plan.actions import Document, Proof, claim_state
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.models import State, Version
from palermo.office.plan.readers import standing_on


class ClaimForm(forms.Form):
    """One claim about the state of a version."""

    asked = ("document", "source")  # one of the two
    state = forms.ChoiceField(
        label=gettext_lazy("The state it is said to be in"),
        choices=State.choices,
        widget=forms.RadioSelect,
    )
    when = forms.CharField(
        label=gettext_lazy("Since when"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("As exactly as the source says it: 12 March 2024, March 2024, or 2024."),
    )
    said_by = forms.CharField(
        label=gettext_lazy("Who says so"),
        max_length=300,
        help_text=gettext_lazy("An office, a gazette, a newspaper. No names of private persons."),
    )
    document = forms.FileField(
        label=gettext_lazy("Document that says so"),
        required=False,
        help_text=gettext_lazy("Up to 20 MB. It becomes public with the claim, unless it is kept closed."),
    )
    closed = forms.BooleanField(
        label=gettext_lazy("Keep this document closed"),
        required=False,
        help_text=gettext_lazy("It is sealed, its name as well. The public learns only that there is one."),
    )
    source = forms.CharField(
        label=gettext_lazy("Or where it is said"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("For example: Royal Gazette, issue 12, page 340."),
    )
    url = forms.URLField(
        label=gettext_lazy("Address of that source"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("document") and not told.get("source") and "document" not in self.errors:
            self.add_error("document", _("Add the document that says so, or describe where it is said."))
        elif told.get("closed") and not told.get("document") and "document" not in self.errors:
            self.add_error("document", _("Add the document that is to be kept closed."))
        return told


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def claim(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    version = version_or_404(slug, number)
    if request.method != "POST":
        return _page(request, version, ClaimForm())
    form = ClaimForm(request.POST, request.FILES)
    if not form.is_valid() or not _claimed(request, version, form):
        return _page(request, version, form, status=422)
    messages.success(request, _("What is said of version %(number)s is stored.") % {"number": number})
    return redirect("desk-plan", slug)


def _claimed(request: HttpRequest, version: Version, form: ClaimForm) -> bool:
    told = form.cleaned_data
    sent = told["document"]
    document = Document(sent.name or "document", sent.read(), closed=told["closed"]) if sent else None
    try:
        claim_state(
            by=user(request),
            version=version,
            state=State(told["state"]),
            when=told["when"],
            said_by=told["said_by"],
            proof=Proof(document, told["source"], told["url"]),
            note=told["note"],
            now=timezone.now(),
        )
    except KeyLost as error:
        form.add_error("document", say(error.message))
        return False
    except UserError as error:
        # the form has asked for everything else already: what is left to refuse is the date
        form.add_error("when", say(error.message))
        return False
    return True


def _page(request: HttpRequest, version: Version, form: ClaimForm, status: int = 200) -> HttpResponse:
    claims = list(version.claims.select_related("made_by"))
    context = desk_page(
        plan_crumb(version),
        (_("State of version %(number)s") % {"number": version.number}, ""),
        version=version,
        form=form,
        claims=claims,
        standing=standing_on(version, timezone.localdate()),
    )
    return render(request, "desk/claim.html", context, status=status)
