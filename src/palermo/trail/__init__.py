"""The trail: an append-only log of acts that anybody can check, in the formats of RFC 6962 and C2SP."""

from palermo.trail.checkpoint import Checkpoint, Signed, read_checkpoint, sign, signature_of, signed
from palermo.trail.entry import Entry, Json, Opening, canonical, commit, enter, leaf, opens, read_leaf
from palermo.trail.judge import KINDS, Signer, judge
from palermo.trail.keys import Kind, SigningKey, VerifierKey, new_key, read_signing_key, read_verifier_key
from palermo.trail.note import Note, Signature, read_note, read_signatures
from palermo.trail.policy import Group, Policy, policy_of, read_policy
from palermo.trail.proof import Proof, Shown, check_file, check_proof, prove, read_proof
from palermo.trail.seen import Seen, continues, read_seen
from palermo.trail.tiles import (
    ENTRIES,
    HASH,
    WIDTH,
    Place,
    bundle_path,
    hashes_in,
    place,
    read_bundle,
    tile_path,
    write_bundle,
)
from palermo.trail.tree import Fetch, Tree, check_consistency, check_inclusion, full_root, leaf_hash
from palermo.trail.verify import Log, verify
from palermo.trail.witness import Look, witness

__all__ = [
    "ENTRIES",
    "HASH",
    "KINDS",
    "WIDTH",
    "Checkpoint",
    "Entry",
    "Fetch",
    "Group",
    "Json",
    "Kind",
    "Log",
    "Look",
    "Note",
    "Opening",
    "Place",
    "Policy",
    "Proof",
    "Seen",
    "Shown",
    "Signature",
    "Signed",
    "Signer",
    "SigningKey",
    "Tree",
    "VerifierKey",
    "bundle_path",
    "canonical",
    "check_consistency",
    "check_file",
    "check_inclusion",
    "check_proof",
    "commit",
    "continues",
    "enter",
    "full_root",
    "hashes_in",
    "judge",
    "leaf",
    "leaf_hash",
    "new_key",
    "opens",
    "place",
    "policy_of",
    "prove",
    "read_bundle",
    "read_checkpoint",
    "read_leaf",
    "read_note",
    "read_policy",
    "read_proof",
    "read_seen",
    "read_signatures",
    "read_signing_key",
    "read_verifier_key",
    "sign",
    "signature_of",
    "signed",
    "tile_path",
    "verify",
    "witness",
    "write_bundle",
]
