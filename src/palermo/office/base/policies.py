"""Row-level security on PostgreSQL: the policies of tables whose rows lie in compartments.

Each such table has the column `compartment`. Its owner is held as everybody else is; a superuser and a role with
BYPASSRLS are not, and the office works as neither.
"""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

from palermo.office.base.compartments import ACTOR_SETTING, COMPARTMENTS_SETTING, EVERY

COLUMN = "compartment"
_WITHIN = f"{COLUMN} = ANY (string_to_array(nullif(current_setting('{COMPARTMENTS_SETTING}', true), ''), ','))"
_EVERY = f"current_setting('{COMPARTMENTS_SETTING}', true) = '{EVERY}'"
_ACTOR = f"nullif(current_setting('{ACTOR_SETTING}', true), '')"


def in_compartments(*tables: str) -> RunPython:
    """The operation of a migration that locks these tables row by row; all have the column `compartment`."""
    return _operation(tables, "")


def own_too(table: str, own: str) -> RunPython:
    """The same for a table that shows the actor their own rows besides. `own`: the condition, with `{actor}` in it."""
    return _operation((table,), own)


def _operation(tables: tuple[str, ...], own: str) -> RunPython:
    def lock(_apps: Any, editor: Any) -> None:
        set_policies(editor.connection, tables, own)

    def unlock(_apps: Any, editor: Any) -> None:
        lift_policies(editor.connection, tables)

    return RunPython(lock, unlock)


def set_policies(connection: BaseDatabaseWrapper, tables: Iterable[str], own: str = "") -> None:
    """Lock these tables, anew where they are locked already. The owner is held as well as everybody else."""
    lift_policies(connection, tables)
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            for part in ("ENABLE", "FORCE"):
                cursor.execute(f'ALTER TABLE "{table}" {part} ROW LEVEL SECURITY')
            cursor.execute(f'CREATE POLICY "{table}_within" ON "{table}" USING ({_WITHIN}) WITH CHECK ({_WITHIN})')
            cursor.execute(f'CREATE POLICY "{table}_every" ON "{table}" FOR SELECT USING ({_EVERY})')
            if own:
                cursor.execute(
                    f'CREATE POLICY "{table}_own" ON "{table}" FOR SELECT USING ({own.format(actor=_ACTOR)})'
                )


def lift_policies(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Unlock these tables; no policy stays, whoever made it."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute("SELECT policyname FROM pg_policies WHERE tablename = %s", [table])
            for (name,) in cursor.fetchall():
                cursor.execute(f'DROP POLICY "{name}" ON "{table}"')
            for part in ("NO FORCE", "DISABLE"):
                cursor.execute(f'ALTER TABLE "{table}" {part} ROW LEVEL SECURITY')


def tables_in_compartments() -> list[str]:
    """Every table whose rows lie in a compartment."""
    models = (model for model in apps.get_models() if any(field.column == COLUMN for field in model._meta.fields))
    return sorted(model._meta.db_table for model in models)


def unlocked() -> list[str]:
    """Tables whose rows lie in compartments and are not locked: row-level security is off, a policy is gone, or one
    stands there that is none of ours. None on SQLite, which has no such lock.
    """
    if connection.vendor != "postgresql":
        return []
    tables = tables_in_compartments()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relname = ANY (%s) AND relrowsecurity AND relforcerowsecurity", [tables]
        )
        forced = {name for (name,) in cursor.fetchall()}
        cursor.execute(
            "SELECT tablename, array_agg(policyname), bool_and(qual LIKE %s) FROM pg_policies"
            " WHERE tablename = ANY (%s) GROUP BY tablename",
            ["%current_setting('palermo.%", tables],
        )
        policies = {table: (set(names), asking) for table, names, asking in cursor.fetchall()}
    return [table for table in tables if table not in forced or not _whole(table, *policies.get(table, (set(), False)))]


def _whole(table: str, names: set[str], asking: bool) -> bool:
    within, every, own = _names(table)
    return asking and {within, every} <= names <= {within, every, own}


def _names(table: str) -> tuple[str, str, str]:
    return f"{table}_within", f"{table}_every", f"{table}_own"
