"""The rows of the work on a plan as they are read: light, since there are tens of thousands. Two queries at most."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from django.db.models import IntegerField, Value
from django.utils import timezone

from palermo import plan as library
from palermo.access import Thing
from palermo.office.base.prepared import Prepared
from palermo.office.plan.work.content import Content, obstacles_of, report_of
from palermo.office.plan.work.inherited import place_of
from palermo.office.plan.work.models import Evidence, Lead, Move, Report, writers_of

_FILED = frozenset({library.State.SENT, library.State.ACCEPTED, library.State.PUBLISHED})
_Of = tuple[str, int]  # what a move is of: its kind, and its number


class Movement(Protocol):
    """A move, light or as the database has it."""

    @property
    def moved(self) -> library.Moved:
        """As the library takes it."""
        ...


class MoveRow(NamedTuple):
    """A move: when, and the move as the library takes it. `lead`: of a move at an acceptance, whose."""

    pk: int
    made_at: datetime
    moved: library.Moved
    lead: Lead | None

    @property
    def verb(self) -> library.Verb:
        return self.moved.verb

    @property
    def level(self) -> str:
        return self.moved.level

    @property
    def made_by(self) -> str:
        return self.moved.by

    @property
    def reason(self) -> str:
        return self.moved.reason


class ReportRow(NamedTuple):
    """A report; `uid` is its receipt number."""

    pk: int
    uid: str
    lead: Lead
    period: str
    made_at: datetime


class EvidenceRow(NamedTuple):
    """A piece of evidence, without what is sealed."""

    pk: int
    uid: str
    lead: Lead
    kind: str
    title: str
    proves: tuple[int, ...]
    sha256: str
    made_at: datetime
    address: str
    seen_on: date | None


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A report, its moves, where they have led, and what it said when it was last sent: nothing where it never was.

    `awaits`: whose turn it is, and to do what (see the library's `awaited`).
    """

    row: ReportRow
    moves: tuple[MoveRow, ...]
    held: library.Held
    content: Mapping[str, Any]
    awaits: tuple[str, library.Verb] | None = None

    @property
    def filed(self) -> bool:
        """Whether it was sent, and was not given back since."""
        return self.held.state in _FILED

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return _thing("report", self.row, self.moves)


@dataclass(frozen=True, slots=True)
class ToldEvidence:
    """A piece of evidence, its moves, and where they have led. `awaits`: whose turn it is, and to do what."""

    row: EvidenceRow
    moves: tuple[MoveRow, ...]
    held: library.Held
    awaits: tuple[str, library.Verb] | None = None

    def thing(self, at: datetime) -> Thing:
        """What a decision has to know of it."""
        return _thing("evidence", self.row, self.moves)


class Awaiting(NamedTuple):
    """A report or a piece of evidence that waits for `level` to do `verb`, and what a decision has to know of it."""

    told: ToldReport | ToldEvidence
    thing: Thing
    level: str
    verb: library.Verb


def _thing(kind: str, row: ReportRow | EvidenceRow, moves: Sequence[MoveRow]) -> Thing:
    lead, writers = row.lead, writers_of(moves)
    return Thing(kind=kind, id=row.uid, path=lead.body.above, passed_by=lead.passed_by, writers=writers)


