"""The transaction that every change is made in, whose it is, and whose rows it is shown."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from palermo.access import Actor, in_sight
from palermo.office.access.decision import By, actor, forget, read_once
from palermo.office.access.models import Body
from palermo.office.base.compartments import Shown, showing


@contextmanager
def acting_for(by: By, at: datetime) -> Iterator[Shown]:
    """One transaction, in which PostgreSQL shows the rows of the compartments that `by` may look into.

    Within the transaction of another act, that one goes on afterwards as it was.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), read_once(by):
        forget(by)
        who = actor(by, at)
        with showing(who.id, _compartments(who, at), nested=nested) as shown:
            yield shown


@contextmanager
def looking_for(by: By, at: datetime) -> Iterator[None]:
    """The same for a page that reads rows of compartments and changes nothing: no writer waits for it."""
    who = actor(by, at)
    with showing(who.id, _compartments(who, at)):
        yield


def _compartments(who: Actor, at: datetime) -> Iterator[str]:
    """A generator: on SQLite nobody reads it, and nothing is asked of the database."""
    sight = in_sight(who, at)
    yield from sight.own
    if sight.below:
        for key, path in Body.objects.order_by().values_list("key", "path"):
            if not sight.below.isdisjoint(path.split("/")):
                yield key
