"""One activity at work: who leads it, where it stands, what was changed of its promise, and what can be done."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.core import Cell
from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.choices import ReasonField, ReasonForm, as_choices
from palermo.office.access.people.frame import body_or_404, tried
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import say
from palermo.office.plan.desk.frame import version_or_404
from palermo.office.plan.models import Version
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions import amend_promise, drop_activity, put_to_lead, undo_lead
from palermo.office.plan.work.by_place import ByPlace, by_place, may_read
from palermo.office.plan.work.desk.frame import overseers_only, sent_to, work_crumb, work_page
from palermo.office.plan.work.desk.naming import named_body
from palermo.office.plan.work.desk.turns import possible
from palermo.office.plan.work.models import Amendment
from palermo.office.plan.work.readers import on_record, scorecard_of_one
from palermo.office.plan.work.record import OnRecord, ladder
from palermo.office.plan.work.words import AMENDED
from palermo.plan import OF_ACTIVITY, Activity, Amended, Goal, Objective, Verb

Place = tuple[Goal, Objective, Activity]


class PutForm(forms.Form):
    """The body that is to lead the activity, the one that the plan names first."""

    body = forms.ChoiceField(label=gettext_lazy("Body that is to lead it"))

    def __init__(self, named: Body | None, bodies: list[Body], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = [(named.key, _("%(body)s (proposed: the plan names it)") % {"body": named.name})] if named else []
        others = as_choices(bodies, "" if named else _("Choose a body"))
        offer(self, "body", [*first, *(other for other in others if named is None or other[0] != named.key)])


class ChangeForm(forms.Form):
    """A deadline that moves, or a target that changes."""

    what = forms.ChoiceField(label=gettext_lazy("What is changed"))
    new = forms.CharField(
        label=gettext_lazy("The new day, or the new target"),
        max_length=300,
        help_text=gettext_lazy("A day as year, month and day, such as 2027-06-30."),
    )
    reason = ReasonField()

    def __init__(self, activity: Activity, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "what", _changeable(activity))


def _changeable(activity: Activity) -> Iterator[tuple[str, str]]:
    yield f"{Amended.END}:", str(AMENDED[Amended.END])
    for number, step in enumerate(activity.steps.value or (), 1):
        yield f"{Amended.STEP}:{number}", f"{_what(Amended.STEP, str(number))}: {step.text.words}"
    for indicator in activity.indicators.value or ():
        yield f"{Amended.TARGET}:{indicator.id}", f"{_what(Amended.TARGET, indicator.id)}: {indicator.text.words}"


def _what(what: Amended, of: str) -> str:
    return str(AMENDED[what]) % {"of": of}


@require_http_methods(["GET", "HEAD", "POST"])
@overseers_only
def work_activity(request: HttpRequest, slug: str, activity_id: str) -> HttpResponse:
    version = version_or_404(slug)
    place = _place(version, activity_id)
    record = on_record(version.plan, activity_id)
    bodies = list(Body.objects.all())
    forms_shown = _forms(request, version, place[2], record, bodies)
    acts = _acts(request, version, activity_id, record, forms_shown)
    for name, (act, done) in acts.items():
        if tried(forms_shown[name], act):
            messages.success(request, done)
            return redirect("work-activity", slug, activity_id)
    return _page(request, version, place, record, forms_shown)


def _place(version: Version, activity_id: str) -> Place:
    for place in open_plan(version).each_activity():
        if place[2].id == activity_id:
            return place
    raise Http404(activity_id)


def _forms(
    request: HttpRequest, version: Version, activity: Activity, record: OnRecord, bodies: list[Body]
) -> dict[str, forms.Form]:
    """The forms of the page by the names of their acts."""
    told = record.activities.get(activity.id)
    named = named_body(open_plan(version), activity.lead.words, bodies)
    at_first = {"body": told.lead.body.key} if told else {}
    return {
        "put": PutForm(named, bodies, sent_to(request, "put"), initial=at_first, prefix="put"),
        "change": ChangeForm(activity, sent_to(request, "change"), prefix="change"),
        "undo": ReasonForm(sent_to(request, "undo"), prefix="undo"),
        "drop": ReasonForm(sent_to(request, "drop"), prefix="drop"),
    }


def _acts(
    request: HttpRequest, version: Version, activity: str, record: OnRecord, shown: dict[str, forms.Form]
) -> dict[str, tuple[Callable[[], object], str]]:
    """What each form does, and what is said once it is done."""
    of: dict[str, Any] = {"by": user(request), "now": timezone.now()}
    on_plan = {**of, "plan": version.plan, "activity": activity}

    def told(form: str, name: str) -> str:
        return str(shown[form].cleaned_data[name])

    def put() -> object:
        return put_to_lead(**on_plan, body=body_or_404(told("put", "body")))

    def change() -> object:
        what, _colon, number = told("change", "what").partition(":")
        new, reason = told("change", "new"), told("change", "reason")
        return amend_promise(**on_plan, what=Amended(what), of=number, new=new, reason=reason)

    def undo() -> object:
        lead = record.activities[activity].lead
        return undo_lead(**of, lead=lead, reason=told("undo", "reason"))

    def drop() -> object:
        return drop_activity(**on_plan, reason=told("drop", "reason"))

    acts: dict[str, tuple[Callable[[], object], str]] = {
        "put": (put, _("The activity is put to the body. It answers next.")),
        "change": (change, _("The change is stored, with its reason.")),
        "drop": (drop, _("The activity is given up. It stays in the plan and in every count.")),
    }
    if activity in record.activities:
        acts["undo"] = (undo, _("The acceptance is taken back. The body is asked once more."))
    return acts


def _page(
    request: HttpRequest, version: Version, place: Place, record: OnRecord, shown: dict[str, forms.Form]
) -> HttpResponse:
    goal, objective, activity = place
    told, now = record.activities.get(activity.id), timezone.now()
    ever = [each for each in told.ever if may_read(request.user, each.lead)] if told else []
    bound = next((form for form in shown.values() if form.is_bound), None)
    dropping = decide(request.user, "activity.dropped", version.plan)
    dropped = next((each for each in record.amendments if not each.what), None)
    undo = told is not None and Verb.UNDO in possible(request.user, told.lead, told.held, OF_ACTIVITY, now)
    card = scorecard_of_one(version, record, activity, timezone.localdate(), public=told not in ever)
    line, passed = next(iter(card.activities), None), record.parts.get(activity.id, ())
    context = work_page(
        request,
        version,
        work_crumb(version),
        (activity.id, ""),
        goal=goal,
        objective=objective,
        activity=activity,
        standing=line.standing if line else None,
        by_place=_by_place(request, version, record, activity) if passed else None,
        may_read_parts=told in ever,
        may_pass=decide(request.user, "part.passed", told.lead).possible if told else False,
        told=told,
        ever=ever,
        reported=any(led.reports or led.evidence for led in ever),
        of_activity=OF_ACTIVITY,
        ladder=ladder(record.cycle),
        changes=[_change(each, activity) for each in record.amendments if each.what],
        dropped=dropped,
        form=bound,
        forms=shown,
        may_put=decide(request.user, "lead.asked", version.plan).possible and not dropped,
        may_change=decide(request.user, "promise.amended", version.plan).possible and not dropped,
        may_undo=undo,
        may_drop=dropping.possible,
        why_not_drop="" if dropping.possible else say(dropping.reason),
    )
    return render(request, "work/desk/activity.html", context, status=422 if bound else 200)


def _by_place(request: HttpRequest, version: Version, record: OnRecord, activity: Activity) -> ByPlace | None:
    """The parts, as everybody may read them where not all of them are for whoever looks."""
    parts = record.parts[activity.id]
    public = not all(may_read(request.user, each.lead) for each in parts)
    card = scorecard_of_one(version, record, activity, timezone.localdate(), public=public)
    return by_place(card, card.activities[0], parts) if card.activities else None


def _change(row: Amendment, activity: Activity) -> dict[str, object]:
    """A change for the page, beside what the plan says."""
    what = Amended(row.what)
    return {"row": row, "what": _what(what, row.of), "before": _before(what, row.of, activity)}


def _before(what: Amended, of: str, activity: Activity) -> Cell[Any]:
    steps, indicators = activity.steps.value or (), {each.id: each for each in activity.indicators.value or ()}
    if what is Amended.STEP and of.isdecimal() and 1 <= int(of) <= len(steps):
        return steps[int(of) - 1].due
    if what is Amended.TARGET and of in indicators:
        return indicators[of].target
    return activity.end if activity.end.given else activity.timeframe
