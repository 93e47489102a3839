"""Closed documents: a claim's document that lies sealed in the compartment of the committee, its name as well."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from palermo.access import Thing
from palermo.core import Message, UserError
from palermo.office.access.actions import key_for
from palermo.office.access.keyring.checking import Sealing, sealings_of
from palermo.office.access.keyring.sealing import digest_over, digests_of, open_record, seal_record
from palermo.office.access.models import ROOT, Body, SealedRecord
from palermo.office.plan.models import StateClaim

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
    claims = StateClaim.objects.exclude(sealed_sha256="").select_related("sealed")
    return sealings_of(DOCUMENT, "state.claimed", claims)
