"""What every room shares: cells with presence and origin, findings, messages, errors."""

from palermo.core.cell import BLANK, UNREAD, Cell, Origin, Presence, blank, unread
from palermo.core.errors import DataError, PalermoError, UserError, unwritten
from palermo.core.findings import Finding, Outcome, Severity
from palermo.core.message import Message, Named, listed, mark

__all__ = [
    "BLANK",
    "UNREAD",
    "Cell",
    "DataError",
    "Finding",
    "Message",
    "Named",
    "Origin",
    "Outcome",
    "PalermoError",
    "Presence",
    "Severity",
    "UserError",
    "blank",
    "listed",
    "mark",
    "unread",
    "unwritten",
]
