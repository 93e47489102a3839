"""What pages and actions read of indicators: where each stands in the plan, its sheet in every edition."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from palermo import plan as library
from palermo.access import Thing
from palermo.core import Message, UserError, mark
from palermo.office.access.models import ROOT
from palermo.office.base.kept import Kept
from palermo.office.base.prepared import Prepared
from palermo.office.plan.indicators.models import Sheet
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import content_key, newest_version, open_plan
from palermo.office.plan.work.models import Lead, Move
from palermo.office.plan.work.rows import held
from palermo.plan import OF_ACTIVITY, Activity, Audit, Defined, Goal, Indicator, Machine, Objective, State

Node = Goal | Objective | Activity
_AUDITS: Kept[Audit] = Kept(8)
_BOOKS: Kept["Book"] = Kept(8)


@dataclass(frozen=True)
class Book:
    """The indicators of one version of a plan, with every edition of their sheets, oldest first."""

    version: Version
    editions: Mapping[str, tuple[Sheet, ...]]

    @cached_property
    def plan(self) -> library.Plan:
        return open_plan(self.version)

    @cached_property
    def homes(self) -> Mapping[str, tuple[Node, Indicator]]:
        """Each indicator by its id, with what carries it."""
        return {indicator.id: (node, indicator) for node, indicator in self.plan.each_indicator()}

    @cached_property
    def newest(self) -> Mapping[str, library.Sheet]:
        """The sheets that count, by their indicators."""
        return {id_: rows[-1].said for id_, rows in self.editions.items() if id_ in self.homes}

    @property
    def mark(self) -> int:
        """Changes with every edition: rows are only added."""
        return sum(map(len, self.editions.values()))

    def defined(self, id_: str) -> Defined:
        return library.defined(self.plan, self.homes[id_][1], self.newest.get(id_))

    def told_by(self, id_: str) -> str:
        """The activity whose reports tell the values; empty where nobody has said, of an indicator of a whole goal, and
        where the house counts them.
        """
        node, _indicator = self.homes[id_]
        sheet = self.newest.get(id_)
        if sheet and sheet.figure:
            return ""
        if isinstance(node, Activity):
            return node.id
        return sheet.given_by if sheet and sheet.given_by in {each.id for each in activities_below(node)} else ""

    def measured_by(self, activity: str) -> tuple[Defined, ...]:
        """What reports on an activity tell the values of, in the order of the plan."""
        return tuple(self.defined(id_) for id_ in self.homes if self.told_by(id_) == activity)

    def need_none_of_the_house(self, content: Mapping[str, Any]) -> None:
        """Refuse values that somebody typed of what the house counts itself."""
        for each in content.get("values", ()):
            if (sheet := self.newest.get(each["indicator"])) and sheet.figure:
                text = mark("{indicator} is counted by the house itself, and nobody tells its value in a report.")
                raise UserError(Message(text, {"indicator": each["indicator"]}))

    def audit(self, as_of: date) -> Audit:
        """What the rules on indicators say of the completed sheets."""

        def make() -> Audit:
            return library.audit(library.with_sheets(self.plan, self.newest), as_of=as_of, select=("I",))

        return _AUDITS.get((content_key(self.version), tuple(self.newest.items()), as_of), make)


def open_book(version: Version, size: int | None = None) -> Book:
    """One query at most; none where `size`, the number of editions (see `size_of_book`), is that of before."""
    if size is None:
        return _read(version)
    return _BOOKS.get((str(settings.PALERMO_HOME), version.pk, size), lambda: _read(version))


PAGE = 100  # indicators on a page of a list
_SIZE = Prepared(lambda plan: Sheet.objects.filter(plan=plan).order_by().values("plan").values_list(Count("pk")))


def kept_book(version: Version) -> Book:
    """The book as it was read last, while no sheet is added. In an act that completes a sheet it does not show that."""
    if next(open_plan(version).each_indicator(), None) is None:
        return Book(version, {})
    return open_book(version, next((each for (each,) in _SIZE(version.plan_id)), 0))


def newest_book(plan: Plan) -> Book:
    """The same of the newest version."""
    return kept_book(newest_version(plan))


def size_of_book(plan: str) -> Coalesce:
    """How many editions there are, to be read along with a row of another table. `plan`: the way to its plan."""
    rows = Sheet.objects.filter(plan=OuterRef(plan)).order_by().values(all=Value(1))
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def _read(version: Version) -> Book:
    if next(open_plan(version).each_indicator(), None) is None:
        return Book(version, {})
    found: dict[str, list[Sheet]] = {}
    for row in Sheet.objects.filter(plan_id=version.plan_id):
        found.setdefault(row.indicator, []).append(row)
    return Book(version, {id_: tuple(rows) for id_, rows in found.items()})


def activities_below(node: Node) -> Iterator[Activity]:
    """The activities of a goal or an objective; the activity itself."""
    if isinstance(node, Activity):
        yield node
    elif isinstance(node, Objective):
        yield from node.activities.value or ()
    else:
        for objective in node.objectives.value or ():
            yield from objective.activities.value or ()


def answering_lead(plan: Plan, activity: str) -> Lead | None:
    """The body that took the activity on, and so answers for what is counted of it."""
    newest = Lead.objects.filter(plan=plan, activity=activity, place=None).order_by("-pk").values("pk")[:1]
    moves = Move.objects.filter(lead=Subquery(newest)).select_related("lead__body")  # to put it to a body is one
    made = list(moves) if activity else []
    accepted = held(Machine.ACTIVITY, made, OF_ACTIVITY).state is State.ACCEPTED
    return made[0].lead if accepted else None


def sheet_thing(book: Book, id_: str) -> Thing | None:
    """What a decision has to know of the sheet of an indicator; None where the plan has no such indicator.

    It lies with the body that tells its values, and as long as there is none, with the committee.
    """
    if id_ not in book.homes:
        return None
    plan = book.version.plan
    lead = answering_lead(plan, book.told_by(id_))
    return Thing(kind="sheet", id=f"{plan.slug}/{id_}", path=lead.body.above if lead else (ROOT,))
