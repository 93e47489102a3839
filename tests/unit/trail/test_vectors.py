"""Published vectors of others: the tree of RFC 6962, and notes signed by other implementations."""

import json
from pathlib import Path

import pytest

from palermo.trail import (
    Kind,
    Note,
    Signature,
    Signed,
    Tree,
    check_consistency,
    check_inclusion,
    leaf_hash,
    read_checkpoint,
    read_note,
    read_signing_key,
    read_verifier_key,
    signature_of,
)

ORACLES = Path(__file__).resolve().parents[2] / "oracles"
TREE = json.loads((ORACLES / "merkle_rfc6962.json").read_text(encoding="utf-8"))
NOTES = json.loads((ORACLES / "signed_notes.json").read_text(encoding="utf-8"))
HASHES = [leaf_hash(bytes.fromhex(text)) for text in TREE["leaves"]]
ROOTS = [bytes.fromhex(text) for text in TREE["roots"]]


def tree(size: int) -> Tree:
    return Tree(0, lambda _: None).extend(HASHES[:size])[0]


@pytest.mark.parametrize("size", range(9))
def test_roots(size: int) -> None:
    assert tree(size).root() == ROOTS[size]


@pytest.mark.parametrize("case", TREE["inclusion"], ids=str)
def test_inclusion(case: dict[str, int | list[str]]) -> None:
    index, size, path = case["index"], case["size"], case["path"]
    assert isinstance(index, int)
    assert isinstance(size, int)
    assert isinstance(path, list)
    assert [node.hex() for node in tree(size).inclusion(index)] == path
    assert check_inclusion(HASHES[index], index, size, [bytes.fromhex(node) for node in path], ROOTS[size])


@pytest.mark.parametrize("case", TREE["consistency"], ids=str)
def test_consistency(case: dict[str, int | list[str]]) -> None:
    old, new, path = case["old"], case["new"], case["path"]
    assert isinstance(old, int)
    assert isinstance(new, int)
    assert isinstance(path, list)
    assert [node.hex() for node in tree(new).consistency(old)] == path
    assert check_consistency(old, new, [bytes.fromhex(node) for node in path], ROOTS[old], ROOTS[new])


def test_an_ed25519_note_is_signed_byte_for_byte() -> None:
    known = NOTES["ed25519"]
    key = read_signing_key(known["signing_key"])
    assert key.secret() == known["signing_key"]
    assert str(key.verifier) == known["verifier_key"]
    body = key.sign(known["text"].encode())
    note = Note(known["text"], (Signature(key.name, key.verifier.id, body),))
    assert str(note) == known["note"]
    assert read_note(known["note"].encode()) == (note, None)
    assert key.verifier.verifies(body, known["text"].encode())


def test_an_ml_dsa_checkpoint_of_another_implementation_holds() -> None:
    known = NOTES["ml_dsa_44"]
    key = read_verifier_key(known["verifier_key"])
    assert key.kind is Kind.ML_DSA_44
    assert str(key) == known["verifier_key"]
    read, wrong = read_checkpoint(known["note"].encode())
    assert wrong is None
    assert read is not None
    checkpoint, note = read
    assert (checkpoint.log, checkpoint.size) == ("example.com/mldsa-log", 1)
    # its stamp is 0: the log says nothing of when
    assert signature_of(key, checkpoint, note) == Signed(True, None)
