"""What pages and actions read of the work on a plan: few queries, and the rows as the library takes them."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import Case, Count, Max, OuterRef, QuerySet, Subquery, Value, When
from django.utils import timezone

from palermo import plan as library
from palermo.core import BLANK, Cell, Message, UserError, mark
from palermo.core.collecting import collected_rarely
from palermo.office.access.models import Body
from palermo.office.base.kept import Kept
from palermo.office.base.prepared import Prepared, columns_of
from palermo.office.plan.models import Plan, Version
from palermo.office.plan.readers import content_key, newest_version, open_plan
from palermo.office.plan.work.called import Called, with_names
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.models import Amendment, Cycle, Filed, Lead, Move
from palermo.office.plan.work.rows import Rows, Told

_Of = tuple[str, int | None]  # an activity, and the number of the place whose part it is
_SCORES: Kept[library.Scorecard] = Kept(16)
_LAST_SCORES: Kept[Called] = Kept(8)  # the newest of each version, day and reader


@dataclass(frozen=True, slots=True)
class OnRecord:
    """The work on one plan. `activities` by their ids in the plan; `mark` changes with everything that is added, of
    which `moves` counts the moves.

    `parts`: what places have inherited of each activity. `amendments` are of activities, `of_parts` of their parts.
    """

    plan: Plan
    cycle: Cycle | None
    activities: Mapping[str, Told]
    parts: Mapping[str, tuple[Told, ...]]
    amendments: tuple[Amendment, ...]
    of_parts: tuple[Amendment, ...]
    moves: int
    mark: Hashable

    @property
    def periods(self) -> tuple[library.Period, ...]:
        """The periods that are reported on; none where nobody has said when."""
        return library.periods(self.cycle.rule) if self.cycle else ()


# how many rows there are of those that say something which no row of another table does; the last number would not do:
# on PostgreSQL one that was taken later may be seen earlier
_SIZES = {
    f"n_{model._meta.model_name}": Subquery(
        model._default_manager.order_by().values(all=Value(1)).annotate(n=Count("pk")).values("n")
    )
    for model in (Move, Lead, Filed, Amendment)
}
_LAST_MOVE = Subquery(Move.objects.order_by().values(all=Value(1)).annotate(last=Max("pk")).values("last"))
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


def on_record(plan: Plan, activity: str = "") -> OnRecord:
    """Everything on record of the work on a plan, or on one activity of it. Six queries at most, whatever its size.

    One when nothing was added since it was read last: rows are only ever added, so their count says whether any was.
    Where something was, no more is read than the activities that it is of.
    """
    cycle = Cycle.objects.filter(plan=plan).annotate(**_SIZES, last_move=_LAST_MOVE).order_by("-pk").first()
    # within an act its own rows may yet be taken back, and their numbers given to others
    if cycle is None or connection.in_atomic_block:
        return _read(plan, activity, cycle)
    sizes = [getattr(cycle, name) for name in _SIZES]
    key = (str(settings.PALERMO_HOME), plan.pk, activity, cycle.pk, *sizes)
    return _RECORDS.get(key, lambda: _read(plan, activity, cycle) if activity else _brought_up(plan, cycle))


@collected_rarely
def _read(plan: Plan, activity: str, cycle: Cycle | None) -> OnRecord:
    about = {"plan": plan, **({"activity": activity} if activity else {})}
    ever = list(Lead.objects.filter(**about).select_related("body", "place"))
    rows, changes = Rows(ever, {plan.pk: ladder(cycle)}), Amendment.objects.filter(**about)
    return record_of(plan, cycle, ever, rows, changes, activity)


def _brought_up(plan: Plan, cycle: Any) -> OnRecord:
    """The record with what was added since it was read last; all of it where that is much, or cannot be told."""
    last = _LAST.newest(_whose(plan, cycle))
    found = _added(last, plan, cycle) if last else None
    if found is None:  # counted before it was read: what is added meanwhile is read twice, and never missed
        found = _Last(_read(plan, "", cycle), cycle.n_move or 0, cycle.n_amendment or 0, cycle.last_move or 0)
    _LAST.put(_whose(plan, cycle), found)
    return found.record


def _whose(plan: Plan, cycle: Cycle) -> Hashable:
    return str(settings.PALERMO_HOME), plan.pk, cycle.pk


def _added(last: _Last, plan: Plan, cycle: Any) -> _Last | None:
    """The record with the activities read anew at which somebody has moved since; None where others may be missing.

    Whatever is added of an activity comes with a move in the same act. One query tells the moves with higher numbers
    and counts all there are: do the two agree, there are no others.
    """
    since = Move.objects.filter(pk__gt=last.move).annotate(n=_SIZES["n_move"])
    rows = list(since.values_list("pk", "n", *_OF_LEAD)[: _FEW + 1])
    made = rows[0][1] if rows else cycle.n_move or 0
    if len(rows) > _FEW or made - last.moves != len(rows):
        return None
    places = [(row[at], row[at + 1]) for row in rows for at in (2, 4, 6) if row[at] == plan.pk]
    touched = {activity for _plan, activity in places}
    ever = list(Lead.objects.filter(plan=plan, activity__in=touched).select_related("body", "place"))
    before, amended = last.record, (cycle.n_amendment or 0) != last.amendments
    changes: Iterable[Amendment] = (*before.amendments, *before.of_parts)
    if amended:
        changes = Amendment.objects.filter(plan=plan)
    read = record_of(plan, cycle, ever, Rows(ever, {plan.pk: ladder(cycle)}), changes)
    moves = before.moves + len(places)
    record = replace(
        read,
        activities={**before.activities, **read.activities},
        parts={**before.parts, **read.parts},
        moves=moves,
        mark=_mark(plan, cycle, moves, len(read.amendments) + len(read.of_parts)),
    )
    return _Last(record, made, cycle.n_amendment or 0, rows[-1][0] if rows else last.move)


def _mark(plan: Plan, cycle: Cycle | None, moves: int, changes: int, about: str = "") -> Hashable:
    return plan.pk, about, cycle.pk if cycle else 0, moves, changes


def record_of(
    plan: Plan, cycle: Cycle | None, leads: Sequence[Lead], rows: Rows, changes: Iterable[Amendment], about: str = ""
) -> OnRecord:
    """The record of a plan, made of its rows. `about`: the one activity that they are of, if they are not of all."""
    newest = {(lead.activity, lead.place_id): lead for lead in leads}
    own = {activity: rows.told(lead) for (activity, place), lead in newest.items() if place is None}
    passed = [lead for lead in newest.values() if lead.place_id is not None]
    for lead in passed:
        if lead.activity in own:
            lead.passed_by = own[lead.activity].lead.body.key
    know_passers(passed)
    parts: defaultdict[str, list[Told]] = defaultdict(list)
    for lead in sorted(passed, key=lambda lead: place_of(lead).path):
        parts[lead.activity].append(rows.told(lead))
    made = tuple(changes)  # one query
    return OnRecord(
        plan,
        cycle,
        own,
        {activity: tuple(told) for activity, told in parts.items()},
        tuple(each for each in made if each.place_id is None),
        tuple(each for each in made if each.place_id is not None),
        rows.size,
        _mark(plan, cycle, rows.size, len(made), about),
    )


def as_led_on(record: OnRecord, day: date) -> OnRecord:
    """The record with the leads of that day: what was handed over since was its former lead's then."""

    def led(told: Told) -> Told | None:
        then = [each for each in told.ever if timezone.localdate(each.lead.made_at) <= day]
        return replace(then[0], before=tuple(then[1:])) if then else None

    own = {activity: then for activity, told in record.activities.items() if (then := led(told))}
    parts = {
        activity: tuple(then for told in passed if (then := led(told))) for activity, passed in record.parts.items()
    }
    return replace(record, activities=own, parts=parts, mark=(record.mark, day))


