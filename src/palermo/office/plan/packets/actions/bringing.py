"""An answer is brought in: all that was written becomes drafts, reports and evidence, or nothing of it does.

Whoever brings it in only carries it. It is theirs who made the packet: they alone had the code, so they can accept none
of it, and who carries it could not have written it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from django.db.transaction import atomic
from django.utils import timezone

from palermo.core import DataError, Finding, UserError
from palermo.office.access.action import action
from palermo.office.access.decision import By, actor, decide
from palermo.office.access.keyring.sealing import open_record
from palermo.office.access.models import Person
from palermo.office.base.store import digest
from palermo.office.plan.packets.here import content_said, held_here
from palermo.office.plan.packets.models import Packet, PacketAnswer
from palermo.office.plan.packets.sealing import opened_answer
from palermo.office.plan.work.actions import OfferedFile
from palermo.office.plan.work.actions.evidence import Claimed, keep_evidence
from palermo.office.plan.work.actions.moving import one_at_a_time, together
from palermo.office.plan.work.actions.reports import file_report, keep_draft
from palermo.office.plan.work.models import Evidence, Lead
from palermo.office.trail import Told
from palermo.plan.packets import Arrived, SaidProof, SaidReport, SealedFile, WhyNot, arrived, packet_fault

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """An answer, and all the rows that came of it."""

    answer: PacketAnswer
    rows: tuple[Told, ...]

    def told(self) -> Told:
        return together(self.answer.told(), **{f"row_{n}": told for n, told in enumerate(self.rows, 1)})


@action("packet.returned", thing="packet")
def bring_in(*, by: By, packet: Packet, file: SealedFile, now: datetime) -> BroughtIn:
    """Take what came back of a packet. Raises DataError with one finding where nothing of it can be taken."""
    sha = sha256(file.sealed).hexdigest()
    _need(_usable(packet, file, sha, now))
    key = open_record(packet.sealed)["key"]
    said, findings = opened_answer(file, key, [each["id"] for each in packet.reports])
    if said is None:
        raise DataError(findings)
    carried = _Carried(by, packet, now)
    proofs = [carried.proof(each) for each in said.proofs]
    became = [carried.report(each) for each in said.said]
    answer = PacketAnswer.objects.create(
        uid=token_hex(8),
        packet=packet,
        sha256=sha,
        said=[{"id": each.id, "lines": dict(each.lines), "send": each.send} for each in said.said],
        became=became,
        proofs=proofs,
        made_by=actor(by, now).id,
        made_at=now,
    )
    return BroughtIn(answer, tuple(carried.rows))


def _need(faults: Iterator[Finding]) -> None:
    if fault := next(faults, None):
        raise DataError([fault])


def _usable(packet: Packet, file: SealedFile, sha: str, now: datetime) -> Iterator[Finding]:
    if file.packet != packet.uid or file.salt.hex() != packet.salt:
        yield packet_fault("O06", packet=packet.uid)
    before = PacketAnswer.objects.filter(sha256=sha).first()
    if before is not None:
        yield packet_fault("O08", day=timezone.localdate(before.made_at), receipt=before.uid)
    if timezone.localdate(now) > packet.until:
        yield packet_fault("O07", packet=packet.uid, until=packet.until)
    maker = Person.objects.select_related("user").filter(pseudonym=packet.made_by).first()
    if maker is None or not decide(maker.user, "packet.made", packet.body, at=now).possible:
        yield packet_fault("O10", packet=packet.uid)


@dataclass
class _Carried:
    """What comes of each part of an answer. `rows`: everything that was stored for it."""

    by: By
    packet: Packet
    now: datetime
    rows: list[Told] = field(default_factory=list)

    def report(self, said: SaidReport) -> Row:
        """What became of a report: `{"id", "arrived", "why"}`."""
        asked = next(each for each in self.packet.reports if each["id"] == said.id)
        lead = _lead(asked)
        one_at_a_time(lead)
        found = held_here(lead, asked["period"], said.lines, self.now)
        how, why = arrived(asked["edition"], asked["asks"], found.here)
        if how is Arrived.SAVED:
            content = content_said(said.lines, found.asks)
            saved = keep_draft(self.by, lead, asked["period"], content, found.here.edition, self.now, self._hand)
            self._keep(saved.told())
            if said.send:
                how, why = self._sent(saved.draft.report, saved.draft.edition)
        return {"id": said.id, "arrived": str(how), "why": str(why or "")}

    def _sent(self, report: Any, edition: int) -> tuple[Arrived, WhyNot | None]:
        try:
            with atomic():
                sent = file_report(self.by, report, edition, self.now, self._hand)
        except UserError:
            return Arrived.SAVED, WhyNot.LACKING
        self._keep(sent.told())
        return Arrived.SENT, None

    def proof(self, said: SaidProof) -> Row:
        """What became of a file: `{"id", "title", "sha256", "offered"}`. One that lies here already stays the one."""
        lead = _lead(next(each for each in self.packet.reports if each["id"] == said.id))
        row: Row = {"id": said.id, "title": said.title, "sha256": digest(said.content), "offered": ""}
        there = Evidence.objects.filter(lead=lead, sha256=row["sha256"]).first()
        if there is not None:
            return {**row, "offered": there.uid}
        try:
            with atomic():
                claimed = Claimed(said.kind, said.title, said.proves)
                file = OfferedFile(said.name, said.content)
                offered = keep_evidence(self.by, lead, file, claimed, self.now, self._hand)
        except UserError:
            return row
        self._keep(offered.told())
        return {**row, "offered": offered.evidence.uid}

    @property
    def _hand(self) -> str:
        return self.packet.made_by

    def _keep(self, told: Told) -> None:
        self.rows += _apart(told)


def _lead(asked: Mapping[str, str]) -> Lead:
    return Lead.objects.select_related("plan", "body", "place").get(uid=asked["lead"])


def _apart(told: Told) -> Iterator[Told]:
    """Each row by itself: the trail looks for rows in the first layer of an entry alone."""
    parts = {name: part for name, part in told.content.items() if isinstance(part, dict) and "object" in part}
    yield Told(told.object, {name: value for name, value in told.content.items() if name not in parts})
    for part in parts.values():
        yield Told(part["object"], {name: value for name, value in part.items() if name != "object"})
