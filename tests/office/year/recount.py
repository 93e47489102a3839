"""What became of a plan, counted once more from the raw rows: SQL and plain Python, none of the office's readers."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection

from palermo.plan import Amended as What
from palermo.plan import Amendment, Cycle, Dropped, Evidence, Moved, Period, Plan, Status, Verb, Work, periods
from palermo.plan.progress import Terms
from tests.unit.plan.progress.plain_status import day_of_last, last_verb, plain_status

Row = dict[str, Any]


def rows(sql: str) -> list[Row]:
    """Each row with the names of its columns; JSON is read."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@dataclass
class Recount:
    """Statuses, reports that were due, and money, on one day.

    `public`: without what stands in the way by a report that is not published.
    """

    plan: Plan
    cycle: Cycle
    today: date
    public: bool = False

    def __post_init__(self) -> None:
        told = rows(
            "SELECT l.id, l.activity, b.key AS place "
            "FROM work_lead l LEFT JOIN access_body b ON b.id = l.place_id ORDER BY l.id"
        )
        self.leads = {(row["activity"], row["place"] or ""): row["id"] for row in told}
        self.filed = rows(
            "SELECT f.report_id, r.lead_id, r.period, f.content "
            "FROM work_filed f JOIN work_report r ON r.id = f.report_id "
            "ORDER BY f.id"
        )
        self.pieces = rows("SELECT id, lead_id, sha256, kind, proves FROM work_evidence ORDER BY id")
        self.changes = rows("SELECT * FROM work_amendment ORDER BY id")
        self.moves: dict[tuple[str, int], list[Moved]] = defaultdict(list)
        for row in rows("SELECT * FROM work_move ORDER BY id"):
            of = next(name for name in ("lead", "report", "evidence") if row[f"{name}_id"])
            verb, on = Verb(row["verb"]), _day(row["made_at"])
            self.moves[of, row[f"{of}_id"]].append(Moved(verb, row["made_by"], row["level"], on, row["reason"]))
        self.terms = {activity.id: _terms(activity) for _, _, activity in self.plan.each_activity()}
        self.works = {activity: self._work(activity) for activity in self.terms}
        self.parts: dict[str, list[Work]] = defaultdict(list)
        for activity, place in self.leads:
            if place:
                self.parts[activity].append(self._work(activity, place))

    def _work(self, activity: str, place: str = "") -> Work:
        from palermo.office.plan.work.content import obstacles_of, report_of

        lead = self.leads.get((activity, place), 0)
        said = [row for row in self.filed if row["lead_id"] == lead]
        newest = {row["report_id"]: (row["period"], json.loads(row["content"])) for row in said}
        reports = tuple(
            report_of(period, content, tuple(self.moves["report", n])) for n, (period, content) in newest.items()
        )
        pieces = [row for row in self.pieces if row["lead_id"] == lead]
        evidence = tuple(
            Evidence(row["sha256"], row["kind"], tuple(self.moves["evidence", row["id"]]), "", _listed(row["proves"]))
            for row in pieces
        )
        last = max(newest, key=lambda n: (self.moves["report", n][-1].on, n), default=None)
        changes = [row for row in self.changes if row["activity"] == activity and not place]
        gone = next((row for row in changes if not row["what"]), None)
        return Work(
            activity,
            tuple(self.moves["lead", lead]),
            reports,
            evidence,
            obstacles_of(newest[last][1]) if last and self._is_told(last) else (),
            tuple(
                Amendment(What(row["what"]), row["new"], _day(row["made_at"]), row["made_by"], row["of"], row["reason"])
                for row in changes
                if row["what"]
            ),
            Dropped(_day(gone["made_at"]), gone["made_by"], gone["reason"]) if gone else None,
        )

    def _is_told(self, report: int) -> bool:
        return not self.public or any(move.verb is Verb.PUBLISH for move in self.moves["report", report])

    def statuses(self) -> dict[str, Status]:
        """The status of each activity, of its own and of its parts."""
        return {activity: self._status(activity) for activity in self.works}

    def _status(self, activity: str) -> Status:
        terms, today = self.terms[activity], self.today
        own = plain_status(self.works[activity], terms, self.cycle, today)
        theirs = replace(terms, end=self._end(activity))  # where the end was moved, it was moved for places too
        parts = [plain_status(work, theirs, self.cycle, today) for work in self.parts[activity]]
        every = {own, *parts}
        if not parts or own in (Status.DROPPED, Status.NOT_ACCEPTED) or len(every) == 1:
            return own
        if every == {Status.DONE, Status.PROOF_PENDING}:
            return Status.PROOF_PENDING
        end = self._end(activity)
        if end and end < self.today:
            return Status.LATE
        asks = (Status.LATE, Status.NO_REPORT, Status.BLOCKED, Status.RUNNING)
        if found := [status for status in asks if status in every]:
            return found[0]
        return Status.RUNNING if every & {Status.DONE, Status.PROOF_PENDING} else own

    def _end(self, activity: str) -> date | None:
        moved = [change for change in self.works[activity].changes if change.what == "end"]
        return date.fromisoformat(moved[-1].new) if moved else self.terms[activity].end

    def rates(self) -> Counter[str]:
        """How many reports were due, how many of them were filed, and how many of those on time."""
        found: Counter[str] = Counter()
        for activity, work in self.works.items():
            sent = {report.period: _sent(report.moves) for report in work.reports}
            for period in self._owed(work, self.terms[activity]):
                day = sent.get(period.name)
                found += Counter(due=1, filed=int(day is not None), on_time=int(day is not None and day <= period.due))
        return found

    def _owed(self, work: Work, terms: Terms) -> Iterator[Period]:
        if last_verb(work.moves, self.today) is not Verb.ACCEPT:
            return
        begins = max(day_of_last(work.moves, self.today), terms.start or date.min)
        parts = self.parts[work.id] if work is self.works[work.id] else []
        days = [_done_on(each, terms) for each in (work, *parts)]
        done = None if None in days else max(day for day in days if day)
        for period in periods(self.cycle):
            gone = work.dropped is not None and work.dropped.on <= period.last
            over = done is not None and done < period.first
            if begins <= period.last and period.due < self.today and not gone and not over:
                yield period

    def money(self) -> Mapping[str, Decimal]:
        """What was committed and what was spent, in US dollars, as far as the secretariat has accepted it."""
        accepted = {row["posting_id"] for row in rows("SELECT posting_id FROM money_moneymove WHERE verb = 'accept'")}
        found: dict[str, Decimal] = defaultdict(Decimal)
        for row in rows("SELECT id, spending, amount, currency FROM money_posting"):
            if row["id"] in accepted:
                assert row["currency"] == "USD"
                found[row["spending"]] += Decimal(row["amount"])
        return found


def _terms(activity: Any) -> Terms:
    """Everything in the plan of the simulated year is a day, or nothing."""
    steps = tuple(step.due.value.last for step in activity.steps.value or ())
    ends = activity.end.value
    goes_on = activity.kind.value == "continuous"
    end = ends.last if ends.dated and not goes_on else None
    return Terms(activity.start.value.first, end, goes_on, steps)


def _done_on(work: Work, terms: Terms) -> date | None:
    shown: dict[int, date] = {}
    for piece in work.evidence:
        if piece.moves[-1].verb is Verb.ACCEPT:
            for step in piece.proves:
                shown[step] = min(piece.moves[-1].on, shown.get(step, date.max))
    whole = terms.steps and not terms.continuous and len(shown) == len(terms.steps)
    return max(shown.values()) if whole else None


def _sent(moves: tuple[Moved, ...]) -> date | None:
    """The day on which it was first sent, unless it lies with its writer now."""
    lies_with_writer = moves[-1].verb in (Verb.RETURN, Verb.WRITE)
    return None if lies_with_writer else next(move.on for move in moves if move.verb is Verb.SEND)


def _day(moment: datetime) -> date:
    return moment.date()


def _listed(proves: str) -> tuple[int, ...]:
    return tuple(json.loads(proves))
