"""What we publish, read by a verifier that knows nothing of palermo, and by sigstore's reader of checkpoints."""

import pytest
from cryptography.exceptions import InvalidSignature
from hypothesis import given, settings
from hypothesis import strategies as st
from sigstore._internal.rekor.checkpoint import SignedCheckpoint

from palermo.trail import (
    Checkpoint,
    bundle_path,
    place,
    prove,
    read_checkpoint,
    sign,
    tile_path,
    verify,
)
from tests.examples import examples
from tests.unit.trail import made, plain

VKEYS = [str(key.verifier) for key in made.log_keys()]
SIZES = [1, 2, 255, 256, 257, 511, 512, 513, 1_000, 2_000]


@pytest.mark.parametrize("size", [0, *SIZES])
def test_tiles_bundles_and_checkpoints(size: int) -> None:
    log = made.log(size)
    assert plain.read_log(log.files, VKEYS) == list(made.leaves(size))
    assert verify(log.files.get, made.POLICY, log.time)[1] == ()


def test_a_log_of_three_levels() -> None:
    """70,000 entries, the example of tlog-tiles; all but the entries themselves."""
    hashes = [plain.sha(b"\0%d" % number) for number in range(70_000)]
    tree, tiles = made.Made(()).tree.extend(hashes)
    assert sum(path.startswith("tile/0/") for path in tiles) == 274
    for path, count in {
        "tile/0/273.p/112": 112,
        "tile/1/000": 256,
        "tile/1/001.p/17": 17,
        "tile/2/000.p/1": 1,
    }.items():
        assert len(tiles[path]) == 32 * count
    assert len(tiles) == 277
    assert plain.mth([b"%d" % number for number in range(70_000)]) == tree.root()


@settings(max_examples=examples(60))
@given(st.integers(1, 600), st.lists(st.integers(1, 599), max_size=3))
def test_a_log_that_grew_in_steps(size: int, steps: list[int]) -> None:
    log = made.Made(())
    for step in (*sorted(step for step in steps if step < size), size):
        log = log.grown(made.leaves(size)[log.size : step])
    assert plain.read_log(log.files, VKEYS) == list(made.leaves(size))


@given(st.integers(0, 10**12), st.integers(1, 256), st.integers(0, 63))
def test_paths(index: int, width: int, level: int) -> None:
    path, bundle = tile_path(level, index, width), bundle_path(index, width)
    assert path == plain.name(f"tile/{level}", index, width)
    assert bundle == plain.name("tile/entries", index, width)
    for written in (path, bundle):
        found = place(written)
        assert found is not None
        assert (found.index, found.width) == (index, width)


def test_the_path_of_the_standard() -> None:
    assert tile_path(0, 1_234_067) == "tile/0/x001/x234/067"


@pytest.mark.parametrize(
    "level", ["1", "x000/001", "x001", "000.p/0", "000.p/01", "000.p/256", "000.p/999", "001/", "១២៣"]
)
def test_no_other_form_of_a_path_is_one(level: str) -> None:
    assert place(f"tile/0/{level}") is place(f"tile/entries/{level}") is None


@pytest.mark.parametrize("path", ["tile/64/000", "tile/00/000", "tile/-1/000", "checkpoint", "tile/000", ""])
def test_no_other_path_is_one(path: str) -> None:
    assert place(path) is None


@pytest.mark.parametrize("size", SIZES)
def test_a_proof_file(size: int) -> None:
    log = made.log(size)
    for index in {0, size // 2, size - 1, min(6, size - 1)}:
        proof = prove(log.tree, index, log.note, made.entry(index), made.opening(index)).write()
        number, leaf, content = plain.read_proof(proof, VKEYS)
        assert (number, leaf, content) == (index, log.leaves[index], made.opening(index).content)


def test_a_proof_file_is_small() -> None:
    """Under 2,000 bytes without signatures, in a log of 20 million entries."""
    log = made.log(513)
    proof = prove(log.tree, 6, log.note, made.entry(6), made.opening(6)).write()
    text, _, _ = proof.decode().rpartition("\n\n")
    deeper = len("20000000") - len("513") + len("19999999") - len("6") + (25 - 10) * 45
    assert len(text) + deeper < 2_000


def test_a_cosigned_checkpoint() -> None:
    log = made.log(300)
    read, _ = read_checkpoint(log.note)
    assert read is not None
    checkpoint, note = read
    cosigned = note.with_signatures(sign(checkpoint, key, log.time) for key in made.witness_keys())
    text = plain.open_note(str(cosigned).encode(), [*VKEYS, *(str(key.verifier) for key in made.witness_keys())])
    assert text == checkpoint.text()
    with pytest.raises(InvalidSignature):
        plain.open_note(str(cosigned).replace("\n300\n", "\n301\n").encode(), VKEYS)


def test_sigstore_reads_our_checkpoints() -> None:
    log = made.log(300)
    read = SignedCheckpoint.from_text(log.note.decode())
    checkpoint = read.checkpoint
    assert (checkpoint.origin, checkpoint.log_size, checkpoint.other_content) == (made.LOG, 300, [])
    assert checkpoint.log_hash == log.tree.root().hex()
    assert [(one.name, one.sig_hash) for one in read.signed_note.signatures] == [
        (key.name, key.verifier.id) for key in made.log_keys()
    ]


def test_a_checkpoint_says_what_the_standard_asks() -> None:
    checkpoint = Checkpoint("example.com/behind-the-sofa", 20_852_163, bytes(32))
    assert checkpoint.text() == "example.com/behind-the-sofa\n20852163\n" + "A" * 43 + "=\n"
