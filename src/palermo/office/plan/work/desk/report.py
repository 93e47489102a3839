"""One report as it was sent: what was done against the plan's steps, how it came here, and what can be done with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit
from palermo.office.access.people.choices import ReasonForm
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.indicators.readers import open_book, size_of_book
from palermo.office.plan.indicators.values import doubts, told_values
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import accept_report, publish_report, return_report, undo_report
from palermo.office.plan.work.content import Content
from palermo.office.plan.work.desk.deciding import SureForm, Way, carried_out, offers, story
from palermo.office.plan.work.desk.frame import review_page
from palermo.office.plan.work.desk.turns import possible
from palermo.office.plan.work.inherited import own_activity
from palermo.office.plan.work.models import Filed, Report
from palermo.office.plan.work.readers import newest_cycle
from palermo.office.plan.work.record import ladder
from palermo.office.plan.work.rows import Rows, ToldEvidence, held, ladder_of
from palermo.plan import Activity, Machine, Step, Verb, periods

WAYS = {
    Verb.ACCEPT: Way(
        accept_report,
        forms.Form,
        gettext_lazy("Accept it"),
        gettext_lazy("Accept"),
        gettext_lazy("The report is accepted."),
        gettext_lazy("It is locked then. Only the level above can undo it, with a reason."),
    ),
    Verb.RETURN: Way(
        return_report,
        ReasonForm,
        gettext_lazy("Return it with a note"),
        gettext_lazy("Return"),
        gettext_lazy("The report is returned with your note."),
        gettext_lazy("Say what is missing. The body reads your note and sends it again."),
    ),
    Verb.PUBLISH: Way(
        publish_report,
        SureForm,
        gettext_lazy("Publish it"),
        gettext_lazy("Publish"),
        gettext_lazy("The report is published."),
        gettext_lazy("Everybody can read it then. It cannot be taken back."),
        grave=True,
    ),
    Verb.UNDO: Way(
        undo_report,
        ReasonForm,
        gettext_lazy("Undo the acceptance"),
        gettext_lazy("Undo"),
        gettext_lazy("The acceptance is taken back."),
        gettext_lazy("The level that accepted it last decides once more."),
        grave=True,
    ),
}


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the plan, what the report says was done for it, and what is offered as its proof."""

    number: int
    step: Step | None  # None where the newest version of the plan has none of this number
    done: Sequence[dict[str, Any]]
    evidence: Sequence[ToldEvidence]


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, uid: str) -> HttpResponse:
    rows = Report.objects.select_related("lead__body", "lead__plan", "lead__place").prefetch_related("moves")
    row = rows.annotate(sheets=size_of_book("lead__plan")).filter(uid=uid).first()
    admit(request, "report.read", row)
    told = _filed(row) if row else []
    filed = [each for each in told if row and each.report_id == row.pk]
    if row is None or not filed:
        raise Http404(uid)  # what is being written is nobody's yet
    cycle = newest_cycle(row.lead.plan_id)
    levels, now = ladder_of(row.lead, ladder(cycle)), timezone.now()
    stands = held(Machine.REPORT, row.moves.all(), levels)
    offered = offers(request, possible(request.user, row, stands, levels, now), WAYS)
    if carried_out(request, offered, report=row):
        return redirect("review")
    version = version_or_404(row.lead.plan.slug)
    plan, said = open_plan(version), filed[-1].content
    activity = next((each for _g, _o, each in plan.each_activity() if each.id == row.lead.activity), None)
    activity = own_activity(activity, row.lead) if activity else None
    evidence = Rows([row.lead], {row.lead.plan_id: ladder(cycle)}).evidence(row.lead)
    measured, made = open_book(version, row.sheets).measured_by(row.lead.activity), periods(cycle.rule) if cycle else ()
    bound = next((each.form for each in offered if each.form.is_bound), None)
    context = review_page(
        (_("Report %(period)s on %(activity)s") % {"period": row.period, "activity": row.lead.activity}, ""),
        version=version,
        activity=activity,
        report=row,
        said=said,
        filed=filed[-1],
        times=len(filed),
        held=stands,
        ladder=levels,
        period=next((each for each in made if each.name == row.period), None),
        steps=list(_steps(said, activity, evidence)),
        values=list(told_values(said, measured, evidence)),
        doubts=doubts(said, row.period, _by_period(told), [each.name for each in made], measured),
        evidence=evidence,
        story=story(row.moves.all()),
        offered=offered,
        form=bound,
        at_work=bool(decide(request.user, "work.opened")),
    )
    return render(request, "work/desk/report.html", context, status=422 if bound else 200)


def _steps(said: Content, activity: Activity | None, evidence: Sequence[ToldEvidence]) -> Iterator[StepLine]:
    steps = activity.steps.value or () if activity else ()
    told = said.get("done", ())
    for number in sorted({*range(1, len(steps) + 1), *(each["step"] for each in told)}):
        yield StepLine(
            number,
            steps[number - 1] if number <= len(steps) else None,
            [each for each in told if each["step"] == number],
            [each for each in evidence if number in each.row.proves],
        )


def _filed(row: Report) -> list[Filed]:
    """What the reports of this activity said, whoever led it, in the order in which it was sent."""
    lead = row.lead
    about = {"plan": lead.plan_id, "activity": lead.activity, "place": lead.place_id}
    own = {f"report__lead__{name}": value for name, value in about.items()}
    return list(Filed.objects.filter(**own).select_related("report"))


def _by_period(filed: Sequence[Filed]) -> dict[str, Content]:
    return {each.report.period: each.content for each in filed}
