"""What the pages of a body share: where one is, whose words are shown, who may do what."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.doors import door
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say, tongues
from palermo.office.plan.work.duties.reading import Duty

bodies_only = door("duties.opened")
Crumb = tuple[str, str]


def duties_page(*crumbs: Crumb, duty: Duty | None = None, **context: Any) -> dict[str, Any]:
    """The context of a page of a body. `crumbs`: words and addresses below the first page, the last without one."""
    below = [{"text": text, "href": href, "lang": ""} for text, href in crumbs]
    top = {"text": _("Duties"), "href": reverse("duties") if below else ""}
    spoken = tongues(duty.version.language) if duty else {}
    return {"crumbs": [top, *below], "section": "duties", "duty": duty, **spoken, **context}


def duty_crumb(duty: Duty) -> Crumb:
    return _("Activity %(id)s") % {"id": duty.lead.activity}, reverse("duty", args=[duty.lead.uid])


def tried(request: HttpRequest, form: forms.Form, act: Callable[[], object]) -> bool:
    """Do what a form asks for. False where it is not filled in, or where the act says why not."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        form.add_error(None, say(error.message))
        return False
    return True
