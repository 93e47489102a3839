"""Backups are sealed with age (the format of age-encryption.org): any age program opens them with the right key."""

from pathlib import Path

import pyrage
from pyrage import x25519

from palermo.core import Message, UserError, mark


def new_identity(path: Path) -> str:
    """Write a new key for opening backups to `path`, for its owner alone; the recipient that backups are sealed to."""
    made = x25519.Identity.generate()
    try:
        path.touch(mode=0o600, exist_ok=False)
    except OSError as error:
        text = mark("The key was not written to {path}: {why}. An existing file is never overwritten.")
        raise UserError(Message(text, {"path": path, "why": error.strerror or ""})) from error
    path.write_text(f"# opens backups of palermo; public key: {made.to_public()}\n{made}\n", encoding="ascii")
    return str(made.to_public())


def recipients(told: list[str]) -> list[x25519.Recipient]:
    """The keys that a backup is sealed to; raises UserError where there is none, or one that is none."""
    if not told:
        raise UserError(
            Message(
                mark(
                    "Say whom the backup is sealed to: --to age1..., or PALERMO_BACKUP_TO. "
                    "Make a key with palermo backup --new-key FILE, and keep that file away from this machine."
                )
            )
        )
    try:
        return [x25519.Recipient.from_str(one) for one in told]
    except pyrage.RecipientError as error:
        raise UserError(Message(mark("What --to names is no public key of age; it begins with age1."))) from error


def identities(path: Path) -> list[x25519.Identity]:
    """The keys in a key file, as age writes them; raises UserError where none can be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return [x25519.Identity.from_str(line) for line in lines if line.strip() and not line.startswith("#")]
    except (OSError, UnicodeError, pyrage.IdentityError) as error:
        raise UserError(Message(mark("No key that opens backups could be read in {path}."), {"path": path})) from error


def seal(source: Path, target: Path, to: list[x25519.Recipient]) -> None:
    """Seal a file, in pieces, so that its size does not matter."""
    with source.open("rb") as plain, target.open("wb") as sealed:
        pyrage.encrypt_io(plain, sealed, to)


def unseal(source: Path, target: Path, keys: list[x25519.Identity]) -> None:
    """Open a sealed file. Raises UserError when the key is another one, or the file was cut or changed."""
    try:
        with source.open("rb") as sealed, target.open("wb") as plain:
            pyrage.decrypt_io(sealed, plain, keys)
    except (OSError, pyrage.DecryptError) as error:
        text = mark("{file} could not be opened: it is sealed to another key, or it was cut short or changed.")
        raise UserError(Message(text, {"file": source.name})) from error
