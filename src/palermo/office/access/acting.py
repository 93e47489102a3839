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


class Acting:
    """For whom a transaction works. PostgreSQL shows the rows of these compartments and no others."""

    def __init__(self, actor: str, compartments: frozenset[str]) -> None:
        self._actor = actor
        self._compartments = compartments
        self._tell()

    def reach_into(self, compartment: str) -> None:
        """Show the rows of one compartment more: a decision has allowed an act on something that lies in it."""
        if compartment not in self._compartments:
            self._compartments |= {compartment}
            self._tell()

    def _tell(self) -> None:
        if connection.vendor == "postgresql":
            _tell(self._actor, ",".join(sorted(self._compartments)))


@contextmanager
def acting_for(by: By, at: datetime) -> Iterator[Acting]:
    """One transaction, in which PostgreSQL lets `by` see the rows of the bodies they hold a running term in.

    Within the transaction of another act, that one goes on afterwards as it was.
    """
    before = _told() if connection.vendor == "postgresql" and connection.in_atomic_block else None
    with transaction.atomic():
        forget(by)
        who = actor(by, at)
        yield Acting(who.id, frozenset(term.body for term in who.terms if term.runs(at)))
        if before is not None:
            _tell(*before)


def _tell(actor: str, compartments: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config(%s, %s, true), set_config(%s, %s, true)",
            [ACTOR_SETTING, actor, COMPARTMENTS_SETTING, compartments],
        )


def _told() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting(%s, true), ''), coalesce(current_setting(%s, true), '')",
            [ACTOR_SETTING, COMPARTMENTS_SETTING],
        )
        actor, compartments = cursor.fetchone()
    return str(actor), str(compartments)
