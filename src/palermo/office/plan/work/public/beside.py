"""What stands beside the work on an activity: definition sheets, arranged steps, views, statements, public copies."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import connection
from django.db.models import Model

from palermo.office.base.kept import Kept
from palermo.office.base.sizes import sizes
from palermo.office.plan.beside.models import Marking, Publication, Reply, Statement, View
from palermo.office.plan.beside.reading import statements_of, views_of
from palermo.office.plan.copies.models import CopyMove
from palermo.office.plan.copies.readers import ToldCopy, open_copies
from palermo.office.plan.indicators.models import Sheet
from palermo.office.plan.indicators.readers import Book, open_book
from palermo.office.plan.models import Version
from palermo.office.plan.steps.models import Arrangement
from palermo.office.plan.steps.readers import arrangements
from palermo.office.plan.work.models import Evidence
from palermo.plan import StepId

T = TypeVar("T")
_DEPENDS: Mapping[str, tuple[type[Model], ...]] = {
    "book": (Sheet,),
    "arranged": (Arrangement,),
    "views": (View, Publication, Reply),
    "said": (Statement, Marking),
    "copies": (CopyMove, Evidence),
}
_TABLES = tuple(model for models in _DEPENDS.values() for model in models)
_READ: Kept[Any] = Kept(256)


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the work on an activity."""

    book: Book
    arranged: Mapping[StepId, Sequence[Arrangement]]
    views: Sequence[View]
    said: Sequence[Statement]
    copies: Sequence[ToldCopy]


def beside(version: Version, activity: str, *, copied: bool) -> Beside:
    """What stands beside it. One query, and those for what was added to since it was read last: rows are only added.

    `copied`: whether any of its evidence was accepted, and may have a public copy.
    """
    # within an act rows may yet be taken back, and their number be that of others
    counted = None if connection.in_atomic_block else dict(zip(_TABLES, sizes(*_TABLES), strict=True))

    def read(what: str, make: Callable[[], T]) -> T:
        if counted is None:
            return make()
        key = (str(settings.PALERMO_HOME), what, version.pk, activity, *(counted[each] for each in _DEPENDS[what]))
        return cast(T, _READ.get(key, make))

    plan = version.plan
    return Beside(
        read("book", lambda: open_book(version)),
        read("arranged", lambda: arrangements(plan)),
        read("views", lambda: views_of(plan, activity)),
        read("said", lambda: statements_of(plan, activity)),
        read("copies", lambda: open_copies(plan, activity)) if copied else (),
    )
