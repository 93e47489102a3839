"""Back an office up into one sealed file, while it runs."""

import os
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import file_digest
from io import BytesIO
from pathlib import Path

from django.conf import settings
from pyrage import x25519

from palermo import __version__
from palermo.core import Message, UserError, mark
from palermo.office.access.decision import CONSOLE
from palermo.office.access.keyring.files import FOLDER
from palermo.office.database import FILE
from palermo.office.trail.integration import integrate
from palermo.office.trail.keys import log_name
from palermo.office.trail.log import newest
from palermo.office.trail.models import Entry
from palermo.office.upkeep.acts import Kept, note_backup
from palermo.office.upkeep.manifest import NAME, Manifest, write_manifest
from palermo.office.upkeep.sealing import recipients, seal
from palermo.office.upkeep.snapshot import NAMES, snapshot

# What is never carried off: the keys that open what is sealed inside (they have their own recovery, by holders), what
# can be made anew, and the live database, of which a snapshot is taken.
LEFT_OUT = (FOLDER, "charts", "prints", ".backup-", ".printing", FILE)


def back_up(folder: Path, to: list[str], now: datetime) -> Path:
    """Write a sealed backup into `folder` and give its path.

    The act is entered in the trail before the snapshot, so that the backup holds its own entry.
    """
    keys = recipients(to)
    home = Path(settings.PALERMO_HOME)
    if not folder.is_dir():
        raise UserError(Message(mark("There is no folder {folder} to write the backup to."), {"folder": folder}))
    name = f"palermo-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.age"
    if (folder / name).exists():
        raise UserError(Message(mark("{file} is there already; nothing was overwritten."), {"file": folder / name}))
    note_backup(by=CONSOLE, backup=Kept(name, Entry.objects.count(), now.isoformat()), now=now)
    integrate(now)
    point = newest()
    with tempfile.TemporaryDirectory(dir=home, prefix=".backup-") as rough:
        work = Path(rough)
        kind = snapshot(work)
        taken = {NAMES[kind]: work / NAMES[kind]} | dict(_files(home))
        manifest = Manifest(
            palermo=__version__,
            made_at=now.isoformat(),
            database=kind,
            snapshot=NAMES[kind],
            log=log_name(),
            entries=point.size if point else 0,
            files={path: _digest(place) for path, place in taken.items()},
        )
        _pack(work / "tar", manifest, taken)
        _place(work / "tar", folder / name, keys)
    return folder / name


def _files(home: Path) -> Iterator[tuple[str, Path]]:
    for place in sorted(home.rglob("*")):
        path = place.relative_to(home)
        if place.is_file() and not path.parts[0].startswith(LEFT_OUT) and not path.name.startswith(".new-"):
            yield path.as_posix(), place


def _digest(place: Path) -> str:
    with place.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _pack(target: Path, manifest: Manifest, taken: dict[str, Path]) -> None:
    with tarfile.open(target, "w") as tar:
        content = write_manifest(manifest)
        about = tarfile.TarInfo(NAME)
        about.size = len(content)
        tar.addfile(about, BytesIO(content))
        for path, place in taken.items():
            tar.add(place, path, recursive=False)


def _place(plain: Path, target: Path, keys: list[x25519.Recipient]) -> None:
    """Sealed under another name first: what has the name of a backup is whole."""
    draft = target.with_suffix(".part")
    try:
        seal(plain, draft, keys)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        draft.replace(target)
    except OSError as error:
        draft.unlink(missing_ok=True)
        text = mark("The backup could not be written to {folder}: {why}.")
        raise UserError(Message(text, {"folder": target.parent, "why": error.strerror or ""})) from error