def with_passers(leads: QuerySet[Lead]) -> Sequence[Lead]:
    """These leads, each with who passed it on. One query."""
    own = Lead.objects.filter(plan=OuterRef("plan"), activity=OuterRef("activity"), place=None).order_by("-pk")
    passer = Case(When(place__isnull=False, then=Subquery(own.values("body__key")[:1])))
    found = list(leads.annotate(passer=passer).select_related("body", "plan", "place"))
    for lead in found:
        lead.passed_by = lead.passer or ""
    return found


def know_passers(leads: Iterable[Lead]) -> None:
    """Read at once who passed these parts on, of those of which it is not known yet. One query where there are any."""
    parts = [lead for lead in leads if lead.place_id is not None and "passed_by" not in lead.__dict__]
    if not parts:
        return
    plans, activities = {lead.plan_id for lead in parts}, {lead.activity for lead in parts}
    own = Lead.objects.filter(plan__in=plans, activity__in=activities, place=None).order_by("pk")
    newest = {(plan, activity): key for plan, activity, key in own.values_list("plan_id", "activity", "body__key")}
    for lead in parts:
        lead.passed_by = newest.get((lead.plan_id, lead.activity), "")


def progress_of(record: OnRecord, *, public: bool = False) -> library.Progress:
    """The work on a plan as the library takes it. `public`: without what reports say that are not published."""
    changes: defaultdict[_Of, list[library.Amendment]] = defaultdict(list)
    dropped: dict[_Of, library.Dropped] = {}
    for row in (*record.amendments, *record.of_parts):
        of = row.activity, row.place_id
        if row.what:
            what = library.Amended(row.what)
            changes[of].append(library.Amendment(what, row.new, row.on, row.made_by, of=row.of, reason=row.reason))
        else:
            dropped[of] = library.Dropped(row.on, row.made_by, row.reason)

    def work(activity: str, told: Told | None, place: int | None = None) -> library.Work:
        made = (told.public_work if public else told.work) if told else library.Work(activity)
        of = activity, place
        changed = of in changes or of in dropped
        return replace(made, changes=tuple(changes.get(of, ())), dropped=dropped.get(of)) if changed else made

    works, passed = {}, record.parts
    for activity in {*record.activities, *passed, *(of for of, place in (*changes, *dropped) if place is None)}:
        parts = tuple(_part(told.lead, work(activity, told, told.lead.place_id)) for told in passed.get(activity, ()))
        own = work(activity, record.activities.get(activity))
        works[activity] = replace(own, parts=parts) if parts else own
    cycle = record.cycle.rule if record.cycle else None
    return library.Progress(record.plan.slug, ladder(record.cycle), cycle, works, place_tree(passed))


