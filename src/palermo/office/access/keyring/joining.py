"""Shares put together again, and held against the digest of the key that they are to give."""

from collections.abc import Sequence

from palermo.access import Share, join
from palermo.core import DataError, Finding, Message, UserError
from palermo.office.access.keyring import files
from palermo.office.access.models import CompartmentKey


def joined(key: CompartmentKey, shares: Sequence[Share]) -> tuple[bytes, tuple[Finding, ...]]:
    """The key that these shares give, and which of them are wrong all the same.

    Raises DataError with what is wrong where they give none, UserError where they are another key's.
    """
    if not shares:
        raise UserError(Message("No share was given."))
    secret, findings = join(shares)
    if secret is None:
        raise DataError(findings)
    if files.digest_of(secret) != key.digest:
        text = "The shares fit together, and give another key than {name}: perhaps one from before it was rotated."
        raise UserError(Message(text, {"name": key.name}))
    return secret, findings
