"""What to repair first: the activities that nobody could check, those that lack most at the top."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from palermo.office.access.doors import secretariat_only
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_audit, open_plan
from palermo.plan import Activity, Goal, Objective, missing

PAGE = 50
MISSING_WORDS = {
    "lead": gettext_lazy("a lead body"),
    "step": gettext_lazy("a step"),
    "date": gettext_lazy("a date"),
    "proof": gettext_lazy("a kind of proof"),
    "cost": gettext_lazy("a cost"),
}
_FIRST = {"promise_only": 0, "cannot_say": 1, "partly": 2, "verifiable": 3}


@dataclass(frozen=True, slots=True)
class Broken:
    """An activity that lacks something a person could fill in."""

    goal: Goal
    objective: Objective
    activity: Activity
    verdict: str
    missing: tuple[str, ...]

    @property
    def lacks(self) -> str:
        """What is missing, in words."""
        return ", ".join(str(MISSING_WORDS[field]) for field in self.missing)


def broken(version: Version) -> Sequence[Broken]:
    """Activities below verifiable that lack something, worst verdict first, otherwise in the order of the plan."""
    audit = open_audit(version)
    if not audit.card.scored:
        return ()
    found = []
    for goal, objective, activity in open_plan(version).each_activity():
        verdict = str(audit.verdicts[activity.id])
        lacks = missing(audit.outcomes.get(activity.id, {}))
        if lacks and verdict != "verifiable":
            found.append(Broken(goal, objective, activity, verdict, lacks))
    return sorted(found, key=lambda one: (_FIRST[one.verdict], -len(one.missing)))


@require_safe
@secretariat_only
def repair(request: HttpRequest, slug: str) -> HttpResponse:
    version = version_or_404(slug)
    found = broken(version)
    context = desk_page(
        plan_crumb(version),
        (_("What to repair first"), ""),
        version=version,
        scored=open_audit(version).card.scored,
        total=len(found),
        page=Paginator(found, PAGE).get_page(request.GET.get("page")),
        first=found[0] if found else None,
    )
    return render(request, "desk/repair.html", context)
