"""The scenes of public copies."""

from django.contrib.auth.models import User

from palermo.access import Role
from palermo.copies import PublicCopy, public_copy
from palermo.office.base import store
from palermo.office.plan.copies.actions import ask_for_copy, publish_copy
from palermo.office.plan.copies.models import Copy
from palermo.office.plan.work.actions import OfferedFile, accept_evidence
from palermo.office.plan.work.models import Evidence, Lead
from tests.office.cast import NOW
from tests.office.stage import Scene, scene
from tests.office.work import cast as work
from tests.unit.copies.files import exif, jpeg

PHOTO = OfferedFile("2024-02 Dara at the hall.jpg", jpeg(exif(Artist="Sok Dara Vireak"), city="Battambang"))


def made(file: OfferedFile = PHOTO) -> PublicCopy:
    """The copy as the library makes it."""
    copy, _why = public_copy(file.content, "image/jpeg" if file.name.endswith("jpg") else "text/plain")
    assert copy is not None
    return copy


def digest(file: OfferedFile = PHOTO) -> str:
    return store.digest(made(file).content)


def proved(lead: Lead | None = None, file: OfferedFile = PHOTO) -> Evidence:
    """Evidence that was accepted."""
    piece = work.offered(lead, file)
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)
    return piece


def focal_point(piece: Evidence) -> User:
    return work.somebody(Role.FOCAL_POINT, piece.lead.body)


def asked(piece: Evidence | None = None, file: OfferedFile = PHOTO) -> Copy:
    """A copy that waits for the secretariat."""
    piece = piece or proved(file=file)
    by, seen = focal_point(piece), digest(file)
    return ask_for_copy(by=by, evidence=piece, seen=seen, harmless=True, now=NOW).copy


def published(piece: Evidence | None = None, file: OfferedFile = PHOTO) -> Copy:
    """A copy that everybody may have."""
    copy = asked(piece, file)
    publish_copy(by=work.secretary(), copy=copy, seen=copy.sha256, harmless=True, now=NOW)
    return copy


@scene("copy.asked")
def _copy_asked() -> Scene:
    piece = proved()
    return focal_point(piece), {"evidence": piece, "seen": digest(), "harmless": True}


@scene("copy.opened")
def _copy_opened() -> Scene:
    return work.secretary(), {"copy": asked()}


@scene("copy.published")
def _copy_published() -> Scene:
    return work.secretary(), {"copy": asked(), "seen": digest(), "harmless": True}


@scene("copy.refused")
def _copy_refused() -> Scene:
    return work.secretary(), {"copy": asked(), "reason": "A driver can be recognised."}


@scene("copy.withdrawn")
def _copy_withdrawn() -> Scene:
    return work.somebody(Role.CHAIR), {"copy": published(), "reason": "A driver can be recognised."}
