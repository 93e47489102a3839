"""What the pages of bodies and people share: where one is, what is looked up, how a form is tried."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from palermo.access import ROLE_NAMES, Role, Thing
from palermo.core import UserError
from palermo.office.access.doors import door
from palermo.office.access.models import Body, Invitation, Person, Term
from palermo.office.access.refusal import Hidden
from palermo.office.access.words import body_name
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import in_tongue, say, tongue

M = TypeVar("M")
NAMES = "en"  # in Latin letters, whatever the language of the page
overseers_only = door("people.opened")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A page with one form: what stands above it, on its button (else the heading), and where one goes back to."""

    heading: str
    back: str
    crumbs: tuple[Crumb, ...]
    button: str = ""
    caption: str = ""
    lead: str = ""
    warning: bool = False


def people_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page of bodies and people.

    `crumbs`: words and addresses below the first page of them; a name brings the attribute of its language.
    """
    where = crumbs_below(_("Bodies and people"), reverse("people"), *crumbs)
    return {"crumbs": where, "section": "people", "name_lang": tongue(NAMES), **context}


def person_sheet(person: Person, heading: str, term: Term | None = None, **more: Any) -> Sheet:
    """The page of a form about a person, or about a term of theirs."""
    crumb = person_crumb(person)
    name = in_tongue(crumb[0], crumb[2])
    of_term = format_html("{}: {}, {}", name, say(ROLE_NAMES[Role(term.role)]), body_name(term.body)) if term else name
    return Sheet(heading=heading, back=crumb[1], crumbs=(crumb,), caption=of_term, **more)


def form_page(request: HttpRequest, form: forms.Form, sheet: Sheet) -> HttpResponse:
    """The page of a form; again with what is wrong, where it was sent."""
    context = people_page(*sheet.crumbs, (sheet.heading, ""), form=form, sheet=sheet)
    return render(request, "people/form.html", context, status=422 if form.is_bound else 200)


def sent(request: HttpRequest) -> Any:
    """What a form is filled with: what was sent, or nothing."""
    return request.POST if request.method == "POST" else None


def tried(form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what the form asks for. False where it is not filled in, or where the act says why not."""
    if not form.is_bound or not form.is_valid():
        return False
    try:
        act()
    except Hidden:
        raise
    except UserError as error:
        form.add_error(None, say(error.message))
        return False
    return True


def body_or_404(key: str) -> Body:
    return _found(Body.objects.select_related("parent", "led_by").filter(key=key).first())


def person_or_404(pseudonym: str) -> Person:
    return _found(Person.objects.select_related("user", "body").filter(pseudonym=pseudonym).first())


def term_or_404(uid: str) -> Term:
    rows = Term.objects.select_related("person__user", "person__body", "body", "deputy_for__person__user")
    return _found(rows.prefetch_related("endings").filter(uid=uid).first())


def invitation_or_404(uid: str) -> Invitation:
    return _found(Invitation.objects.select_related("body").filter(uid=uid).first())


def _found(row: M | None) -> M:
    if row is None:
        raise Http404
    return row


def anybody_in(body: Body) -> Thing:
    """A person of this body, whoever it is: may people of it be looked at?"""
    return Thing(kind="person", id="", path=body.above, state="open")


def body_crumb(body: Body) -> Crumb:
    return body.name, reverse("body", args=[body.key]), tongue(body.named_in)


def person_crumb(person: Person) -> Crumb:
    return person.user.get_username(), reverse("person", args=[person.pseudonym]), tongue(NAMES)


def names_of(pseudonyms: Collection[str]) -> Mapping[str, str]:
    """The names that people sign in with, by their pseudonyms."""
    rows = Person.objects.filter(pseudonym__in=pseudonyms).values_list("pseudonym", "user__username")
    return dict(rows)
