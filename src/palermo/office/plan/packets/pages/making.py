"""A packet is made: for whom, of which reports; its code is shown this once."""

from secrets import token_bytes
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from palermo.access import new_code
from palermo.office.access.doors import admit, user
from palermo.office.access.models import Body
from palermo.office.access.people.frame import sent, tried
from palermo.office.base.forms import offer
from palermo.office.base.vocabulary import language
from palermo.office.plan.packets.actions import make_packet
from palermo.office.plan.packets.asked import DueHere, as_packed, due_of
from palermo.office.plan.packets.models import Packet
from palermo.office.plan.packets.pages.frame import packets_page
from palermo.office.plan.packets.readers import bodies_of
from palermo.office.plan.work.duties.frame import bodies_only
from palermo.office.plan.work.duties.words import due_words, report_tone, report_word


class PacketForm(forms.Form):
    """Which reports go along, and the language in which the form opens."""

    reports = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, required=False)
    tongue = forms.ChoiceField(label=gettext_lazy("Language in which it opens"), widget=forms.RadioSelect)

    def __init__(self, due: list[DueHere], sent: Any) -> None:
        """`due`: what may go along. `sent`: what a browser sent; nothing on the first visit."""
        super().__init__(sent, initial={"tongue": language()})
        offer(self, "reports", [(each.id, each.id) for each in due])
        offer(self, "tongue", settings.LANGUAGES)


@require_safe
@bodies_only
def choose_body(request: HttpRequest) -> HttpResponse:
    """For which body; who acts for one alone is asked nothing."""
    bodies = bodies_of(user(request), timezone.now())
    if len(bodies) == 1:
        return redirect("packet-make", bodies[0].key)
    return render(request, "packets/bodies.html", packets_page((_("Make a packet"), ""), bodies=bodies))


@require_http_methods(["GET", "HEAD", "POST"])
@bodies_only
def make(request: HttpRequest, key: str) -> HttpResponse:
    body = Body.objects.filter(key=key).first()
    if body is None:
        raise Http404(key)
    admit(request, "packet.made", body)
    due = due_of(user(request), body, timezone.now())
    form = PacketForm([each for each in due if not each.busy], sent(request))
    code, made = new_code(token_bytes), list[Packet]()

    def act() -> None:
        chosen = set(form.cleaned_data["reports"])
        reports = [as_packed(each) for each in due if each.id in chosen]
        of = {"language": form.cleaned_data["tongue"], "code": code, "now": timezone.now()}
        made.append(make_packet(by=user(request), body=body, reports=reports, **of))

    if tried(form, act):
        heading = _("The packet is made")
        return render(
            request, "packets/made.html", packets_page((heading, ""), heading=heading, packet=made[0], code=code)
        )
    context = packets_page((_("Make a packet"), ""), form=form, body=body, due=[_shown(each) for each in due])
    return render(request, "packets/make.html", context, status=422 if form.is_bound else 200)


def _shown(due: DueHere) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "due": due,
        "word": report_word(due.state),
        "tone": report_tone(due.state, due.period.due, today),
        "when": due_words(due.period.due, today),
    }
