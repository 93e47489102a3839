"""What the pages of packets share: where one is, and the words of what became of a report."""

from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.office.base.crumbs import Crumb
from palermo.office.plan.packets.models import Packet
from palermo.office.plan.work.duties.frame import duties_page
from palermo.plan.packets import Arrived, WhyNot

# the word of each outcome, and its tone
ARRIVED = {
    Arrived.SENT: (gettext_lazy("Sent"), "good"),
    Arrived.SAVED: (gettext_lazy("Saved as a draft"), "half"),
    Arrived.BOTH: (gettext_lazy("Two wordings"), "bad"),
    Arrived.CLOSED: (gettext_lazy("Not taken"), "bad"),
}
WHY = {
    WhyNot.LACKING: gettext_lazy("It was to be sent, but something is missing. Open the draft: it says what."),
    WhyNot.HANDED_OVER: gettext_lazy("The activity was handed over to another body in the meantime."),
    WhyNot.NOT_ACCEPTED: gettext_lazy("The body leads the activity no more: its acceptance was taken back."),
    WhyNot.GIVEN_UP: gettext_lazy("The activity was given up in the meantime, or the plan has it no more."),
    WhyNot.NO_PERIOD: gettext_lazy("The plan is reported on by other periods now."),
    WhyNot.SENT_BEFORE: gettext_lazy("The report for this period was sent in the meantime."),
    WhyNot.ASKS_CHANGED: gettext_lazy(
        "The steps or indicators of the activity were changed in the meantime: the fields mean something else now."
    ),
}


def packets_page(*crumbs: Crumb, **context: Any) -> dict[str, Any]:
    """The context of a page of packets. `crumbs`: words and addresses below the first of them."""
    first = (_("Offline packets"), reverse("packets") if crumbs else "")
    return duties_page(first, *crumbs, **context)


def packet_or_404(uid: str) -> Packet:
    """A packet by its number."""
    found = Packet.objects.select_related("body").filter(uid=uid).first()
    if found is None:
        raise Http404(uid)
    return found
