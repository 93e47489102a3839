"""Who seals and who changes the key of the same compartment wait for each other, until the end of the transaction.

Without it a record could be wrapped by a key that is being taken out of use beside it, and be lost. On SQLite there is
one writer at a time anyway.
"""

from django.db import connection

from palermo.office.access.models import Body

_KEYS = 0x70616C  # a number of our own before the body's, so that no other lock of the database is meant


def seal_beside(body: Body) -> None:
    """Wait while somebody changes the key of this body; others may seal and open meanwhile."""
    _lock("pg_advisory_xact_lock_shared", body)


def change_alone(body: Body) -> None:
    """Wait until nobody seals or opens with the key of this body, and let nobody begin."""
    _lock("pg_advisory_xact_lock", body)


def _lock(function: str, body: Body) -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {function}(%s, %s)", [_KEYS, body.pk])
