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

__all__ = ["PSEUDONYM", "ROOT", "Body", "Closing", "Ending", "Invitation", "Person", "Term", "Withdrawal"]
