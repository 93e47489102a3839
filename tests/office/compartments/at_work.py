"""The work of the bodies of the town on its plan, with a mark in everything that is not for everybody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import User

from palermo.office.access.models import Body
from palermo.office.base.store import digest
from palermo.office.plan.copies.actions import ask_for_copy, publish_copy
from palermo.office.plan.models import Plan
from palermo.office.plan.money.actions import NewCost, NewPosting, accept_cost, add_cost, post_money
from palermo.office.plan.packets.actions import bring_in, make_packet
from palermo.office.plan.packets.asked import as_packed, due_of
from palermo.office.plan.risks.actions import NewRisk, write_risk
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    accept_lead,
    accept_report,
    offer_evidence,
    pass_on,
    publish_report,
    put_to_lead,
    return_report,
    save_draft,
    send_report,
    set_cycle,
)
from palermo.office.plan.work.models import Evidence, Lead, Report
from palermo.plan import LADDER, Cycle, Every, Spending
from tests.office.packets.scenes import CODE, said, written

RULE = Cycle(Every.YEAR, date(2020, 1, 1), date(2060, 12, 31))
WRITTEN, SENT, PUBLISHED = "2020", "2021", "2022"  # the periods of reports that have come as far
LEADS = {"1.1.1": "police", "1.1.2": "station", "1.1.3": "shelter", "1.1.4": "shelter"}
OPEN = "1.1.3"
HANDED_OVER = "1.1.4"  # to labour
PART = "1.1.3"  # the station, which is a district, has inherited a part of what the shelter leads
Place = tuple[str, str]  # how and at which address one asks


@dataclass
class Work:
    """Fills a plan with work. `users`: by role and body. `mark`: a new word for what a body keeps, by its kind.

    `places`: where each word stands; more than one place where the same is shown to several kinds of readers.
    """

    plan: Plan
    bodies: Mapping[str, Body]
    users: Mapping[str, User]
    mark: Callable[[str, str, str], str]
    now: datetime
    places: dict[str, list[Place]] = field(default_factory=dict)
    contents: dict[str, bytes] = field(default_factory=dict)  # of pieces of evidence, by their names

    def fill(self) -> None:
        set_cycle(by=self._secretary, plan=self.plan, rule=RULE, ladder=LADDER, reason="Decided.", now=self.now)
        for activity, body in LEADS.items():
            lead = self._led(activity, body)
            self._returned(lead)
            self._sent(lead, SENT, self._word("report", lead))
            self._offered(lead, self._word("title", lead))
            self._costed(lead)
            self._at_risk(lead)
            self._taken_along(lead)
            if activity == OPEN:
                self._open_to_all(lead)
        self._led(HANDED_OVER, "labour")
        part = self._part(PART, "station")
        self._returned(part)
        self._sent(part, SENT, self._word("report", part))
        self._offered(part, self._word("title", part))

    @property
    def _secretary(self) -> User:
        return self.users["secretariat-committee"]

    def _word(self, kind: str, lead: Lead) -> str:
        return self.mark(kind, lead.body.key, lead.passed_by)

    def _part(self, activity: str, place: str) -> Lead:
        """What a place has inherited, and took on."""
        lead = Lead.objects.get(plan=self.plan, activity=activity)
        part = pass_on(by=self._writer(lead), lead=lead, place=self.bodies[place], now=self.now).lead
        accept_lead(by=self._writer(part), lead=part, now=self.now)
        return part

    def _writer(self, lead: Lead) -> User:
        return self.users[f"focal_point-{lead.body.key}"]

    def _led(self, activity: str, body: str) -> Lead:
        put = put_to_lead(by=self._secretary, plan=self.plan, activity=activity, body=self.bodies[body], now=self.now)
        accept_lead(by=self._writer(put.lead), lead=put.lead, now=self.now)
        return put.lead

    def _sent(self, lead: Lead, period: str, word: str) -> Report:
        by, now = self._writer(lead), self.now
        report = save_draft(by=by, lead=lead, period=period, content=report_of(word), seen=0, now=now).draft.report
        send_report(by=by, report=report, seen=1, now=now)
        self.places[word] = [("get", f"/review/reports/{report.uid}")]
        if period == SENT:  # of one that was returned its body is shown what is being written
            self.places[word].append(("get", f"/duties/{lead.uid}/reports/{period}"))
        return report

    def _returned(self, lead: Lead) -> None:
        """Sent, returned with a note, and written once more."""
        sent, note, draft = (self._word(kind, lead) for kind in ("report", "note", "draft"))
        report = self._sent(lead, WRITTEN, sent)
        above = self.users[f"approver-{lead.passed_by}"] if lead.passed_by else self._secretary
        return_report(by=above, report=report, reason=note, now=self.now)
        told = {"lead": lead, "period": WRITTEN, "content": report_of(draft), "seen": 1}
        save_draft(by=self._writer(lead), now=self.now, **told)  # type: ignore[arg-type]  # each is of its kind
        own = ("get", f"/duties/{lead.uid}/reports/{WRITTEN}")
        self.places |= {note: [("get", f"/review/reports/{report.uid}"), own], draft: [own]}

    def _offered(self, lead: Lead, title: str) -> Evidence:
        """The file has a mark in its name and one in its content."""
        name, content = self._word("file", lead), self._word("file", lead)
        file = OfferedFile(f"{name}.txt", content.encode())
        told = {"lead": lead, "file": file, "kind": "CA-E", "title": title, "proves": (1,)}
        row = offer_evidence(by=self._writer(lead), now=self.now, **told).evidence  # type: ignore[arg-type]  # the same
        self.contents[row.uid] = file.content
        review, own = f"/review/evidence/{row.uid}", f"/duties/{lead.uid}/evidence/{row.uid}"
        self.places[title] = [("get", review), ("get", own), ("get", f"/duties/{lead.uid}")]
        self.places |= {word: [("post", f"{review}/file"), ("post", own)] for word in (name, content)}
        return row

    def _costed(self, lead: Lead) -> None:
        """A line and a posting that nobody has judged, beside a line that everybody may read."""
        of: dict[str, Any] = {"by": self._writer(lead), "lead": lead, "now": self.now}
        word = self._word("money", lead)
        add_cost(**of, cost=NewCost(word, "100", "USD"), reason=word)
        row = add_cost(**of, cost=NewCost("Buses", "100", "USD"), reason="The plan lacks it.").row
        accept_cost(by=self._secretary, cost=row, now=self.now)
        post_money(**of, posting=NewPosting(row.uid, Spending.SPENT, "5", "USD", self.now.date(), word, word))
        self.places[word] = [("get", f"/duties/{lead.uid}/money")]

    def _at_risk(self, lead: Lead) -> None:
        """A risk that is not public."""
        word, later = self._word("risk", lead), self.now.date() + timedelta(days=90)
        risk = NewRisk(word, word, word, lead.body, word, later)
        write_risk(by=self._writer(lead), lead=lead, risk=risk, now=self.now)
        self.places[word] = [("get", f"/duties/{lead.uid}/risks")]

    def _taken_along(self, lead: Lead) -> None:
        """What was written offline and waits for the body to choose, since another answer came first."""
        word, by = self._word("offline", lead), self._writer(lead)
        due = next(each for each in due_of(by, lead.body, self.now) if each.duty.lead == lead and each.draft is None)
        told: dict[str, Any] = {"reports": [as_packed(due)], "language": "en", "code": CODE}
        packet = make_packet(by=by, body=lead.body, now=self.now, **told)
        _first, second = (
            bring_in(by=by, packet=packet, file=written(packet, answer), now=self.now).answer
            for answer in (said(packet, send=False), said(packet, narrative=word))
        )
        self.places[word] = [("get", f"/duties/packets/answers/{second.uid}")]

    def _open_to_all(self, lead: Lead) -> None:
        """A report that was published, and a piece of evidence that was accepted: but not the file itself."""
        said, title = self._word("public", lead), self._word("public", lead)
        report, piece = self._sent(lead, PUBLISHED, said), self._offered(lead, title)
        accept_report(by=self._secretary, report=report, now=self.now)
        publish_report(by=self.users["chair-committee"], report=report, now=self.now)
        accept_evidence(by=self._secretary, evidence=piece, now=self.now)
        everybody = ("get", f"/plans/{self.plan.slug}/v/1/progress/{lead.activity}")
        self.places |= {word: [everybody] for word in (said, title)}
        self._copied(lead, piece)

    def _copied(self, lead: Lead, piece: Evidence) -> None:
        """A copy that is asked for and not public yet, and one that everybody may have."""
        by = self._writer(lead)
        told: dict[str, Any] = {"harmless": True, "now": self.now}
        content = self.contents[piece.uid]
        copy = ask_for_copy(by=by, evidence=piece, seen=digest(content), **told).copy
        self.places[content.decode()].append(("post", f"/review/copies/{copy.uid}"))
        word = self._word("public", lead)
        file = OfferedFile("list.txt", word.encode())
        of: dict[str, Any] = {
            "lead": lead,
            "file": file,
            "kind": "CA-E",
            "title": "A list",
            "proves": (1,),
            "now": self.now,
        }
        listed = offer_evidence(by=by, **of).evidence
        accept_evidence(by=self._secretary, evidence=listed, now=self.now)
        copy = ask_for_copy(by=by, evidence=listed, seen=digest(file.content), **told).copy
        publish_copy(by=self._secretary, copy=copy, seen=copy.sha256, **told)
        self.places[word] = [("get", f"/plans/{self.plan.slug}/evidence/{copy.uid}/file")]


def report_of(word: str) -> dict[str, Any]:
    """A report that says this word wherever it says anything."""
    return {
        "claim": "running",
        "narrative": word,
        "asks": word,
        "done": [{"step": 1, "what": word, "finished": "2020-03-20"}],
        "values": [{"indicator": "1.a", "number": "12", "cumulative": False, "note": word}],
        "obstacles": [{"what": word, "since": "2020-02-01", "blocked_by": word}],
    }
