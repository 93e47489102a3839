"""The database shell in the hands of somebody who may write the schema: the guards of kept tables taken away."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def unguarded(*statements: str) -> Iterator[None]:
    """Rows may be changed and deleted; afterwards the same guards stand again. Where statements are named, it is rows
    of the tables they speak of: two hundred guards are not taken away and set again in no time.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger' AND instr(name, '_kept_')"
            )
            guards = [(name, sql) for name, sql, table in cursor.fetchall() if _spoken_of(table, statements)]
            away, back = [f'DROP TRIGGER "{name}"' for name, _sql in guards], [sql for _name, sql in guards]
        else:
            cursor.execute("SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger WHERE tgname LIKE '%_kept_%'")
            tables = [name for (name,) in cursor.fetchall() if _spoken_of(name, statements)]
            # what waits to be checked at the end of the transaction would stand in the way
            away = ["SET CONSTRAINTS ALL IMMEDIATE"]
            away += [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
            back = ["SET CONSTRAINTS ALL IMMEDIATE"]
            back += [f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables]
        for statement in away:
            cursor.execute(statement)
        yield
        for statement in back:
            cursor.execute(statement)


def _spoken_of(table: str, statements: tuple[str, ...]) -> bool:
    return not statements or any(table in statement for statement in statements)
