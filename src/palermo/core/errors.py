"""What may go wrong, as a tree.

PalermoError
├── UserError   the person can mend it; shown plainly, exit code 2
└── DataError   what was given cannot be used; carries the findings that say where and why
"""

import errno
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


_FULL_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS})
# SQLite: IOERR and its kinds, READONLY, FULL; PostgreSQL: DISK FULL, IO ERROR
_SQLITE, _POSTGRESQL = frozenset({10, 8, 13}), frozenset({"53100", "58030"})


def unwritten(error: BaseException | None) -> bool:
    """Whether an error comes of a disk that is full or takes nothing, seen by this program or by a database."""
    while error is not None:
        code = getattr(error, "sqlite_errorcode", None)  # of `sqlite3`, whose low byte is the kind
        if isinstance(error, OSError) and error.errno in _FULL_DISK:
            return True
        if (isinstance(code, int) and code & 0xFF in _SQLITE) or getattr(error, "sqlstate", "") in _POSTGRESQL:
            return True
        error = error.__cause__ or error.__context__
    return False