def _part(lead: Lead, work: library.Work) -> library.PlacePart:
    """The part of a place, with what it inherited and what became of that."""
    place = place_of(lead).key
    return library.PlacePart(
        place,
        lead.body.key if lead.body.key != place else "",
        lead.ends,
        tuple(
            library.OwnStep(each["text"], date.fromisoformat(each["due"]) if each["due"] else None)
            for each in lead.steps
        ),
        tuple(library.OwnTarget(each["indicator"], each["target"], each["reason"]) for each in lead.targets),
        *(work.moves, work.reports, work.evidence, work.obstacles, work.changes, work.dropped),
    )


def place_tree(parts: Mapping[str, Sequence[Told]]) -> dict[str, str]:
    """The place above each that has inherited anything, among those that have."""
    paths = {place_of(told.lead).key: place_of(told.lead).above for each in parts.values() for told in each}
    return {
        place: next((key for key in reversed(path[:-1]) if key in paths), library.WHOLE_PLACE)
        for place, path in sorted(paths.items())
    }


def scorecard(version: Version, record: OnRecord, as_of: date, *, public: bool = False) -> library.Scorecard:
    """What became of a version of the plan by a day, worked out once for as long as nothing is added.

    `public`: as everybody may read it (see `progress_of`).
    """
    plan = open_plan(version)

    @collected_rarely
    def make() -> library.Scorecard:
        told = replace(progress_of(record, public=public), plan=plan.id)
        whose = (content_key(version), as_of, public)
        last = _LAST_SCORES.newest(whose)
        card = library.score(plan, told, as_of, before=last.card if last else None)
        made = with_names(card, places_of(record), last)
        _LAST_SCORES.put(whose, made)
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
    return with_names(card, places_of(record)).named


def places_of(record: OnRecord) -> dict[str, Body]:
    """Every place that has inherited anything, by its key."""
    return {place_of(told.lead).key: place_of(told.lead) for parts in record.parts.values() for told in parts}


_CYCLE = columns_of(Cycle)
_CYCLES = Prepared(lambda plan: Cycle.objects.filter(plan=plan).order_by("-pk").values_list(*_CYCLE)[:1])


def newest_cycle(plan: int) -> Cycle | None:
    """How the plan is reported on now; None where nobody has said."""
    return next((Cycle.from_db(DEFAULT_DB_ALIAS, _CYCLE, row) for row in _CYCLES(plan)), None)


def ladder(cycle: Cycle | None) -> tuple[str, ...]:
    """The levels of reports and evidence, from the one that writes upwards."""
    return tuple(cycle.ladder) if cycle else library.LADDER


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
