"""Doors of pages: who gets in, and what is asked of them first."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from django.contrib import messages
from django.contrib.auth.models import User
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from palermo.access import Condition, Thing
from palermo.office.access.decision import Actable, decide
from palermo.office.access.refusal import refusal

View = Callable[..., HttpResponseBase]
# what the form of a page is there to ask for
ASKED_BY_FORM = frozenset({Condition.REASON, Condition.TWO_PERSONS})


def admit(request: HttpRequest, act: str, thing: Actable | Thing | None = None) -> None:
    """Let in whoever may do `act`. Others are asked to sign in, to set up a second factor, or to confirm who they are;
    who may not do it at all is told why not.
    """
    decision = decide(request.user, act, thing)
    missing = frozenset(decision.conditions)
    if decision or (missing and missing <= ASKED_BY_FORM):
        return
    if not request.user.is_authenticated:
        raise ImmediateHttpResponse(redirect_to_login(request.get_full_path()))
    if Condition.SECOND_FACTOR in missing:
        messages.warning(request, _("Set up a second factor first. Without one nothing here can be opened or changed."))
        raise ImmediateHttpResponse(redirect("mfa_index"))
    if Condition.FRESH_SIGN_IN in missing:
        raise ReauthenticationRequired
    raise refusal(decision)


def door(act: str) -> Callable[[View], View]:
    """A page for those who may do `act`, whatever it shows."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            admit(request, act)
            return view(request, *args, **kwargs)

        return guarded

    return guard


secretariat_only = door("desk.opened")


def own_account(view: View) -> View:
    """A page about the person who reads it: anybody who has signed in."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            raise ImmediateHttpResponse(redirect_to_login(request.get_full_path()))
        return view(request, *args, **kwargs)

    return guarded


def user(request: HttpRequest) -> User:
    """Who acts. The door of the page has let nobody else in."""
    return cast(User, request.user)
