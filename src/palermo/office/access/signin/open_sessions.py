"""Where one is signed in: the list, and the end of one or of all others."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from palermo.office.access.actions import end_sessions
from palermo.office.access.decision import actor
from palermo.office.access.doors import admit, own_account
from palermo.office.access.models import Session
from palermo.office.access.sessions.limits import limits_for
from palermo.office.access.sessions.store import digest_of


@require_http_methods(["GET", "HEAD", "POST"])
@own_account
def open_sessions(request: HttpRequest) -> HttpResponse:
    user, now = cast(User, request.user), timezone.now()
    admit(request, "sessions.ended", user.person)
    here = digest_of(request.session.session_key or "")
    if request.method == "POST":
        end_sessions(by=user, person=user.person, only=request.POST.get("only", ""), but=here, now=now)
        messages.success(request, _("Ended. Whoever used it has to sign in again."))
        return redirect("sessions")
    limits = limits_for(term.role for term in actor(user, now).terms if term.runs(now))
    sessions = Session.objects.filter(user=user, seen_at__gt=now - limits.idle, begun_at__gt=now - limits.whole)
    context = {"sessions": sessions, "here": here, "limits": limits, "section": "account"}
    return render(request, "account/sessions.html", context)
