"""What can be done with a report, evidence or a resolution, each by a form of its own, and what was done so far."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy

from palermo.office.access.doors import user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.people.frame import names_of, tried
from palermo.office.plan.work.desk.frame import sent_to
from palermo.office.plan.work.models import Made

V = TypeVar("V", bound=StrEnum)


class SureForm(forms.Form):
    """An act that nobody can take back."""

    sure = forms.BooleanField(label=gettext_lazy("I know that it cannot be taken back"))


@dataclass(frozen=True, slots=True)
class Way:
    """One thing that can be done: by which action, with which form, and its words. `grave`: it undoes or is final."""

    run: Callable[..., object]
    form: type[forms.Form]
    heading: Any
    button: Any
    done: Any
    hint: Any = ""
    grave: bool = False


@dataclass(frozen=True, slots=True)
class Offered:
    """A way with its form, for whoever looks at the page. `verb` is the move it makes."""

    verb: StrEnum
    way: Way
    form: forms.Form


def offers(request: HttpRequest, possible: Collection[V], ways: Mapping[V, Way]) -> list[Offered]:
    """The forms of what is possible, and the one that was sent even where it is not any more: it is told why."""
    wanted = (verb for verb in ways if verb in possible or request.POST.get("act") == verb)
    return [Offered(verb, ways[verb], ways[verb].form(sent_to(request, verb), prefix=verb)) for verb in wanted]


def carried_out(request: HttpRequest, offered: Iterable[Offered], **of: Any) -> bool:
    """Do what was sent. `of`: the thing, by the name that the actions have for it."""
    each = next((each for each in offered if each.form.is_bound), None)
    if each is None:
        return False
    form, run = each.form, each.way.run

    def act() -> None:
        reason = {"reason": form.cleaned_data["reason"]} if isinstance(form, ReasonForm) else {}
        run(by=user(request), now=timezone.now(), **of, **reason)

    if not tried(form, act):
        return False
    messages.success(request, str(each.way.done))
    return True


def story(moves: Iterable[Made]) -> list[dict[str, object]]:
    """The moves with the names of who made them."""
    told = list(moves)
    names = names_of({move.made_by for move in told})
    return [{"move": move, "by": names.get(move.made_by, move.made_by)} for move in told]
