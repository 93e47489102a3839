"""The transaction that every change is made in, and whose it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction

from palermo.office.access.decision import By, actor, forget

# What row-level security on PostgreSQL is told of whoever acts. It holds for the transaction alone: a setting of the
# session would outlive the request in a kept connection.
ACTOR_SETTING = "palermo.actor"
COMPARTMENTS_SETTING = "palermo.compartments"


@contextmanager
def acting_for(by: By, at: datetime) -> Iterator[None]:
    """One transaction, in which PostgreSQL lets `by` see the rows of the bodies they hold a running term in."""
    with transaction.atomic():
        forget(by)
        if connection.vendor == "postgresql":
            who = actor(by, at)
            bodies = sorted({term.body for term in who.terms if term.runs(at)})
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
                    [ACTOR_SETTING, who.id, COMPARTMENTS_SETTING, ",".join(bodies)],
                )
        yield
