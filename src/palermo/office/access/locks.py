"""Which tables show somebody rows of their own, beside those of the compartments in sight."""

from django.db import connection

from palermo.office.base.policies import set_policies, unlocked

# who broke a glass sees it, and what was done about it, though not the compartment that it opens
_OF_OWN = "EXISTS (SELECT 1 FROM access_glass WHERE access_glass.id = glass_id AND access_glass.person_id = {actor})"
OWN = {
    "access_glass": "person_id = {actor}",
    "access_agreement": _OF_OWN,
    "access_glassclosing": _OF_OWN,
    "access_reading": _OF_OWN,
    "access_look": _OF_OWN,
}


def lock_again() -> list[str]:
    """Lock every table whose lock is gone, in the role that owns it; which they were."""
    tables = unlocked()
    for table in tables:
        set_policies(connection, [table], OWN.get(table, ""))
    return tables
