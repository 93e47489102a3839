"""From the places a person names to what is said of a log or a proof."""

import hashlib
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path

import typer

from palermo.cli.logs import from_folder, is_file, log_at
from palermo.cli.offices import open_office
from palermo.core import DataError, Finding, Message, UserError, mark
from palermo.trail import (
    Fetch,
    Log,
    Policy,
    Seen,
    Shown,
    check_file,
    check_proof,
    policy_of,
    read_policy,
    read_proof,
    read_seen,
    verify,
)

CHECKPOINT = "checkpoint"
STDIN = "-"


def verify_log(place: str, policy: str, against: str, now: datetime) -> tuple[Log, tuple[Finding, ...]]:
    """The log at a place and everything that is wrong with it. Raises DataError where nothing could be read."""
    fetch = log_at(place)
    trusted, remarks = whom_to_trust(policy, fetch)
    seen = seen_at(against, trusted) if against else None
    with counting() as tell:
        log, findings = verify(fetch, trusted, now, seen=seen, tell=tell)
    if log is None:
        raise DataError(findings)
    return log, (*findings, *remarks)


def verify_office(home: Path, policy: str, against: str, now: datetime) -> tuple[Log, tuple[Finding, ...]]:
    """The log of the office in this folder and everything that is wrong with it, its record with it; else as above."""
    open_office(home)
    from palermo.office.trail.checking import check
    from palermo.office.trail.witnesses import policy as own_policy

    trusted = policy_in(file_content(policy), policy) if policy else own_policy()
    seen = seen_at(against, trusted) if against else None
    with counting() as tell:
        log, findings = check(trusted, now, seen=seen, tell=tell)
    if log is None:
        if findings:
            raise DataError(findings)
        raise UserError(Message(mark("The log of the office has no entry yet.")))
    return log, findings


def verify_proof(place: str, policy: str, file: str, now: datetime) -> tuple[Shown, tuple[Finding, ...]]:
    """What the proof in a file shows and everything that is wrong with it; DataError as above.

    A `file` must be one that the entry speaks of.
    """
    proof, wrong = read_proof(file_content(place), place)
    if proof is None:
        raise DataError([wrong] if wrong else [])
    shown, findings = check_proof(proof, policy_in(file_content(policy), policy) if policy else None, now, place)
    if shown is None:
        raise DataError(findings)
    if file:
        findings += check_file(shown, hashlib.sha256(file_content(file)).hexdigest(), file)
    return shown, findings


def whom_to_trust(policy: str, fetch: Fetch) -> tuple[Policy, tuple[Finding, ...]]:
    """The policy in a file; without one that of the log itself, with a remark that says so."""
    if policy:
        return policy_in(file_content(policy), policy), ()
    own, findings = policy_of(fetch)
    if own is None:
        raise DataError(findings)
    return own, findings


def policy_in(written: bytes, file: str) -> Policy:
    """The policy in a file. Raises DataError where it is none."""
    policy, wrong = read_policy(written, file)
    if policy is None:
        raise DataError([wrong] if wrong else [])
    return policy


def seen_at(place: str, policy: Policy) -> Seen:
    """What was seen before: a checkpoint or a proof in a file, or a whole copy. Raises DataError where it is none."""
    fetch = partial(_only_checkpoint, place) if is_file(place) else log_at(place)
    seen, findings = read_seen(fetch, policy, place)
    if seen is None:
        raise DataError(findings)
    return seen


@contextmanager
def counting() -> Iterator[Callable[[int], None]]:
    """Shows on the terminal how many entries were read; nothing anywhere else."""
    read, watched = 0, sys.stderr.isatty()

    def tell(more: int) -> None:
        nonlocal read
        read += more
        if watched:
            typer.echo(f"\r{read:,}", nl=False, err=True)

    yield tell
    if read and watched:
        typer.echo("\r", nl=False, err=True)


def _only_checkpoint(place: str, path: str) -> bytes | None:
    if path != CHECKPOINT:
        return None
    content = file_content(place)
    proof, _ = read_proof(content, place)
    return proof.checkpoint if proof else content


def file_content(file: str) -> bytes:
    """The bytes of a file, or of the standard input. Raises UserError where there is none."""
    if file == STDIN:
        return sys.stdin.buffer.read()
    content = from_folder(Path(), file)
    if content is None:
        raise UserError(Message(mark("{file} is not there. Name a file that is."), {"file": file}))
    return content
