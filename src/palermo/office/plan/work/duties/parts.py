"""The parts of an activity: how each place stands, and for who leads it or the secretariat, passing it on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from palermo.access import PLACE_KINDS
from palermo.office.access.decision import decide
from palermo.office.access.doors import user
from palermo.office.access.models import Body
from palermo.office.access.people.frame import tried
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.models import Version
from palermo.office.plan.work.actions import amend_part, drop_part, pass_on, undo_lead
from palermo.office.plan.work.by_place import ByPlace, by_place, changes_of_parts, may_read
from palermo.office.plan.work.desk.frame import sent_to
from palermo.office.plan.work.desk.turns import possible, turn_of
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.duties.parts_forms import (
    ChangePartForm,
    DropPartForm,
    HandPartForm,
    PassForm,
    UndoPartForm,
)
from palermo.office.plan.work.duties.reading import Duty, duty_or_404
from palermo.office.plan.work.inherited import own_activity, place_of
from palermo.office.plan.work.readers import scorecard_of_one
from palermo.office.plan.work.record import OnRecord
from palermo.office.plan.work.rows import Told, ToldReport
from palermo.office.plan.work.words import STATUSES
from palermo.plan import OF_PART, Activity, Amended, State, Verb

Act = Callable[[], object]


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of the page."""

    passing: PassForm
    change: ChangePartForm
    hand: HandPartForm
    drop: DropPartForm
    undo: UndoPartForm

    @property
    def bound(self) -> forms.Form | None:
        """The one that was sent."""
        each = (self.passing, self.change, self.hand, self.drop, self.undo)
        return next((form for form in each if form.is_bound), None)


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def parts(request: HttpRequest, uid: str) -> HttpResponse:
    shown = duty_or_404(request, uid)
    if shown.lead.place_id is not None or shown.activity is None:
        raise Http404(uid)
    bodies = list(Body.objects.all())
    made = _forms(request, shown.version, shown.activity, shown.record, bodies)
    for form, act, done in _acts(request, shown, made, bodies):
        if tried(form, act):
            messages.success(request, done())
            return redirect("parts", uid)
    return _page(request, duty_or_404(request, uid) if made.bound else shown, made)  # some may have been passed on


def _forms(request: HttpRequest, version: Version, activity: Activity, record: OnRecord, bodies: list[Body]) -> Forms:
    """Parts that were given up are changed no more; a place that refused may be asked once more."""
    told = record.parts.get(activity.id, ())
    gone = {row.place_id for row in record.of_parts if not row.what}
    asked = {each.lead.place_id for each in told if each.held.state is not State.REFUSED} | gone
    free = [body for body in bodies if body.kind in PLACE_KINDS and body.pk not in asked]
    kept = [place_of(each.lead) for each in told if each.lead.place_id not in gone]
    agreed = [place_of(each.lead) for each in told if _may_undo(request, each)]
    steps = max((len(own_activity(activity, each.lead).steps.value or ()) for each in told), default=0)
    lang = tongue(version.language)
    return Forms(
        PassForm(activity, free, sent_to(request, "pass"), prefix="pass", lang=lang),
        ChangePartForm(activity, steps, kept, sent_to(request, "change"), prefix="change"),
        HandPartForm(bodies, kept, sent_to(request, "hand"), prefix="hand"),
        DropPartForm(kept, sent_to(request, "drop"), prefix="drop"),
        UndoPartForm(agreed, sent_to(request, "undo"), prefix="undo"),
    )


def _may_undo(request: HttpRequest, part: Told) -> bool:
    """Whether it is accepted, and whoever looks is the one above who can take that back."""
    return Verb.UNDO in possible(request.user, part.lead, part.held, OF_PART, timezone.now())


def _acts(
    request: HttpRequest, shown: Duty, made: Forms, bodies: Sequence[Body]
) -> Iterator[tuple[forms.Form, Act, Callable[[], str]]]:
    """Each form with what it does, and what is said once it is done."""
    of: dict[str, Any] = {"by": user(request), "lead": shown.lead, "now": timezone.now()}
    by_key = {body.key: body for body in bodies}
    passed: list[object] = []

    def told(form: forms.Form, name: str) -> str:
        return str(form.cleaned_data[name])

    def place(form: forms.Form) -> Body:
        return by_key[told(form, "place")]

    def pass_them_on() -> None:
        own = made.passing.terms()
        passed.extend(pass_on(**of, place=each, own=own) for each in made.passing.chosen())

    def told_passed() -> str:
        text = ngettext(
            "The part of %(n)s place is passed on. It answers next.",
            "The parts of %(n)s places are passed on. They answer next.",
            len(passed),
        )
        return text % {"n": len(passed)}

    def change() -> object:
        what, _colon, number = told(made.change, "what").partition(":")
        new, reason = told(made.change, "new"), told(made.change, "reason")
        return amend_part(**of, place=place(made.change), what=Amended(what), of=number, new=new, reason=reason)

    def hand() -> object:
        return pass_on(**of, place=place(made.hand), body=by_key[told(made.hand, "body")])

    def drop() -> object:
        return drop_part(**of, place=place(made.drop), reason=told(made.drop, "reason"))

    def undo() -> object:
        told_of = {place_of(each.lead).key: each.lead for each in shown.record.parts[shown.lead.activity]}
        lead = told_of[told(made.undo, "place")]
        return undo_lead(by=of["by"], lead=lead, reason=told(made.undo, "reason"), now=of["now"])

    yield made.passing, pass_them_on, told_passed
    yield made.change, change, lambda: _("The change is stored, with its reason.")
    yield made.hand, hand, lambda: _("The part is put to the body. It answers next.")
    yield made.drop, drop, lambda: _("The part is given up. It stays in every count of parts.")
    yield made.undo, undo, lambda: _("The acceptance is taken back. The place is asked once more.")


def _page(request: HttpRequest, shown: Duty, made: Forms) -> HttpResponse:
    told = shown.record.parts.get(shown.lead.activity, ())
    standing = shown.standing
    given_up = shown.handed_over or (shown.account is not None and shown.account.dropped is not None)
    context = duties_page(
        duty_crumb(shown.lead),
        (_("Parts of places"), ""),
        duty=shown,
        status=STATUSES[standing.status] if standing else None,
        by_place=_by_place(request, shown, told),
        waiting=list(_waiting(request, shown, told)),
        changes=list(changes_of_parts(shown.record, told)),
        forms=made,
        form=made.bound,
        may_pass=decide(request.user, "part.passed", shown.lead).possible and not given_up,
    )
    return render(request, "work/parts.html", context, status=422 if made.bound else 200)


def _by_place(request: HttpRequest, shown: Duty, told: Sequence[Told]) -> ByPlace | None:
    """The parts, as everybody may read them where not all of them are for whoever looks."""
    if shown.activity is None:
        return None
    public = not all(may_read(request.user, each.lead) for each in told)
    card = scorecard_of_one(shown.version, shown.record, shown.activity, timezone.localdate(), public=public)
    return by_place(card, card.activities[0], told) if card.activities else None


def _waiting(request: HttpRequest, shown: Duty, told: Sequence[Told]) -> Iterator[dict[str, object]]:
    """Reports and evidence of the places whose turn is that of whoever looks."""
    asked = turn_of(request.user, timezone.now())
    for part in told:
        for each in part.awaiting:
            if asked(each):
                kind = "report" if isinstance(each.told, ToldReport) else "evidence"
                yield {"place": place_of(part.lead), kind: each.told.row}
