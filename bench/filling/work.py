"""The mass of the work: its rows written at once, and the entries that the actions would have written."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from secrets import token_bytes, token_hex
from typing import Any

from filling.office import Office
from palermo.access import Place, new_key, seal, wrap
from palermo.demo.year import PLACES
from palermo.office.access.actions import key_for
from palermo.office.access.keyring.sealing import digest_over, need_secret
from palermo.office.access.models import SealedField, SealedRecord
from palermo.office.plan.money.actions.moving import Offered as Posted
from palermo.office.plan.money.models import MoneyMove, Posting
from palermo.office.plan.money.readers import year_as_kept
from palermo.office.plan.readers import open_plan
from palermo.office.plan.work.actions.evidence import EVIDENCE, Offered
from palermo.office.plan.work.actions.leads import Put
from palermo.office.plan.work.actions.reports import Saved, Sent
from palermo.office.plan.work.models import Draft, Evidence, Filed, Lead, Move, Report
from palermo.office.trail.models import Entry, Opening, Waiting
from palermo.plan import money_lines
from palermo.trail import Opening as Opener
from palermo.trail import canonical, enter, leaf

PASSED_ON, QUARTERS, REPORTS = 30, 9, 10_000


@dataclass
class _Act:
    """One act at the work: when, by which verb, its row, and what the trail tells of it once the row is there."""

    at: datetime
    verb: str
    row: Any
    tell: Callable[[], Any]


class Work:
    """Everything that bodies did in nine quarters."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.acts: list[_Act] = []

    def work(self) -> None:
        """Leads, reports, proof and money, with every move; then the trail's entries of all of it, in order."""
        self.activities = {each.id: each for _, _, each in open_plan(self.office.version).each_activity()}
        leads = self._leads()
        self._reports(leads)
        self._proof(leads)
        self._money(leads)
        self.acts.sort(key=lambda act: act.at)
        for kind in {type(act.row) for act in self.acts}:
            kind.objects.bulk_create([act.row for act in self.acts if type(act.row) is kind], batch_size=2000)
        self._entries()

    def _leads(self) -> list[Any]:
        """Each measure put to a body in turn; thirty measures passed on to every place."""
        places = {place.key for place in PLACES}
        bodies = [body for key, body in self.office.bodies.items() if key not in places]
        passed = set(self.office.chance.sample(list(self.activities), PASSED_ON))
        leads, asked = [], {}
        for n, activity in enumerate(self.activities):
            body, at = bodies[n % len(bodies)], self.office.later(self.office.began, 1, 20)
            asked[activity] = self.office.later(at, 2, 20)
            leads.append(self._lead(activity, body, None, at, "officer"))
        for activity in sorted(passed):
            body = leads[list(self.activities).index(activity)].body
            for place in places:
                at = self.office.later(asked[activity], 1, 20)
                leads.append(self._lead(activity, self.office.bodies[place], self.office.bodies[place], at, body.key))
        leads.sort(key=lambda lead: lead.made_at)
        Lead.objects.bulk_create(leads)
        for lead in leads:
            part, by = lead.place_id is not None, self.office.key_of(lead.made_by)
            level, verb = ("above", "part.passed") if part else ("secretariat", "lead.asked")
            move = self._move(verb, "ask", level, by, lead.made_at, lead=lead)
            self.acts[-1].tell = lambda lead=lead, move=move: Put(lead, move, True).told()
            at = asked[lead.activity] if not part else self.office.later(lead.made_at, 2, 15)
            self._move("lead.accepted", "accept", "lead", lead.body.key, at, lead=lead)
        return leads

    def _lead(self, activity: str, body: Any, place: Any, at: datetime, by: str) -> Any:
        made: dict[str, Any] = {"made_by": self.office.id_of(by), "made_at": at}
        return Lead(uid=self.office.uid(32), plan=self.office.plan, activity=activity, body=body, place=place, **made)

    def _reports(self, leads: list[Any]) -> None:
        """10,000 of the reports that were due: most on time, accepted and published; the newest still wait."""
        due = [(lead, period) for lead in leads for period in self.office.periods[:QUARTERS]]
        said = []
        for lead, period in self.office.chance.sample(due, REPORTS):
            sent = self.office.later(datetime.combine(period.last, datetime.min.time(), UTC), 1, 50)
            made: dict[str, Any] = {
                "made_by": self.office.id_of(lead.body.key),
                "made_at": min(sent, self.office.now()),
            }
            report = Report(uid=self.office.uid(16), lead=lead, period=period.name, **made)
            said.append((report, period, self._said(lead, period)))
        said.sort(key=lambda told: told[0].made_at)
        Report.objects.bulk_create([report for report, _, _ in said], batch_size=2000)
        drafts = [
            Draft(report=report, content=told, edition=1, saved_by=report.made_by, saved_at=report.made_at)
            for report, _, told in said
        ]
        Draft.objects.bulk_create(drafts, batch_size=2000)
        filed = [
            Filed(report=report, content=told, made_by=report.made_by, made_at=report.made_at)
            for report, _, told in said
        ]
        Filed.objects.bulk_create(filed, batch_size=2000)
        for (report, period, _), draft, sent in zip(said, drafts, filed, strict=True):
            lead, at, by = report.lead, report.made_at, report.lead.body.key
            move = self._move("report.written", "write", "body", by, at, report=report)
            self.acts[-1].tell = lambda draft=draft, move=move: Saved(draft, True, move).told()
            move = self._move("report.sent", "send", "body", by, at, report=report)
            self.acts[-1].tell = lambda sent=sent, move=move: Sent(sent, move).told()
            newest = period is self.office.periods[QUARTERS - 1]
            through = [("lead", self.office.key_of(lead.made_by))] if lead.place_id else []
            for level, who in (*through, ("secretariat", "officer"), ("committee", "chair")):
                if self.office.chance.random() < (0.5 if newest else 0.05):
                    break
                at, last = self.office.later(at, 1, 9), level == "committee"
                verb = ("report.published", "publish") if last else ("report.accepted", "accept")
                self._move(*verb, level, who, at, report=report)

    def _said(self, lead: Any, period: Any) -> dict[str, Any]:
        activity, chance = self.activities[lead.activity], self.office.chance
        steps, indicators = activity.steps.value or (), activity.indicators.value or ()
        over = [n for n, step in enumerate(steps, 1) if step.due.value.last and step.due.value.last <= period.last]
        since = (period.first - self.office.began.date()).days
        return {
            "claim": "complete" if steps and len(over) == len(steps) else "running",
            "narrative": "Officers of the districts were trained, and the forms were handed out. " * 4,
            "asks": "A letter to the ministry of finance." if chance.random() < 0.05 else "",
            "done": [{"step": n, "what": "Carried out.", "finished": period.last.isoformat()} for n in over],
            "values": [
                {"indicator": each.id, "number": str(since // 9), "cumulative": True, "note": ""} for each in indicators
            ],
            "obstacles": [{"what": "The money has not come.", "since": period.first.isoformat(), "blocked_by": ""}]
            if chance.random() < 0.05
            else [],
        }

    def _proof(self, leads: list[Any]) -> None:
        """Of three steps that are over two have a file, sealed in its body's compartment; most are accepted."""
        keys = {lead.body.key: lead.body for lead in leads}
        keys = {key: key_for(body, self.office.began) for key, body in keys.items()}
        secrets = {key: need_secret(found) for key, found in keys.items()}
        records, fields, pieces = [], [], []
        for lead in leads:
            for n, step in enumerate(self.activities[lead.activity].steps.value or (), 1):
                over = step.due.value.last
                if over > self.office.today - timedelta(days=40) or self.office.chance.random() > 0.66:
                    continue
                at, key = self.office.later(datetime.combine(over, datetime.min.time(), UTC), 1, 30), lead.body.key
                content = f"An invented record of step {n} of {lead.activity} {key}.\n".encode()
                uid, data_key = token_hex(16), new_key(token_bytes)
                of = {"compartment": key, "subject": uid, "kind": EVIDENCE, "key": keys[key], "sealed_at": at}
                wrapped = wrap(secrets[key], data_key, Place(key, uid), token_bytes)
                record, digests = SealedRecord(uid=uid, wrapped=wrapped, **of), {}
                told = {"name": b"record.txt", "media_type": b"text/plain", "content": content}
                for name, text in told.items():
                    sealed = seal(data_key, text, Place(key, uid, name), token_bytes)
                    fields.append(SealedField(record=record, compartment=key, name=name, sealed=sealed))
                    digests[name] = f"sha256:{sha256(sealed).hexdigest()}"
                records.append(record)
                of = {"sha256": sha256(content).hexdigest(), "size": len(content), "proves": [n], "kind": "document"}
                of |= {"sealed": record, "sealed_sha256": digest_over(digests), "title": f"Record of step {n}"}
                made = {"uid": self.office.uid(32), "made_by": self.office.id_of(key), "made_at": at}
                pieces.append(Evidence(lead=lead, **of, **made))
        SealedRecord.objects.bulk_create(records, batch_size=2000)
        SealedField.objects.bulk_create(fields, batch_size=2000)
        pieces.sort(key=lambda piece: piece.made_at)
        Evidence.objects.bulk_create(pieces, batch_size=2000)
        for piece in pieces:
            move = self._move("evidence.offered", "offer", "body", piece.lead.body.key, piece.made_at, evidence=piece)
            self.acts[-1].tell = lambda piece=piece, move=move: Offered(piece, move).told()
            through = [("lead", self.office.key_of(piece.lead.made_by))] if piece.lead.place_id else []
            at = piece.made_at
            for level, who in (*through, ("secretariat", "officer")):
                if self.office.chance.random() < 0.1:
                    break
                at = self.office.later(at, 1, 20)
                self._move("evidence.accepted", "accept", level, who, at, evidence=piece)

    def _money(self, leads: list[Any]) -> None:
        """Most cost lines have money committed to them, and some of it spent in up to four payments."""
        national = {lead.activity: lead for lead in leads if lead.place_id is None}
        rows = []
        for line in money_lines(open_plan(self.office.version)):
            lead, day = national[line.activity], self.office.began.date() + timedelta(days=60)
            planned = int(line.money.value.amount or 0) if line.money.value else 0
            for spending in ("committed", *["spent"] * self.office.chance.randrange(5)):
                if not planned or self.office.chance.random() < 0.15:
                    break
                day += timedelta(days=self.office.chance.randint(20, 120))
                amount = planned * self.office.chance.randint(60, 100) // (100 if spending == "committed" else 500)
                at = datetime.combine(day, datetime.min.time(), UTC)
                made: dict[str, Any] = {
                    "uid": self.office.uid(32),
                    "made_by": self.office.id_of(lead.body.key),
                    "made_at": at,
                }
                of = {"line": line.id, "year": year_as_kept(line), "spending": spending, "amount": str(amount)}
                of |= {"currency": line.currency, "day": day, "giver": "Treasury (invented)", "document": "Letter"}
                rows.append(Posting(lead=lead, **of, **made))
        rows.sort(key=lambda row: row.made_at)
        Posting.objects.bulk_create(rows, batch_size=2000)
        for row in rows:
            move = self._move("money.posted", "offer", "body", row.lead.body.key, row.made_at, posting=row)
            self.acts[-1].tell = lambda row=row, move=move: Posted(row, move).told()
            if self.office.chance.random() < 0.9:
                at = self.office.later(row.made_at, 1, 20)
                self._move("money.accepted", "accept", "secretariat", "officer", at, posting=row)

    def _move(self, act: str, verb: str, level: str, who: str, at: datetime, **of: Any) -> Any:
        kind = MoneyMove if "posting" in of else Move
        move = kind(**of, verb=verb, level=level, made_by=self.office.id_of(who), made_at=min(at, self.office.now()))
        self.acts.append(_Act(move.made_at, act, move, move.told))
        return move

    def _entries(self) -> None:
        """What `append` writes of each act, all of them together."""
        newest = max(Entry.objects.values_list("time", flat=True))
        entries, openings = [], []
        for act in self.acts:
            told = act.tell()
            opener = Opener(token_bytes(32), told.content)
            known: dict[str, Any] = {"time": max(act.at, newest), "verb": act.verb, "object": told.object}
            known["actor"] = act.row.made_by
            entry = enter(id=token_hex(16), opening=opener, **known)
            entries.append(Entry(uid=entry.id, digest=entry.digest, closed=False, leaf=leaf(entry).decode(), **known))
            openings.append((opener.salt, canonical(told.content).decode()))
        Entry.objects.bulk_create(entries, batch_size=2000)
        kept = (
            Opening(entry=row, salt=salt, content=text) for row, (salt, text) in zip(entries, openings, strict=True)
        )
        Opening.objects.bulk_create(kept, batch_size=2000)
        Waiting.objects.bulk_create((Waiting(entry=row) for row in entries), batch_size=2000)
