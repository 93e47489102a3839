"""Shares of a key as they are handed out and brought back: a file for each holder, or typed from paper."""

import os
from collections.abc import Sequence
from pathlib import Path

import typer

from palermo.access import Share, read_share, write_share
from palermo.cli.show.complaints import show_findings
from palermo.cli.typed import typed
from palermo.core import DataError, Message, UserError, mark

GROUPS = 18


def write_shares(folder: Path, key: str, body: str, shares: Sequence[Share]) -> list[Path]:
    """One file a share, each for its owner alone. UserError where one cannot be written; then none is left."""
    written: list[Path] = []
    try:
        for share in shares:
            path = folder / f"{key}-share-{share.number}-of-{len(shares)}.txt"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            written.append(path)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(_paper(key, body, share, len(shares)))
    except OSError as error:
        remove_shares(written)
        text = mark("The shares were not written to {folder}: {why}. A file that is there is never overwritten.")
        raise UserError(Message(text, {"folder": folder, "why": error.strerror or ""})) from error
    return written


def remove_shares(written: Sequence[Path]) -> None:
    """Take the files away again."""
    for path in written:
        path.unlink(missing_ok=True)


def _paper(key: str, body: str, share: Share, count: int) -> str:
    return (
        f"# Share {share.number} of {count} of the key {key}. Any {share.threshold} of them give it back.\n"
        "# Print it, keep the paper apart from the others, and remove this file.\n"
        f"# To bring the key back: palermo keys recover {body}\n"
        f"{write_share(share)}\n"
    )


def shares_in(paths: Sequence[Path]) -> list[Share]:
    """The shares in these files. DataError with the slips of each, UserError for a file that cannot be read."""
    return [_in_file(path) for path in paths]


def _in_file(path: Path) -> Share:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeError) as error:
        raise UserError(Message(mark("No share could be read in {file}."), {"file": path})) from error
    share, findings = read_share("\n".join(line for line in lines if not line.startswith("#")))
    if share is None:
        typer.echo(f"{path}:", err=True)
        raise DataError(findings)
    return share


def typed_shares() -> list[Share]:
    """Shares as their holders type them, one after another, until there are as many as are needed."""
    shares: list[Share] = []
    while not shares or len({share.number for share in shares}) < shares[0].threshold:
        needed = f" of {shares[0].threshold}" if shares else ""
        shares.append(_typed(f"Share {len(shares) + 1}{needed}"))
    return shares


def _typed(asked: str) -> Share:
    """A share, typed in as many lines as somebody likes. What has a slip in it is asked for once more."""
    while True:
        groups: list[str] = []
        while len(groups) < GROUPS:
            groups += typed(f"{asked}, group {len(groups) + 1} and following").split()
        share, findings = read_share(" ".join(groups))
        if share is not None:
            return share
        show_findings(findings)
