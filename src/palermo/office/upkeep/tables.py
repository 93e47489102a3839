"""The tables brought up to date, by whoever may change them."""

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from palermo.core import Message, UserError, mark
from palermo.office.access.locks import lock_again


def changes_to_make() -> int:
    """How many changes of the tables are not made yet."""
    executor = MigrationExecutor(connection)
    return len(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def bring_up_to_date() -> None:
    """Make every change that is not made yet, and lock what lost its lock.

    Raises UserError where there is something to make and the role of this program may not.
    """
    if changes_to_make() and not may_change():
        text = mark(
            "The tables are those of an older palermo, and the role {role} may not change them. "
            "Run palermo migrate as the role that owns them: systemctl start palermo-migrate"
        )
        raise UserError(Message(text, {"role": role()}))
    call_command("migrate", verbosity=0, interactive=False)
    if may_change():
        lock_again()


def may_change() -> bool:
    """Whether this program's role may make and alter tables. SQLite has no roles."""
    if connection.vendor != "postgresql":
        return True
    return bool(_ask("SELECT has_schema_privilege(current_user, 'public', 'CREATE')"))


def role() -> str:
    """The role on PostgreSQL that this program works as."""
    return str(_ask("SELECT current_user"))


def _ask(question: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]
