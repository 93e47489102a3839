"""What pages read of public copies: with where each stands, few queries."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, Subquery, prefetch_related_objects

from palermo.office.access.decision import By
from palermo.office.plan.copies.held import led_to, possible, was_public
from palermo.office.plan.copies.models import Copy, CopyMove
from palermo.office.plan.models import Plan
from palermo.office.plan.work.levels import levels_of
from palermo.office.plan.work.models import Evidence
from palermo.plan import OF_COPY, Held, State, Verb

ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "text/plain": "txt"}


@dataclass(frozen=True, slots=True)
class ToldCopy:
    """A public copy, its moves, and where they have led."""

    row: Copy
    moves: tuple[CopyMove, ...]
    held: Held

    @property
    def is_public(self) -> bool:
        """Whether everybody may have it now."""
        return self.held.state is State.PUBLISHED

    @property
    def was_public(self) -> bool:
        """Whether everybody could ever have it. Its address then stays for ever."""
        return was_public(self.held)

    @property
    def since(self) -> datetime | None:
        """When it was published."""
        return next((move.made_at for move in self.moves if move.verb == Verb.PUBLISH), None)

    @property
    def is_picture(self) -> bool:
        return self.row.media_type.startswith("image/")

    @property
    def name(self) -> str:
        """What the file is called: what somebody named it could tell of people."""
        return f"{self.row.evidence.lead.activity}-{self.row.sha256[:12]}.{ENDINGS[self.row.media_type]}"


def told(**about: Any) -> tuple[ToldCopy, ...]:
    """The copies that this is said of, in the way in which their moves are looked up: the oldest first. One query.

    Nothing is read that is sealed: PostgreSQL shows that within an act alone.
    """
    moves: dict[int, list[CopyMove]] = {}
    lead = "copy__evidence__lead"
    rows = CopyMove.objects.filter(**about).select_related(f"{lead}__body", f"{lead}__plan", f"{lead}__place")
    for move in rows:
        moves.setdefault(move.copy_id, []).append(move)
    return tuple(ToldCopy(own[0].copy, tuple(own), led_to(own)) for _copy, own in sorted(moves.items()))


def find(uid: str, **about: Any) -> ToldCopy | None:
    """The copy of this name; None where there is none."""
    return next(iter(told(copy__uid=uid, **about)), None)


def open_copies(plan: Plan, activity: str) -> tuple[ToldCopy, ...]:
    """The copies that everybody may have, or could, of an activity's evidence and of the same documents elsewhere."""
    files = Evidence.objects.filter(lead__plan=plan, lead__activity=activity).values("sha256")
    return tuple(each for each in told(copy__evidence__sha256__in=files) if each.was_public)


def twins(own: ToldCopy, found: Iterable[ToldCopy]) -> list[ToldCopy]:
    """The copies among these that are the same document as proof of something else, where both are public."""
    piece = own.row.evidence
    return [
        each
        for each in found
        if own.is_public
        and each.is_public
        and each.row.evidence.sha256 == piece.sha256
        and each.row.evidence_id != piece.pk
    ]


def mark_of(copies: Iterable[ToldCopy]) -> Hashable:
    """Changes with everything that a page shows of them."""
    return tuple((each.row.pk, len(each.moves)) for each in copies)


def undecided() -> tuple[ToldCopy, ...]:
    """The copies that were asked for, and neither published nor refused yet: the oldest first. Two queries."""
    last = CopyMove.objects.filter(copy=OuterRef("pk")).order_by("-pk").values("verb")[:1]
    asked = Copy.objects.annotate(last=Subquery(last)).filter(last=Verb.ASK)
    found = told(copy__in=asked)
    prefetch_related_objects([each.row.evidence for each in found], "moves")  # who had a hand in it
    return found


def waiting(by: By, at: datetime) -> list[ToldCopy]:
    """The copies that wait for somebody to publish or to refuse them, what has waited longest first. Two queries."""
    if OF_COPY[1] not in levels_of(by, at):
        return []
    return [each for each in undecided() if Verb.REFUSE in possible(by, each.row, each.moves, at)]
