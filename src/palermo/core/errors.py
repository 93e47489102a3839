"""What may go wrong, as a tree.

PalermoError
├── UserError   the person can mend it; shown plainly, exit code 2
└── DataError   what was given cannot be used; carries the findings that say where and why
"""

from collections.abc import Sequence

from palermo.core.findings import Finding
from palermo.core.message import Message


class PalermoError(Exception):
    """Root of every error that palermo raises on purpose."""


class UserError(PalermoError):
    """A request that cannot be carried out; `message` says what to do instead, in the language of who asked."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(message)


class DataError(PalermoError):
    """Input that cannot be used at all; `findings` says where and why."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(str(finding.message) for finding in self.findings))
