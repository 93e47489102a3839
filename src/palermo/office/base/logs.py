"""Keep people out of the logs, and each of their refusals on one line."""

import logging

from django.http import HttpRequest


class Impersonal(logging.Filter):
    """Leaves of a request what no person can be known by.

    The request itself goes, so that no formatter can print its person or form. The address becomes its route: an
    address may hold what somebody typed. A refusal (below 500) is no fault of ours and needs no traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            # Django has escaped it, so that no address can break out of its line
            address = request.path.encode("unicode_escape").decode("ascii")
            record.args = tuple(_route(request) if part == address else part for part in record.args)
        return True


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page of ours)"
