"""What pages and actions read of money: few queries, and the rows as the library takes them."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.safestring import SafeString

from palermo import plan as library
from palermo.access import Thing
from palermo.core import BLANK, Cell, Presence
from palermo.core.money import Money
from palermo.office.access.decision import By, decide
from palermo.office.access.models import Body
from palermo.office.base.kept import Kept
from palermo.office.base.sizes import sizes
from palermo.office.base.vocabulary import tongue
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.money.models import CostLine, MoneyMove, Posting, Round
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.desk.naming import named_body
from palermo.office.plan.work.models import Amendment, Lead, Move

Rounds = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ToldCost:
    """A line that was added, and where it stands."""

    row: CostLine
    held: library.Held

    @property
    def amount(self) -> Decimal:
        return Decimal(self.row.amount)


@dataclass(frozen=True, slots=True)
class ToldPosting:
    """A posting, and where it stands."""

    row: Posting
    held: library.Held

    @property
    def amount(self) -> Decimal:
        return Decimal(self.row.amount)

    @property
    def corrected(self) -> Decimal:
        """The amount in whose place it is to stand."""
        return Decimal(self.row.corrects.amount) if self.row.corrects else Decimal(0)


ToldMoney = ToldCost | ToldPosting


@dataclass(frozen=True, slots=True)
class MoneyRecord:
    """What is on record of the money of a plan, or of one activity of it.

    `given_up`: the activities that are. `mark` changes with all that is added.
    """

    costs: tuple[ToldCost, ...]
    postings: tuple[ToldPosting, ...]
    given_up: frozenset[str]
    mark: Hashable

    @property
    def every(self) -> tuple[ToldMoney, ...]:
        return *self.costs, *self.postings

    @property
    def public(self) -> "MoneyRecord":
        """What of it everybody may read: what was accepted."""
        return self._where(lambda told: told.held.state is library.State.ACCEPTED)

    def read_by(self, by: By) -> "MoneyRecord":
        """What of it somebody may read: besides, what bodies wrote whose reports they may read."""
        bodies = {told.row.lead.body for told in self.every}
        own = {body.pk for body in bodies if decide(by, "report.read", reports_of(body))}
        return self._where(lambda told: told.held.state is library.State.ACCEPTED or told.row.lead.body_id in own)

    def _where(self, shown: Callable[[ToldMoney], bool]) -> "MoneyRecord":
        return replace(self, costs=tuple(filter(shown, self.costs)), postings=tuple(filter(shown, self.postings)))

    @property
    def waiting(self) -> list[ToldMoney]:
        """What the secretariat has not judged yet."""
        return [told for told in self.every if told.held.state is library.State.OFFERED]


@dataclass(frozen=True, slots=True)
class PutTo:
    """The body that an activity is put to, and whether it has refused."""

    lead: Lead
    refused: bool


@dataclass(frozen=True, slots=True)
class Led:
    """Who answers for an activity: a body of the office, else the plan's own words, which may be none."""

    name: str
    lang: SafeString


def reports_of(body: Body) -> Thing:
    """Any report of a body: who may read those may read what it writes down of money."""
    return Thing(kind="report", id="", path=body.above)


_RECORDS: Kept[MoneyRecord] = Kept(8)
_PUT: Kept[Mapping[str, PutTo]] = Kept(8)


def money_record(plan: Plan, activity: str = "") -> MoneyRecord:
    """Everything on record of the money of a plan, or of one activity of it. Five queries at most, whatever its size.

    Of a whole plan one, when nothing was added since it was read last.
    """
    # within an act its own rows may yet be taken back
    if activity or connection.in_atomic_block:
        return _read(plan, activity)
    key = (str(settings.PALERMO_HOME), plan.pk, *sizes(CostLine, Posting, MoneyMove, Amendment))
    return _RECORDS.get(key, lambda: _read(plan))


def _read(plan: Plan, activity: str = "") -> MoneyRecord:
    about = {"lead__plan": plan, **({"lead__activity": activity} if activity else {})}
    costs = list(CostLine.objects.filter(**about).select_related("lead__body"))
    postings = list(Posting.objects.filter(**about).select_related("lead__body", "corrects"))
    moves_of: defaultdict[tuple[str, int | None], list[MoneyMove]] = defaultdict(list)
    own = (Q(**{f"{row}__{name}": value for name, value in about.items()}) for row in ("line", "posting"))
    moves = list(MoneyMove.objects.filter(next(own) | next(own))) if costs or postings else []
    for move in moves:
        moves_of["line" if move.line_id else "posting", move.line_id or move.posting_id].append(move)
    given_up = frozenset(Amendment.objects.filter(plan=plan, place=None, what="").values_list("activity", flat=True))
    return MoneyRecord(
        tuple(ToldCost(row, stands(moves_of["line", row.pk])) for row in costs),
        tuple(ToldPosting(row, stands(moves_of["posting", row.pk])) for row in postings),
        given_up,
        (plan.pk, activity, len(costs), len(postings), len(moves), len(given_up)),
    )


