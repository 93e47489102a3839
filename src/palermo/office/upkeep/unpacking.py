"""Open a backup and look at every file in it, before any of it is used. Nothing here needs an office to be set up."""

import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import file_digest
from pathlib import Path, PurePosixPath

from palermo.core import Message, UserError, mark
from palermo.office.upkeep.manifest import NAME, Manifest, read_manifest
from palermo.office.upkeep.sealing import identities, unseal

FORGED = mark("{file} in the backup is not what the backup says of itself. Take another backup.")


@contextmanager
def unpacked(backup: Path, key: Path, beside: Path) -> Iterator[tuple[Path, Manifest]]:
    """The files of a backup in a folder that goes away again, each with the digest that the backup gives it."""
    with tempfile.TemporaryDirectory(dir=beside, prefix=".restoring-") as rough:
        work = Path(rough)
        unseal(backup, work / "tar", identities(key))
        (work / "office").mkdir(mode=0o700)
        manifest = _unpack(work / "tar", work / "office", backup.name)
        (work / "tar").unlink()
        yield work / "office", manifest


def _take_out(tar: tarfile.TarFile, member: tarfile.TarInfo, into: Path) -> None:
    """One file, to where it belongs below the folder. The filters of `tarfile` came after Debian 12's Python."""
    name, source = PurePosixPath(member.name), tar.extractfile(member) if member.isreg() else None
    if source is None or name.is_absolute() or ".." in name.parts:
        raise ValueError(member.name)
    place = into / name
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with place.open("xb") as target:
        shutil.copyfileobj(source, target)
    place.chmod(member.mode & 0o755 | 0o600)


def _unpack(tar: Path, into: Path, file: str) -> Manifest:
    try:
        with tarfile.open(tar) as opened:
            for member in opened:
                _take_out(opened, member, into)
        manifest = read_manifest((into / NAME).read_bytes())
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise UserError(Message(mark("{file} holds no backup that this palermo knows."), {"file": file})) from error
    (into / NAME).unlink()
    found = {path.relative_to(into).as_posix(): path for path in into.rglob("*") if path.is_file()}
    for path in sorted(found.keys() ^ manifest.files.keys()):
        raise UserError(Message(FORGED, {"file": path}))
    for path, place in found.items():
        with place.open("rb") as opened:
            if file_digest(opened, "sha256").hexdigest() != manifest.files[path]:
                raise UserError(Message(FORGED, {"file": path}))
    return manifest


def move_in(office: Path, home: Path) -> None:
    """Give the restored folder its name. Whoever calls has seen that nothing is there."""
    if home.exists():
        home.rmdir()
    shutil.move(office, home)


def need_empty(home: Path) -> None:
    """Refuse to restore over anything."""
    if home.exists() and (not home.is_dir() or any(home.iterdir())):
        text = mark("{home} holds something already. Restore into a new folder, then stop the old office and change.")
        raise UserError(Message(text, {"home": home}))
