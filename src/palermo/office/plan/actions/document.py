"""Opening a closed document, with an entry for each opening."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from palermo.access import Thing
from palermo.office.access.action import action
from palermo.office.access.decision import By
from palermo.office.access.models import SealedRecord
from palermo.office.plan.closed import ClosedDocument, document_thing, unseal_document
from palermo.office.plan.models import StateClaim
from palermo.office.trail import Told, named


@dataclass(frozen=True, slots=True)
class Opened:
    """A closed document in somebody's hands. The public log shows neither whose nor which."""

    claim: StateClaim
    record: SealedRecord
    document: ClosedDocument

    def told(self) -> Told:
        return Told(str(self.record), {"claim": named(self.claim)}, closed=True)


def _document(*, claim: StateClaim, **_rest: Any) -> Thing:
    return document_thing(claim)


@action("document.opened", thing=_document)
def open_document(*, by: By, claim: StateClaim, now: datetime) -> Opened:
    """The closed document that a claim rests on, for whoever may have it."""
    record, document = unseal_document(claim)
    return Opened(claim, record, document)
