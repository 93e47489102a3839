"""Writing a report, sending it, and reading what was sent, all at one address that stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palermo.core import Finding, Message, UserError
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.indicators.readers import kept_book
from palermo.office.plan.indicators.values import doubts, told_values
from palermo.office.plan.work.actions import Overtaken, save_draft, send_report
from palermo.office.plan.work.content import Content
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.duties.reading import Entrusted, entrusted_or_404, period_gone
from palermo.office.plan.work.duties.report_form import Asks, ReportForm, asks_of, content_of, lines_of, typed
from palermo.office.plan.work.duties.words import UNSENT, due_words, report_tone, report_word
from palermo.office.plan.work.levels import LEVEL_NAMES, holds, next_level
from palermo.office.plan.work.models import Draft
from palermo.office.plan.work.rows import MoveRow, ToldReport
from palermo.office.plan.work.words import CLAIMS, DONE
from palermo.plan import Claim, Period, State, Verb

_HELD_ABOVE = frozenset({State.SENT, State.ACCEPTED})


@dataclass(frozen=True, slots=True)
class Sheet:
    """The report of a period: nothing is told of one that nobody has begun."""

    duty: Entrusted
    period: Period
    told: ToldReport | None
    asks: Asks

    @property
    def state(self) -> State:
        return self.told.held.state if self.told else State.NEW

    @property
    def moves(self) -> Sequence[MoveRow]:
        return self.told.moves if self.told else ()

    @property
    def returned(self) -> str:
        """Why it was returned, as long as it was not sent again."""
        told = [move.reason for move in self.moves if move.verb in (Verb.SEND, Verb.RETURN)]  # to send takes no reason
        return told[-1] if told else ""

    @property
    def filed(self) -> Content:
        """What it said when it was last sent."""
        return self.told.content if self.told else {}


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def report(request: HttpRequest, uid: str, period: str) -> HttpResponse:
    sheet = sheet_or_404(request, uid, period)
    if request.method == "POST":
        return _write(request, sheet, request.POST.get("act", "save"))
    if may_write(request, sheet):
        lying, asks = draft_of(sheet), sheet.asks
        form = ReportForm(asks, lines_of(lying.content if lying else {}, asks), lying.edition if lying else 0)
        return _form_page(request, sheet, form)
    return _read_page(request, sheet)


@require_POST
@bodies_only
def draft(request: HttpRequest, uid: str, period: str) -> HttpResponse:
    """Save what is being written; for the page's own script, which saves every few seconds, a word in JSON."""
    sheet = sheet_or_404(request, uid, period)
    if request.accepts("text/html"):  # a form that came too late, sent once more by its person
        return _write(request, sheet, "save")
    admit(request, "report.written", sheet.duty.lead)
    try:
        saved = _saved(request, sheet, typed(request.POST))
    except Refused:
        raise
    except UserError as error:
        return JsonResponse({"told": say(error.message)}, status=409 if isinstance(error, Overtaken) else 422)
    return JsonResponse({"seen": saved.edition})


def sheet_or_404(request: HttpRequest, uid: str, name: str) -> Sheet:
    duty = entrusted_or_404(request, uid)
    told = next((each for each in duty.told.reports if each.row.period == name), None)
    period = next((each for each in duty.record.periods if each.name == name), None)
    if period is None and told is not None:  # of a cycle that is gone
        period = period_gone(told)
    if period is None or period.first > timezone.localdate():
        raise Http404(name)
    return Sheet(duty, period, told, asked_of(duty))


def asked_of(duty: Entrusted) -> Asks:
    """What the report is asked for. A value may be taken from any file that was offered and not refused."""
    measured = kept_book(duty.version).measured_by(duty.lead.activity)
    offered = [piece for piece in duty.told.evidence if piece.held.state is not State.REFUSED]
    return asks_of(duty.activity, measured, [(piece.row.sha256, piece.row.title) for piece in offered])


def may_write(request: HttpRequest, sheet: Sheet) -> bool:
    writes = decide(request.user, "report.written", sheet.duty.lead).possible
    asked = sheet.period in sheet.duty.record.periods  # one of a cycle that is gone is not
    return writes and asked and sheet.duty.answers and sheet.state in UNSENT


def draft_of(sheet: Sheet) -> Draft | None:
    return Draft.objects.filter(report=sheet.told.row.pk).first() if sheet.told else None


def _write(request: HttpRequest, sheet: Sheet, act: str) -> HttpResponse:
    admit(request, "report.written", sheet.duty.lead)
    lines, asks, now = typed(request.POST), sheet.asks, timezone.now()
    if act == "row":
        more = {**lines, "obstacles": str(ReportForm(asks, lines, 0).rows + 1)}
        return _form_page(request, sheet, ReportForm(asks, more, _seen(lines)))
    lines = _with_theirs(request, sheet, lines)
    try:
        saved = _saved(request, sheet, lines)
    except Refused:
        raise
    except Overtaken as error:
        return beside(request, sheet, lines, error.theirs, told=say(error.message), status=422)
    except UserError as error:
        return _refused(request, sheet, ReportForm(asks, lines, _seen(lines)), error)
    form = ReportForm(asks, lines, saved.edition)
    if not form.judge(saved.content, timezone.localdate(now), sending=act == "send"):
        return _form_page(request, sheet, form, status=422)
    if act == "send":
        return _send(request, sheet, form, saved, now)
    messages.success(request, _("The draft is saved."))
    return redirect("report", sheet.duty.lead.uid, sheet.period.name)


