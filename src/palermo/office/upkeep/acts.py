"""The acts of upkeep, each with its entry in the trail."""

from dataclasses import dataclass
from datetime import datetime

from palermo.office.access.action import action
from palermo.office.access.decision import By
from palermo.office.trail import Told


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup, as the trail tells of it."""

    name: str
    entries: int
    made_at: str

    def told(self) -> Told:
        """Its name and how far the log went in it."""
        return Told(f"backup/{self.name}", {"entries": self.entries, "made_at": self.made_at})


@dataclass(frozen=True, slots=True)
class Returned:
    """An office that was restored: from which backup, and what was known of the log that had gone on."""

    backup: Kept
    published: int | None
    reason: str

    def told(self) -> Told:
        """From when it is, what is lost by it, and why it was taken nevertheless."""
        content = {"entries": self.backup.entries, "made_at": self.backup.made_at}
        return Told("office", content | {"published": self.published, "reason": self.reason})


@action("backup.made")
def note_backup(*, by: By, backup: Kept, now: datetime) -> Kept:
    """Write down that everything the office holds went into a file."""
    return backup


@action("backup.restored")
def note_restored(*, by: By, returned: Returned, now: datetime) -> Returned:
    """Write down that the office is one that was brought back."""
    return returned