@dataclass(frozen=True)
class Told:
    """What is on record of one activity: its lead, the moves of the acceptance, the reports and the evidence.

    `asked`: the moves of every body it was ever put to, each with its lead. `before`: what is on record of the bodies
    that handed it over, the last of them first; it counts for the status no more. The same of the part of one place,
    which has a `lead` of its own.
    """

    lead: Lead
    moves: tuple[MoveRow, ...]
    held: library.Held
    reports: tuple[ToldReport, ...]
    evidence: tuple[ToldEvidence, ...]
    asked: tuple[MoveRow, ...]
    before: tuple["Told", ...] = ()

    @property
    def ever(self) -> tuple["Told", ...]:
        """What is on record of every body that led it, the newest first."""
        return (self, *self.before)

    @cached_property
    def size(self) -> int:
        """How many moves were made, without those of the bodies before and those at reports that were never sent."""
        sent = (each.moves for each in self.reports if any(move.verb == library.Verb.SEND for move in each.moves))
        return len(self.moves) + sum(map(len, sent)) + sum(len(each.moves) for each in self.evidence)

    @cached_property
    def awaiting(self) -> tuple["Awaiting", ...]:
        """What of it waits for a level to agree."""
        return tuple(Awaiting(each, each.thing(each.row.made_at), *each.awaits) for each in self._told if each.awaits)

    @property
    def _told(self) -> Iterator[ToldReport | ToldEvidence]:
        yield from self.reports
        yield from self.evidence

    @cached_property
    def work(self) -> library.Work:
        """As the library takes it, without what was amended."""
        return self._work({each.row.pk: each.content for each in self.reports})

    @cached_property
    def public_work(self) -> library.Work:
        """The same for everybody: of a report that is not published, no more than where the work stands."""
        return self._work({each.row.pk: _to_public(each) for each in self.reports})

    @cached_property
    def part(self) -> library.PlacePart:
        """Of a place: its part as the library takes it, without what was amended."""
        return part_of(self.lead, self.work)

    @cached_property
    def public_part(self) -> library.PlacePart:
        """The same for everybody."""
        return part_of(self.lead, self.public_work)

    def _work(self, says: Mapping[int, Content]) -> library.Work:
        filed = [(each, says[each.row.pk]) for each in self.reports if each.content]
        # what stands in the way is as the newest report says it: one that it leaves out is over
        _newest, said = max(filed, key=lambda each: each[0].moves[-1].pk, default=(None, {}))
        return library.Work(
            self.lead.activity,
            _moved(self.moves),
            tuple(report_of(each.row.period, content, _moved(each.moves)) for each, content in filed),
            tuple(
                library.Evidence(each.row.sha256, each.row.kind, _moved(each.moves), each.row.title, each.row.proves)
                for each in self.evidence
            ),
            obstacles_of(said),
        )


def part_of(lead: Lead, work: library.Work) -> library.PlacePart:
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


def _to_public(report: ToldReport) -> Content:
    if report.held.state is library.State.PUBLISHED:
        return report.content
    return {name: report.content[name] for name in ("claim", "done") if name in report.content}


def _moved(moves: Iterable[MoveRow]) -> tuple[library.Moved, ...]:
    return tuple(move.moved for move in moves)


class Rows:
    """The rows that hang on some leads, by what they hang on. `ladders`: by the numbers of the leads' plans."""

    def __init__(self, leads: Iterable[Lead], ladders: Mapping[int, tuple[str, ...]]) -> None:
        self._by_number = {lead.pk: lead for lead in leads}
        self._ladders = ladders
        self._leads: defaultdict[tuple[int, str, int | None], list[Lead]] = defaultdict(list)
        for lead in self._by_number.values():
            self._leads[lead.plan_id, lead.activity, lead.place_id].append(lead)
        self._moves: defaultdict[_Of, list[MoveRow]] = defaultdict(list)
        self._evidence: defaultdict[int, list[ToldEvidence]] = defaultdict(list)
        if self._by_number:
            self._read_moves()

    def told(self, lead: Lead) -> Told:
        """What is on record of the activity of this lead, or of its part."""
        ever = self._leads[lead.plan_id, lead.activity, lead.place_id]
        before = tuple(self._of(each) for each in reversed(ever) if each.pk < lead.pk)
        asked = sorted((move for each in ever for move in self._moves["lead", each.pk]), key=lambda move: move.pk)
        return replace(self._of(lead), asked=tuple(asked), before=before)

    def evidence(self, lead: Lead) -> tuple[ToldEvidence, ...]:
        """Everything that this body offered."""
        return tuple(self._evidence[lead.pk])

    def _of(self, lead: Lead) -> Told:
        moves = tuple(self._moves["lead", lead.pk])
        stands = held(library.Machine.ACTIVITY, moves, levels_of_asking(lead))
        return Told(lead, moves, stands, tuple(self._reports[lead.pk]), self.evidence(lead), ())

    def _read_moves(self) -> None:
        """With them the pieces of evidence, as every one has a move."""
        zone, pieces = timezone.get_current_timezone(), {}
        for pk, lead, report, evidence, verb, level, reason, by, at, *piece in _moves_of(self._by_number):
            of: _Of = ("lead", lead) if lead else ("report", report) if report else ("evidence", evidence)
            row = (pk, verb, level, reason, by, at)
            self._moves[of].append(_move(row, zone, self._by_number[lead] if lead else None))
            if evidence:
                pieces[evidence] = piece
        for pk, (uid, lead, kind, title, proves, *rest) in pieces.items():
            evidence = EvidenceRow(pk, uid, self._by_number[lead], kind, title, tuple(proves), *rest)
            moves = tuple(self._moves["evidence", pk])
            stands, awaits = self._stands(library.Machine.EVIDENCE, moves, evidence.lead)
            self._evidence[lead].append(ToldEvidence(evidence, moves, stands, awaits))

    @cached_property
    def _reports(self) -> Mapping[int, list[ToldReport]]:
        """The reports of each lead, as they were last sent. Of one that was sent again, the newest row comes last."""
        if not any(kind == "report" for kind, _number in self._moves):
            return defaultdict(list)  # somebody has written at every report that there is
        found: dict[int, tuple[ReportRow, Content]] = {}
        rows = Report.objects.filter(lead__in=list(self._by_number)).order_by("pk", "filed__pk")
        columns = ("pk", "uid", "lead_id", "period", "made_at", "filed__content")
        for pk, uid, lead, period, at, content in rows.values_list(*columns):
            found[pk] = ReportRow(pk, uid, self._by_number[lead], period, at), content or {}
        told: defaultdict[int, list[ToldReport]] = defaultdict(list)
        for row, content in found.values():
            moves = tuple(self._moves["report", row.pk])
            stands, awaits = self._stands(library.Machine.REPORT, moves, row.lead)
            told[row.lead.pk].append(ToldReport(row, moves, stands, content, awaits))
        return told

    def _stands(
        self, machine: library.Machine, moves: tuple[MoveRow, ...], lead: Lead
    ) -> tuple[library.Held, tuple[str, library.Verb] | None]:
        rungs = ladder_of(lead, self._ladders[lead.plan_id])
        stands = held(machine, moves, rungs)
        return stands, library.awaited(machine, stands, rungs)


