"""On PostgreSQL the tests own their database and look at any row; what the office does, it does in its own role."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.db import connection

OFFICE = "palermo"
_AT_WORK = ContextVar("at work", default=False)  # an action inside of a request is the office's already


@contextmanager
def as_office() -> Iterator[None]:
    """The role that the office works as (deploy/roles.sql): it owns nothing, and row-level security holds it."""
    if connection.vendor != "postgresql" or _AT_WORK.get():
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {OFFICE}")
    token = _AT_WORK.set(True)
    try:
        yield
    finally:
        _AT_WORK.reset(token)
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def by_office(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, done in the role of the office."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with as_office():
            return function(*args, **kwargs)

    return run
