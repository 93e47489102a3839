"""Bytes of others: whatever they are, a reader gives a finding or an error of ours, and never anything else."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Finding
from palermo.trail import (
    check_proof,
    prove,
    read_bundle,
    read_checkpoint,
    read_leaf,
    read_note,
    read_policy,
    read_proof,
    read_seen,
    read_signatures,
    read_signing_key,
    read_verifier_key,
    verify,
)
from tests.examples import examples
from tests.unit.trail import made

LOG = made.log(300)
PROOF = prove(LOG.tree, 6, LOG.note, made.entry(6), made.opening(6))
LINES = LOG.note.rpartition(b"\n\n")[2]
Wounds: TypeAlias = list[tuple[float, int, bytes]]
# where in the bytes (as a share of them), how many of them go, and what comes in their place
WOUNDS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), st.binary(max_size=6)), min_size=1, max_size=4)
READERS: dict[str, tuple[Callable[[bytes], tuple[object, Finding | None]], bytes]] = {
    "note": (read_note, LOG.note),
    "checkpoint": (read_checkpoint, LOG.note),
    "signatures": (read_signatures, LINES),
    "policy": (read_policy, str(made.POLICY).encode()),
    "proof": (read_proof, PROOF.write()),
    "leaf": (read_leaf, made.leaves(1)[0]),
}
each_reader = pytest.mark.parametrize("name", READERS)


def wounded(content: bytes, wounds: Wounds) -> bytes:
    for share, length, put in wounds:
        at = int(share * len(content))
        content = content[:at] + put + content[at + length :]
    return content


@each_reader
def test_what_is_whole_is_read(name: str) -> None:
    reader, content = READERS[name]
    read, wrong = reader(content)
    assert read is not None
    assert wrong is None


@each_reader
@given(content=st.binary(max_size=200))
def test_garbage_is_told(name: str, content: bytes) -> None:
    read, wrong = READERS[name][0](content)
    assert (not read) is (wrong is not None) or content == b""


@each_reader
@given(wounds=WOUNDS)
def test_what_is_wounded_is_read_or_told(name: str, wounds: Wounds) -> None:
    reader, content = READERS[name]
    read, wrong = reader(wounded(content, wounds))
    if wrong is not None:
        assert not read
        assert str(wrong.message)
        assert str(wrong.advice)


@given(st.binary(max_size=200), WOUNDS)
def test_bundles_are_read_or_refused(garbage: bytes, wounds: Wounds) -> None:
    for content in (garbage, wounded(LOG.files["tile/entries/000"], wounds)):
        with suppress(ValueError):
            assert sum(len(leaf) + 2 for leaf in read_bundle(content)) == len(content)


@given(st.text(max_size=80), WOUNDS)
def test_keys_are_read_or_refused(garbage: str, wounds: Wounds) -> None:
    for key in made.log_keys():
        for reader, line in ((read_verifier_key, str(key.verifier)), (read_signing_key, key.secret())):
            for text in (garbage, wounded(line.encode(), wounds).decode(errors="replace")):
                with suppress(ValueError):
                    reader(text)


@given(WOUNDS, st.binary(max_size=60))
def test_a_proof_holds_or_is_told(wounds: Wounds, extra: bytes) -> None:
    for content in (wounded(PROOF.write(), wounds), b"c2sp.org/tlog-proof@v1\nindex 0\n\n" + extra):
        proof, _ = read_proof(content)
        if proof is None:
            continue
        shown, findings = check_proof(proof, made.POLICY, LOG.time)
        assert shown is not None or findings
        if not findings:
            assert shown is not None
            assert (shown.index, shown.entry, shown.opening) == (6, made.entry(6), made.opening(6))


@given(WOUNDS)
def test_what_opens_an_entry_is_read_or_told(wounds: Wounds) -> None:
    proof = PROOF.__class__(PROOF.index, PROOF.path, PROOF.checkpoint, wounded(PROOF.extra, wounds))
    shown, findings = check_proof(proof, made.POLICY, LOG.time)
    if proof.extra != PROOF.extra:
        assert findings
    else:
        assert shown is not None


@settings(max_examples=examples(150))
@given(st.sampled_from(sorted(LOG.files.keys() - {"policy"})), WOUNDS)
def test_a_log_verifies_or_is_told(path: str, wounds: Wounds) -> None:
    content = wounded(LOG.files[path], wounds)
    files = LOG.files | {path: content}
    log, findings = verify(files.get, made.POLICY, LOG.time)
    if content == LOG.files[path]:
        assert findings == ()
    else:
        # base64 has bits that say nothing, and signatures of unknown keys are passed over
        assert findings or path == "checkpoint"
    assert log is not None or findings
    read_seen(files.get, made.POLICY)


@given(st.dictionaries(st.sampled_from(sorted(LOG.files)), st.binary(max_size=100) | st.none()))
def test_a_log_of_garbage_is_told(changed: dict[str, bytes | None]) -> None:
    files = LOG.files | changed
    _, findings = verify(files.get, made.POLICY, LOG.time)
    assert bool(findings) is any(path != "policy" and content != LOG.files[path] for path, content in changed.items())


def test_what_says_to_be_endless_is_not_followed() -> None:
    """A log of a million million entries, well signed, of which nothing is there."""
    endless = made.signed_over(10**12)
    log, findings = verify(partial({"checkpoint": endless}.get), made.POLICY, LOG.time)
    assert log is not None
    assert {finding.rule for finding in findings} == {"T01"}
    assert findings[0].object == "0" or findings[1].object == "0"
