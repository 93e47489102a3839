"""What pages and actions read of the work on a plan: few queries, and the rows as the library takes them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import chain
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery, Value

from palermo import plan as library
from palermo.core import BLANK, Cell, Message, UserError, mark
from palermo.core.collecting import collected_rarely
from palermo.office.base.kept import Kept
from palermo.office.base.prepared import Prepared, columns_of
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import content_key, light_versions, newest_version, open_plan
from palermo.office.plan.work.called import Called, with_names
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.models import Amendment, Cycle, Filed, Lead, Move
from palermo.office.plan.work.record import Mark, OnRecord, ladder
from palermo.office.plan.work.rows import Rows, Told
from palermo.office.plan.work.works import Worked, progress_from, progress_of, worked_on

_SCORES: Kept[library.Scorecard] = Kept(16)


# how many rows there are of those that say something which no row of another table does; the last number would not do:
# on PostgreSQL one that was taken later may be seen earlier
_SIZES = {
    f"n_{model._meta.model_name}": Subquery(
        model._default_manager.order_by().values(all=Value(1)).annotate(n=Count("*")).values("n")
    )
    for model in (Move, Lead, Filed, Amendment)
}
_LAST_MOVE = Subquery(Move.objects.order_by().values(all=Value(1)).annotate(last=Max("pk")).values("last"))
_CYCLE = columns_of(Cycle)
_COUNTED = Prepared(
    lambda: (
        Cycle.objects.annotate(**_SIZES, last_move=_LAST_MOVE).order_by("pk").values_list(*_CYCLE, *_SIZES, "last_move")
    ),
    0,
)
_FEW = 500  # moves: where more were made, all is read anew
_OF_LEAD = [f"{of}lead__{column}" for of in ("", "report__", "evidence__") for column in ("plan_id", "activity")]
_RECORDS: Kept[OnRecord] = Kept(8)


class _Last(NamedTuple):
    """A record as it was read last: how many moves and amendments there were in the office, and the last move."""

    record: OnRecord
    moves: int
    amendments: int
    move: int


_LAST: Kept[_Last] = Kept(8)


class _Counted(NamedTuple):
    """How a plan is reported on, with how many rows of each kind there are in the office, and the last move."""

    cycle: Cycle
    moves: int
    leads: int
    filed: int
    amendments: int
    move: int

    @property
    def sizes(self) -> tuple[int, ...]:
        return self[1:5]

    def last(self, record: OnRecord) -> _Last:
        """The record that was read when there were so many."""
        return _Last(record, self.moves, self.amendments, self.move)


def _counted() -> Mapping[int, _Counted]:
    """By plan. One query: rows are only ever added, so their count says whether any was."""
    found = {}
    for row in _COUNTED():
        cycle = Cycle.from_db(DEFAULT_DB_ALIAS, _CYCLE, row[: len(_CYCLE)])
        found[cycle.plan_id] = _Counted(cycle, *(each or 0 for each in row[len(_CYCLE) :]))
    return found


def on_record(plan: Plan, activity: str = "") -> OnRecord:
    """Everything on record of the work on a plan, or on one activity of it. Six queries at most, whatever its size.

    One when nothing was added since it was read last. Where something was, no more is read than the activities that
    it is of.
    """
    return _on_record(plan, _counted().get(plan.pk), _moved_since(), activity)


def every_record() -> Sequence[tuple[Version, OnRecord]]:
    """The newest version of every plan at work, with all that is on record of it.

    Two queries when nothing was added since they were read last, and four more where they are read for the first time.
    """
    counted = _counted()
    worked_on = [Exists(model._default_manager.filter(plan=OuterRef("plan"))) for model in (Cycle, Lead)]
    versions = light_versions().filter(Q(worked_on[0]) | Q(worked_on[1])).order_by("number")
    newest = {version.plan_id: version for version in versions}
    unread = {plan: version.plan for plan, version in newest.items() if _is_unread(version.plan, counted.get(plan))}
    lasts = [_LAST.newest(_whose(newest[plan].plan, told.cycle)) for plan, told in counted.items() if plan in newest]
    since = _moved_since(*(last.move for last in lasts if last))
    read = dict(zip(unread, _read_each(unread.values(), counted), strict=True))
    return [
        (version, read.get(plan) or _on_record(version.plan, counted.get(plan), since))
        for plan, version in sorted(newest.items())
    ]


def _is_unread(plan: Plan, counted: _Counted | None) -> bool:
    """Whether nothing is kept of the record, or may be: within an act rows may yet be taken back, and their numbers
    given to others.
    """
    return counted is None or connection.in_atomic_block or _LAST.newest(_whose(plan, counted.cycle)) is None


def _on_record(plan: Plan, counted: _Counted | None, since: "_Since", activity: str = "") -> OnRecord:
    if counted is None or connection.in_atomic_block:
        return _read(plan, activity, counted)
    key = _now(plan, counted)
    if not activity:
        return _RECORDS.get(key, lambda: _brought_up(plan, counted, since))
    if _is_unread(plan, counted):
        return _RECORDS.get((*key, activity), lambda: _read(plan, activity, counted))
    return _of_one(_RECORDS.get(key, lambda: _brought_up(plan, counted, since)), activity)


def _now(plan: Plan, counted: _Counted) -> tuple[Hashable, ...]:
    """Another one as soon as anything is added."""
    return str(settings.PALERMO_HOME), plan.pk, counted.cycle.pk, *counted.sizes


def _of_one(record: OnRecord, activity: str) -> OnRecord:
    """What is on record of one activity, of all that is on record."""
    own, parts = record.activities.get(activity), record.parts.get(activity, ())
    amendments = tuple(each for each in record.amendments if each.activity == activity)
    of_parts = tuple(each for each in record.of_parts if each.activity == activity)
    return replace(
        record,
        activities={activity: own} if own else {},
        parts={activity: parts} if parts else {},
        amendments=amendments,
        of_parts=of_parts,
        mark=_mark(record.plan, record.cycle, record.of(activity), len(amendments) + len(of_parts), activity),
    )


@collected_rarely
def _read(plan: Plan, activity: str, counted: _Counted | None) -> OnRecord:
    about = {"activity": activity} if activity else {}
    cycle, ever = counted.cycle if counted else None, _leads([plan], **about)
    rows, changes = Rows(ever, {plan.pk: ladder(cycle)}), Amendment.objects.filter(plan=plan, **about)
    return record_of(plan, cycle, ever, rows, changes, activity)


@collected_rarely
def _read_each(plans: Collection[Plan], counted: Mapping[int, _Counted]) -> Iterator[OnRecord]:
    """The records of plans that are read together, and kept to be brought up to date."""
    if not plans:
        return
    cycles = {plan.pk: counted[plan.pk].cycle if plan.pk in counted else None for plan in plans}
    ever, changes = _leads(plans), list(Amendment.objects.filter(plan__in=plans))
    rows = Rows(ever, {plan: ladder(cycle) for plan, cycle in cycles.items()})
    for plan in plans:
        own = [lead for lead in ever if lead.plan_id == plan.pk]
        of_plan = [each for each in changes if each.plan_id == plan.pk]
        record = record_of(plan, cycles[plan.pk], own, rows, of_plan)
        if plan.pk in counted and not connection.in_atomic_block:
            told = counted[plan.pk]
            _LAST.put(_whose(plan, told.cycle), told.last(record))
            _RECORDS.put(_now(plan, told), record)
        yield record


def _brought_up(plan: Plan, counted: _Counted, since: "_Since") -> OnRecord:
    """The record with what was added since it was read last; all of it where that is much, or cannot be told."""
    whose = _whose(plan, counted.cycle)
    last = _LAST.newest(whose)
    found = _added(last, plan, counted, since) if last else None
    if found is None:  # counted before it was read: what is added meanwhile is read twice, and never missed
        found = counted.last(_read(plan, "", counted))
    _LAST.put(whose, found)
    return found.record


def _whose(plan: Plan, cycle: Cycle) -> Hashable:
    return str(settings.PALERMO_HOME), plan.pk, cycle.pk


_Since = Callable[[int], list[Any]]  # of a move: those with higher numbers


def _moved_since(*least: int) -> _Since:
    """Asked once for all plans that are read together. `least`: the last moves up to which each of them is known."""

    @cache
    def rows(move: int) -> list[Any]:
        found = Move.objects.filter(pk__gt=move).annotate(n=_SIZES["n_move"])
        return list(found.values_list("pk", "n", *_OF_LEAD)[: _FEW + 1])

    return lambda move: [row for row in rows(min(least, default=move)) if row[0] > move]


def _added(last: _Last, plan: Plan, counted: _Counted, since: _Since) -> _Last | None:
    """The record with the activities read anew at which somebody has moved since; None where others may be missing.

    Whatever is added of an activity comes with a move in the same act. One query tells the moves with higher numbers
    and counts all there are: do the two agree, there are no others.
    """
    cycle, rows = counted.cycle, since(last.move)
    made = rows[0][1] if rows else counted.moves
    if len(rows) > _FEW or made - last.moves != len(rows):
        return None
    touched = {row[at + 1] for row in rows for at in (2, 4, 6) if row[at] == plan.pk}
    ever = _leads([plan], activity__in=touched)
    before, amended = last.record, counted.amendments != last.amendments
    changes: Iterable[Amendment] = (*before.amendments, *before.of_parts)
    if amended:
        changes = Amendment.objects.filter(plan=plan)
    read = record_of(plan, cycle, ever, Rows(ever, {plan.pk: ladder(cycle)}), changes)
    own, parts = {**before.activities, **read.activities}, {**before.parts, **read.parts}
    of_all = before.mark.moves - _size(chain.from_iterable(map(before.of, touched))) + read.mark.moves
    record = replace(read, activities=own, parts=parts, mark=read.mark._replace(moves=of_all))
    record.take_places(before, read)
    return _Last(record, made, counted.amendments, rows[-1][0] if rows else last.move)


def _leads(plans: Collection[Plan], **of: Any) -> list[Lead]:
    found = list(Lead.objects.filter(plan__in=plans, **of).select_related("body", "place"))
    by_number = {plan.pk: plan for plan in plans}
    for lead in found:
        lead.plan = by_number[lead.plan_id]
    return found


def _mark(plan: Plan, cycle: Cycle | None, every: Iterable[Told], changes: int, about: str = "") -> Mark:
    return Mark(plan.pk, about, cycle.pk if cycle else 0, _size(every), changes)


def _size(every: Iterable[Told]) -> int:
    return sum(each.size for now in every for each in now.ever)


def record_of(
    plan: Plan, cycle: Cycle | None, leads: Sequence[Lead], rows: Rows, changes: Iterable[Amendment], about: str = ""
) -> OnRecord:
    """The record of a plan, made of its rows. `about`: the one activity that they are of, if they are not of all."""
    newest = {(lead.activity, lead.place_id): lead for lead in leads}
    own = {activity: rows.told(lead) for (activity, place), lead in newest.items() if place is None}
    passed = [lead for lead in leads if lead.place_id is not None]
    for lead in passed:
        lead.passed_by = own[lead.activity].lead.body.key if lead.activity in own else ""
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    newest_parts = (lead for lead in newest.values() if lead.place_id is not None)
    for lead in sorted(newest_parts, key=lambda lead: place_of(lead).path):
        parts[lead.activity].append(rows.told(lead))
    made = tuple(changes)
    return OnRecord(
        plan,
        cycle,
        own,
        {activity: tuple(told) for activity, told in parts.items()},
        tuple(each for each in made if each.place_id is None),
        tuple(each for each in made if each.place_id is not None),
        _mark(plan, cycle, chain(own.values(), *parts.values()), len(made), about),
    )


class _LastScore(NamedTuple):
    """The newest card of a version, day and reader, and the work that it was made of."""

    called: Called
    worked: Mapping[str, Worked]


_LAST_SCORES: Kept[_LastScore] = Kept(8)


def scorecard(version: Version, record: OnRecord, as_of: date, *, public: bool = False) -> library.Scorecard:
    """What became of a version of the plan by a day, worked out once for as long as nothing is added.

    `public`: as everybody may read it (see `progress_of`).
    """
    plan = open_plan(version)

    @collected_rarely
    def make() -> library.Scorecard:
        whose = (content_key(version), as_of, public)
        last = _LAST_SCORES.newest(whose)
        worked = worked_on(record, public, last.worked if last else {})
        told = replace(progress_from(record, worked), plan=plan.id)
        card = library.score(plan, told, as_of, before=last.called.card if last else None)
        made = with_names(card, record.places, last.called if last else None)
        _LAST_SCORES.put(whose, _LastScore(made, worked))
        return made.named

    return _SCORES.get((content_key(version), record.mark, as_of, public), make)


def scorecard_of_one(
    version: Version, record: OnRecord, activity: library.Activity, as_of: date, *, public: bool = False
) -> library.Scorecard:
    """The scorecard of one activity alone: the others have no say in where it stands."""
    objective = library.Objective(id="1.1", text=BLANK, activities=Cell((activity,)), implicit=True)
    goal = library.Goal(id="1", text=BLANK, objectives=Cell((objective,)), implicit=True)
    plan = replace(open_plan(version), goals=Cell((goal,)))
    card = library.score(plan, replace(progress_of(record, public=public), plan=plan.id), as_of)
    return with_names(card, record.places).named


_CYCLES = Prepared(lambda plan: Cycle.objects.filter(plan=plan).order_by("-pk").values_list(*_CYCLE)[:1])


def newest_cycle(plan: int) -> Cycle | None:
    """How the plan is reported on now; None where nobody has said."""
    return next((Cycle.from_db(DEFAULT_DB_ALIAS, _CYCLE, row) for row in _CYCLES(plan)), None)


def newest_lead(plan: Plan, activity: str, place: int | None = None) -> Lead | None:
    """The body that an activity, or the part of a place, is put to now."""
    found = Lead.objects.filter(plan=plan, activity=activity, place=place).select_related("body", "place")
    return found.order_by("-pk").first()


def _newest(**of: Any) -> QuerySet[Lead, tuple[int]]:
    return Lead.objects.filter(**of).order_by("-pk").values_list("pk")[:1]


_OF_ALL = Prepared(lambda plan, activity: _newest(plan=plan, activity=activity, place=None), 2)
_OF_PLACE = Prepared(lambda plan, activity, place: _newest(plan=plan, activity=activity, place=place), 3)


def is_newest(lead: Lead) -> bool:
    """Whether the activity, or the part of the place, is put to this body now."""
    of = (lead.plan_id, lead.activity)
    return (_OF_ALL(*of) if lead.place_id is None else _OF_PLACE(*of, lead.place_id)) == [(lead.pk,)]


def need_activity(plan: Plan, activity: str) -> library.Activity:
    """The activity of the newest version. Raises UserError where there is none."""
    found = {each.id: each for _, _, each in open_plan(newest_version(plan)).each_activity()}
    if activity not in found:
        text = mark("The newest version of the plan has no activity {activity}.")
        raise UserError(Message(text, {"activity": activity}))
    return found[activity]


def need_kept(plan: Plan, activity: str) -> library.Activity:
    """The same, as long as nobody has given the activity up."""
    found = need_activity(plan, activity)
    if Amendment.objects.filter(plan=plan, activity=activity, place=None, what="").exists():
        raise UserError(Message("The activity was given up already."))
    return found


def need_period(plan: Plan, name: str, today: date) -> library.Period:
    """The period of this name, once it has begun. Raises UserError where there is none."""
    cycle = newest_cycle(plan.pk)
    found = {each.name: each for each in (library.periods(cycle.rule) if cycle else ())}
    if name not in found:
        raise UserError(Message(mark("{name} is no period of this plan."), {"name": name}))
    if found[name].first > today:
        raise UserError(Message(mark("{name} has not begun yet."), {"name": name}))
    return found[name]


def forget() -> None:
    """Keep nothing of what was read and worked out, as a process that has just begun."""
    for kept in (_RECORDS, _LAST, _SCORES, _LAST_SCORES):
        kept.clear()
