"""What the office keeps of people and their rights."""

from palermo.office.access.models.glasses import Agreement, Glass, GlassClosing, Look, Reading
from palermo.office.access.models.keyring import (
    Asking,
    CompartmentKey,
    KeyEnd,
    SealedField,
    SealedRecord,
    Sharing,
)
from palermo.office.access.models.made import PSEUDONYM, MadeRecord
from palermo.office.access.models.people import (
    ROOT,
    Body,
    Closing,
    Ending,
    Invitation,
    Person,
    Renewal,
    Reset,
    Term,
    Withdrawal,
)
from palermo.office.access.models.signin import Session, Tries

__all__ = [
    "PSEUDONYM",
    "ROOT",
    "Agreement",
    "Asking",
    "Body",
    "Closing",
    "CompartmentKey",
    "Ending",
    "Glass",
    "GlassClosing",
    "Invitation",
    "KeyEnd",
    "Look",
    "MadeRecord",
    "Person",
    "Reading",
    "Renewal",
    "Reset",
    "SealedField",
    "SealedRecord",
    "Session",
    "Sharing",
    "Term",
    "Tries",
    "Withdrawal",
]
