"""One body, with its people and their terms; a new body; the bodies of a country that come with palermo."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from palermo import access
from palermo.access import BodyKind, known_bodies, known_countries
from palermo.core.countries import country
from palermo.office.access.actions import add_body
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.models import ROOT, Body
from palermo.office.access.people.choices import as_choices, bodies_for
from palermo.office.access.people.frame import (
    Sheet,
    anybody_in,
    body_crumb,
    body_or_404,
    form_page,
    overseers_only,
    people_page,
    sent,
    tried,
)
from palermo.office.access.words import KINDS
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import in_tongue, language, tongue


@require_safe
@overseers_only
def body(request: HttpRequest, key: str) -> HttpResponse:
    shown = body_or_404(key)
    admit(request, "person.opened", anybody_in(shown))
    now = timezone.now()
    terms = list(
        shown.terms.select_related("person__user", "deputy_for").prefetch_related("endings", "deputy_for__endings")
    )
    invitations = shown.invitations.select_related("body", "accepted", "withdrawal")
    context = people_page(
        (shown.name, "", tongue(shown.named_in)),
        body=shown,
        terms=[term for term in terms if term.state(now) != "ended"],
        past=[term for term in terms if term.state(now) == "ended"],
        idle=[one for one in shown.people.select_related("user") if _idle(one, terms, now)],
        invitations=[row for row in invitations if row.state(now) == "open"],
        may_withdraw=decide(request.user, "invitation.withdrawn", _an_invitation(shown)).possible,
        may_invite=decide(request.user, "person.invited", shown).possible,
        may_add=decide(request.user, "body.added", shown).possible,
        may_break=decide(request.user, "glass.broken", shown).possible,
    )
    return render(request, "people/body.html", context)


def _idle(person: Any, terms: list[Any], now: Any) -> bool:
    return not any(term.person_id == person.pk and term.state(now) != "ended" for term in terms)


def _an_invitation(body: Body) -> access.Thing:
    return access.Thing(kind="invitation", id="", path=body.above, state="open")


class BodyForm(forms.Form):
    """A body as somebody describes it who knows it."""

    asked = tuple(f"name_{code}" for code, _name in settings.LANGUAGES)  # one of them
    key = forms.SlugField(
        label=gettext_lazy("Short name"),
        max_length=60,
        help_text=gettext_lazy("Small letters, digits and hyphens, such as: shelter-north. It never changes."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=list(KINDS.items()))
    parent = forms.ChoiceField(
        label=gettext_lazy("Stands below"),
        help_text=gettext_lazy("Whoever looks after people there looks after this body's as well."),
    )
    led_by = forms.ChoiceField(
        label=gettext_lazy("Led by the head of"),
        required=False,
        help_text=gettext_lazy(
            "Where the head of another body leads it: a body led by the police enforces the law too."
        ),
    )
    source = forms.CharField(label=gettext_lazy("Where one can read that it exists"), max_length=500, required=False)

    def __init__(self, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (code, spoken) in zip(self.asked, settings.LANGUAGES, strict=True):
            self.fields[name] = _name_in(code, str(spoken))
        self.order_fields(self.asked)
        offer(self, "parent", as_choices(bodies))
        offer(self, "led_by", as_choices(list(Body.objects.all()), _("Nobody but its own")))


def _name_in(code: str, spoken: str) -> forms.CharField:
    label = _("Name in %(language)s") % {"language": spoken}
    return forms.CharField(label=label, max_length=200, required=False, widget=forms.TextInput(attrs={"lang": code}))


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def add(request: HttpRequest, key: str) -> HttpResponse:
    above = body_or_404(key)
    admit(request, "body.added", above)
    form = BodyForm(bodies_for(user(request), "body.added", "body"), sent(request), initial={"parent": above.key})

    def store() -> None:
        told = form.cleaned_data
        add_body(
            by=user(request),
            key=told["key"],
            kind=BodyKind(told["kind"]),
            names={code: told[f"name_{code}"] for code, _name in settings.LANGUAGES},
            parent=body_or_404(told["parent"]),
            led_by=body_or_404(told["led_by"]) if told["led_by"] else None,
            source=told["source"],
            now=timezone.now(),
        )

    if tried(form, store):
        messages.success(request, _("The body is added."))
        return redirect("body", form.cleaned_data["key"])
    sheet = Sheet(heading=_("Add a body"), back=reverse("body", args=[key]), crumbs=(body_crumb(above),))
    return form_page(request, form, sheet)


class KnownForm(forms.Form):
    """Those of the known bodies that are not there yet."""

    keys = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "Take away what does not exist any more. A body whose superior is left out stays out too."
        ),
    )

    def __init__(self, missing: list[access.Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "keys", [(one.id, _described(one)) for one in missing])
        self.initial["keys"] = [one.id for one in missing]


def _described(body: access.Body) -> str:
    named_in = language() if body.names.get(language()) else "en"
    name = in_tongue(body.name(named_in), tongue(named_in))
    source = body.source or _("nobody has checked that it exists")
    return format_html("<span>{}<br><small>{} · {}</small></span>", name, KINDS[body.kind], source)


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def known(request: HttpRequest, iso2: str) -> HttpResponse:
    admit(request, "body.added", body_or_404(ROOT))
    there = set(Body.objects.values_list("key", flat=True))
    missing = [one for one in known_bodies(iso2) if one.id not in there]
    form = KnownForm(missing, sent(request))
    added: list[Body] = []
    if tried(form, lambda: added.extend(_added(request, missing, form.cleaned_data["keys"]))):
        told = ngettext("%(n)s body is added.", "%(n)s bodies are added.", len(added))
        messages.success(request, told % {"n": len(added)})
        return redirect("people")
    name = country(iso2).name(language())
    context = people_page(
        (_("Known bodies"), ""),
        form=form,
        missing=missing,
        name=name,
        iso2=iso2,
        others=[(code, country(code).name(language())) for code in known_countries() if code != iso2.upper()],
    )
    return render(request, "people/known.html", context, status=422 if form.is_bound else 200)


def _added(request: HttpRequest, missing: list[access.Body], keys: list[str]) -> list[Body]:
    """Each by an act of its own, all of them or none. The first of a country's list is the committee itself."""
    there = {row.key: row for row in Body.objects.select_related("parent", "led_by")}
    made: list[Body] = []
    with transaction.atomic():
        for one in missing:
            parent = there.get(one.parent or ROOT)
            if one.id in keys and parent is not None:
                new = add_body(
                    by=user(request),
                    key=one.id,
                    kind=one.kind,
                    names=one.names,
                    parent=parent,
                    led_by=there.get(one.led_by) if one.led_by else None,
                    source=one.source,
                    now=timezone.now(),
                )
                there[one.id] = new
                made.append(new)
    return made
