"""What the pages of the work on a plan share: where one is, and how what somebody may do is offered to them."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from palermo.office.access.decision import decide
from palermo.office.access.doors import door
from palermo.office.base.crumbs import crumbs_below
from palermo.office.base.vocabulary import tongues
from palermo.office.plan.desk.frame import desk_page, plan_crumb
from palermo.office.plan.models import Version
from palermo.office.plan.work.models import Cycle
from palermo.office.plan.work.words import HOW_OFTEN
from palermo.plan import Every, Period, periods

overseers_only = door("work.opened")
reviewers_only = door("review.opened")


def review_page(*crumbs: tuple[str, ...], **context: Any) -> dict[str, Any]:
    """The context of a page below the review. `crumbs`: words and addresses, the last without one."""
    where = crumbs_below(_("Review"), reverse("review"), *crumbs)
    spoken = tongues(context["version"].language) if "version" in context else {}
    return {"crumbs": where, "section": "review", **spoken, **context}


def work_page(request: HttpRequest, version: Version, *crumbs: tuple[str, ...], **context: Any) -> dict[str, Any]:
    """The context of a page of one plan at work: below the desk, and for the chair, who has none, below the review."""
    told = desk_page(plan_crumb(version), *crumbs, version=version, **context)
    if decide(request.user, "desk.opened"):
        return told
    _desk, plan, *rest = told["crumbs"]
    return {
        **told,
        "crumbs": [{"text": _("Review"), "href": reverse("review")}, {**plan, "href": ""}, *rest],
        "section": "review",
    }


def work_crumb(version: Version) -> tuple[str, str]:
    """The crumb of a plan's ledger of work."""
    return _("The plan at work"), reverse("work-desk", args=[version.plan.slug])


def said_cycle(cycle: Cycle) -> str:
    """How a plan is reported on, in a sentence."""
    words = {"every": HOW_OFTEN[Every(cycle.every)], "first": cycle.first, "last": cycle.last, "days": cycle.due_days}
    return _("%(every)s, from %(first)s to %(last)s. A report is due %(days)s days after its period has ended.") % words


def period_now(cycle: Cycle) -> Period | None:
    """The period that is reported on today."""
    today = timezone.localdate()
    return next((each for each in periods(cycle.rule) if each.first <= today <= each.last), None)


def sent_to(request: HttpRequest, act: str) -> Any:
    """What the form of this act was sent with; nothing where another form of the page was sent, or none."""
    return request.POST if request.method == "POST" and request.POST.get("act") == act else None
