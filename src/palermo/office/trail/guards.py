"""Guards of tables whose rows are kept: triggers that refuse every change, whoever asks and by whatever program.

Who may write the schema can take a guard away; then `palermo trail verify` names the row. On SQLite a migration that
alters such a table makes it anew without its triggers, and has to end with `append_only` again; a test looks after it.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations import RunPython

KEPT = "rows of {table} are kept: they are neither changed nor deleted"
_FUNCTION = """
CREATE OR REPLACE FUNCTION palermo_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are kept: they are neither changed nor deleted', TG_TABLE_NAME
    USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def append_only(*tables: str) -> RunPython:
    """The operation of a migration that guards these tables against every change and deletion of a row."""
    return _operation(tables, erasing=None)


def erased_only(table: str, *emptied: str) -> RunPython:
    """The same for a table of which a row may lose the content of these columns, all of them at once, and no more."""
    return _operation((table,), erasing=emptied)


def _operation(tables: tuple[str, ...], erasing: tuple[str, ...] | None) -> RunPython:
    def guard(_apps: Any, editor: Any) -> None:
        set_guards(editor.connection, tables, erasing=erasing)

    def lift(_apps: Any, editor: Any) -> None:
        lift_guards(editor.connection, tables)

    return RunPython(guard, lift)


def set_guards(connection: BaseDatabaseWrapper, tables: Iterable[str], *, erasing: tuple[str, ...] | None) -> None:
    """Make the triggers of these tables, anew where they are there already."""
    with connection.cursor() as cursor:
        for table in tables:
            statements = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
            lift_guards(connection, [table])
            for statement in statements(connection, table, erasing):
                cursor.execute(statement)


def lift_guards(connection: BaseDatabaseWrapper, tables: Iterable[str]) -> None:
    """Take the triggers of these tables away."""
    with connection.cursor() as cursor:
        for table in tables:
            of_table = "" if connection.vendor == "sqlite" else f' ON "{table}"'
            for name in _names(connection, table):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"{of_table}')


def missing_guards(tables: Iterable[str], using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Tables of these that have lost a guard."""
    connection = connections[using]
    source = (
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        if connection.vendor == "sqlite"
        else "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
    )
    with connection.cursor() as cursor:
        cursor.execute(source)
        found = {row[0] for row in cursor.fetchall()}
    return [table for table in tables if not found.issuperset(_names(connection, table))]


def _names(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    first = "insert" if connection.vendor == "sqlite" else "truncate"
    return [f"{table}_kept_{part}" for part in (first, "update", "delete")]


def _on_sqlite(connection: BaseDatabaseWrapper, table: str, erasing: tuple[str, ...] | None) -> Iterator[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{KEPT.format(table=table)}'); END"
    change = "" if erasing is None else f"WHEN NOT ({_erases(connection, table, erasing, 'IS')})"
    # INSERT OR REPLACE deletes the row in its way, and no trigger of DELETE sees it
    same = f'SELECT 1 FROM "{table}" WHERE {_same_row(connection, table)}'  # noqa: S608  # names of our own schema
    yield f'CREATE TRIGGER "{table}_kept_insert" BEFORE INSERT ON "{table}" WHEN EXISTS ({same}) {refuse}'
    yield f'CREATE TRIGGER "{table}_kept_update" BEFORE UPDATE ON "{table}" {change} {refuse}'
    yield f'CREATE TRIGGER "{table}_kept_delete" BEFORE DELETE ON "{table}" {refuse}'


def _on_postgresql(connection: BaseDatabaseWrapper, table: str, erasing: tuple[str, ...] | None) -> Iterator[str]:
    row, run = "FOR EACH ROW", "EXECUTE FUNCTION palermo_kept()"
    change = "" if erasing is None else f"WHEN (NOT ({_erases(connection, table, erasing, 'IS NOT DISTINCT FROM')}))"
    yield _FUNCTION
    yield f'CREATE TRIGGER "{table}_kept_truncate" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {run}'
    yield f'CREATE TRIGGER "{table}_kept_update" BEFORE UPDATE ON "{table}" {row} {change} {run}'
    yield f'CREATE TRIGGER "{table}_kept_delete" BEFORE DELETE ON "{table}" {row} {run}'


def _erases(connection: BaseDatabaseWrapper, table: str, emptied: tuple[str, ...], same: str) -> str:
    """The condition of an update that empties these columns and touches no other."""
    with connection.cursor() as cursor:
        every = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    parts = [f'NEW."{name}" IS NULL' if name in emptied else f'NEW."{name}" {same} OLD."{name}"' for name in every]
    return " AND ".join(parts)


def _same_row(connection: BaseDatabaseWrapper, table: str) -> str:
    """The condition of a row that the new one would take the place of."""
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table).values()
    uniques = [found["columns"] for found in constraints if found["unique"] or found["primary_key"]]
    return " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in names) + ")" for names in uniques)
