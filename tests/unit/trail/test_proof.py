"""Proof files: what they show, and to whom."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from palermo.trail import (
    Opening,
    Policy,
    Proof,
    canonical,
    check_file,
    check_proof,
    prove,
    read_checkpoint,
    read_proof,
    sign,
)
from tests.unit.trail import made

LOG = made.log(300)
WITNESS = made.witness_keys()[0]
COSIGNED = replace(made.POLICY, witnesses={"ngo": WITNESS.verifier}, quorum="ngo")


def proof_of(number: int, opening: Opening | None = None) -> Proof:
    return prove(LOG.tree, number, LOG.note, made.entry(number), opening)


@pytest.mark.parametrize("number", [0, 5, 6, 299])
def test_a_proof_shows_its_entry(number: int) -> None:
    proof, wrong = read_proof(proof_of(number, made.opening(number)).write())
    assert wrong is None
    assert proof is not None
    shown, findings = check_proof(proof, made.POLICY, LOG.time)
    assert findings == ()
    assert shown is not None
    assert (shown.index, shown.entry, shown.opening) == (number, made.entry(number), made.opening(number))
    assert (shown.checkpoint.size, [signer.witness for signer in shown.signers]) == (300, ["", ""])


def test_a_proof_without_its_opening_shows_that_the_entry_is_there() -> None:
    shown, findings = check_proof(proof_of(6), made.POLICY, LOG.time)
    assert findings == ()
    assert shown is not None
    assert shown.opening is None
    # of a veiled entry nothing is told
    assert (shown.entry.actor, shown.entry.verb, shown.entry.object) == ("", "", "")
    assert b"upload" not in proof_of(6).extra


def test_without_keys_nobody_vouches() -> None:
    shown, findings = check_proof(proof_of(5), None, LOG.time)
    assert shown is not None
    assert shown.signers == ()
    assert [finding.rule for finding in findings] == ["T07"]


def test_a_policy_may_ask_for_a_witness() -> None:
    proof = proof_of(5)
    assert [finding.rule for finding in check_proof(proof, COSIGNED, LOG.time)[1]] == ["T06"]
    read, _ = read_checkpoint(proof.checkpoint)
    assert read is not None
    checkpoint, note = read
    cosigned = str(note.with_signatures([sign(checkpoint, WITNESS, LOG.time)])).encode()
    shown, findings = check_proof(replace(proof, checkpoint=cosigned), COSIGNED, LOG.time)
    assert findings == ()
    assert shown is not None
    assert [signer.witness for signer in shown.signers] == ["", "", "ngo"]


def test_another_log_or_another_checkpoint() -> None:
    stranger = Policy(tuple(key.verifier for key in made.log_keys(7)))
    assert [finding.rule for finding in check_proof(proof_of(5), stranger, LOG.time)[1]] == ["T04", "T04"]
    smaller = replace(proof_of(5), checkpoint=made.log(299).note)
    assert [finding.rule for finding in check_proof(smaller, made.POLICY, LOG.time)[1]] == ["T30"]
    broken = replace(proof_of(5), checkpoint=b"")
    assert [finding.rule for finding in check_proof(broken, made.POLICY, LOG.time)[1]] == ["T02"]


def test_an_entry_that_is_dated_after_it_was_signed() -> None:
    log = made.Made(()).grown(made.leaves(300)[200:])
    proof = prove(log.tree, 99, log.note, made.entry(299))
    assert [finding.rule for finding in check_proof(proof, made.POLICY, log.time)[1]] == ["T14"]
    assert log.time + timedelta(hours=1) < made.entry(299).time


def opened(**changed: object) -> bytes:
    told = json.loads(proof_of(6, made.opening(6)).extra) | changed
    return canonical({name: part for name, part in told.items() if part is not ...})


@pytest.mark.parametrize(
    "extra",
    [
        b"no JSON",
        b"[]",
        b"{}",
        b"[" * 100_000,
        opened(salt=...),
        opened(content=...),
        opened(act=...),
        opened(salt=..., content=...),
        opened(salt=..., content=..., act=..., entry=...),
        opened(salt=1),
        opened(salt="00"),
        opened(salt="no hex"),
        opened(act=[]),
        opened(act={"actor": "p-1", "verb": "plan.uploaded"}),
        opened(act={"actor": "p-1", "verb": "plan.uploaded", "object": 7}),
        opened(act={"actor": "p-1", "verb": "Uploaded", "object": "upload:6"}),
        opened(more=1),
        opened() + b" ",
    ],
    ids=range(18),
)
def test_what_does_not_open_an_entry_is_told(extra: bytes) -> None:
    shown, findings = check_proof(replace(proof_of(6), extra=extra), made.POLICY, LOG.time)
    assert shown is None
    assert [finding.rule for finding in findings] == ["T02"]


def test_a_proof_of_another_program_has_no_entry_in_it() -> None:
    shown, findings = check_proof(replace(proof_of(6), extra=b""), made.POLICY, LOG.time)
    assert shown is None
    assert [finding.rule for finding in findings] == ["T34"]
    read, _ = read_proof(replace(proof_of(6), extra=b"").write())
    assert read == replace(proof_of(6), extra=b"")


HEAD = "c2sp.org/tlog-proof@v1\nindex 5\n"
HASH = "A" * 43 + "=\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "c2sp.org/tlog-proof@v2\nindex 5\n\n",
        "c2sp.org/tlog-proof@v1\n\n",
        "c2sp.org/tlog-proof@v1\nindex 05\n\n",
        "c2sp.org/tlog-proof@v1\nindex -5\n\n",
        "c2sp.org/tlog-proof@v1\nindex ៥\n\n",
        "c2sp.org/tlog-proof@v1\nextra !\nindex 5\n\n",
        "c2sp.org/tlog-proof@v1\nextra AAAA\n\n",
        HEAD,
        HEAD + "AAAA\n\n",
        HEAD + "?\n\n",
        HEAD + HASH * 65 + "\n",
        "c2sp.org/tlog-proof@v1\nindex 5\n\n".replace("\n", "\r\n"),
        "a" * 4_000_001,
    ],
    ids=range(14),
)
def test_what_is_no_proof_is_told_plainly(text: str) -> None:
    proof, wrong = read_proof(text.encode(), "letter.txt")
    assert proof is None
    assert wrong is not None
    assert str(wrong.message).startswith("letter.txt is malformed: ")


DIGEST = "ab" * 32


@pytest.mark.parametrize(
    ("content", "speaks"),
    [
        ({"file": DIGEST}, True),
        ({"file": f"sha256:{DIGEST}"}, True),
        ({"files": [{"name": "plan.xlsx", "digest": DIGEST}]}, True),
        (DIGEST, True),
        ({"file": DIGEST[:-1]}, False),
        ({DIGEST: "file"}, False),
        ({"n": [1, None, True, 2.5, "ab"]}, False),
    ],
    ids=str,
)
def test_a_file_is_held_against_the_content(content: object, speaks: bool) -> None:
    shown, _ = check_proof(proof_of(5, made.opening(5)), made.POLICY, LOG.time)
    assert shown is not None
    told = replace(shown, opening=Opening(bytes(32), content))  # type: ignore[arg-type]  # JSON of each form
    assert [finding.rule for finding in check_file(told, DIGEST, "plan.xlsx")] == ([] if speaks else ["T32"])
    assert [finding.rule for finding in check_file(replace(shown, opening=None), DIGEST, "plan.xlsx")] == ["T33"]
