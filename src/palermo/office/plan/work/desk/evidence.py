"""One piece of evidence: what it is said to prove, whether the same file proves something else, and the file itself."""

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from palermo.access import Unreadable
from palermo.core import UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.choices import ReasonForm
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.copies.readers import told as told_copies
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import accept_evidence, open_evidence, refuse_evidence, undo_evidence
from palermo.office.plan.work.desk.deciding import Offered, Way, carried_out, offers, story
from palermo.office.plan.work.desk.frame import review_page
from palermo.office.plan.work.desk.turns import possible
from palermo.office.plan.work.handing import handed
from palermo.office.plan.work.inherited import own_activity
from palermo.office.plan.work.models import Evidence
from palermo.office.plan.work.readers import newest_cycle
from palermo.office.plan.work.record import ladder
from palermo.office.plan.work.rows import held, ladder_of
from palermo.plan import OF_COPY, Activity, Held, Machine, Step, Verb

Stands = tuple[Held, tuple[str, ...]]  # where it has come to, on which ladder
WAYS = {
    Verb.ACCEPT: Way(
        accept_evidence,
        forms.Form,
        gettext_lazy("Accept it as proof"),
        gettext_lazy("Accept"),
        gettext_lazy("The evidence is accepted."),
        gettext_lazy("The status of the activity follows from it. Only the level above can undo it, with a reason."),
    ),
    Verb.REFUSE: Way(
        refuse_evidence,
        ReasonForm,
        gettext_lazy("Refuse it"),
        gettext_lazy("Refuse"),
        gettext_lazy("The evidence is refused."),
        gettext_lazy("Say why it does not prove what it is offered for."),
        grave=True,
    ),
    Verb.UNDO: Way(
        undo_evidence,
        ReasonForm,
        gettext_lazy("Undo the acceptance"),
        gettext_lazy("Undo"),
        gettext_lazy("The acceptance is taken back."),
        gettext_lazy("The level that accepted it last decides once more."),
        grave=True,
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
def evidence(request: HttpRequest, uid: str) -> HttpResponse:
    row = _admitted(request, uid)
    stands = _stands(row)
    offered = offers(request, possible(request.user, row, *stands, timezone.now()), WAYS)
    if carried_out(request, offered, evidence=row):
        return redirect("review")
    return _page(request, row, stands, offered)


@require_POST
def file(request: HttpRequest, uid: str) -> HttpResponse:
    """The file itself, with an entry in the trail for each opening."""
    row = _admitted(request, uid)
    try:
        opened = open_evidence(by=user(request), evidence=row, now=timezone.now())
    except Refused:
        raise
    except (UserError, Unreadable) as error:
        return _page(request, row, _stands(row), [], told=say(error.message))
    return handed(opened)


def _admitted(request: HttpRequest, uid: str) -> Evidence:
    """The piece, for whoever may open it; to everybody else there is none."""
    row = _rows().filter(uid=uid).first()
    admit(request, "evidence.opened", row)
    if row is None:
        raise Http404(uid)
    return row


def _rows() -> QuerySet[Evidence]:
    return Evidence.objects.select_related("lead__body", "lead__plan", "lead__place").prefetch_related("moves")


def _stands(row: Evidence) -> Stands:
    levels = ladder_of(row.lead, ladder(newest_cycle(row.lead.plan_id)))
    return held(Machine.EVIDENCE, row.moves.all(), levels), levels


def _page(request: HttpRequest, row: Evidence, stands: Stands, offered: list[Offered], told: str = "") -> HttpResponse:
    version = version_or_404(row.lead.plan.slug)
    activities = (each for _goal, _objective, each in open_plan(version).each_activity())
    activity = next((each for each in activities if each.id == row.lead.activity), None)
    activity = own_activity(activity, row.lead) if activity else None
    same = _rows().filter(sha256=row.sha256).exclude(pk=row.pk)
    bound = next((each.form for each in offered if each.form.is_bound), None)
    context = review_page(
        (_("Evidence for %(activity)s") % {"activity": row.lead.activity}, ""),
        version=version,
        activity=activity,
        evidence=row,
        steps=[(number, _step(activity, number)) for number in row.proves],
        held=stands[0],
        ladder=stands[1],
        same=[other for other in same if decide(request.user, "evidence.opened", other)],
        story=story(row.moves.all()),
        offered=offered,
        told=told,
        copies=told_copies(copy__evidence=row) if any(move.verb == Verb.ACCEPT for move in row.moves.all()) else (),
        of_copy=OF_COPY,
        form=bound,
        at_work=bool(decide(request.user, "work.opened")),
    )
    return render(request, "work/desk/evidence.html", context, status=422 if bound or told else 200)


def _step(activity: Activity | None, number: int) -> Step | None:
    steps = activity.steps.value or () if activity else ()
    return steps[number - 1] if number <= len(steps) else None
