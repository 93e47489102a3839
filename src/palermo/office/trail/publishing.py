"""The log as static files, for any web server to carry: the very bytes that the office serves."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from palermo.core import Message, UserError, mark
from palermo.office.trail.log import CHECKPOINT, fetch, newest, note, tree
from palermo.office.trail.models import Checkpoint
from palermo.office.trail.witnesses import policy
from palermo.trail import WIDTH, bundle_path, read_checkpoint, tile_path

POLICY = "policy"  # beside the log, as C2SP tlog-policy writes it
_OLDER = mark(
    "{folder} holds {there} entries of this log, and the office {here}: the database of the office is an older copy. "
    "Restore the newest backup before anything else."
)
_OTHER = mark(
    "{folder} holds another course of this log: its first {there} entries are not those of the office. Keep both, and "
    "run palermo trail verify."
)


@dataclass(frozen=True, slots=True)
class Published:
    """What a folder holds now, and how many files were written to it."""

    size: int
    files: int


def publish(folder: Path) -> Published:
    """Bring a folder up to the newest checkpoint. Files are written whole, the checkpoint last.

    Raises UserError where the folder holds another log, or more of this one than the office: then the office's database
    is an older copy.
    """
    point = newest()
    if point is None:
        raise UserError(Message("The log has no entry yet, so there is nothing to publish."))
    try:
        files = 0
        for path in _grown(_there(folder, point), point.size):
            _write(folder / path, _content(path))
            # a reader of an older checkpoint falls back from a partial file to the full one
            _remove(folder / f"{path}.p")
            files += 1
        _write(folder / POLICY, str(policy()).encode())
        _write(folder / CHECKPOINT, note(point))
    except OSError as error:
        text = mark("{folder} cannot be written to: {fault}.")
        raise UserError(Message(text, {"folder": folder, "fault": error.strerror})) from error
    return Published(point.size, files + 2)


def _content(path: str) -> bytes:
    content = fetch(path)
    if content is None:
        raise UserError(Message("{path} of the log is missing. Run palermo trail verify.", {"path": path}))
    return content


def _there(folder: Path, point: Checkpoint) -> int:
    """How much of this log the folder holds."""
    try:
        kept = (folder / CHECKPOINT).read_bytes()
    except FileNotFoundError:
        return 0
    read, _finding = read_checkpoint(kept)
    if read is None:
        raise UserError(Message("The checkpoint in {folder} is damaged. Name another folder.", {"folder": folder}))
    head = read[0]
    about = {"folder": folder, "log": head.log, "there": head.size, "here": point.size}
    if head.log != point.note.partition("\n")[0]:
        raise UserError(Message("{folder} holds the log {log}. Name another folder.", about))
    if head.size > point.size:
        raise UserError(Message(_OLDER, about))
    if head.root != tree(head.size).root():
        raise UserError(Message(_OTHER, about))
    return head.size


def _grown(old: int, new: int) -> Iterator[str]:
    """Every tile and bundle that a log of `new` entries has and one of `old` has not."""
    level = 0
    while new:
        if new > old:
            for index in range(old // WIDTH, -(-new // WIDTH)):
                width = min(WIDTH, new - index * WIDTH)
                if level == 0:
                    yield bundle_path(index, width)
                yield tile_path(level, index, width)
        old, new, level = old // WIDTH, new // WIDTH, level + 1


def _remove(partial: Path) -> None:
    if partial.is_dir():
        for file in partial.iterdir():
            file.unlink()
        partial.rmdir()


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
        os.fchmod(file.fileno(), 0o644)  # a web server of another account is to read it
    Path(draft).replace(path)
