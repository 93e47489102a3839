"""One activity rewritten: what it lacks is asked, and the answers become a new version of the plan."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.core import Outcome, UserError
from palermo.office.access.doors import secretariat_only, user
from palermo.office.base.vocabulary import say
from palermo.office.plan.actions import revise_plan
from palermo.office.plan.desk.frame import desk_page, plan_crumb, version_or_404
from palermo.office.plan.desk.repair import Broken, broken
from palermo.office.plan.desk.revise_form import ReviseForm
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_audit, open_plan
from palermo.plan import Activity, Goal, Objective, missing, revise, suggest


@require_http_methods(["GET", "HEAD", "POST"])
@secretariat_only
def revising(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    newest = version_or_404(slug)
    goal, objective, activity = _find(newest, activity_id)
    asked: dict[str, Any] = {
        "missing": missing(open_audit(newest).outcomes.get(activity.id, {})),
        "suggestions": suggest(activity, open_plan(newest)),
    }
    if request.method != "POST":
        reason = _("Filled in what activity %(id)s lacked.") % {"id": activity.id}
        form = ReviseForm(initial={"version": newest.number, "reason": reason}, **asked)
        return _page(request, newest, (goal, objective, activity), form)
    form = ReviseForm(request.POST, **asked)
    following = _beside(broken(newest), activity.id)[1]
    if form.is_valid() and (made := _revised(request, slug, activity.id, form)) is not None:
        return _onward(request, made, activity.id, following)
    return _page(request, newest, (goal, objective, activity), form, status=422)


def _revised(request: HttpRequest, slug: str, activity_id: str, form: ReviseForm) -> Version | None:
    """The new version; None, with the errors on the form, when the answers are refused."""
    seen = version_or_404(slug, form.cleaned_data["version"])
    plan, findings = revise(open_plan(seen), activity_id, form.answers())
    if findings:
        form.refuse(findings)
        return None
    try:
        return revise_plan(
            by=user(request), version=seen, plan=plan, reason=form.cleaned_data["reason"], now=timezone.now()
        )
    except UserError as error:
        form.add_error(None, say(error.message))
        return None


def _onward(request: HttpRequest, made: Version, activity_id: str, following: Broken | None) -> HttpResponse:
    verdict = str(open_audit(made).verdicts[activity_id])
    words = {"number": made.number, "id": activity_id}
    messages.success(
        request,
        _("Version %(number)s is stored. Activity %(id)s is verifiable now.") % words
        if verdict == "verifiable"
        else _("Version %(number)s is stored. Activity %(id)s still lacks something.") % words,
    )
    if following is not None:
        return redirect("revise", made.plan.slug, following.activity.id)
    return redirect("repair", made.plan.slug)


def _find(version: Version, activity_id: str) -> tuple[Goal, Objective, Activity]:
    for goal, objective, activity in open_plan(version).each_activity():
        if activity.id == activity_id:
            return goal, objective, activity
    raise Http404(activity_id)


def _beside(found: Sequence[Broken], activity_id: str) -> tuple[Broken | None, Broken | None]:
    """The activities to repair before and after this one."""
    places = [at for at, one in enumerate(found) if one.activity.id == activity_id]
    if not places:
        return None, found[0] if found else None
    at = places[0]
    return found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None


def _page(
    request: HttpRequest,
    version: Version,
    place: tuple[Goal, Objective, Activity],
    form: ReviseForm,
    status: int = 200,
) -> HttpResponse:
    goal, objective, activity = place
    audit = open_audit(version)
    found = broken(version)
    before, after = _beside(found, activity.id)
    stale = form.is_bound and str(form.data.get("version")) != str(version.number)
    if stale:
        # the person is told; sending the form once more then means the newest version
        sent = request.POST.copy()
        sent["version"] = str(version.number)
        form.data = sent
    about = [f for f in audit.findings if f.level == "activity" and f.object == activity.id]
    context = desk_page(
        plan_crumb(version),
        (_("What to repair first"), reverse("repair", args=[version.plan.slug])),
        (activity.id, ""),
        version=version,
        goal=goal,
        objective=objective,
        activity=activity,
        verdict=str(audit.verdicts[activity.id]),
        scored=audit.card.scored,
        failing=[finding for finding in about if finding.outcome is Outcome.FAIL],
        form=form,
        before=before,
        after=after,
        place=next((at for at, one in enumerate(found, 1) if one.activity.id == activity.id), 0),
        total=len(found),
        stale=stale,
        groups=form.groups(),
        more=form.more(),
        more_open=form.more_open,
    )
    return render(request, "desk/revise.html", context, status=status)
