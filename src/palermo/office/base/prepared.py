"""Questions to the database that are asked all the time: their SQL is worked out once.

To work it out takes Django ten times as long as the database takes to answer.
"""

from collections.abc import Callable
from itertools import count
from threading import local
from typing import Any, NamedTuple

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Model, QuerySet
from django.db.models.sql.compiler import SQLCompiler

_FIRST_STAND_IN = -(2**30)  # no number and no text that anybody asks for


class Prepared:
    """A query, asked again and again for other values. Its rows are as `values_list` gives them.

    `ask` makes it from whole numbers or texts, one for each of its `parameters`, and uses each of them once.
    """

    def __init__(self, ask: Callable[..., QuerySet[Any, Any]], parameters: int = 1) -> None:
        self._ask = ask
        self._stand_ins = [stand_in for stand_in, _n in zip(count(_FIRST_STAND_IN), range(parameters), strict=False)]
        self._own = local()  # a compiler belongs to its connection, and that to its thread

    def __call__(self, *values: int | str) -> list[tuple[Any, ...]]:
        """The rows for these values, in the order in which `ask` takes them."""
        if not hasattr(self._own, "worked_out"):
            self._own.worked_out = self._work_out()
        known: _WorkedOut = self._own.worked_out
        with connection.cursor() as cursor:
            cursor.execute(known.sql, [always if at is None else values[at] for at, always in known.order])
            found = cursor.fetchall()
        rows = known.compiler.apply_converters(found, known.converters) if known.converters else found
        return [tuple(row) for row in rows]

    def _work_out(self) -> "_WorkedOut":
        compiler = self._ask(*self._stand_ins).query.get_compiler(DEFAULT_DB_ALIAS)
        sql, given = compiler.as_sql()
        places = {str(stand_in): at for at, stand_in in enumerate(self._stand_ins)}
        order = [(places.pop(str(each), None), each) for each in given]
        if places:
            raise TypeError("the query does not use each of its values once")
        columns = [column for column, *_rest in (compiler.select or ())[: compiler.col_count]]
        return _WorkedOut(sql, order, compiler, compiler.get_converters(columns))


class _WorkedOut(NamedTuple):
    """What Django makes of a query: `order` says of each value in the SQL which one it is, or that it never changes."""

    sql: str
    order: list[tuple[int | None, Any]]
    compiler: SQLCompiler
    converters: dict[int, Any]


def columns_of(model: type[Model]) -> list[str]:
    """What to ask for where `Model.from_db` is to make a row of it."""
    return [field.attname for field in model._meta.concrete_fields]
