"""What the pages of a body share: where one is, whose words are shown, who may do what."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.office.access.doors import door
from palermo.office.base.crumbs import Crumb, crumbs_below
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.work.duties.reading import Entrusted
from palermo.office.plan.work.models import Lead

bodies_only = door("duties.opened")


def duties_page(*crumbs: Crumb, duty: Entrusted | None = None, **context: Any) -> dict[str, Any]:
    """The context of a page of a body. `crumbs`: words and addresses below the first page, the last without one."""
    where = crumbs_below(_("Duties"), reverse("duties"), *crumbs)
    spoken = tongues(duty.version.language) if duty else {}
    return {"crumbs": where, "section": "duties", "duty": duty, **spoken, **context}


def duty_crumb(lead: Lead) -> Crumb:
    return _("Activity %(id)s") % {"id": lead.activity}, reverse("duty", args=[lead.uid])
