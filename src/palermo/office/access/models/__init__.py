"""What the office keeps of people and their rights."""

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
    "Body",
    "Closing",
    "Ending",
    "Invitation",
    "Person",
    "Session",
    "Term",
    "Tries",
    "Withdrawal",
]
