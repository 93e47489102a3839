"""What became of one activity: its status and what decided it, what was proved, changed and published."""

from collections.abc import Iterator, Mapping, Sequence

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.office.base.kept_page import page
from palermo.office.base.vocabulary import say
from palermo.office.plan.beside.reading import mark_of, utterings, voices
from palermo.office.plan.copies.readers import ToldCopy, twins
from palermo.office.plan.copies.readers import mark_of as mark_of_copies
from palermo.office.plan.indicators.slots import hidden_at_places
from palermo.office.plan.indicators.values import NOTHING, Hidden, told_values
from palermo.office.plan.pages.frame import frame
from palermo.office.plan.pages.public import Edition, find_edition
from palermo.office.plan.steps.readers import Course
from palermo.office.plan.work.by_place import by_place, changes_of_parts
from palermo.office.plan.work.public.beside import Beside, beside
from palermo.office.plan.work.readers import on_record, scorecard_of_one
from palermo.office.plan.work.rows import Told, ToldEvidence, ToldReport
from palermo.office.plan.work.words import AMENDED, CLAIMS, STATES, STATUSES
from palermo.plan import PROOF_KINDS, Activity, Amended, Claim, Defined, State, StepId

PAGE = 25  # reports


@require_safe
def activity(request: HttpRequest, slug: str, number: int, activity_id: str) -> HttpResponseBase:
    edition = find_edition(request, slug, number)
    found = next((act for _g, _o, act in edition.plan.each_activity() if act.id == activity_id), None)
    if found is None or edition.press:
        raise Http404(activity_id)
    record = on_record(edition.version.plan, activity_id)
    leads = (each for told in record.of(activity_id) for each in told.ever)
    more = beside(edition.version, activity_id, copied=any(map(_accepted, leads)))
    course = Course(edition.plan, record, more.arranged, edition.as_of)
    said = mark_of(more.views, more.said)
    key = (edition.key, record.mark, more.book.mark, course.mark, said, mark_of_copies(more.copies))
    return page(request, key, lambda: _activity(request, edition, course, found, more))


def _activity(request: HttpRequest, edition: Edition, course: Course, found: Activity, more: Beside) -> HttpResponse:
    record, measured = course.record, more.book.measured_by(found.id)
    card = scorecard_of_one(edition.version, record, found, edition.as_of, public=True)
    (line,) = card.activities
    told = record.activities.get(found.id)
    parts = record.parts.get(found.id, ())
    ever = [each for one in record.of(found.id) for each in one.ever]
    word, tone = STATUSES[line.standing.status]
    places = by_place(card, line, parts) if parts else None
    on_parts = places.on_parts if places else ()
    away = hidden_at_places(record, found.id, measured)
    every = [(led, each) for led in ever for each in led.reports if each.filed]
    filed = Paginator(every, PAGE).get_page(request.GET.get("page"))
    context = {
        **frame(edition, "progress", _("Activity %(id)s") % {"id": found.id}),
        "activity": found,
        "line": line,
        "status": {"word": word, "tone": tone},
        "told": told,
        "steps": list(_steps(found, told, course)),
        "chain": course.chain_of(found.id),
        "changes": [_change(row.what, row.of, row.new, row.on, row.reason) for row in record.amendments],
        "measured": measured,
        "reports": [_report(*each, measured, {} if each[0].lead.place_id else away) for each in filed],
        "filed": filed,
        "evidence": [_piece(each, more.copies) for led in ever for each in _accepted(led)],
        "voices": voices(more.views, record),
        "utterings": utterings(more.said, lambda: card),
        "by_place": places,
        "part_changes": list(changes_of_parts(record, parts)),
        "findings": [each for each in card.findings if each.object == found.id and each not in on_parts],
    }
    return render(request, "work/activity.html", context)


def _steps(found: Activity, told: Told | None, course: Course) -> Iterator[dict[str, object]]:
    """Each step with the first proof of it that was accepted."""
    accepted = _accepted(told)
    for at, step in enumerate(found.steps.value or (), start=1):
        proofs = [each for each in accepted if at in each.row.proves]
        worked = course.worked(StepId(found.id, at))
        yield {"number": at, "step": step, "proof": proofs[0] if proofs else None, "worked": worked}


def _change(what: str, of: str, new: str, on: object, reason: str) -> dict[str, object]:
    word = str(AMENDED[Amended(what)]) % {"of": of} if what else _("The activity was given up")
    return {"what": word, "new": new, "on": on, "reason": reason}


Away = Mapping[str, Mapping[str, Hidden]]


def _report(led: Told, each: ToldReport, measured: Sequence[Defined], away: Away) -> dict[str, object]:
    """A report that was filed. What it says is shown once it is published; of others, that they are there.

    `away`: by period and indicator, what is withheld since a place tells too few.
    """
    return {
        "report": each,
        "state": STATES[each.held.state],
        "said": _said(each, led, measured, away.get(each.row.period, NOTHING)),
        "sent": _sent(each),
    }


def _said(
    each: ToldReport, led: Told, measured: Sequence[Defined], away: Mapping[str, Hidden]
) -> dict[str, object] | None:
    if each.held.state is not State.PUBLISHED:
        return None
    claim = each.content.get("claim")
    values = list(told_values(each.content, measured, led.evidence, public=True, away=away))
    return {**each.content, "claim_word": CLAIMS[Claim(claim)] if claim else "", "values_told": values}


def _sent(each: ToldReport) -> object:
    return next((move.made_at for move in each.moves if move.verb == "send"), None)


def _accepted(told: Told | None) -> list[ToldEvidence]:
    """The evidence that was accepted; of other evidence the public learns nothing."""
    return [each for each in told.evidence if each.held.state is State.ACCEPTED] if told else []


def _piece(piece: ToldEvidence, copies: Sequence[ToldCopy]) -> dict[str, object]:
    """A piece with its public copy, the newest where there were several, and what else in the plan it is proof of."""
    row = piece.row
    copy = next((each for each in reversed(copies) if each.row.evidence_id == row.pk), None)
    leads = [each.row.evidence.lead for each in twins(copy, copies)] if copy else []
    also = {lead.activity for lead in leads if lead.plan_id == row.lead.plan_id} - {row.lead.activity}
    return {"row": row, "kind": say(PROOF_KINDS[row.kind]), "copy": copy, "also": sorted(also)}
