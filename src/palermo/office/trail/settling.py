"""Bring in what waits before a page of the log is drawn."""

import logging

from django.db import DatabaseError
from django.utils import timezone

from palermo.core import PalermoError
from palermo.office.trail.integration import integrate

_LOG = logging.getLogger(__name__)


def settle() -> None:
    """Everything that waits gets its place. Where that fails, the page is shown as it was, and the errors say why."""
    try:
        integrate(timezone.now())
    except (PalermoError, DatabaseError, OSError):
        _LOG.exception("entries could not be brought into the log before a page of it was drawn")