def stands(moves: Iterable[MoneyMove]) -> library.Held:
    """Where a line or a posting stands: the states are those of evidence."""
    return library.replayed(library.Machine.EVIDENCE, [move.moved for move in moves], library.LADDER)[0]


def rounds_of(plan: Plan) -> Rounds:
    """The budget rounds that the office knows besides the plan's own: bodies and last days. One query."""
    return tuple(Round.objects.filter(plan=plan).values_list("body", "day"))


def lines_of(version: Version, record: MoneyRecord) -> tuple[library.MoneyLine, ...]:
    """The lines of the plan, and those that were added to it and accepted."""
    plan = open_plan(version)
    added = (added_line(each.row, plan) for each in record.costs if each.held.state is library.State.ACCEPTED)
    return (*library.money_lines(plan), *added)


def accounts_of(version: Version, record: MoneyRecord) -> tuple[library.LineAccount, ...]:
    """What became of each line, by what was accepted."""
    return library.line_accounts(lines_of(version, record), postings_of(record), record.given_up)


def postings_of(record: MoneyRecord) -> tuple[library.Posting, ...]:
    """The postings as the library takes them."""
    return tuple(map(_posting, record.postings))


def added_line(row: CostLine, plan: library.Plan) -> library.MoneyLine:
    """A line that was added, as the library takes it."""
    amount = Decimal(row.amount)
    return library.MoneyLine(
        row.uid,
        row.lead.activity,
        Cell(Money(amount, row.currency, f"{row.currency} {amount:,}")),
        library.fiscal_year(row.year, plan) if row.year else library.FiscalYear(),
        Cell(row.source) if row.source else BLANK,
        row.what,
        timezone.localdate(row.made_at),
        added=True,
    )


def _posting(told: ToldPosting) -> library.Posting:
    row = told.row
    return library.Posting(
        row.uid,
        row.lead.activity,
        row.line,
        library.Spending(row.spending),
        Decimal(row.amount),
        row.currency,
        row.day,
        told.held.state,
        _year(row.year),
        row.corrects.uid if row.corrects else "",
    )


def year_as_kept(line: library.MoneyLine) -> dict[str, Any]:
    """The fiscal year of a line as a posting keeps it."""
    first = line.year.first
    return {
        "presence": str(line.year.presence),
        "name": line.year.name,
        "first": first.isoformat() if first else None,
    }


def _year(kept: Mapping[str, Any]) -> library.FiscalYear:
    first = date.fromisoformat(kept["first"]) if kept["first"] else None
    return library.FiscalYear(Presence(kept["presence"]), kept["name"], first)


def put_to(plan: Plan, activity: str = "") -> Mapping[str, PutTo]:
    """The body that each activity, or one of them, is put to now. Two queries at most; one when nothing was added."""
    if activity or connection.in_atomic_block:
        return _put_to(plan, activity)
    key = (str(settings.PALERMO_HOME), plan.pk, *sizes(Lead, Move))
    return _PUT.get(key, lambda: _put_to(plan))


def _put_to(plan: Plan, activity: str = "") -> Mapping[str, PutTo]:
    of = {"plan": plan, "place": None, **({"activity": activity} if activity else {})}
    answer = Move.objects.filter(lead=OuterRef("pk")).order_by("-pk").values("verb")[:1]
    rows = Lead.objects.filter(**of).select_related("body").annotate(answer=Subquery(answer)).order_by("pk")
    return {lead.activity: PutTo(lead, lead.answer == library.Verb.REFUSE) for lead in rows}


def led_by(version: Version, put: Mapping[str, PutTo]) -> Mapping[str, Led]:
    """Who answers for each activity: the body that it is put to, else the one that the plan names. One query."""
    plan, bodies = open_plan(version), list(Body.objects.all())
    words_of_plan = tongue(version.language)
    found: dict[str, Led] = {}
    meant: dict[str, Led] = {}
    for _, _, activity in plan.each_activity():
        told = put.get(activity.id)
        if told and not told.refused:
            found[activity.id] = _called(told.lead.body)
            continue
        words = library.lead_of(activity)
        if words not in meant:
            body = named_body(plan, words, bodies) if words else None
            meant[words] = _called(body) if body else Led(plan.register.get(words, words), words_of_plan)
        found[activity.id] = meant[words]
    return found


def _called(body: Body) -> Led:
    return Led(body.name, tongue(body.named_in))
