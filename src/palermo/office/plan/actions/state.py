"""What is said of a version's state, and on what it rests."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from django.contrib.auth.models import User

from palermo.core import Message, UserError
from palermo.core.when import read_when
from palermo.office.access.action import action
from palermo.office.base import store
from palermo.office.plan.files import media_type
from palermo.office.plan.models import State, StateClaim, Version


@dataclass(frozen=True, slots=True)
class Document:
    """A document that proves a claim."""

    name: str
    content: bytes


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
        document_name=PurePath(document.name).name[:255] if document else "",
        document_sha256=store.keep(document.content) if document else "",
        document_type=media_type(document.name) if document else "",
        source=proof.source.strip(),
        source_url=proof.url.strip(),
        note=note.strip(),
        made_by=by,
        made_at=now,
    )
