"""What a witness keeps, in a folder of its own: its keys, whom it trusts, what it saw last, and evidence.

The folder is laid out as a log is (`checkpoint`, `tile/0/...`), so that it can be compared with one.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

from palermo.cli.logs import from_folder
from palermo.cli.verifying import policy_in
from palermo.core import DataError, Finding, Message, UserError, mark
from palermo.trail import Kind, Look, Note, Policy, Seen, SigningKey, new_key, read_seen, read_signing_key

KINDS = (Kind.COSIGNATURE, Kind.ML_DSA_44)


class Memory:
    """The folder of one witness that looks at one log."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.fetch = partial(from_folder, folder)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Nobody else uses the folder meanwhile: two looks at once could cosign two views (tlog-witness)."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                text = mark("Another witness is at work in {folder}. Wait until it is done.")
                raise UserError(Message(text, {"folder": self.folder})) from error
            yield

    def keys(self, name: str) -> tuple[SigningKey, ...]:
        """The keys of this witness, made at first use in that name. Raises UserError for another name later."""
        kept = self.fetch("keys")
        if kept is None:
            return self._new_keys(name)
        try:
            keys = tuple(read_signing_key(line) for line in kept.decode().splitlines())
        except ValueError as error:
            text = mark("The keys in {file} are damaged. Restore the file from a copy.")
            raise UserError(Message(text, {"file": self.folder / "keys"})) from error
        if name and any(key.name != name for key in keys):
            text = mark("This witness signs as {name}. Leave --name out, or choose another --folder.")
            raise UserError(Message(text, {"name": keys[0].name}))
        return keys

    def policy(self) -> Policy | None:
        """Whom the witness trusts; None before its first look. Raises DataError where the file is damaged."""
        kept = self.fetch("policy")
        return None if kept is None else policy_in(kept, str(self.folder / "policy"))

    def seen(self, policy: Policy) -> Seen | None:
        """What the witness saw last; None before its first look. Raises DataError where that is damaged."""
        if self.fetch("checkpoint") is None:
            return None
        seen, findings = read_seen(self.fetch, policy, str(self.folder / "checkpoint"))
        if seen is None:
            raise DataError(findings)
        return seen

    def keep(self, look: Look, policy: Policy) -> Note:
        """Keep what was seen, the checkpoint last, and give it with the cosignatures."""
        for path, tile in look.tiles.items():
            self._write(path, tile)
        self._write("policy", str(policy).encode())
        self._write("checkpoint", str(look.note).encode())
        cosigned = look.note.with_signatures(look.cosignatures)
        self._write("cosigned", str(cosigned).encode())
        return cosigned

    def keep_evidence(self, look: Look, findings: Sequence[Finding], now: datetime) -> Path:
        """Keep the checkpoint that was refused beside the one that was seen before, and why."""
        place = f"evidence/{now:%Y%m%dT%H%M%S}Z"
        self._write(f"{place}/shown", str(look.note).encode())
        if (before := self.fetch("checkpoint")) is not None:
            self._write(f"{place}/seen", before)
        told = "".join(f"{finding.rule}  {finding.message}\n" for finding in findings)
        self._write(f"{place}/findings.txt", told.encode())
        return self.folder / place

    def _new_keys(self, name: str) -> tuple[SigningKey, ...]:
        if not name:
            text = mark("A new witness needs a name to sign with. Give it with --name, such as ngo.example.org.")
            raise UserError(Message(text))
        try:
            keys = tuple(new_key(name, kind, secrets.token_bytes) for kind in KINDS)
        except ValueError as error:
            text = mark("'{name}' cannot be the name of a witness: {fault}.")
            raise UserError(Message(text, {"name": name, "fault": Message(str(error))})) from error
        self._write("keys", "".join(f"{key.secret()}\n" for key in keys).encode())
        return keys

    def _write(self, path: str, content: bytes) -> None:
        """Write so that after a crash the old file is there or the new one, and only its owner reads it."""
        file = self.folder / path
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            part = file.with_name(f".{file.name}.part")
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
                opened.write(content)
                opened.flush()
                os.fsync(opened.fileno())
            part.replace(file)
        except OSError as error:
            text = mark("{file} cannot be written: {fault}. Choose another --folder.")
            raise UserError(Message(text, {"file": file, "fault": error.strerror})) from error
