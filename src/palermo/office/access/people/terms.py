"""Giving a term, also as a deputy; handing one over; ending one."""

from datetime import date, datetime

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.access import Role, Thing
from palermo.office.access.actions import end_term, give_term, hand_over_term
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.models import Person
from palermo.office.access.people.choices import (
    DayField,
    ReasonField,
    RoleField,
    as_choices,
    begins,
    bodies_for,
    ends,
    in_a_year,
    people_to_choose,
)
from palermo.office.access.people.frame import (
    body_or_404,
    form_page,
    overseers_only,
    person_or_404,
    person_sheet,
    sent,
    term_or_404,
    tried,
)
from palermo.office.base.forms import offer

NOW_IF_EMPTY = gettext_lazy("Leave it empty for: from now on.")


class GiveForm(forms.Form):
    """A role in a body, for a time."""

    body = forms.ChoiceField(label=gettext_lazy("In which body"))
    role = RoleField()
    since = DayField(label=gettext_lazy("First day"), required=False, help_text=NOW_IF_EMPTY)
    until = DayField(label=gettext_lazy("Last day"), initial=in_a_year)


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def give(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person, now = person_or_404(pseudonym), timezone.now()
    admit(request, "person.opened", person)
    admit(request, "term.given", Thing(kind="term", id="", path=person.body.above, state="running", owner=pseudonym))
    form = GiveForm(sent(request), initial={"body": person.body.key})
    offer(form, "body", as_choices(bodies_for(user(request), "term.given", "term")))

    def act() -> None:
        told = form.cleaned_data
        give_term(
            by=user(request),
            person=person,
            role=told["role"],
            body=body_or_404(told["body"]),
            since=begins(told["since"], now),
            until=ends(told["until"]),
            now=now,
        )

    if tried(form, act):
        messages.success(request, _("The term is given."))
        return redirect("person", pseudonym)
    return form_page(request, form, person_sheet(person, _("Give a term"), button=_("Give the term")))


class DeputyForm(forms.Form):
    """Who stands in, and for how long."""

    person = forms.ChoiceField(label=gettext_lazy("Who stands in"))
    since = DayField(label=gettext_lazy("First day"), required=False, help_text=NOW_IF_EMPTY)
    until = DayField(label=gettext_lazy("Last day"))


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def deputise(request: HttpRequest, uid: str) -> HttpResponse:
    term, now = term_or_404(uid), timezone.now()
    admit(request, "person.opened", term.person)
    admit(request, "term.given", Thing(kind="term", id="", path=term.body.above, state="running"))
    form = DeputyForm(sent(request))
    offer(form, "person", people_to_choose(user(request), but=term.person))

    def act() -> None:
        told = form.cleaned_data
        give_term(
            by=user(request),
            person=person_or_404(told["person"]),
            role=Role(term.role),
            body=term.body,
            since=begins(told["since"], now),
            until=ends(told["until"]),
            deputy_for=term,
            now=now,
        )

    if tried(form, act):
        messages.success(request, _("The deputy is named."))
        return redirect("person", form.cleaned_data["person"])
    lead = _("A deputy may do what the other may, while both terms run. The two count as one person.")
    sheet = person_sheet(term.person, _("Name a deputy"), term, button=_("Name this deputy"), lead=lead)
    return form_page(request, form, sheet)


class HandOverForm(forms.Form):
    """To whom, and why."""

    to = forms.ChoiceField(label=gettext_lazy("To whom"))
    reason = ReasonField()


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def hand_over(request: HttpRequest, uid: str) -> HttpResponse:
    term, now = term_or_404(uid), timezone.now()
    admit(request, "term.handed_over", term)
    form = HandOverForm(sent(request))
    offer(form, "to", people_to_choose(user(request), but=term.person))

    def act() -> None:
        to = person_or_404(form.cleaned_data["to"])
        hand_over_term(by=user(request), term=term, to=to, reason=form.cleaned_data["reason"], now=now)

    if tried(form, act):
        messages.success(request, _("The term is handed over."))
        return redirect("person", form.cleaned_data["to"])
    lead = _("It ends for the one at the instant at which it begins for the other, and runs to the same last day.")
    sheet = person_sheet(term.person, _("Hand a term over"), term, button=_("Hand it over"), lead=lead)
    return form_page(request, form, sheet)


class EndForm(forms.Form):
    """When, and why."""

    until = DayField(
        label=gettext_lazy("Last day"), required=False, help_text=gettext_lazy("Leave it empty to end it at once.")
    )
    reason = ReasonField()


@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, uid: str) -> HttpResponse:
    term, now = term_or_404(uid), timezone.now()
    admit(request, "term.ended", term)
    form = EndForm(sent(request))

    def act() -> None:
        last: date | None = form.cleaned_data["until"]
        until: datetime = ends(last) if last else now
        end_term(by=user(request), term=term, until=until, reason=form.cleaned_data["reason"], now=now)

    if tried(form, act):
        messages.success(request, _("The end of the term is stored."))
        return redirect(_home(request, term.person))
    lead = _("With their last term that runs, all sessions of a person end.")
    sheet = person_sheet(term.person, _("End a term"), term, button=_("End it"), lead=lead, warning=True)
    return form_page(request, form, sheet)


def _home(request: HttpRequest, person: Person) -> str:
    """Where one goes back to: those who end a term of their own may see no page of people."""
    overseer = decide(request.user, "people.opened")
    return reverse("person", args=[person.pseudonym]) if overseer else reverse("mfa_index")
