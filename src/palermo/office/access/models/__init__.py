"""What the office keeps of people and their rights."""

from palermo.office.access.models.glasses import Agreement, Glass, GlassClosing, Look, Reading
from palermo.office.access.models.people import (
    PSEUDONYM,
    ROOT,
    Body,
    Closing,
    Ending,
    Invitation,
    Person,
    Term,
    Withdrawal,
)
from palermo.office.access.models.signin import Session, Tries

__all__ = [
    "PSEUDONYM",
    "ROOT",
    "Agreement",
    "Body",
    "Closing",
    "Ending",
    "Glass",
    "GlassClosing",
    "Invitation",
    "Look",
    "Person",
    "Reading",
    "Session",
    "Term",
    "Tries",
    "Withdrawal",
]
