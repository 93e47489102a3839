"""Who signed a checkpoint, held against whom to trust."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from palermo.core import Finding
from palermo.trail.checkpoint import Checkpoint, signature_of
from palermo.trail.faults import fault
from palermo.trail.keys import Kind, VerifierKey
from palermo.trail.note import Note
from palermo.trail.policy import NOBODY, Policy

KINDS = {
    Kind.ED25519: "Ed25519",
    Kind.COSIGNATURE: "Ed25519 cosignature",
    Kind.ML_DSA_44: "ML-DSA-44",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """A key of the policy whose signature holds; `witness` is its name in the policy, empty for the log's own."""

    key: VerifierKey
    time: datetime | None
    witness: str = ""


def judge(
    checkpoint: Checkpoint, note: Note, policy: Policy, file: str = "checkpoint"
) -> tuple[tuple[Signer, ...], tuple[Finding, ...]]:
    """The signers of a checkpoint, and what is wrong: another log, a key that did not sign, a signature that fails, too
    few witnesses.
    """
    own = [key for key in policy.logs if key.name == checkpoint.log]
    if not own:
        known = ", ".join(dict.fromkeys(key.name for key in policy.logs)) or "-"
        return (), (fault("T03", file, log=checkpoint.log, known=known),)
    asked = [("", key) for key in own] + list(policy.witnesses.items())
    signers: list[Signer] = []
    findings: list[Finding] = []
    for witness, key in asked:
        found = signature_of(key, checkpoint, note)
        if found is None:
            if not witness:
                findings.append(fault("T04", file, key=_told(key)))
        elif found.holds:
            signers.append(Signer(key, found.time, witness))
        else:
            findings.append(fault("T05", file, key=_told(key)))
    if not policy.meets({signer.witness for signer in signers if signer.witness}):
        names = ", ".join(dict.fromkeys(signer.witness for signer in signers if signer.witness)) or "-"
        findings.append(fault("T06", file, found=names, quorum=policy.quorum))
    return tuple(signers), tuple(findings)


def judge_log(
    checkpoint: Checkpoint, note: Note, policy: Policy, file: str = "checkpoint"
) -> tuple[tuple[Signer, ...], tuple[Finding, ...]]:
    """The same without asking for witnesses: what a witness asks, and what makes a checkpoint evidence."""
    return judge(checkpoint, note, replace(policy, quorum=NOBODY), file)


def earliest(signers: tuple[Signer, ...]) -> datetime | None:
    """The first time at which somebody says to have seen this checkpoint."""
    return min(_times(signers), default=None)


def latest(signers: tuple[Signer, ...]) -> datetime | None:
    """The last such time."""
    return max(_times(signers), default=None)


def _times(signers: tuple[Signer, ...]) -> Iterator[datetime]:
    return (signer.time for signer in signers if signer.time is not None)


def _told(key: VerifierKey) -> str:
    return f"{key.name} ({KINDS[key.kind]})"
