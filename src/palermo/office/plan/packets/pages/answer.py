"""The receipt of an answer: what became of each report and each file, and which wordings somebody has to choose of."""

import re
from collections.abc import Iterator, Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from palermo.core import BLANK
from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.plan.money.readers import reports_of
from palermo.office.plan.packets.here import content_said
from palermo.office.plan.packets.models import PacketAnswer
from palermo.office.plan.packets.pages.frame import ARRIVED, WHY, packets_page
from palermo.office.plan.packets.readers import Became, became_of, reads_words
from palermo.office.plan.work.duties.frame import bodies_only
from palermo.office.plan.work.duties.report_form import MOST_OBSTACLES, Asks, ReportForm, lines_of
from palermo.office.plan.work.duties.reporting import beside, draft_of, may_write, sheet_or_404
from palermo.plan import Step
from palermo.plan.packets import Arrived

_STEP = re.compile(r"step_([0-9]{1,3})_")
_CHOSEN = ("_kind", "_file", "obstacles")  # what stands there though nobody wrote it, or says nothing by itself


@require_safe
@bodies_only
def answer(request: HttpRequest, uid: str) -> HttpResponse:
    found = _answer_or_404(request, uid)
    words = reads_words(user(request), found.packet, timezone.now())
    became = [_shown(request, each, words=words) for each in became_of(found)]
    heading = _("The answer is brought in")
    context = packets_page((heading, ""), heading=heading, answer=found, became=became)
    return render(request, "packets/answer.html", context)


@require_safe
@bodies_only
def both(request: HttpRequest, uid: str, number: int) -> HttpResponse:
    """What was written offline in the form of the report, and beside it what the draft says instead."""
    found = _answer_or_404(request, uid)
    each = next((each for each in became_of(found) if each.number == number and each.how is Arrived.BOTH), None)
    if each is None:
        raise Http404(number)
    admit(request, "report.written", each.lead)
    sheet = sheet_or_404(request, each.lead.uid, each.period)
    theirs = draft_of(sheet)
    if theirs is None or not may_write(request, sheet):  # it was sent meanwhile
        return redirect("report", each.lead.uid, each.period)
    lines = lines_of(content_said(each.lines, sheet.asks), sheet.asks)
    told = _("While this was written offline, somebody else saved the draft. Both are shown side by side.")
    return beside(request, sheet, lines, theirs, told=told)


def _answer_or_404(request: HttpRequest, uid: str) -> PacketAnswer:
    found = PacketAnswer.objects.select_related("packet__body").defer("packet__file").filter(uid=uid).first()
    if found is None:
        raise Http404(uid)
    admit(request, "report.read", reports_of(found.packet.body))
    return found


def _shown(request: HttpRequest, became: Became, *, words: bool) -> dict[str, object]:
    """`words`: whoever looks may read what was not sent."""
    word, tone = ARRIVED[became.how]
    said = became.lines if words and became.how in (Arrived.BOTH, Arrived.CLOSED) else {}
    return {
        "became": became,
        "word": word,
        "tone": tone,
        "why": WHY[became.why] if became.why else "",
        "both": became.how is Arrived.BOTH,
        "chooses": became.how is Arrived.BOTH and decide(request.user, "report.written", became.lead).possible,
        "open": became.how in (Arrived.SENT, Arrived.SAVED),
        "said": list(_in_words(said)),
    }


def _in_words(lines: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What was written, each line with the label of its field: to be read, whatever the report is asked for now."""
    steps = [int(found[1]) for name in lines if (found := _STEP.match(name))]
    asks = Asks((Step(BLANK),) * max(steps, default=0), ())
    form = ReportForm(asks, {"obstacles": str(MOST_OBSTACLES)}, 0)
    for name, line in lines.items():
        if line.strip() and not name.endswith(_CHOSEN):
            field = form.fields.get(name)
            choices = dict(getattr(field, "choices", ()))
            yield str(field.label) if field else _("Value"), str(choices.get(line, line))
