"""Closed documents: a claim's document that lies sealed in the compartment of the committee, its name as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from palermo.access import Thing
from palermo.core import Message, UserError
from palermo.office.access.actions import key_for
from palermo.office.access.keyring.checking import Sealing
from palermo.office.access.keyring.sealing import digest_over, digests_of, open_record, seal_record
from palermo.office.access.models import ROOT, Body, SealedRecord
from palermo.office.plan.models import StateClaim
from palermo.office.trail import named, told_by
from palermo.office.trail.models import Entry

DOCUMENT = "document"  # what such records are called


@dataclass(frozen=True, slots=True)
class ClosedDocument:
    """A document in clear, for whoever may have it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Sealed:
    """A document as it lies there: its record, and the digest over all that is sealed in it."""

    record: SealedRecord
    sha256: str


def document_thing(claim: StateClaim) -> Thing:
    """The document of a claim as a thing to ask about. What belongs to a plan lies in the committee's compartment."""
    return Thing(kind=DOCUMENT, id=str(claim.pk), path=(ROOT,))


def seal_document(document: ClosedDocument, now: datetime) -> Sealed:
    """Seal a document, within the act that brings it. Raises KeyLost where the committee's key is lost."""
    fields = {
        "name": document.name.encode(),
        "media_type": document.media_type.encode(),
        "content": document.content,
    }
    record = seal_record(key=key_for(Body.objects.get(key=ROOT), now), kind=DOCUMENT, fields=fields, now=now)
    return Sealed(record, digest_over(digests_of(record)))


def unseal_document(claim: StateClaim) -> tuple[SealedRecord, ClosedDocument]:
    """The closed document of a claim in clear. Raises UserError where it has none or it cannot be opened any more."""
    record = claim.sealed
    if record is None:
        raise UserError(Message("This statement rests on no closed document."))
    fields = open_record(record)
    if digest_over(digests_of(record)) != claim.sealed_sha256:
        raise UserError(Message("The sealed document is not the one that was stored. Tell the operator of the office."))
    name, media_type = fields["name"].decode(), fields["media_type"].decode()
    return record, ClosedDocument(name, media_type, fields["content"])


def documents_told() -> Iterator[Sealing]:
    """What claims tell of the closed documents that they rest on."""
    told = Entry.objects.filter(verb="state.claimed").values_list("object", "number", "uid", "place__index")
    entries = {name: (number, told_by(place, uid)) for name, number, uid, place in told.iterator()}
    for claim in StateClaim.objects.exclude(sealed_sha256="").select_related("sealed"):
        if (found := entries.get(named(claim))) is not None:
            uid = claim.sealed.uid if claim.sealed else ""
            record = f"{DOCUMENT}:{uid}" if uid else named(claim)  # the row that it names is gone
            yield Sealing(found[1], found[0], record, uid, claim.sealed_sha256)
