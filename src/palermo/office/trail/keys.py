"""The keys of the office's log. They lie in its home, and the name of the log is theirs: it never changes."""

import secrets
from pathlib import Path

from django.conf import settings

from palermo.core import Message, UserError, mark
from palermo.office.home import kept_secret
from palermo.trail import Kind, SigningKey, VerifierKey, new_key, read_signing_key

FILE = "trail-keys"
KINDS = (Kind.ED25519, Kind.ML_DSA_44)


def signing_keys() -> tuple[SigningKey, ...]:
    """The keys that sign checkpoints, made when they are first asked for. Raises UserError where they are damaged."""
    lines = kept_secret(Path(settings.PALERMO_HOME), FILE, _new)
    try:
        return tuple(read_signing_key(line) for line in lines.splitlines())
    except ValueError as error:
        text = mark("The keys of the log, {file} in the office's folder, are damaged. Restore the file.")
        raise UserError(Message(text, {"file": FILE})) from error


def public_keys() -> tuple[VerifierKey, ...]:
    """What anybody needs to check a checkpoint of this log."""
    return tuple(key.verifier for key in signing_keys())


def log_name() -> str:
    """The name of the log, the first line of each of its checkpoints."""
    return signing_keys()[0].name


def _new() -> str:
    name = settings.PALERMO_ORIGIN or f"palermo-office-{secrets.token_hex(8)}"
    try:
        return "".join(f"{new_key(name, kind, secrets.token_bytes).secret()}\n" for kind in KINDS)
    except ValueError as error:
        text = mark("PALERMO_ORIGIN cannot be the name of a log ({fault}).")
        raise UserError(Message(text, {"fault": error})) from error
