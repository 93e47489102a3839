"""Pages for what went wrong: what happened and what to do, in the reader's language."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from palermo.core import UserError, unwritten
from palermo.office.base.vocabulary import say

_LOG = logging.getLogger(__name__)


def _page(request: HttpRequest, status: int, heading: str, *advice: str) -> HttpResponse:
    context = {"heading": heading, "advice": [line for line in advice if line], "status": status}
    return render(request, "base/error.html", context, status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, or 413 when the upload was too large."""
    if isinstance(exception, RequestDataTooBig):
        return too_large(request)
    return _page(
        request,
        400,
        _("The request could not be understood"),
        _("Go back to the page before, reload it and try again."),
    )


def too_large(request: HttpRequest) -> HttpResponse:
    """413: nothing was stored."""
    limit = settings.UPLOAD_LIMIT // (1024 * 1024)
    return _page(
        request,
        413,
        _("The file is too large"),
        _("A file may have up to %(limit)s MB. Nothing was stored.") % {"limit": limit},
        _("Take out pictures or sheets that are not part of the plan, and upload it again."),
    )


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403 with the reason of the decision where one was given."""
    reason = say(exception.message) if isinstance(exception, UserError) else ""
    return _page(
        request,
        403,
        _("You may not open this page"),
        reason,
        _("If you should have access, ask the secretariat."),
    )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token is missing or old. `reason` is Django's and names technical detail only."""
    return _page(
        request,
        403,
        _("The form has expired"),
        _("Nothing was stored. Go back, reload the page and send the form again."),
        _("The office needs cookies to know that a form was sent by you."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return _page(
        request,
        404,
        _("There is no such page"),
        _("Check the address, or start from the list of plans."),
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return _failure(
        500,
        _("Something went wrong on our side"),
        _("What you sent may not have been stored. Wait a moment, look whether it is there, and try again."),
    )


class Unwritten:
    """Says it plainly where the disk of the office takes nothing more: 507, and nothing was stored."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not unwritten(exception):
            return None
        _LOG.error("the disk is full, or takes nothing: %s", type(exception).__name__)
        return _failure(
            507,
            _("The office has no room left"),
            _("Nothing of what you sent was stored. Tell whoever runs the office that its disk is full."),
        )


def _failure(status: int, heading: str, advice: str) -> HttpResponse:
    """Rendered without request and database, either of which may be what failed."""
    return HttpResponse(render_to_string("base/failure.html", {"heading": heading, "advice": advice}), status=status)
