"""One resolution: what is owed, by whom and until when, how it came here, and what can be done with it."""

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.decision import decide
from palermo.office.access.doors import admit
from palermo.office.access.people.frame import names_of
from palermo.office.plan.committee.inside.doing import offered_of
from palermo.office.plan.committee.inside.frame import committee_page, insiders_only
from palermo.office.plan.committee.readers import Resolved, resolved
from palermo.office.plan.work.desk.deciding import Offered, carried_out


@require_http_methods(["GET", "HEAD", "POST"])
@insiders_only
def resolution(request: HttpRequest, uid: str) -> HttpResponse:
    found = _admitted(request, uid)
    offered = offered_of(request, found)
    if carried_out(request, offered, resolution=found.row):
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


def _page(request: HttpRequest, found: Resolved, offered: list[Offered]) -> HttpResponse:
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
