"""What stands beside the reports, counted once more from the raw rows: resolutions, views, figures, steps, risks."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any

from palermo.plan import Plan
from tests.office.year.recount import Row, rows

Step = tuple[str, int]
_AFTER = {"take": "taken", "accept": "accepted", "refuse": "refused", "insist": "taken", "report": "reported"} | {
    "return": "accepted",
    "confirm": "confirmed",
    "lift": "lifted",
}
_BACK = {"accepted": "taken", "confirmed": "reported"}  # what is undone goes back to
_CLAIMED = {"not_started": 0, "running": 1, "complete": 2}
_SEEN = {"not_begun": 0, "running": 1, "done": 2}


def resolutions(today: date) -> dict[str, tuple[str, bool]]:
    """Where each resolution stands, and whether its owner has let its day pass."""
    found = {}
    turns = rows("SELECT resolution_id, deed FROM committee_turn ORDER BY id")
    for row in rows("SELECT id, uid, due FROM committee_resolution"):
        stage = ""
        for turn in turns:
            if turn["resolution_id"] == row["id"]:
                stage = _BACK[stage] if turn["deed"] == "undo" else _AFTER[turn["deed"]]
        found[row["uid"]] = (stage, row["due"] < today and stage in ("taken", "accepted", "refused"))
    return found


def _reports() -> list[Row]:
    """Every report that was sent, as it was sent last: of what and where, how its last move reads, all its moves."""
    told = rows(
        "SELECT r.id, r.period, l.activity, b.key AS place FROM work_report r "
        "JOIN work_lead l ON l.id = r.lead_id LEFT JOIN access_body b ON b.id = l.place_id"
    )
    said = {row["report_id"]: row["content"] for row in rows("SELECT report_id, content FROM work_filed ORDER BY id")}
    moves: dict[int, list[str]] = defaultdict(list)
    last: dict[int, int] = {}
    for row in rows("SELECT id, report_id, verb FROM work_move WHERE report_id IS NOT NULL ORDER BY id"):
        moves[row["report_id"]].append(row["verb"])
        last[row["report_id"]] = row["id"]
    return [
        {**row, "content": json.loads(said[row["id"]]), "moves": moves[row["id"]], "last": last[row["id"]]}
        for row in told
        if row["id"] in said
    ]


def gaps() -> dict[str, str]:
    """How each published view lies to what the lead has claimed in public."""
    public = [row for row in _reports() if "publish" in row["moves"] and not row["place"]]
    found = {}
    published = {row["view_id"] for row in rows("SELECT view_id FROM beside_publication")}
    for view in rows("SELECT id, uid, activity, period, seen FROM beside_view"):
        if view["id"] not in published:
            continue
        of = [each for each in public if each["activity"] == view["activity"]]
        of = [each for each in of if view["period"] in ("", each["period"])]
        newest = max(of, key=lambda each: each["last"], default=None)
        if newest is None or view["seen"] not in _SEEN:
            found[view["uid"]] = "open"
            continue
        apart = _CLAIMED[newest["content"]["claim"]] - _SEEN[view["seen"]]
        found[view["uid"]] = "same" if not apart else "more" if apart > 0 else "less"
    return found


def done_statements(statuses: Mapping[str, str]) -> dict[str, bool]:
    """Of each statement that says that a measure is done, whether the record says the same."""
    said = rows(
        "SELECT s.uid, s.activity FROM beside_marking m JOIN beside_statement s ON s.id = m.statement_id "
        "WHERE m.about = 'done'"
    )
    return {row["uid"]: statuses[row["activity"]] == "done" for row in said}


def figures() -> dict[tuple[str, str], Decimal]:
    """The accepted value of each indicator in each period: that of the whole, or what the places make together.

    What a place was passed and did not tell is missing, and then the value of the whole stands alone.
    """
    told: dict[tuple[str, str], dict[str, Decimal]] = defaultdict(dict)
    asked: dict[str, set[str]] = defaultdict(set)
    for row in rows(
        "SELECT l.activity, b.key AS place FROM work_lead l JOIN access_body b ON b.id = l.place_id "
        "WHERE l.place_id IS NOT NULL"
    ):
        asked[row["activity"]].add(row["place"])
    activities = {}
    for report in _reports():
        if report["moves"][-1] in ("accept", "publish"):
            for value in report["content"]["values"]:
                key = value["indicator"], report["period"]
                activities[key] = report["activity"]
                told[key][report["place"] or ""] = Decimal(value["number"])
    found = {}
    for key, of in told.items():
        places = {place: number for place, number in of.items() if place}
        whole = of.get("")
        missing = asked[activities[key]] - set(places)
        found[key] = whole if whole is not None and (missing or not places) else sum(places.values(), Decimal(0))
    return found


def parts_apart() -> Iterator[tuple[str, str]]:
    """Each value whose parts do not make the whole, with the note that says why not."""
    for report in _reports():
        for value in report["content"]["values"]:
            sums: dict[str, Decimal] = defaultdict(Decimal)
            for part in value["parts"]:
                sums[part["split"]] += Decimal(part["number"])
            if any(total != Decimal(value["number"]) for total in sums.values()):
                yield value["indicator"], value["note"]


def risks(today: date) -> dict[str, tuple[bool, bool, bool]]:
    """Of each risk whether it is open, whether nobody looked at it on its day, whether everybody may read it."""
    entries = rows("SELECT risk_id, noted, review FROM risks_riskentry ORDER BY id")
    found = {}
    for row in rows("SELECT id, uid, review FROM risks_risk"):
        is_open, review, public = True, row["review"], False
        for entry in (each for each in entries if each["risk_id"] == row["id"]):
            is_open = is_open and entry["noted"] != "close"
            review = entry["review"] or review
            public = entry["noted"] == "show" or (public and entry["noted"] != "hide")
        found[row["uid"]] = (is_open, is_open and review < today, public)
    return found


def copies() -> dict[str, tuple[str, str]]:
    """Of each public copy where it stands, and the digest of its bytes."""
    last = {row["copy_id"]: row["verb"] for row in rows("SELECT copy_id, verb FROM copies_copymove ORDER BY id")}
    states = {"ask": "asked", "publish": "published", "refuse": "refused", "withdraw": "withdrawn"}
    return {
        row["uid"]: (states[last[row["id"]]], row["sha256"]) for row in rows("SELECT id, uid, sha256 FROM copies_copy")
    }


def published_by_one_hand() -> list[Row]:
    """Copies that somebody published who had offered the evidence or asked for the copy."""
    return rows(
        "SELECT p.copy_id FROM copies_copymove p JOIN copies_copy c ON c.id = p.copy_id "
        "JOIN work_move o ON o.evidence_id = c.evidence_id AND o.verb = 'offer' "
        "WHERE p.verb = 'publish' AND p.made_by IN (o.made_by, c.made_by)"
    )


@dataclass
class Steps:
    """The steps of the plan with the days and the order that the rows give them."""

    plan: Plan
    today: date

    def __post_init__(self) -> None:
        self.due: dict[Step, date | None] = {}
        self.begins: dict[Step, date] = {}
        for _goal, _objective, activity in self.plan.each_activity():
            for n, step in enumerate(activity.steps.value or (), 1):
                planned, start = step.due.value, activity.start.value
                assert planned
                assert start
                assert start.first
                self.due[activity.id, n], self.begins[activity.id, n] = planned.last, start.first
        for row in rows("SELECT activity, of, new FROM work_amendment WHERE what = 'step' ORDER BY id"):
            self.due[row["activity"], int(row["of"])] = date.fromisoformat(row["new"])
        self.after: dict[Step, list[Step]] = {step: [] for step in self.due}
        for row in rows("SELECT activity, step, after FROM steps_arrangement ORDER BY id"):
            self.after[row["activity"], row["step"]] = [(each[0], each[1]) for each in json.loads(row["after"])]
        self.done: set[Step] = set()
        last = {row["evidence_id"]: row["verb"] for row in rows("SELECT evidence_id, verb FROM work_move ORDER BY id")}
        for row in rows(
            "SELECT e.id, l.activity, e.proves FROM work_evidence e JOIN work_lead l ON l.id = e.lead_id "
            "WHERE l.place_id IS NULL"
        ):
            if last[row["id"]] == "accept":
                self.done |= {(row["activity"], n) for n in json.loads(row["proves"])}

    def chain(self) -> tuple[tuple[Step, ...], int]:
        """Every chain there is, tried one by one: the one with the most days."""
        found = []
        for chain in (chain for step in self.due for chain in self._up_to(step) if len(chain) > 1):
            last = self.due[chain[-1]]
            if last:
                first = min(self._begin(step) for step in chain)
                found.append((-(last - first).days, -len(chain), chain))
        days, _length, chain = min(found)
        return chain, -days

    def holding_up(self) -> dict[Step, tuple[Step, ...]]:
        """Each late step with those that cannot go on for it."""
        found = {}
        for step, due in self.due.items():
            if due and due < self.today and step not in self.done:
                waiting = {other for other in self.due if other != step and self._waits(other, step)}
                if waiting:
                    found[step] = tuple(sorted(waiting))
        return found

    def _up_to(self, step: Step) -> Iterator[tuple[Step, ...]]:
        yield (step,)
        for before in self.after[step]:
            for chain in self._up_to(before):
                yield (*chain, step)

    def _begin(self, step: Step) -> date:
        due = self.due[step]
        return self.begins[step] if due is None else min(self.begins[step], due)

    def _waits(self, step: Step, other: Step) -> bool:
        return other in self.after[step] or any(self._waits(each, other) for each in self.after[step])


def too_often_reminded() -> list[Any]:
    """People who got two digests within a week."""
    told: dict[int, list[date]] = defaultdict(list)
    for row in rows("SELECT person_id, day FROM reminders_digest ORDER BY day"):
        told[row["person_id"]].append(row["day"])
    return [who for who, days in told.items() if any((b - a).days < 7 for a, b in pairwise(days))]
