"""What is said of a version's state, and on what it rests."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from django.contrib.auth.models import User

from palermo.core import Message, UserError
from palermo.core.when import read_when
from palermo.office.access.action import action
from palermo.office.base import store
from palermo.office.plan.closed import ClosedDocument, seal_document
from palermo.office.plan.files import media_type
from palermo.office.plan.models import State, StateClaim, Version


@dataclass(frozen=True, slots=True)
class Document:
    """A document that proves a claim. `closed`: it is sealed, and the public learns only that there is one."""

    name: str
    content: bytes
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Proof:
    """What a claim rests on: a document, or a described source with its address."""

    document: Document | None = None
    source: str = ""
    url: str = ""


@action("state.claimed", thing="version")
def claim_state(
    *,
    by: User,
    version: Version,
    state: State,
    when: str,
    said_by: str,
    proof: Proof,
    now: datetime,
    note: str = "",
) -> StateClaim:
    """Record that `said_by` says the version is in `state` since `when`, on the strength of `proof`.

    A claim that contradicts another is kept beside it. `when` may be a day, a month, a year: as the source says.
    """
    document = proof.document
    if document is None and not proof.source.strip():
        raise UserError(Message("Add the document that says so, or describe where it is said."))
    if not said_by.strip():
        raise UserError(Message("Name who says so: an office, a gazette, a newspaper."))
    date = read_when(when.strip())
    if when.strip() and not date.dated:
        raise UserError(Message("The date could not be read. Write a day, a month and year, or a year."))
    return StateClaim.objects.create(
        version=version,
        state=state,
        said_when=when.strip(),
        first_day=date.first,
        last_day=date.last,
        said_by=said_by.strip(),
        source=proof.source.strip(),
        source_url=proof.url.strip(),
        note=note.strip(),
        made_by=by,
        made_at=now,
        **(_kept(document, now) if document else {}),
    )


def _kept(document: Document, now: datetime) -> dict[str, Any]:
    """The columns of a claim that say where its document lies: among all files, or sealed."""
    name = PurePath(document.name).name[:255]
    if document.closed:
        sealed = seal_document(ClosedDocument(name, media_type(name), document.content), now)
        return {"sealed": sealed.record, "sealed_sha256": sealed.sha256}
    return {
        "document_name": name,
        "document_sha256": store.keep(document.content),
        "document_type": media_type(name),
    }
