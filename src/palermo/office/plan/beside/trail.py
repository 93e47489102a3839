"""What the trail may say of views and statements, in which words and to whom."""

from django.utils.translation import gettext_lazy as _

from palermo.office.access.decision import allowed
from palermo.office.plan.beside.models import View
from palermo.office.trail import ACTS, KINDS, Kind, anybody, of_row


def register() -> None:
    """Tell the trail of the kinds of things and acts of this room."""
    KINDS["view"] = Kind(_("View of a body"), of_row(View, "body", "publication", may=allowed("view.read")))
    KINDS["publication"] = Kind(_("Publication of a view"), anybody)
    KINDS["reply"] = Kind(_("Reply to a view"), anybody)
    KINDS["statement"] = Kind(_("Public statement"), anybody)
    KINDS["marking"] = Kind(_("What a statement claims"), anybody)
    ACTS.update(
        {
            "view.filed": _("A body filed its view of an activity"),
            "view.published": _("A body published its view of an activity"),
            "reply.given": _("The leading body answered a view"),
            "statement.logged": _("A public statement was logged"),
            "statement.marked": _("It was said what a statement claims"),
        }
    )
