"""What the trail may say of views and statements, in which words and to whom."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import decide
from palermo.office.plan.beside.models import View
from palermo.office.trail import ACTS, KINDS, Kind


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["view"] = Kind(_("View of a body"), _reads_view)
    KINDS["publication"] = Kind(_("Publication of a view"), _anybody)
    KINDS["reply"] = Kind(_("Reply to a view"), _anybody)
    KINDS["statement"] = Kind(_("Public statement"), _anybody)
    KINDS["marking"] = Kind(_("What a statement claims"), _anybody)
    ACTS.update(
        {
            "view.filed": _("A body filed its view of an activity"),
            "view.published": _("A body published its view of an activity"),
            "reply.given": _("The leading body answered a view"),
            "statement.logged": _("A public statement was logged"),
            "statement.marked": _("It was said what a statement claims"),
        }
    )


def _anybody(_request: HttpRequest, _number: str) -> bool:
    return True


def _reads_view(request: HttpRequest, number: str) -> bool:
    view = View.objects.select_related("body", "publication").filter(pk=number).first()
    return view is not None and bool(decide(request.user, "view.read", view))
