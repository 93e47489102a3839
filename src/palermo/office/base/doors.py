"""Doors of pages: who gets in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from palermo.office.base.permission import decide
from palermo.office.base.refusal import Refused

View = Callable[..., HttpResponseBase]


def secretariat_only(view: View) -> View:
    """A page of the secretariat: anonymous people are asked to sign in, others are told why not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        decision = decide(request.user, "desk.opened")
        if decision:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Refused(decision)

    return guarded