def levels_of_asking(lead: Lead) -> tuple[str, ...]:
    """Who puts it to the body, the body, and who is above."""
    return library.OF_ACTIVITY if lead.place_id is None else library.OF_PART


def ladder_of(lead: Lead, ladder: tuple[str, ...]) -> tuple[str, ...]:
    """The levels by which what this body reports and offers climbs. `ladder`: that of the plan."""
    return ladder if lead.place_id is None else library.through_lead(ladder)


def held(machine: library.Machine, moves: Iterable[Movement], levels: tuple[str, ...]) -> library.Held:
    """Where the moves have led up to now. What is published stays so, whatever ladder the plan has since."""
    told = tuple(move.moved for move in moves)
    stands = library.replayed(machine, told, levels)[0]
    if stands.state is library.State.PUBLISHED:
        return stands
    published = next((move for move in told if move.verb is library.Verb.PUBLISH), None)
    return replace(stands, state=library.State.PUBLISHED, since=published.on) if published else stands


_VERBS = {str(verb): verb for verb in library.Verb}
_MOVE = ("pk", "verb", "level", "reason", "made_by", "made_at")
_MOVES = {
    Lead: Prepared(lambda lead: Move.objects.filter(lead=lead).values_list(*_MOVE)),
    Report: Prepared(lambda report: Move.objects.filter(report=report).values_list(*_MOVE)),
    Evidence: Prepared(lambda evidence: Move.objects.filter(evidence=evidence).values_list(*_MOVE)),
}


def moves_of(thing: Lead | Report | Evidence) -> tuple[MoveRow, ...]:
    """The moves of one of them as the database has them now, in the order in which they were made."""
    zone, lead = timezone.get_current_timezone(), thing if isinstance(thing, Lead) else None
    return tuple(_move(row, zone, lead) for row in _MOVES[type(thing)](thing.pk))


def _move(row: Iterable[Any], zone: tzinfo, lead: Lead | None) -> MoveRow:
    pk, verb, level, reason, by, at = row
    return MoveRow(pk, at, library.Moved(_VERBS[verb], by, level, at.astimezone(zone).date(), reason), lead)


def _moves_of(leads: Collection[int]) -> Iterable[tuple[Any, ...]]:
    """The moves at these leads, their reports and their evidence, in the order in which they were made.

    Three questions in one, since each is answered from an index; of their alternative every move would be looked at.
    """
    numbers = list(leads)
    columns = ("pk", "lead_id", "report_id", "evidence_id", "verb", "level", "reason", "made_by", "made_at")
    piece = ("uid", "lead_id", "kind", "title", "proves", "sha256", "made_at", "address", "seen_on")
    nothing = Value(None, IntegerField())  # as no kind in particular: the database takes it for any
    at_evidence = Move.objects.filter(evidence__lead__in=numbers).order_by()
    others = [
        Move.objects.filter(**{way: numbers}).order_by().values_list(*columns, *(nothing for _name in piece))
        for way in ("lead__in", "report__lead__in")
    ]
    found = at_evidence.values_list(*columns, *(f"evidence__{name}" for name in piece)).union(*others, all=True)
    return sorted(found, key=lambda row: row[0])
