"""A witness that comes back to a log again and again, and what is verified with it."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Finding
from palermo.trail import Look, Policy, leaf, read_seen, sign, verify, witness
from tests.examples import examples
from tests.unit.trail import made, plain

KEYS = made.witness_keys()
VKEYS = [str(key.verifier) for key in (*made.log_keys(), *KEYS)]
UNDATED = made.log_keys()[:1]  # an Ed25519 signature of a log has no date
UNDATED_POLICY = Policy((UNDATED[0].verifier,))


@dataclass
class Memory:
    """What a witness keeps from look to look."""

    files: made.Files = field(default_factory=dict)
    read: int = 0

    def look(self, log: made.Made, policy: Policy = made.POLICY) -> tuple[Look | None, tuple[Finding, ...]]:
        seen = read_seen(self.files.get, policy)[0] if self.files else None
        self.read = 0
        look, findings = witness(log.files.get, policy, KEYS, log.time, seen=seen, tell=self.count)
        if look is not None and look.cosignatures:
            self.files |= {**look.tiles, "checkpoint": str(look.note).encode()}
        return look, findings

    def count(self, more: int) -> None:
        self.read += more


@settings(max_examples=examples(20))
@given(st.lists(st.integers(1, 900), min_size=1, max_size=5).map(sorted))
def test_an_honest_log_is_cosigned_each_time(sizes: list[int]) -> None:
    memory = Memory()
    for size in sizes:
        look, findings = memory.look(made.log(size))
        assert findings == ()
        assert look is not None
        cosigned = str(look.note.with_signatures(look.cosignatures)).encode()
        plain.open_note(cosigned, VKEYS)
        log, findings = verify(
            (made.log(size).files | {"checkpoint": cosigned}).get, with_witness(), made.log(size).time
        )
        assert findings == ()
        assert log is not None
        assert [(signer.witness, signer.time) for signer in log.signers][2:] == [
            ("ngo", made.log(size).time),
            ("ngo-later", made.log(size).time),
        ]


def with_witness() -> Policy:
    return replace(made.POLICY, witnesses={"ngo": KEYS[0].verifier, "ngo-later": KEYS[1].verifier}, quorum="ngo-later")


def test_only_what_is_new_is_read_again() -> None:
    memory = Memory()
    memory.look(made.log(700))
    assert memory.read == 700
    memory.look(made.log(1_000))
    assert memory.read == 1_000 - 512
    memory.look(made.log(1_000))
    assert memory.read == 1_000 - 768


def test_a_log_of_several_levels_is_taken_up_where_it_was_left() -> None:
    """Beyond 65,536 entries the hashes of earlier bundles come from tiles of two levels."""
    whole = tuple(made.leaves(3)[number % 3] for number in range(66_000))
    log, older = made.Made(()).grown(whole, UNDATED), made.Made(()).grown(whole[:65_800], UNDATED)
    memory = Memory({"checkpoint": older.note})
    assert memory.look(log, UNDATED_POLICY)[1] == ()
    assert memory.read == 66_000 - 65_792
    assert verify(log.files.get, UNDATED_POLICY, log.time)[1] == ()
    # a tile that stands for earlier entries is gone: nothing can be said
    files = {path: content for path, content in log.files.items() if path != "tile/1/001.p/1"}
    _, findings = Memory({"checkpoint": older.note}).look(replace(log, files=files), UNDATED_POLICY)
    assert {finding.rule for finding in findings} == {"T01", "T25"}


def test_what_is_refused_is_not_kept() -> None:
    memory = Memory()
    memory.look(made.log(700))
    kept = dict(memory.files)
    other = made.log(600).grown([leaf(made.entry(1, time=made.entry(750).time))] * 300)
    look, findings = memory.look(other)
    assert look is not None
    assert look.cosignatures == ()
    assert [finding.rule for finding in findings] == ["T21"]
    assert memory.files == kept


@pytest.mark.parametrize("path", ["tile/entries/003.p/232", "tile/0/003.p/232", "tile/1/000.p/3"])
def test_a_log_that_is_not_whole_is_not_cosigned(path: str) -> None:
    log = made.log(1_000)
    for content in (None, b"", bytes(32)):
        files = {name: there for name, there in log.files.items() if name != path}
        look, findings = Memory().look(replace(log, files=files if content is None else files | {path: content}))
        assert look is not None
        assert look.cosignatures == ()
        assert findings


def test_a_log_that_is_not_there_is_told() -> None:
    for files in ({}, {"checkpoint": b"?"}):
        look, findings = Memory().look(made.Made((), files))
        assert look is None
        assert len(findings) == 1


def test_a_witness_does_not_ask_for_witnesses() -> None:
    look, findings = Memory().look(made.log(10), with_witness())
    assert findings == ()
    assert look is not None
    assert len(look.cosignatures) == 2


def test_what_was_seen_must_be_signed_and_of_the_same_log() -> None:
    seen, findings = read_seen({"checkpoint": made.log(5).note.replace(b"\n5\n", b"\n6\n")}.get, made.POLICY, "kept")
    assert seen is None
    assert {finding.rule for finding in findings} == {"T05"}
    assert "kept" in str(findings[0].message)
    assert read_seen(lambda _: None, made.POLICY)[0] is None
    assert read_seen({"checkpoint": b""}.get, made.POLICY)[0] is None
    seen, _ = read_seen(made.log(5).files.get, made.POLICY)
    assert seen is not None
    other = replace(seen, checkpoint=replace(seen.checkpoint, log="another.example.org"))
    _, findings = verify(made.log(9).files.get, made.POLICY, made.log(9).time, seen=other)
    assert [finding.rule for finding in findings] == ["T24"]


def test_a_log_that_is_signed_without_a_date_is_seen_without_one() -> None:
    log = made.Made(()).grown(made.leaves(10), UNDATED)
    seen, _ = read_seen(log.files.get, UNDATED_POLICY)
    assert seen is not None
    assert seen.time is None
    shorter = made.Made(()).grown(made.leaves(5), UNDATED)
    _, findings = verify(shorter.files.get, UNDATED_POLICY, log.time, seen=seen)
    assert [finding.rule for finding in findings] == ["T20"]
    assert "(-)" in str(findings[0].message)
    # without a date on it, the day of the look is the bound
    early = log.time - timedelta(hours=1)
    assert {finding.rule for finding in verify(log.files.get, UNDATED_POLICY, early)[1]} == {"T14"}


def test_a_witness_that_saw_it_earlier_bounds_the_dates() -> None:
    log = made.log(10)
    read, _ = read_seen(log.files.get, made.POLICY)
    assert read is not None
    earlier = made.FIRST - timedelta(minutes=10)
    note = Memory().look(log)[0]
    assert note is not None
    cosigned = note.note.with_signatures([sign(read.checkpoint, KEYS[0], earlier)])
    files = log.files | {"checkpoint": str(cosigned).encode()}
    policy = replace(made.POLICY, witnesses={"ngo": KEYS[0].verifier})
    _, findings = verify(files.get, policy, log.time)
    assert {finding.rule for finding in findings} == {"T14"}
    assert findings[0].object == "0"


def test_many_findings_are_counted() -> None:
    backwards = made.forged(leaf(made.entry(number)) for number in range(600, 0, -13))
    _, findings = verify(
        backwards.files.get, made.POLICY, datetime.max.replace(tzinfo=made.FIRST.tzinfo) - timedelta(1)
    )
    assert [finding.rule for finding in findings][:20] == ["T14"] * 20
    assert str(findings[20].message).endswith("more are not told one by one.")
    assert findings[20].severity == "C"


def test_times_at_the_beginning_of_all_calendars() -> None:
    first = datetime.min.replace(tzinfo=made.FIRST.tzinfo)
    log = made.forged(leaf(made.entry(number, time=first + timedelta(seconds=9 - number))) for number in range(9))
    assert verify(log.files.get, made.POLICY, log.time)[1] == ()


def test_malformed_entries_are_told_one_by_one() -> None:
    log = made.forged([*made.leaves(2), b"{}", made.leaves(3)[2]])
    _, findings = verify(log.files.get, made.POLICY, log.time)
    assert [(finding.rule, finding.object) for finding in findings] == [("T02", "2")]
    seen, _ = read_seen(made.log(2).files.get, made.POLICY)
    assert [finding.rule for finding in verify(log.files.get, made.POLICY, log.time, seen=seen)[1]] == ["T02"]
    many = made.forged([b"{}"] * 30)
    assert len(verify(many.files.get, made.POLICY, many.time)[1]) == 21


def test_a_log_that_grows_while_it_is_read() -> None:
    """The partial tiles and bundles of its older checkpoint are gone; full ones stand in their place."""
    older, newer = made.log(500), made.log(1_000)
    files = newer.files | {"checkpoint": older.note}
    assert "tile/0/001.p/244" not in files or files.pop("tile/0/001.p/244")
    files = {path: content for path, content in files.items() if ".p/" not in path} | {
        "tile/1/000.p/1": newer.files["tile/1/000.p/3"][:32]
    }
    assert verify(files.get, made.POLICY, newer.time)[1] == ()
