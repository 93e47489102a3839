"""Pages of steps: how those of a plan wait for one another, and the form in which one of them is arranged."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from palermo.access import Thing
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import DayField, ReasonField, as_choices
from palermo.office.access.people.frame import body_or_404, tried
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import say, tongues
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.steps.actions import Working, arrange_step
from palermo.office.plan.steps.readers import Course, Worked, after_of, open_course, spelled, steps_named
from palermo.office.plan.work.desk.frame import overseers_only, work_crumb, work_page
from palermo.office.plan.work.desk.naming import named_body
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.models import Lead
from palermo.plan import PROOF_KINDS, StepId

PAGE = 50  # activities


@require_safe
@overseers_only
def steps(request: HttpRequest, slug: str) -> HttpResponse:
    """All steps of a plan, the chain that takes longest, and what late ones hold up."""
    version = version_or_404(slug)
    course = open_course(version)
    with_steps = [activity for activity in course.activities.values() if activity.steps.value]
    page = Paginator(with_steps, PAGE).get_page(request.GET.get("page"))
    context = work_page(
        request,
        version,
        work_crumb(version),
        (_("Steps"), ""),
        chain=course.chain,
        course=course,
        holding_up=list(course.holding_up),
        out_of_order=[(spelled(one), spelled(other)) for one, other in course.out_of_order],
        page=page,
        groups=[(activity, course.steps_of(activity.id)) for activity in page],
    )
    return render(request, "steps/steps.html", context)


class StepForm(forms.Form):
    """Who does a step, by when, what it leaves behind, what proves it, and after which steps."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Body that does it"), required=False)
    due = DayField(
        label=gettext_lazy("Due on"),
        required=False,
        help_text=gettext_lazy("Another day is a change of the promise. What the plan says stays beside it."),
    )
    deliverable = forms.CharField(
        label=gettext_lazy("What it leaves behind that can be shown"), max_length=300, required=False
    )
    proof = forms.ChoiceField(label=gettext_lazy("What kind of action it will prove"), required=False)
    own = forms.MultipleChoiceField(
        label=gettext_lazy("Steps of this activity that it waits for"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    others = forms.CharField(
        label=gettext_lazy("Steps of other activities that it waits for"),
        required=False,
        help_text=gettext_lazy("Activity, a stroke and the number of the step, such as 2.1.1/3; apart by commas."),
    )
    reason = ReasonField()

    def __init__(self, course: Course, worked: Worked, bodies: list[Body], data: Any, *, may_move: bool) -> None:
        row, mine = worked.row, worked.id.activity
        waits = worked.link.after
        super().__init__(
            data,
            initial={
                "seen": len(course.arranged.get(worked.id, ())),
                "owner": row.owner.key if row and row.owner else "",
                "due": worked.link.due,
                "deliverable": row.deliverable if row else worked.step.deliverable.words,
                "proof": row.proof if row else "",
                "own": [str(each.number) for each in waits if each.activity == mine],
                "others": ", ".join(spelled(each) for each in waits if each.activity != mine),
            },
        )
        self.worked = worked
        named = named_body(course.plan, worked.step.owner.words, bodies)
        first = [("", _("%(body)s, as the plan says") % {"body": named.name} if named else _("not said yet"))]
        offer(self, "owner", [*first, *as_choices(bodies)])
        offer(self, "proof", [("", _("not said yet")), *((key, say(words)) for key, words in PROOF_KINDS.items())])
        own = course.activities[mine].steps.value or ()
        offer(
            self,
            "own",
            [(str(n), f"{n}. {each.text.words}") for n, each in enumerate(own, 1) if n != worked.id.number],
        )
        if len(own) == 1:
            del self.fields["own"]
        if not may_move:
            del self.fields["due"]

    def working(self) -> Working:
        """As it was filled in. Raises UserError where the steps are not named as steps."""
        told, mine = self.cleaned_data, self.worked.id.activity
        after = {StepId(mine, int(n)) for n in told.get("own", ())} | set(steps_named(told["others"]))
        due: date | None = told.get("due")
        return Working(
            body_or_404(told["owner"]) if told["owner"] else None,
            told["deliverable"].strip(),
            told["proof"],
            tuple(sorted(after)),
            due if due != self.worked.link.due else None,
        )


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def step(request: HttpRequest, slug: str, activity_id: str, number: int) -> HttpResponse:
    version = version_or_404(slug)

    def context(**more: Any) -> dict[str, Any]:
        crumbs = (work_crumb(version), (_("Steps"), reverse("steps", args=[slug])), (f"{activity_id}/{number}", ""))
        return work_page(request, version, *crumbs, **more)

    return _step(request, version, StepId(activity_id, number), context)


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def duty_step(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """The same for the body that leads the activity."""
    lead = Lead.objects.filter(uid=uid, place=None).select_related("body", "plan").first()
    if lead is None:
        raise Http404(uid)
    admit(request, "report.read", Thing(kind="report", id="", path=lead.body.above))
    version = version_or_404(lead.plan.slug)

    def context(**more: Any) -> dict[str, Any]:
        shown: dict[str, Any] = {**more, **tongues(version.language), "version": version}
        return duties_page(duty_crumb(lead), (_("Step %(n)s") % {"n": number}, ""), **shown)

    return _step(request, version, StepId(lead.activity, number), context)


def _step(
    request: HttpRequest,
    version: Version,
    id_: StepId,
    context: Callable[..., dict[str, Any]],
) -> HttpResponse:
    course = open_course(version)
    if id_ not in course.links:
        raise Http404(spelled(id_))
    worked, thing = course.worked(id_), course.thing(id_)
    may_move = decide(request.user, "promise.amended", version.plan).possible
    data = request.POST if request.method == "POST" else None
    form = StepForm(course, worked, list(Body.objects.all()), data, may_move=may_move)
    if form.is_bound:
        admit(request, "step.arranged", thing)

        def act() -> None:
            arrange_step(
                by=user(request),
                plan=version.plan,
                step=id_,
                working=form.working(),
                reason=form.cleaned_data["reason"],
                seen=form.cleaned_data["seen"] or 0,
                now=timezone.now(),
            )

        if tried(form, act):
            messages.success(request, _("The step is arranged. What was arranged before stays to be read."))
            return redirect(request.path)
    shown = context(
        activity=course.activities[id_.activity],
        worked=worked,
        form=form,
        history=list(_history(course, id_)),
        may_write=decide(request.user, "step.arranged", thing).possible,
    )
    return render(request, "steps/step.html", shown, status=422 if form.is_bound else 200)


def _history(course: Course, id_: StepId) -> Iterator[dict[str, object]]:
    """Everything that was arranged, the newest first."""
    for row in reversed(course.arranged.get(id_, ())):
        yield {"row": row, "after": ", ".join(map(spelled, after_of(row)))}
