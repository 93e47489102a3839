"""Doors of pages: who gets in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from palermo.office.access.decision import decide
from palermo.office.access.refusal import refusal

View = Callable[..., HttpResponseBase]


def door(act: str) -> Callable[[View], View]:
    """A page for those who may do `act`: anonymous people are asked to sign in, others are told why not."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            decision = decide(request.user, act)
            if decision:
                return view(request, *args, **kwargs)
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            raise refusal(decision)

        return guarded

    return guard


secretariat_only = door("desk.opened")
