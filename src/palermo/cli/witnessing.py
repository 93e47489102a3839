"""One look of a witness at a log, from the places a person names to what it signed or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from palermo.cli.logs import log_at
from palermo.cli.memory import Memory
from palermo.cli.verifying import counting, whom_to_trust
from palermo.core import DataError, Finding
from palermo.trail import SigningKey, witness


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of a look: the cosigned checkpoint, or where the evidence lies if the witness refused."""

    findings: tuple[Finding, ...]
    cosigned: bytes = b""
    evidence: Path | None = None


def look_at(place: str, policy: str, memory: Memory, keys: Sequence[SigningKey], now: datetime) -> Looked:
    """Look at the log and keep what was seen. Raises DataError where nothing could be read of it."""
    fetch = log_at(place)
    kept = None if policy else memory.policy()
    trusted, remarks = (kept, ()) if kept else whom_to_trust(policy, fetch)
    with counting() as tell:
        look, findings = witness(fetch, trusted, keys, now, seen=memory.seen(trusted), tell=tell)
    if look is None:
        raise DataError(findings)
    if not look.cosignatures:
        return Looked(findings, evidence=memory.keep_evidence(look, findings, now))
    return Looked((*findings, *remarks), str(memory.keep(look, trusted)).encode())
