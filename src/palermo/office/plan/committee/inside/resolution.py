"""One resolution: what is owed, by whom and until when, how it came here, and what can be done with it."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit, user
from palermo.office.access.people.frame import names_of, tried
from palermo.office.plan.committee.inside.doing import NoteForm, Offer, offers
from palermo.office.plan.committee.inside.frame import ReasonForm, committee_page, insiders_only
from palermo.office.plan.committee.readers import Resolved, resolved


@require_http_methods(["GET", "HEAD", "POST"])
@insiders_only
def resolution(request: HttpRequest, uid: str) -> HttpResponse:
    found = _admitted(request, uid)
    offered = offers(request, found)
    sent = next((each for each in offered if each.form.is_bound), None)
    if sent and tried(sent.form, lambda: _done(request, found, sent)):
        messages.success(request, str(sent.way.done))
        return redirect("resolution", uid)
    return _page(request, found, offered)


def _admitted(request: HttpRequest, uid: str) -> Resolved:
    """The resolution, for who looks after the body that took it, and for the body that owes it."""
    found = next(iter(resolved(Q(resolution__uid=uid), timezone.localdate())), None)
    if found is None:
        raise Http404(uid)
    if not decide(request.user, "owed.read", found.row.owed(timezone.now())):
        admit(request, "resolution.read", found.thing)
    return found


def _done(request: HttpRequest, found: Resolved, sent: Offer) -> None:
    asks = isinstance(sent.form, ReasonForm | NoteForm)
    reason = {"reason": sent.form.cleaned_data["reason"]} if asks else {}
    sent.way.run(by=user(request), resolution=found.row, now=timezone.now(), **reason)


def _page(request: HttpRequest, found: Resolved, offered: list[Offer]) -> HttpResponse:
    names = names_of({turn.made_by for turn in found.turns})
    bound = next((each.form for each in offered if each.form.is_bound), None)
    context = committee_page(
        (_("Resolution"), ""),
        each=found,
        story=[{"turn": turn, "by": names.get(turn.made_by, turn.made_by)} for turn in found.turns],
        offered=offered,
        form=bound,
        reads_meeting=bool(decide(request.user, "meeting.read", found.row.meeting)),
    )
    return render(request, "committee/resolution.html", context, status=422 if bound else 200)
