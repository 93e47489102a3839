"""Whose rows PostgreSQL shows to a transaction. The policies that ask for it are in `policies`.

A table with a column `compartment` (the key of a body) shows the rows of the compartments that the transaction was told
of, and no others; a transaction that was told of none sees none. It is the second lock: what a query forgets to filter,
the database does not hand out. SQLite has no such lock, and nothing here does anything there.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction

# They hold for the transaction alone: a setting of the session would outlive the request in a kept connection.
ACTOR_SETTING, COMPARTMENTS_SETTING = "palermo.actor", "palermo.compartments"
EVERY = "*"  # for reading alone; no body has this key


class Shown:
    """Whose rows the rest of a transaction is shown: those of these compartments, and what is the actor's own."""

    def __init__(self, actor: str, compartments: Iterable[str]) -> None:
        self._actor = actor
        self._compartments = frozenset(compartments)
        self._tell()

    def reach_into(self, compartment: str) -> None:
        """Show the rows of one compartment more: a decision has allowed an act on something that lies in it."""
        if compartment not in self._compartments:
            self._compartments |= {compartment}
            self._tell()

    def _tell(self) -> None:
        _tell(self._actor, ",".join(sorted(self._compartments)))


class _Unasked(Shown):
    """On SQLite, where nobody asks."""

    def __init__(self) -> None:
        super().__init__("", ())

    def _tell(self) -> None:
        pass


@contextmanager
def showing(actor: str, compartments: Iterable[str] = (), *, nested: bool | None = None) -> Iterator[Shown]:
    """Show these rows, in a transaction. One that has begun goes on afterwards as it was.

    `nested`: whether it may have been told something before; a caller that has just begun one knows better. An error
    undoes what was told with the rest of the transaction, or of its savepoint. On SQLite `compartments` is not read.
    """
    if connection.vendor != "postgresql":
        yield _Unasked()
        return
    begun = connection.in_atomic_block
    with nullcontext() if begun else transaction.atomic():
        before = _told() if (begun if nested is None else nested) else None
        yield Shown(actor, compartments)
        if before is not None:
            _tell(*before)


@contextmanager
def showing_all() -> Iterator[None]:
    """Show the rows of every compartment, to be read and not changed: for who verifies the record."""
    with showing("", [EVERY]):
        yield


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
