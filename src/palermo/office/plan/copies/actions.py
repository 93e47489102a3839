"""Everything that changes what the office keeps of public copies."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex

from django.utils import timezone

from palermo.copies import PublicCopy, public_copy
from palermo.core import Message, UserError, mark
from palermo.office.access.action import action
from palermo.office.access.actions import key_for
from palermo.office.access.decision import By, actor
from palermo.office.access.keyring.sealing import digest_over, digests_of, open_record, seal_record
from palermo.office.base import store
from palermo.office.plan import bytes_kept
from palermo.office.plan.copies.held import led_to, level_of
from palermo.office.plan.copies.models import Copy, CopyMove
from palermo.office.plan.work.actions.evidence import unsealed
from palermo.office.plan.work.actions.moving import one_at_a_time, stands_at, together
from palermo.office.plan.work.models import Evidence
from palermo.office.trail import Told, named
from palermo.plan import OF_COPY, Machine, Moved, State, Verb, moved

COPY = "copy"  # what such records are called


@dataclass(frozen=True, slots=True)
class Asked:
    """A copy, sealed, and the move that asks for it to be public."""

    copy: Copy
    move: CopyMove

    def told(self) -> Told:
        return together(self.copy.told(), move=self.move.told())


@dataclass(frozen=True, slots=True)
class OpenedCopy:
    """A copy in somebody's hands before it is public. The public log shows neither whose nor which."""

    copy: Copy
    content: bytes

    def told(self) -> Told:
        return Told(named(self.copy), {"record": str(self.copy.sealed)}, closed=True)


@action("copy.asked", thing="evidence")
def ask_for_copy(*, by: By, evidence: Evidence, seen: str, harmless: bool, now: datetime) -> Asked:
    """Ask that everybody may see what this piece shows. `seen`: the digest of the copy that was looked at.

    `harmless`: who asks says that nobody can be recognised in it.
    """
    one_at_a_time(evidence)
    _need_accepted(evidence)
    _need_harmless(harmless=harmless)
    if any(led_to(each.moves.all()).state in (State.ASKED, State.PUBLISHED) for each in evidence.copies.all()):
        raise UserError(Message("A copy of it is asked for or public already."))
    made = need_copy(evidence)
    if store.digest(made.content) != seen:
        raise UserError(Message("Look at the copy once more: it is not the one that you saw."))
    fields = {"content": made.content}
    record = seal_record(key=key_for(evidence.lead.body, now), kind=COPY, fields=fields, now=now)
    copy = Copy.objects.create(
        uid=token_hex(16),
        evidence=evidence,
        media_type=made.media_type,
        sha256=seen,
        size=len(made.content),
        sealed=record,
        sealed_sha256=digest_over(digests_of(record)),
        made_by=actor(by, now).id,
        made_at=now,
    )
    return Asked(copy, _move(copy, Verb.ASK, by, now))


@action("copy.opened", thing="copy")
def open_copy(*, by: By, copy: Copy, now: datetime) -> OpenedCopy:
    """The copy as it would be public, for whoever may have it."""
    return OpenedCopy(copy, _content(copy))


@action("copy.published", thing="copy")
def publish_copy(*, by: By, copy: Copy, seen: str, harmless: bool, now: datetime) -> CopyMove:
    """Let everybody see it. `seen` and `harmless` as of who asked; it is never the same person."""
    one_at_a_time(copy.evidence)
    _need_accepted(copy.evidence)
    _need_harmless(harmless=harmless)
    if copy.sha256 != seen:
        raise UserError(Message("Look at the copy first."))
    move = _move(copy, Verb.PUBLISH, by, now)
    store.keep(_content(copy))
    return move


@action("copy.refused", thing="copy")
def refuse_copy(*, by: By, copy: Copy, reason: str, now: datetime) -> CopyMove:
    """It stays closed, for this reason."""
    return _move(copy, Verb.REFUSE, by, now, reason)


@action("copy.withdrawn", thing="copy")
def withdraw_copy(*, by: By, copy: Copy, reason: str, now: datetime) -> CopyMove:
    """Close it again, at once and for ever. Its bytes go; its address stays, and says why."""
    move = _move(copy, Verb.WITHDRAW, by, now, reason)
    bytes_kept.release([copy.sha256])
    return move


def need_copy(evidence: Evidence) -> PublicCopy:
    """The public copy of this piece, made now within an act that may open it. Raises UserError where none can be."""
    opened = unsealed(evidence)
    made, why = public_copy(opened.content, opened.media_type)
    if made is None:
        raise UserError(why or Message(""))
    return made


def _content(copy: Copy) -> bytes:
    content = open_record(copy.sealed)["content"]
    if store.digest(content) != copy.sha256:
        raise UserError(Message("The sealed copy is not the one that was stored. Tell the operator of the office."))
    return content


def _need_accepted(evidence: Evidence) -> None:
    if stands_at(evidence) is not State.ACCEPTED:
        raise UserError(Message("It is not accepted as proof. Only what was accepted is made public."))


def _need_harmless(*, harmless: bool) -> None:
    if not harmless:
        raise UserError(Message("Say that nobody can be recognised in it. If somebody can be, it stays closed."))


def _move(copy: Copy, verb: Verb, by: By, now: datetime, reason: str = "") -> CopyMove:
    one_at_a_time(copy.evidence)
    level, who = level_of(by, verb, copy.thing(now), now), actor(by, now).id
    stands = led_to(copy.moves.all(), copy.writers)
    _stands, why = moved(Machine.COPY, stands, Moved(verb, who, level, timezone.localdate(now), reason), OF_COPY)
    if why:
        raise UserError(Message(mark("This cannot be done: {why}."), {"why": why}))
    return CopyMove.objects.create(copy=copy, verb=verb, level=level, reason=reason.strip(), made_by=who, made_at=now)
