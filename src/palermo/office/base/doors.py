"""Doors of pages: who gets in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from palermo.office.base.permission import decide
from palermo.office.base.refusal import Refused

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def secretariat_only(view: View[P]) -> View[P]:
    """A page of the secretariat: anonymous people are asked to sign in, others are told why not."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        decision = decide(request.user, "desk.opened")
        if decision:
            return view(request, *args, **kwargs)
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        raise Refused(decision)

    return guarded
