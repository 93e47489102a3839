"""Evidence: offered by the body that leads, sealed in its compartment, accepted or refused by the level above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from secrets import token_hex

from django.utils import timezone

from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.actions import key_for
from palermo.office.access.decision import By, actor
from palermo.office.access.keyring.sealing import digest_over, digests_of, open_record, seal_record
from palermo.office.base.store import digest
from palermo.office.plan.work.actions.moving import make_move, need_newest, one_at_a_time, stands_at, together
from palermo.office.plan.work.content_types import recognised
from palermo.office.plan.work.inherited import own_activity
from palermo.office.plan.work.models import Evidence, Lead, Move
from palermo.office.plan.work.readers import need_activity
from palermo.office.trail import Told, named
from palermo.plan import State, Verb

LIMIT = 20 * 1024 * 1024  # bytes
EVIDENCE = "evidence"  # what such records are called


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file as it was handed over."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class WebPage:
    """Where a page stood of which the file is the archive copy, and the day on which it was seen so."""

    address: str
    seen_on: date


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a file is said to be. `page`: where what it is a copy of stood."""

    kind: str
    title: str
    proves: tuple[int, ...]
    page: WebPage | None = None


@dataclass(frozen=True, slots=True)
class Offered:
    """A piece of evidence, sealed, and the move that offers it."""

    evidence: Evidence
    move: Move

    def told(self) -> Told:
        return together(self.evidence.told(), move=self.move.told())


@dataclass(frozen=True, slots=True)
class Opened:
    """Evidence in somebody's hands. The public log shows neither whose nor which."""

    evidence: Evidence
    name: str
    media_type: str
    content: bytes

    def told(self) -> Told:
        return Told(named(self.evidence), {"record": str(self.evidence.sealed)}, closed=True)


@action("evidence.offered", thing="lead")
def offer_evidence(
    *,
    by: By,
    lead: Lead,
    file: OfferedFile,
    kind: str,
    title: str,
    proves: Sequence[int],
    now: datetime,
    page: WebPage | None = None,
) -> Offered:
    """Offer a file as proof of these steps, by their numbers; of the activity itself where the plan lists none.

    `page`: of the archive copy of a web page, where it stood.
    """
    return keep_evidence(by, lead, file, Claimed(kind, title, tuple(proves), page), now)


def keep_evidence(by: By, lead: Lead, file: OfferedFile, claimed: Claimed, now: datetime, hand: str = "") -> Offered:
    """The same as part of another act. `hand`: who offers it, where `by` only brings it in."""
    page = claimed.page
    need_newest(lead)
    one_at_a_time(lead)
    if stands_at(lead) is not State.ACCEPTED:
        raise UserError(Message("Accept the activity first. Only who leads it offers proof."))
    if not claimed.title.strip():
        raise UserError(Message("Say in a few words what the file shows."))
    _need_steps(lead, claimed.proves)
    if page and page.seen_on > timezone.localdate(now):
        raise UserError(Message("The page cannot have been seen after today."))
    media_type = need_file(file)
    sha256 = digest(file.content)
    if Evidence.objects.filter(lead=lead, sha256=sha256).exists():
        raise UserError(Message("This file was offered for this activity already."))
    fields = {"name": PurePath(file.name).name[:255].encode(), "media_type": media_type.encode()}
    record = seal_record(
        key=key_for(lead.body, now), kind=EVIDENCE, fields={**fields, "content": file.content}, now=now
    )
    evidence = Evidence.objects.create(
        uid=token_hex(16),
        lead=lead,
        kind=claimed.kind,
        title=claimed.title.strip(),
        proves=sorted(set(claimed.proves)),
        sha256=sha256,
        size=len(file.content),
        address=page.address if page else "",
        seen_on=page.seen_on if page else None,
        sealed=record,
        sealed_sha256=digest_over(digests_of(record)),
        made_by=hand or actor(by, now).id,
        made_at=now,
    )
    return Offered(evidence, make_move(evidence, Verb.OFFER, by, now, hand=hand))


@action("evidence.accepted", thing="evidence")
def accept_evidence(*, by: By, evidence: Evidence, now: datetime) -> Move:
    """Accept it as proof, in the name of the level whose turn it is. The status of the activity follows from it."""
    return make_move(evidence, Verb.ACCEPT, by, now)


@action("evidence.refused", thing="evidence")
def refuse_evidence(*, by: By, evidence: Evidence, reason: str, now: datetime) -> Move:
    """It proves nothing of the kind, for this reason."""
    return make_move(evidence, Verb.REFUSE, by, now, reason)


@action("evidence.undone", thing="evidence")
def undo_evidence(*, by: By, evidence: Evidence, reason: str, now: datetime) -> Move:
    """Take back, from the level above, that it was accepted."""
    return make_move(evidence, Verb.UNDO, by, now, reason)


@action("evidence.opened", thing="evidence")
def open_evidence(*, by: By, evidence: Evidence, now: datetime) -> Opened:
    """The file, for whoever may have it."""
    return unsealed(evidence)


def unsealed(evidence: Evidence) -> Opened:
    """The sealed file, within an act that may open it. Raises UserError where it is not the one that was offered."""
    fields = open_record(evidence.sealed)
    if digest(fields["content"]) != evidence.sha256:
        raise UserError(Message("The sealed file is not the one that was stored. Tell the operator of the office."))
    return Opened(evidence, fields["name"].decode(), fields["media_type"].decode(), fields["content"])


def _need_steps(lead: Lead, proves: Sequence[int]) -> None:
    steps = len(own_activity(need_activity(lead.plan, lead.activity), lead).steps.value or ())
    if steps and not proves:
        raise UserError(Message("Say which steps it proves."))
    if any(not 1 <= step <= steps for step in proves):
        raise UserError(Message("The activity has no step of this number."))


def need_file(file: OfferedFile) -> str:
    """What kind of file it is, by its content. Refuses what is empty, too large or of no kind that is taken."""
    if not file.content:
        raise UserError(Message("The file is empty."))
    if len(file.content) > LIMIT:
        raise UserError(Message("The file is larger than 20 MB. Send a smaller copy, or the pages that prove it."))
    media_type = recognised(file.content, file.name)
    if not media_type:
        text = mark(
            "{name} is none of these: PDF, JPEG, PNG, Word, Excel, plain text, CSV, HTML. Save it as one of them."
        )
        raise UserError(Message(text, {"name": file.name}))
    return media_type
