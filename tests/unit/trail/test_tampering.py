"""Ten tamperings, each by a clumsy forger and by one who holds the keys; each is named, with the first bad entry.

The clumsy one changes files. The one who holds the keys makes the whole log anew, so that it verifies in itself: only
what somebody saw before gives it away.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from palermo.core import Finding
from palermo.trail import (
    Entry,
    Look,
    Opening,
    Seen,
    bundle_path,
    check_proof,
    leaf,
    prove,
    read_checkpoint,
    read_proof,
    read_seen,
    verify,
    witness,
    write_bundle,
)
from tests.unit.trail import made

SIZE = 1_000
LOG = made.log(SIZE)
Leaves = tuple[bytes, ...]


def other(number: int, **changed: object) -> bytes:
    return leaf(made.entry(number, **changed))


def change(whole: Leaves) -> Leaves:
    return (*whole[:400], other(400, object="upload:999"), *whole[401:])


def cut(whole: Leaves) -> Leaves:
    return (*whole[:300], *whole[301:])


def insert(whole: Leaves) -> Leaves:
    return (*whole[:500], other(500, id="0" * 32), *whole[500:])


def reorder(whole: Leaves) -> Leaves:
    return (*whole[:200], whole[201], whole[200], *whole[202:])


def back_date(whole: Leaves) -> Leaves:
    return (*whole[:700], other(700, time=made.entry(100).time), *whole[701:])


TAMPERINGS: list[tuple[Callable[[Leaves], Leaves], int]] = [
    (change, 400),
    (cut, 300),
    (insert, 500),
    (reorder, 200),
    (back_date, 700),
]
each_tampering = pytest.mark.parametrize(
    ("tamper", "first"), [pytest.param(tamper, first, id=tamper.__name__) for tamper, first in TAMPERINGS]
)


def seen_by(log: made.Made, *, tiles: bool = True) -> Seen:
    """What a reader has kept of a log: all of it, or its checkpoint alone."""
    kept = log.files if tiles else {"checkpoint": log.note}
    seen, findings = read_seen(kept.get, made.POLICY)
    assert seen is not None, findings
    return seen


def found(files: made.Files, seen: Seen | None = None) -> list[tuple[str, str]]:
    """What verify finds, as pairs of rule and entry."""
    _, findings = verify(files.get, made.POLICY, LOG.time + timedelta(days=1), seen=seen)
    return pairs(findings)


def pairs(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.object) for finding in findings]


def first_bad(told: list[tuple[str, str]]) -> int:
    return min(int(entry) for _, entry in told if entry)


def looked(log: made.Made, seen: Seen) -> tuple[Look | None, tuple[Finding, ...]]:
    return witness(log.files.get, made.POLICY, made.witness_keys(), LOG.time + timedelta(days=1), seen=seen)


def in_place(whole: Leaves) -> made.Files:
    """Other entries in the bundles of the log, tiles and checkpoint as they were."""
    parts = {bundle_path(n): whole[n * 256 : n * 256 + 256] for n in range(SIZE // 256)}
    parts[bundle_path(SIZE // 256, SIZE % 256)] = whole[SIZE // 256 * 256 :]
    return LOG.files | {path: write_bundle(part) for path, part in parts.items()}


def test_the_honest_log_verifies() -> None:
    assert found(LOG.files) == []
    assert found(LOG.files, seen_by(made.log(700))) == []


@each_tampering
def test_files_that_were_changed(tamper: Callable[[Leaves], Leaves], first: int) -> None:
    assert first_bad(found(in_place(tamper(LOG.leaves)))) == first


@each_tampering
def test_files_that_were_changed_and_nothing_else_is_told(tamper: Callable[[Leaves], Leaves], first: int) -> None:
    told = found(in_place(tamper(LOG.leaves)))
    # where an entry is gone or put in, the last bundle has another number of them
    more = {"cut": {"T12"}, "insert": {"T12"}, "back_date": {"T13"}}
    assert {rule for rule, _ in told} == {"T10", "T15"} | more.get(tamper.__name__, set())
    assert told.count(("T10", str(first))) == 1


def test_a_bundle_with_too_few_or_too_many() -> None:
    path, last = "tile/entries/003.p/232", LOG.leaves[768:]
    for part, entry in ((last[:-1], "999"), ((*last, last[-1]), "1000"), ((), "768")):
        assert found(LOG.files | {path: write_bundle(part)}) == [("T12", entry)]
    without = {name: content for name, content in LOG.files.items() if name != "tile/0/003.p/232"}
    assert found(without | {path: write_bundle(last[:-1])}) == [("T01", ""), ("T12", "999")]


@each_tampering
def test_a_log_that_was_made_anew(tamper: Callable[[Leaves], Leaves], first: int) -> None:
    forged = made.forged(tamper(LOG.leaves))
    if tamper is not back_date:
        assert found(forged.files) == [], "it verifies in itself"
    told = found(forged.files, seen_by(LOG))
    assert ("T21", str(first)) in told
    assert first_bad(told) == first
    # who kept the checkpoint alone knows that it is another log, and not where
    assert "T22" in {rule for rule, _ in found(forged.files, seen_by(LOG, tiles=False))} or tamper is cut
    look, findings = looked(forged, seen_by(LOG))
    assert look is not None
    assert look.cosignatures == ()
    assert ("T21", str(first)) in pairs(findings)


def test_entries_and_hashes_changed_together() -> None:
    """Who changes a tile along with its entries is found a level up, to within 256 entries."""
    forged = made.forged(change(LOG.leaves)).files
    assert found(LOG.files | {path: forged[path] for path in ("tile/entries/001", "tile/0/001")}) == [
        ("T15", ""),
        ("T16", "256"),
    ]
    # all tiles, but not the signed root: the log cannot be believed, and what was seen says where
    whole = forged | {"checkpoint": LOG.note}
    assert found(whole) == [("T15", "")]
    assert ("T21", "400") in found(whole, seen_by(made.log(700)))


def test_a_tile_that_is_damaged_alone() -> None:
    tile = bytearray(LOG.files["tile/0/002"])
    tile[32 * 10] ^= 1
    assert found(LOG.files | {"tile/0/002": bytes(tile)}) == [("T11", "522")]
    top = bytes(32) + LOG.files["tile/1/000.p/3"][32:]
    assert found(LOG.files | {"tile/1/000.p/3": top}) == [("T11", "0")]


def test_an_entry_that_is_back_dated_as_it_is_added() -> None:
    log = LOG.grown([other(SIZE, time=made.entry(SIZE - 20).time)])
    assert found(log.files) == [("T13", "1000")]
    slack = LOG.grown([other(SIZE, time=made.entry(SIZE - 1).time - timedelta(minutes=5))])
    assert found(slack.files) == []


def test_an_entry_that_is_back_dated_after_a_quiet_time() -> None:
    """No earlier entry gives it away, but that it was not there when the log was seen."""
    seen = seen_by(LOG)
    assert seen.time == LOG.time
    log = LOG.grown([other(SIZE, time=LOG.time - timedelta(minutes=6))])
    log = replace(log, files=log.files)
    late = LOG.grown([other(SIZE, time=LOG.time - timedelta(minutes=4))])
    assert found(late.files, seen) == []
    assert ("T23", "1000") in found(log.files, seen)
    look, findings = looked(log, seen)
    assert look is not None
    # the tree is whole: the witness holds it fast, and tells of its doubt
    assert len(look.cosignatures) == 2
    assert ("T23", "1000") in pairs(findings)


def test_an_entry_that_is_dated_after_it_was_signed() -> None:
    log = LOG.grown([other(SIZE, time=LOG.time + timedelta(days=300)), *made.leaves(SIZE + 2)[SIZE + 1 :]])
    assert found(log.files) == [("T14", "1000")]


@pytest.mark.parametrize("gone", ["tile/entries/003.p/232", "tile/0/003.p/232", "both"])
def test_a_tail_that_is_cut_off(gone: str) -> None:
    paths = ["tile/entries/003.p/232", "tile/0/003.p/232"] if gone == "both" else [gone]
    told = found({path: content for path, content in LOG.files.items() if path not in paths})
    assert {rule for rule, _ in told} == {"T01"}
    if gone != "tile/0/003.p/232":
        assert first_bad(told) == 768


def test_a_tail_that_is_cut_off_by_who_holds_the_keys() -> None:
    told = found(made.log(600).files, seen_by(LOG))
    assert told == [("T20", "600")]


def test_an_old_backup_that_is_brought_back() -> None:
    old = made.log(600)
    assert found(old.files) == []
    look, findings = looked(old, seen_by(LOG))
    assert look is not None
    assert look.cosignatures == ()
    assert pairs(findings) == [("T20", "600")]
    # and used further, until it is longer than what was seen
    further = old.grown(other(number, actor="p-somebody") for number in range(600, 1_200))
    assert found(further.files) == []
    assert found(further.files, seen_by(LOG)) == [("T21", "600")]


def test_two_readers_who_are_shown_two_logs() -> None:
    one, two = (made.log(700).grown(other(n, actor=actor) for n in range(700, 900)) for actor in ("p-one", "p-two"))
    assert found(one.files) == found(two.files) == []
    assert found(one.files, seen_by(two)) == [("T21", "700")]
    assert found(one.files, seen_by(two, tiles=False)) == [("T22", "")]
    # of two lengths: the shorter that comes after the longer is told for both
    longer = two.grown(made.leaves(SIZE)[900:])
    assert found(one.files, seen_by(longer)) == [("T21", "700"), ("T20", "900")]
    assert found(longer.files, seen_by(one)) == [("T21", "700")]


def swapped(lines: list[str], number: int, line: str) -> list[str]:
    return [*lines[:number], line, *lines[number + 1 :]]


@pytest.mark.parametrize("number", [0, 1], ids=["Ed25519", "ML-DSA-44"])
def test_a_signature_that_is_swapped(number: int) -> None:
    text, _, block = LOG.note.decode().rpartition("\n\n")
    lines = block.splitlines()
    older = made.log(700).note.decode().rpartition("\n\n")[2].splitlines()
    stranger = made.Made(()).grown(LOG.leaves, made.log_keys(99)).note.decode().rpartition("\n\n")[2].splitlines()
    for line, rule in ((older[number], "T05"), (stranger[number], "T04"), (lines[1 - number], "T04")):
        note = "\n".join([text, "", *swapped(lines, number, line), ""]).encode()
        assert (rule, "") in found(LOG.files | {"checkpoint": note})
    both = "\n".join([text, "", *stranger, ""]).encode()
    assert found(LOG.files | {"checkpoint": both}) == [("T04", ""), ("T04", "")]


def test_a_checkpoint_whose_text_is_changed() -> None:
    note = LOG.note.replace(b"\n1000\n", b"\n1001\n")
    assert found(LOG.files | {"checkpoint": note}) == [("T05", ""), ("T05", "")]


@pytest.mark.parametrize("number", [5, 6], ids=["open", "veiled"])
def test_a_content_that_is_edited(number: int) -> None:
    honest = made.opening(number)
    entry = made.entry(number)
    for opening in (Opening(honest.salt, {"plan": "another"}), Opening(bytes(32), honest.content)):
        proof = prove(LOG.tree, number, LOG.note, entry, opening)
        _, findings = check_proof(proof, made.POLICY, LOG.time)
        assert pairs(findings) == [("T31", str(number))]
    if entry.veiled:
        proof = prove(LOG.tree, number, LOG.note, replace(entry, actor="p-somebody"), honest)
        assert pairs(check_proof(proof, made.POLICY, LOG.time)[1]) == [("T31", str(number))]


def test_an_entry_that_is_another_one_in_its_proof() -> None:
    for entry in (made.entry(5, verb="plan.revised"), made.entry(8)):
        proof = prove(LOG.tree, 5, LOG.note, entry)
        assert pairs(check_proof(proof, made.POLICY, LOG.time)[1]) == [("T30", "5")]
    moved, _ = read_proof(prove(LOG.tree, 5, LOG.note, made.entry(5)).write().replace(b"index 5", b"index 4"))
    assert moved is not None
    assert pairs(check_proof(moved, made.POLICY, LOG.time)[1]) == [("T30", "4")]


def test_what_the_forger_holds_is_an_entry() -> None:
    """The forged entries are well-formed, so that it is the tree that gives them away and not their form."""
    assert isinstance(made.entry(400, object="upload:999"), Entry)
    assert read_checkpoint(made.forged(change(LOG.leaves)).note)[1] is None
