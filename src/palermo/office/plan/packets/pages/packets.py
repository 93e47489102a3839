"""The packets that are out, and the file that came back of one."""

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from palermo.access import Unreadable
from palermo.core import DataError, Finding, UserError
from palermo.office.access.doors import admit, user
from palermo.office.access.refusal import Refused
from palermo.office.base.vocabulary import say
from palermo.office.plan.packets.actions import bring_in
from palermo.office.plan.packets.form import form_of
from palermo.office.plan.packets.models import Packet
from palermo.office.plan.packets.pages.frame import ARRIVED, packet_or_404, packets_page
from palermo.office.plan.packets.readers import packets_of
from palermo.office.plan.pages.downloads import CLOSED
from palermo.office.plan.work.duties.frame import bodies_only
from palermo.plan.packets import Arrived, SealedFile, packet_fault, read_sealed


class AnswerForm(forms.Form):
    """A file that came back."""

    file = forms.FileField(
        label=gettext_lazy("File of the answer"),
        help_text=gettext_lazy("As the form saved it: its name begins with answer and ends with .json."),
        widget=forms.FileInput(attrs={"accept": ".json"}),
        allow_empty_file=True,  # said with everything else that can be wrong with it
    )


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def packets(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request, AnswerForm())
    form = AnswerForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form)
    try:
        receipt = _brought(request, form.cleaned_data["file"].read())
    except Refused:
        raise
    except DataError as error:
        form.add_error("file", _told(error.findings[0]))
    except (UserError, Unreadable) as error:
        form.add_error("file", say(error.message))
    else:
        return redirect("packet-answer", receipt)
    return _page(request, form)


def _brought(request: HttpRequest, content: bytes) -> str:
    """The number of the receipt. Raises DataError where the file is nothing that can be taken."""
    file, findings = read_sealed(content)
    if file is None:
        raise DataError(findings)
    packet = _packet(file)
    admit(request, "packet.returned", packet)
    return bring_in(by=user(request), packet=packet, file=file, now=timezone.now()).answer.uid


def _packet(file: SealedFile) -> Packet:
    found = Packet.objects.select_related("body").filter(uid=file.packet).first()
    if found is None:
        raise DataError([packet_fault("O05", packet=file.packet)])
    return found


def _told(finding: Finding) -> str:
    return f"{say(finding.message)} {say(finding.advice)}"


def _page(request: HttpRequest, form: AnswerForm) -> HttpResponse:
    now = timezone.now()
    rows = [_listed(packet) for packet in packets_of(user(request), now)]
    context = packets_page(form=form, packets=rows, today=timezone.localdate(now))
    return render(request, "packets/packets.html", context, status=422 if form.is_bound else 200)


def _listed(packet: Packet) -> dict[str, object]:
    """A packet, and each of its answers with the words of what became of it."""
    answers = []
    for answer in packet.answers.all():
        came = {each["arrived"] for each in answer.became}
        answers.append((answer, [ARRIVED[how] for how in Arrived if how in came]))
    return {"packet": packet, "answers": answers}


@require_safe
@bodies_only
def file(request: HttpRequest, uid: str) -> HttpResponse:
    """The form with the packet in it, as often as it is wanted: it is sealed, and its code is not here."""
    packet = packet_or_404(uid)
    admit(request, "packet.returned", packet)
    response = HttpResponse(form_of(packet), content_type=f"text/html; charset={settings.DEFAULT_CHARSET}")
    name = f"packet-{packet.body.key}-{packet.uid[:8]}.html"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Security-Policy"] = CLOSED
    response["X-Content-Type-Options"] = "nosniff"
    return response
