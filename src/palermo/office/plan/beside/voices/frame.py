"""What these pages share."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.office.access.doors import door, user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import bodies_for
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.plan.beside.actions.views import FILES

bodies_only = door("views.opened")


def voices_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page. `crumbs`: words and addresses below the first page, the last without one."""
    return {"crumbs": crumbs_below(_("Views"), reverse("voices"), *crumbs), "section": "duties", **context}


def filing_bodies(request: HttpRequest) -> list[Body]:
    """The bodies for which this person files views."""
    return [each for each in bodies_for(user(request), "view.filed", "body") if each.kind in FILES]
