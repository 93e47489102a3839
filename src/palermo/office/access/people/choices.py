"""What can be chosen in the forms: bodies and people that an act can be done to, roles, days."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.access import ROLE_NAMES, Role, Thing
from palermo.office.access.decision import reach
from palermo.office.access.models import Body, Person
from palermo.office.base.vocabulary import say

YEAR = timedelta(days=365)


class DayField(forms.DateField):
    """A day, chosen in the browser's own calendar."""

    def __init__(self, **given: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(widget=widget, input_formats=["%Y-%m-%d"], **given)


class RoleField(forms.ChoiceField):
    """A role that is held for a term."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Role"), choices=_roles)

    def clean(self, value: str) -> Role:
        return Role(super().clean(value))


def _roles() -> list[tuple[str, str]]:
    each = [(str(role), say(ROLE_NAMES[role])) for role in Role if role is not Role.PUBLIC]
    return [("", _("Choose a role")), *each]


class ReasonField(forms.CharField):
    """Why: it stays in the record."""

    def __init__(self, **given: Any) -> None:
        usual = {
            "label": gettext_lazy("Why"),
            "widget": forms.Textarea(attrs={"rows": 2}),
            "help_text": gettext_lazy("It stays in the record. Name nobody who is not concerned."),
        }
        super().__init__(**{**usual, **given})


class ReasonForm(forms.Form):
    """An act that takes nothing but its reason."""

    reason = ReasonField()


def bodies_for(user: User, act: str, kind: str) -> list[Body]:
    """The bodies in which somebody may do an act to a thing of this kind that is made there."""
    reached = reach(user, act)
    state = {"term": "running", "person": "open"}.get(kind, "")
    rows = Body.objects.all()
    return [row for row in rows if reached.covers(Thing(kind=kind, id="", path=row.above, state=state))]


def as_choices(bodies: list[Body], empty: str = "") -> list[tuple[str, str]]:
    """Bodies to choose from, each set in below the one above it."""
    first = [("", empty)] if empty else []
    shallowest = min((len(body.above) for body in bodies), default=0)
    deep = [(body.key, "\u2003" * (len(body.above) - shallowest) + body.name) for body in bodies]
    return [*first, *deep]


def people_to_choose(user: User, *, but: Person | None = None) -> list[tuple[str, str]]:
    """People with an open account whom this person may look at."""
    reached = reach(user, "person.opened")
    rows = Person.objects.select_related("user", "body").filter(user__is_active=True)
    now = timezone.now()
    found = [row for row in rows if row != but and reached.covers(row.thing(now))]
    choose = [("", _("Choose somebody"))]
    return choose + [(row.pseudonym, f"{row.user.get_username()} ({row.body.name})") for row in found]


def begins(day: date | None, now: datetime) -> datetime:
    """The first instant of a first day; now where none is given, and where it is today."""
    return now if day is None or day == now.date() else datetime.combine(day, time(), now.tzinfo)


def ends(day: date) -> datetime:
    """The last instant of a last day."""
    return datetime.combine(day, time(23, 59, 59), timezone.get_current_timezone())


def in_a_year() -> date:
    return timezone.localdate() + YEAR
