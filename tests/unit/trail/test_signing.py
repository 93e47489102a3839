"""Keys, notes, checkpoints and policies: what they are, and that nothing else is taken for one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.trail import (
    Checkpoint,
    Group,
    Kind,
    Note,
    Policy,
    Signature,
    Signed,
    SigningKey,
    VerifierKey,
    judge,
    new_key,
    policy_of,
    read_checkpoint,
    read_note,
    read_policy,
    read_signatures,
    read_signing_key,
    read_verifier_key,
    sign,
    signature_of,
    signed,
)
from tests.unit.trail import made

TIME = datetime(2026, 3, 1, 12, 0, 0, 999_999, tzinfo=UTC)
CHECKPOINT = Checkpoint(made.LOG, 7, bytes(32))
LOG_KEYS, WITNESS = made.log_keys(), made.witness_keys()


# keys


@pytest.mark.parametrize("kind", Kind)
def test_a_key_is_written_and_read_back(kind: Kind) -> None:
    key = new_key("example.org/log", kind, made.chance("key"))
    assert read_signing_key(key.secret()) == key
    assert read_verifier_key(str(key.verifier) + "\n") == key.verifier
    assert key.seed.hex() not in repr(key)
    assert key.seed == made.chance("key")(32)
    assert not key.verifier.verifies(b"", b"message")
    assert not key.verifier.verifies(key.sign(b"message"), b"another")
    assert key.verifier.verifies(key.sign(b"message"), b"message")


def wrong_id(line: str) -> str:
    name, _, rest = line.partition("+")
    return f"{name}+00000000+{rest.partition('+')[2]}"


PUBLIC = str(LOG_KEYS[0].verifier)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "name",
        "name+00000000",
        "name+00000000+",
        "name+00000000+!!!!",
        "name+zzzzzzzz+" + PUBLIC.rpartition("+")[2],
        wrong_id(PUBLIC),
        PUBLIC[:-4],
        PUBLIC.replace(made.LOG, "two words"),
        PUBLIC.replace(made.LOG, ""),
        PUBLIC.replace("+A", "+B"),
        PUBLIC + "AAAA",
        LOG_KEYS[0].secret(),
    ],
    ids=range(13),
)
def test_what_is_no_key_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        read_verifier_key(line)
    with pytest.raises(ValueError) as told:
        read_signing_key("PRIVATE+KEY+" + line)
    assert LOG_KEYS[0].secret()[-20:] not in str(told.value)


def test_a_private_key_says_that_it_is_one() -> None:
    with pytest.raises(ValueError, match="no private key"):
        read_signing_key(PUBLIC)


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\u2003b", "a\x00", "a" * 256, "ក" * 100])
def test_a_name_that_a_key_cannot_have(name: str) -> None:
    with pytest.raises(ValueError, match="name of a key"):
        new_key(name, Kind.ED25519, made.chance(name))


def test_a_key_may_have_a_khmer_name() -> None:
    key = new_key("គណៈកម្មាធិការ.example/log", Kind.ML_DSA_44, made.chance(1))
    read, wrong = read_checkpoint(str(signed(replace(CHECKPOINT, log=key.name), [key], TIME)).encode())
    assert wrong is None
    assert read is not None
    assert signature_of(key.verifier, *read) == Signed(True, TIME.replace(microsecond=0))


def test_a_seed_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes, not 31"):
        SigningKey("name", Kind.ED25519, bytes(31))
    with pytest.raises(ValueError):
        VerifierKey("name", Kind.ML_DSA_44, bytes(31))


# notes and checkpoints

NOTE = signed(CHECKPOINT, LOG_KEYS, TIME)


def test_a_checkpoint_is_written_and_read_back() -> None:
    assert read_checkpoint(str(NOTE).encode()) == ((CHECKPOINT, NOTE), None)
    longer = replace(CHECKPOINT, extensions=("an extension", "another"))
    note = signed(longer, LOG_KEYS, TIME)
    assert read_checkpoint(str(note).encode()) == ((longer, note), None)


@pytest.mark.parametrize(
    "changed", [{"log": ""}, {"log": "a\nb"}, {"size": -1}, {"root": b""}, {"extensions": ("",)}], ids=str
)
def test_a_checkpoint_that_could_not_be_read_back_is_refused(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError):
        replace(CHECKPOINT, **changed)  # type: ignore[arg-type]  # each case names one part


@pytest.mark.parametrize("key", [*LOG_KEYS, *WITNESS], ids=lambda key: f"{key.name} {key.kind.name}")
def test_a_signature_holds_for_its_checkpoint_and_no_other(key: SigningKey) -> None:
    note = Note(CHECKPOINT.text(), (sign(CHECKPOINT, key, TIME),))
    time = None if key.kind is Kind.ED25519 else TIME.replace(microsecond=0)
    assert signature_of(key.verifier, CHECKPOINT, note) == Signed(True, time)
    for other in (
        replace(CHECKPOINT, size=8),
        replace(CHECKPOINT, root=bytes(31) + b"\1"),
        replace(CHECKPOINT, log="x"),
    ):
        assert signature_of(key.verifier, other, note) == Signed(False)
    for name in ("another.example.org", key.name):
        stranger = new_key(name, key.kind, made.chance("stranger"))
        assert signature_of(stranger.verifier, CHECKPOINT, note) is None
    # dated signatures hold for their time only
    one = note.signatures[0]
    if key.kind is not Kind.ED25519:
        later = replace(one, body=(int.from_bytes(one.body[:8], "big") + 1).to_bytes(8, "big") + one.body[8:])
        assert signature_of(key.verifier, CHECKPOINT, Note(note.text, (later,))) == Signed(False)
    for body in (one.body[:-1], one.body[:7], one.body + b"\0", b"\xff" * 8 + one.body[8:]):
        assert signature_of(key.verifier, CHECKPOINT, Note(note.text, (replace(one, body=body),))) == Signed(False)
    # of two lines by one key the bad one counts
    twice = Note(note.text, (replace(one, body=bytes(64)), one))
    assert signature_of(key.verifier, CHECKPOINT, twice) == Signed(False)


def test_a_newer_signature_of_a_key_takes_the_place_of_its_older() -> None:
    older, newer = (sign(CHECKPOINT, WITNESS[0], TIME.replace(hour=hour)) for hour in (1, 2))
    note = NOTE.with_signatures([older]).with_signatures([newer])
    assert note.signatures == (*NOTE.signatures, newer)


def test_signatures_alone_are_read() -> None:
    lines = "".join(map(str, NOTE.signatures)).encode()
    assert read_signatures(lines) == (NOTE.signatures, None)
    assert read_signatures(b"")[0] == ()
    assert read_signatures(lines[:-1])[1] is not None


LINE = "\N{EM DASH} " + "name AAAABBBB\n"


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"text\n",
        b"text\n\n",
        b"text\n\n\n",
        f"text\n\n{LINE}"[:-1].encode(),
        f"text\n{LINE}".encode(),
        f"te\tt\n\n{LINE}".encode(),
        f"text\n\n{LINE}".replace("\N{EM DASH}", "-").encode(),
        f"text\n\n{LINE}".replace("name", "na+me").encode(),
        f"text\n\n{LINE}".replace("AAAABBBB", "AAAA").encode(),
        f"text\n\n{LINE}".replace("AAAABBBB", "AAAABB").encode(),
        f"text\n\n{LINE}".replace("AAAABBBB", "AAAA BBBB").encode(),
        f"text\n\n{LINE * 101}".encode(),
        f"text\n\n{LINE}\n".encode(),
        b"\xff\n\n" + LINE.encode(),
        b"a" * 1_000_001,
    ],
    ids=range(16),
)
def test_what_is_no_note_is_told_plainly(text: bytes) -> None:
    note, wrong = read_note(text, "checkpoint")
    assert note is None
    assert wrong is not None
    assert str(wrong.message).startswith("checkpoint is malformed: ")


def test_a_text_may_hold_blank_lines() -> None:
    note, _ = read_note(f"one\n\ntwo\n\n{LINE}".encode())
    assert note == Note("one\n\ntwo\n", (Signature("name", b"\0\0\0\x04", b"\x10A"),))


ROOT = "A" * 43 + "="


@pytest.mark.parametrize(
    "text",
    [
        "log\n7\n",
        f"\n7\n{ROOT}\n",
        f"log\n\n{ROOT}\n",
        f"log\n07\n{ROOT}\n",
        f"log\n-1\n{ROOT}\n",
        f"log\n+1\n{ROOT}\n",
        f"log\n7 \n{ROOT}\n",
        f"log\n៧\n{ROOT}\n",
        f"log\n{10**19}\n{ROOT}\n",
        f"log\n7\n{ROOT[:-1]}\n",
        f"log\n7\n{'A' * 40}\n",
        f"log\n7\n{'A' * 42}B=\n",
        f"log\n7\n{ROOT}\n\nextension\n",
        f"{'l' * 256}\n7\n{ROOT}\n",
    ],
    ids=range(14),
)
def test_what_is_no_checkpoint_is_told_plainly(text: str) -> None:
    read, wrong = read_checkpoint(f"{text}\n{LINE}".encode())
    assert read is None
    assert wrong is not None
    assert str(wrong.message).startswith("checkpoint is malformed: ")


# policies and who signed

W1, W2, W3 = (made.witness_keys(seed, f"w{seed}.example.org")[0] for seed in (11, 12, 13))
POLICY = Policy(
    tuple(key.verifier for key in LOG_KEYS),
    {"ngo": W1.verifier, "embassy": W2.verifier, "court": W3.verifier},
    {"abroad": Group(1, ("embassy", "court")), "both": Group(2, ("ngo", "abroad"))},
    "both",
)


def test_a_policy_is_written_and_read_back() -> None:
    assert read_policy(str(POLICY).encode()) == (POLICY, None)
    assert read_policy(str(made.POLICY).encode()) == (made.POLICY, None)


def test_a_policy_as_people_write_it() -> None:
    text = (
        f"# whom we trust\n\n  log\t{LOG_KEYS[0].verifier} https://example.org\nwitness ngo {W1.verifier} https://w1.org\n"
        f"witness embassy {W2.verifier}\ngroup one any ngo embassy\ngroup all all one\nquorum all\n"
    )
    policy, wrong = read_policy(text.encode())
    assert wrong is None
    assert policy is not None
    assert policy.groups == {"one": Group(1, ("ngo", "embassy")), "all": Group(1, ("one",))}
    assert policy.meets({"embassy"})
    assert not policy.meets(set())


@pytest.mark.parametrize(
    ("cosigned", "enough"),
    [
        ([], False),
        (["ngo"], False),
        (["embassy", "court"], False),
        (["ngo", "court"], True),
        (["ngo", "embassy", "court"], True),
    ],
)
def test_a_quorum(cosigned: list[str], enough: bool) -> None:
    keys = {"ngo": W1, "embassy": W2, "court": W3}
    note = NOTE.with_signatures(sign(CHECKPOINT, keys[name], TIME) for name in cosigned)
    signers, findings = judge(CHECKPOINT, note, POLICY)
    assert [signer.witness for signer in signers] == ["", "", *cosigned]
    assert [finding.rule for finding in findings] == ([] if enough else ["T06"])


def test_a_log_that_is_not_in_the_policy() -> None:
    other = replace(CHECKPOINT, log="another.example.org")
    _, findings = judge(other, NOTE, POLICY)
    assert [finding.rule for finding in findings] == ["T03"]
    assert made.LOG in str(findings[0].message)
    _, findings = judge(other, NOTE, Policy(()))
    assert "the keys of - only" in str(findings[0].message)


WITNESS_LINE = f"witness ngo {W1.verifier}\n"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "quorum none\nquorum none\n",
        "quorum ngo\n",
        "hello\n",
        "log\nquorum none\n",
        "log nokey\nquorum none\n",
        f"log {W1.verifier}\nquorum none\n",
        f"log {LOG_KEYS[0].verifier}\nlog {LOG_KEYS[0].verifier}\nquorum none\n",
        f"witness ngo {LOG_KEYS[0].verifier}\nquorum none\n",
        f"witness none {W1.verifier}\nquorum none\n",
        f"{WITNESS_LINE}witness ngo {W2.verifier}\nquorum none\n",
        f"{WITNESS_LINE}witness other {W1.verifier}\nquorum none\n",
        f"{WITNESS_LINE}group g 2 ngo\nquorum g\n",
        f"{WITNESS_LINE}group g 0 ngo\nquorum g\n",
        f"{WITNESS_LINE}group g some ngo\nquorum g\n",
        f"{WITNESS_LINE}group g any\nquorum g\n",
        f"{WITNESS_LINE}group g any ngo\ngroup h any ngo\nquorum g\n",
        f"{WITNESS_LINE}group g any h\ngroup h any ngo\nquorum g\n",
        f"{WITNESS_LINE}group ngo any ngo\nquorum none\n",
        "quorum none\x01\n",
        "quorum none\n" + "\n" * 1_001,
    ],
    ids=range(21),
)
def test_what_is_no_policy_is_told_plainly(text: str) -> None:
    policy, wrong = read_policy(text.encode())
    assert policy is None
    assert wrong is not None
    assert str(wrong.message).startswith("policy is malformed: ")


def test_the_policy_of_the_log_itself_is_remarked() -> None:
    policy, findings = policy_of(made.log(1).files.get)
    assert (policy, [finding.rule for finding in findings]) == (made.POLICY, ["T08"])
    assert policy_of(lambda _: None)[0] is None
    assert policy_of(lambda _: b"\xff")[0] is None


LOG_NAMES = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60)


@given(st.integers(0, 10**18), st.binary(min_size=32, max_size=32), LOG_NAMES)
def test_every_checkpoint_reads_back(size: int, root: bytes, log: str) -> None:
    checkpoint = Checkpoint(log, size, root)
    note = signed(checkpoint, LOG_KEYS[:1], TIME)
    assert read_checkpoint(str(note).encode()) == ((checkpoint, note), None)