def beside(
    request: HttpRequest, sheet: Sheet, lines: Mapping[str, str], theirs: Draft, *, told: str, status: int = 200
) -> HttpResponse:
    """The form with these words, and where they differ from the draft that lies in the office, both of them."""
    there = lines_of(theirs.content, sheet.asks)
    form = ReportForm(sheet.asks, _of_both(lines, there), theirs.edition)
    return _form_page(request, sheet, form, theirs=there, told=told, status=status)


def _send(request: HttpRequest, sheet: Sheet, form: ReportForm, saved: Draft, now: datetime) -> HttpResponse:
    try:
        send_report(by=user(request), report=saved.report, seen=saved.edition, now=now)
    except Refused:
        raise
    except UserError as error:
        return _refused(request, sheet, form, error)
    return redirect("report", sheet.duty.lead.uid, sheet.period.name)


def _refused(request: HttpRequest, sheet: Sheet, form: ReportForm, error: UserError) -> HttpResponse:
    form.full_clean()
    form.add_error(None, say(error.message))
    return _form_page(request, sheet, form, status=422)


def _saved(request: HttpRequest, sheet: Sheet, lines: Mapping[str, str]) -> Draft:
    """The draft with what was typed. Who sends the same once more, since no answer came, overtakes nobody."""
    if sheet.duty.activity is None:
        raise UserError(Message("The newest version of the plan has this activity no more. Ask the secretariat."))
    content, seen = content_of(lines, sheet.asks), _seen(lines)
    lead, period, now = sheet.duty.lead, sheet.period.name, timezone.now()
    try:
        return save_draft(by=user(request), lead=lead, period=period, content=content, seen=seen, now=now).draft
    except Overtaken as error:
        if error.theirs.content != content:
            raise
        return error.theirs


def _seen(lines: Mapping[str, str]) -> int:
    seen = lines.get("seen", "")
    return int(seen) if seen.isascii() and seen.isdecimal() and len(seen) < 9 else 0


def _with_theirs(request: HttpRequest, sheet: Sheet, lines: dict[str, str]) -> dict[str, str]:
    """What was typed, but theirs in the fields that were ticked, where it is what the writer was shown."""
    keep, lying = request.POST.getlist("keep"), draft_of(sheet)
    if not keep or lying is None or lying.edition != _seen(lines):
        return lines
    theirs = lines_of(lying.content, sheet.asks)
    return {**lines, **{name: theirs.get(name, "") for name in keep}}


def _of_both(mine: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Mine, with as many rows of obstacles as either has: theirs has to have its place beside it."""
    rows = max(mine.get("obstacles", "0"), theirs["obstacles"], key=lambda text: int(text) if text.isdecimal() else 0)
    return {**mine, "obstacles": rows}


def _form_page(
    request: HttpRequest,
    sheet: Sheet,
    form: ReportForm,
    *,
    theirs: Mapping[str, str] | None = None,
    told: str = "",
    status: int = 200,
) -> HttpResponse:
    context = _context(
        sheet,
        form=form,
        told=told,
        differences=form.differences(theirs) if theirs is not None else (),
        doubts=() if form.errors else _doubts(sheet, content_of(form.data, sheet.asks)),
    )
    return render(request, "work/duty_report_form.html", context, status=status)


def _read_page(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What was sent, for whoever may read it. What was not yet sent is for the body alone."""
    lying = draft_of(sheet) if sheet.state in UNSENT else None
    own = holds(request.user, "lead", sheet.duty.lead.thing(timezone.now()), timezone.now())
    content = lying.content if lying and own else sheet.filed
    if sheet.told is None or not content:
        if not own:
            raise Http404(sheet.period.name)
        content = {}
    level = next_level(sheet.told.held, sheet.duty.levels) if sheet.told and sheet.state in _HELD_ABOVE else ""
    context = _context(
        sheet,
        sent=sheet.state is State.SENT,
        who=LEVEL_NAMES[level] if level else None,
        content=content,
        draft_shown=bool(lying and own),
        claim=CLAIMS[Claim(content["claim"])] if content.get("claim") else "",
        done=_done(sheet, content),
        values=list(told_values(content, sheet.asks.measured, sheet.duty.told.evidence)),
        doubts=_doubts(sheet, content),
    )
    return render(request, "work/duty_report.html", context)


def _done(sheet: Sheet, content: Content) -> list[dict[str, object]]:
    steps = sheet.asks.steps
    return [
        {"said": each, "step": steps[each["step"] - 1] if each["step"] <= len(steps) else None}
        for each in content.get("done", ())
    ]


def _doubts(sheet: Sheet, content: Content) -> list[Finding]:
    """What the writer and whoever reads it should look at once more."""
    filed = {each.row.period: each.content for each in sheet.duty.told.reports}
    order = [period.name for period in sheet.duty.record.periods]
    return doubts(content, sheet.period.name, filed, order, sheet.asks.measured)


def _context(sheet: Sheet, **more: Any) -> dict[str, Any]:
    today = timezone.localdate()
    heading = _("Report for %(period)s") % {"period": sheet.period.name}
    late: date | None = sheet.period.due if sheet.state in UNSENT else None
    return duties_page(
        duty_crumb(sheet.duty.lead),
        (heading, ""),
        duty=sheet.duty,
        heading=heading,
        period=sheet.period,
        word=report_word(sheet.state),
        tone=report_tone(sheet.state, sheet.period.due, today),
        late=due_words(late, today) if late else "",
        returned=sheet.returned,
        receipt=sheet.told.row.uid if sheet.told and sheet.filed else "",
        moves=[
            {"verb": DONE[Verb(move.verb)], "level": LEVEL_NAMES.get(move.level), "row": move} for move in sheet.moves
        ],
        **more,
    )
