"""Who sends a request: how they signed in, and whether their session may still go on."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.office.access.decision import actor, remember
from palermo.office.access.models import Session
from palermo.office.access.sessions.held import hold
from palermo.office.access.sessions.limits import SEEN_EVERY, limits_for
from palermo.office.access.sessions.store import SessionStore
from palermo.office.access.signin.backend import come_with
from palermo.office.access.signin.standing import signed_in

Answer = Callable[[HttpRequest], HttpResponseBase]


class Standing:
    """Puts beside the person of a request how they signed in. A page that asks for nobody costs nothing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = request.user

        def person() -> object:
            with come_with(request):
                found.is_authenticated  # noqa: B018  # who it is, is looked up now
            if found.is_authenticated:
                remember(found, signed_in(request, found))
            return found

        request.user = cast(User, SimpleLazyObject(person))
        return self.get_response(request)


class Limits:
    """Ends a session that has passed its limit. A form that was sent too late waits for its person."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            self._look(request, request.user)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> None:
        # only now: a form without the token of its page has been turned away before
        late: str = getattr(request, "late_for", "")
        if late and hold(request, late):
            messages.warning(
                request, _("The form you sent was not stored. It comes back when you have signed in again.")
            )

    def _look(self, request: HttpRequest, person: User) -> None:
        now, row = timezone.now(), cast(SessionStore, request.session).row
        if row is None:
            return
        roles = [term.role for term in actor(person, now).terms if term.runs(now)]
        over = limits_for(roles).over(begun_at=row.begun_at, seen_at=row.seen_at, now=now)
        if over is not None:
            request.late_for = str(person.pk)  # type: ignore[attr-defined]  # for `process_view` alone
            logout(request)
            messages.warning(request, _told(over))
        elif now - row.seen_at >= SEEN_EVERY:
            Session.objects.filter(pk=row.pk).update(seen_at=now)


def _told(over: timedelta) -> str:
    minutes = over // timedelta(minutes=1)
    if minutes < 60:
        return ngettext(
            "You were signed out: nothing was done for %(n)s minute. Sign in again.",
            "You were signed out: nothing was done for %(n)s minutes. Sign in again.",
            minutes,
        ) % {"n": minutes}
    hours = minutes // 60
    return ngettext(
        "You were signed out: a session lasts %(n)s hour at most. Sign in again.",
        "You were signed out: a session lasts %(n)s hours at most. Sign in again.",
        hours,
    ) % {"n": hours}
