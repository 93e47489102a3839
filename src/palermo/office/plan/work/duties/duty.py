"""One activity that a body leads: what the plan says, how it stands, its reports and its evidence."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.choices import DayField
from palermo.office.access.people.frame import tried
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import in_tongue, say, say_cell, tongue
from palermo.office.plan.indicators.readers import kept_book
from palermo.office.plan.work.actions import OfferedFile, WebPage, accept_lead, offer_evidence, refuse_lead
from palermo.office.plan.work.duties.frame import bodies_only, duties_page, duty_crumb
from palermo.office.plan.work.duties.reading import Duty, Entrusted, duty_or_404, entrusted_or_404
from palermo.office.plan.work.duties.words import UNSENT, due_words, report_tone, report_word
from palermo.office.plan.work.levels import LEVEL_NAMES, next_level
from palermo.office.plan.work.rows import ToldEvidence
from palermo.office.plan.work.words import STATE_TONES, STATES, STATUSES
from palermo.plan import PROOF_KINDS, State


class RefusalForm(forms.Form):
    """Why a body does not take an activity on."""

    reason = forms.CharField(
        label=gettext_lazy("Why the body does not take it on"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("The committee reads it, and so may everybody. It stays in the record."),
    )


class EvidenceForm(forms.Form):
    """A file that is to prove steps."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "PDF, JPEG, PNG, Word, Excel, plain text, CSV or HTML, up to 20 MB. Of PDF, pictures, text and CSV a copy"
            " can be made public later."
        ),
    )
    title = forms.CharField(
        label=gettext_lazy("What the file shows"),
        max_length=300,
        help_text=gettext_lazy("In a few words, such as: attendance list of the course in March."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("What kind of action it proves"))
    proves = forms.MultipleChoiceField(
        label=gettext_lazy("Which steps it proves"), widget=forms.CheckboxSelectMultiple, required=False
    )

    address = forms.URLField(
        label=gettext_lazy("Address of the web page, if it is one"),
        max_length=500,
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("The file is then its archive copy: the page as PDF, as a picture, or saved."),
    )
    seen_on = DayField(label=gettext_lazy("The day on which you saw the page so"), required=False)

    def __init__(self, duty: Entrusted, *args: Any) -> None:
        super().__init__(*args)
        offer(self, "kind", [("", _("Choose a kind")), *((key, say(words)) for key, words in PROOF_KINDS.items())])
        steps = (duty.activity.steps.value or ()) if duty.activity else ()
        if steps:
            lang = tongue(duty.version.language)
            named = [(str(n), in_tongue(f"{n}. {say_cell(step.text)}", lang)) for n, step in enumerate(steps, 1)]
            offer(self, "proves", named)
        else:
            del self.fields["proves"]

    def clean(self) -> None:
        given = self.cleaned_data
        if bool(given.get("address")) != bool(given.get("seen_on")):
            missing = "seen_on" if given.get("address") else "address"
            self.add_error(missing, _("Give both for a web page, or neither."))

    def page(self) -> WebPage | None:
        """Where the web page stood, of the archive copy of one."""
        given = self.cleaned_data
        return WebPage(given["address"], given["seen_on"]) if given.get("address") else None

    def steps(self) -> list[int]:
        """The numbers of the steps that were ticked."""
        return [int(step) for step in self.cleaned_data.get("proves", ())]


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def duty(request: HttpRequest, uid: str) -> HttpResponse:
    act = _ACTS.get(request.POST.get("act", "")) if request.method == "POST" else None
    return act(request, entrusted_or_404(request, uid)) if act else _page(request, uid)


def _accepted(request: HttpRequest, shown: Entrusted) -> HttpResponse:
    admit(request, "lead.accepted", shown.lead)
    form = forms.Form(request.POST)
    if tried(form, lambda: accept_lead(by=user(request), lead=shown.lead, now=timezone.now())):
        messages.success(request, _("The activity is accepted. From now on its reports are due."))
        return redirect("duty", shown.lead.uid)
    return _page(request, shown.lead.uid, told=form)


def _refused(request: HttpRequest, shown: Entrusted) -> HttpResponse:
    admit(request, "lead.refused", shown.lead)
    form = RefusalForm(request.POST)

    def act() -> None:
        refuse_lead(by=user(request), lead=shown.lead, reason=form.cleaned_data["reason"], now=timezone.now())

    if tried(form, act):
        messages.success(request, _("The refusal is stored. The committee decides who is asked next."))
        return redirect("duty", shown.lead.uid)
    return _page(request, shown.lead.uid, told=form, refusal=form)


def _offered(request: HttpRequest, shown: Entrusted) -> HttpResponse:
    admit(request, "evidence.offered", shown.lead)
    form = EvidenceForm(shown, request.POST, request.FILES)

    def act() -> None:
        sent, given = form.cleaned_data["file"], form.cleaned_data
        file = OfferedFile(sent.name or "file", sent.read())
        offer_evidence(
            by=user(request),
            lead=shown.lead,
            file=file,
            kind=given["kind"],
            title=given["title"],
            proves=form.steps(),
            page=form.page(),
            now=timezone.now(),
        )

    if tried(form, act):
        messages.success(request, _("The file is sealed and offered. Until it is accepted it proves nothing yet."))
        return redirect("duty", shown.lead.uid)
    return _page(request, shown.lead.uid, told=form, evidence=form)


_ACTS = {"accept": _accepted, "refuse": _refused, "offer": _offered}


def _page(
    request: HttpRequest,
    uid: str,
    *,
    told: forms.Form | None = None,
    refusal: RefusalForm | None = None,
    evidence: EvidenceForm | None = None,
) -> HttpResponse:
    shown = duty_or_404(request, uid)
    asked = shown.told.held.state is State.ASKED and not shown.handed_over
    may_offer = shown.answers and decide(request.user, "evidence.offered", shown.lead).possible
    context = duties_page(
        (duty_crumb(shown.lead)[0], ""),
        duty=shown,
        status=STATUSES[shown.standing.status] if shown.standing else None,
        form=told,
        may_answer=asked and decide(request.user, "lead.accepted", shown.lead).possible,
        refusal=refusal or RefusalForm(),
        evidence_form=(evidence or EvidenceForm(shown)) if may_offer else None,
        steps=_steps(shown),
        measured=kept_book(shown.version).measured_by(shown.lead.activity),
        passed=len(shown.record.parts.get(shown.lead.activity, ())),
        targets=shown.activity.indicators.value or () if shown.activity and shown.lead.place_id else (),
        periods=_periods(shown),
        evidence=[_piece(shown, piece) for piece in shown.told.evidence],
    )
    return render(request, "work/duty.html", context, status=422 if told else 200)


def _steps(shown: Duty) -> list[dict[str, object]]:
    """Each step with its due day, moved or not, and how far its proof has come."""
    if shown.activity is None or shown.account is None:
        return []
    account = shown.account
    rows: list[dict[str, object]] = []
    for number, step in enumerate(shown.activity.steps.value or (), 1):
        planned, now = account.planned.steps[number - 1], account.terms.steps[number - 1]
        proof = _("no proof yet")
        if number in account.proved:
            proof = _("proof accepted on %(day)s") % {"day": account.proved[number]}
        elif number in account.offered:
            proof = _("proof waits for a decision")
        rows.append({"step": step, "moved": now if now != planned else None, "proof": proof})
    return rows


def _periods(shown: Duty) -> list[dict[str, object]]:
    today = timezone.localdate()
    rows: list[dict[str, object]] = []
    for period, report in shown.owed(today):
        state = report.held.state if report else State.NEW
        rows.append(
            {
                "period": period,
                "word": report_word(state),
                "tone": report_tone(state, period.due, today),
                "when": due_words(period.due, today) if state in UNSENT else "",
                "note": report.held.reason if report and state is State.RETURNED else "",
            }
        )
    return rows


def _piece(shown: Duty, piece: ToldEvidence) -> dict[str, object]:
    state = piece.held.state
    level = next_level(piece.held, shown.levels) if state is State.OFFERED else ""
    return {
        "row": piece.row,
        "kind": PROOF_KINDS.get(piece.row.kind),
        "word": STATES[state],
        "tone": STATE_TONES.get(state, ""),
        "reason": piece.held.reason if state is State.REFUSED else "",
        "who": LEVEL_NAMES[level] if level else None,
    }
