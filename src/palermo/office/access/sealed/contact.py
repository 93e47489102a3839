"""Contact data: one's own to write, another's to open by whoever may, with an entry for each opening."""

from dataclasses import asdict

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.actions import NothingKept, change_contact, open_contact
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, own_account, user
from palermo.office.access.keyring.contact import Contact, contact_thing
from palermo.office.access.keyring.sealing import record_thing
from palermo.office.access.models import Person
from palermo.office.access.people.frame import tried
from palermo.office.base.vocabulary import say


class ContactForm(forms.Form):
    """How one is called and reached. Everything may be left out."""

    asked = ("name", "telephone", "email", "note")
    name = forms.CharField(
        label=gettext_lazy("What you are called"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    telephone = forms.CharField(
        label=gettext_lazy("Telephone"),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "type": "tel"}),
    )
    email = forms.EmailField(
        label=gettext_lazy("Address for mail"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    note = forms.CharField(
        label=gettext_lazy("When and how you are best reached"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


@require_http_methods(["GET", "POST"])
@own_account
def own_contact(request: HttpRequest) -> HttpResponse:
    person = user(request).person
    admit(request, "contact.changed", contact_thing(person))
    if request.method != "POST":
        return _opened_by_oneself(request, person)
    form = ContactForm(request.POST)

    def act() -> None:
        change_contact(by=user(request), person=person, contact=Contact(**form.cleaned_data), now=timezone.now())

    if tried(form, act):
        messages.success(request, _("Your contact data are sealed."))
        return redirect("mfa_index")
    return _own_page(request, form, status=422)


def _opened_by_oneself(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        kept = open_contact(by=user(request), person=person, now=timezone.now()).contact
    except NothingKept:
        kept = Contact()
    except (UserError, Unreadable) as error:
        return _own_page(request, None, told=say(error.message))
    return _own_page(request, ContactForm(initial=asdict(kept)))


def _own_page(request: HttpRequest, form: ContactForm | None, *, told: str = "", status: int = 200) -> HttpResponse:
    context = {"form": form, "told": told, "body": user(request).person.body, "section": "account"}
    return render(request, "sealed/own_contact.html", context, status=status)


@require_http_methods(["GET", "POST"])
def contact(request: HttpRequest, pseudonym: str) -> HttpResponse:
    person = Person.objects.select_related("body", "user").filter(pseudonym=pseudonym).first()
    admit(request, "contact.opened", contact_thing(person) if person else None)
    if person is None or request.method != "POST":
        return render(request, "sealed/contact.html", {"person": person})
    try:
        opened = open_contact(by=user(request), person=person, now=timezone.now())
    except (UserError, Unreadable) as error:
        return render(request, "sealed/contact.html", {"person": person, "told": say(error.message)})
    record = record_thing(person.body, opened.record.uid)
    labels = {name: field.label for name, field in ContactForm.base_fields.items()}
    rows = [{"key": labels[name], "value": text} for name, text in asdict(opened.contact).items() if text]
    erasable = decide(request.user, "record.erased", record).possible
    context = {"person": person, "rows": rows, "record": opened.record, "erasable": erasable}
    return render(request, "sealed/contact.html", context)
