"""On PostgreSQL the tests own their database and look at any row; what the office does, it does in its own role."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.db import connection

OFFICE = "palermo"
_depth = 0


@contextmanager
def as_office() -> Iterator[None]:
    """The role that the office works as (deploy/roles.sql): it owns nothing, and row-level security holds it."""
    global _depth  # an action inside of a request is the office's already
    if connection.vendor != "postgresql" or _depth:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {OFFICE}")
    _depth += 1
    try:
        yield
    finally:
        _depth -= 1
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def by_office(function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, done in the role of the office."""

    @wraps(function)
    def run(*args: Any, **kwargs: Any) -> Any:
        with as_office():
            return function(*args, **kwargs)

    return run
