"""The trail: an append-only log of acts that anybody can check, in the formats of RFC 6962 and C2SP."""

from palermo.trail.checkpoint import Checkpoint, Signed, read_checkpoint, sign, signature_of, signed
from palermo.trail.entry import Entry, Json, Opening, canonical, commit, enter, leaf, opens, read_leaf
from palermo.trail.keys import (
    Kind,
    SigningKey,
    VerifierKey,
    new_key,
    read_signing_key,
    read_verifier_key,
)
from palermo.trail.note import Note, Signature, read_note, read_signatures
from palermo.trail.proof import Proof, prove, read_proof
from palermo.trail.tiles import WIDTH, Place, bundle_path, place, read_bundle, tile_path, write_bundle
from palermo.trail.tree import Fetch, Tree, check_consistency, check_inclusion, full_root, leaf_hash, node_hash

__all__ = [
    "WIDTH",
    "Checkpoint",
    "Entry",
    "Fetch",
    "Json",
    "Kind",
    "Note",
    "Opening",
    "Place",
    "Proof",
    "Signature",
    "Signed",
    "SigningKey",
    "Tree",
    "VerifierKey",
    "bundle_path",
    "canonical",
    "check_consistency",
    "check_inclusion",
    "commit",
    "enter",
    "full_root",
    "leaf",
    "leaf_hash",
    "new_key",
    "node_hash",
    "opens",
    "place",
    "prove",
    "read_bundle",
    "read_checkpoint",
    "read_leaf",
    "read_note",
    "read_proof",
    "read_signatures",
    "read_signing_key",
    "read_verifier_key",
    "sign",
    "signature_of",
    "signed",
    "tile_path",
    "write_bundle",
]
