"""Keep people out of the logs, and each of their refusals on one line: of words, or of JSON for programs."""

import json
import logging
from datetime import UTC, datetime
from traceback import format_tb

from django.http import HttpRequest


class Impersonal(logging.Filter):
    """Leaves of a request what no person can be known by.

    The request itself goes, so that no formatter can print its person or form. The address becomes its route: an
    address may hold what somebody typed, and so may what an exception says, of which the kind and the way there stay.
    A refusal (below 500) is no fault of ours and needs no traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        request = record.__dict__.pop("request", None)
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = record.exc_text = None
        elif record.exc_info and record.exc_info[1] is not None:
            record.exc_text = _way(record.exc_info[1])
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            # Django has escaped it, so that no address can break out of its line
            address = request.path.encode("unicode_escape").decode("ascii")
            record.__dict__["route"] = route = _route(request)
            record.args = tuple(route if part == address else part for part in record.args)
        return True


class AsJson(logging.Formatter):
    """One JSON object a line: `time` in UTC, `level`, `logger`, `message`; `route`, `status`, `fault` where known."""

    def format(self, record: logging.LogRecord) -> str:
        told = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "route": record.__dict__.get("route"),
            "status": record.__dict__.get("status_code"),
            "fault": record.exc_text,
        }
        return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False)


def _route(request: HttpRequest) -> str:
    match = request.resolver_match
    return f"/{match.route}" if match else "(no page of ours)"


def _way(error: BaseException) -> str:
    """How it came to an exception and those before it, without what they say."""
    told = f"Traceback (most recent call last):\n{''.join(format_tb(error.__traceback__))}{type(error).__qualname__}"
    before = error.__cause__ or error.__context__
    return told if before is None else f"{_way(before)}\n\nand then:\n\n{told}"
