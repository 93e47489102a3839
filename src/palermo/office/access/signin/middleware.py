"""What the session says of how its person signed in."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import SimpleLazyObject

from palermo.office.access.decision import SignedIn, remember


class Standing:
    """Puts beside the person of a request how they signed in. A page that asks for nobody costs nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        found = request.user

        def person() -> object:
            if found.is_authenticated:
                remember(found, SignedIn(second_factor=True))
            return found

        request.user = cast(User, SimpleLazyObject(person))
        return self.get_response(request)
