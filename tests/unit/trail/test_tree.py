"""The tree against three others: the words of RFC 6962, pymerkle, and sigstore's check of inclusion."""

from functools import cache
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pymerkle import InmemoryTree, verify_consistency
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore.errors import VerificationError

from palermo.core import DataError
from palermo.trail import Tree, check_consistency, check_inclusion, full_root, leaf_hash, place
from tests.examples import examples
from tests.unit.trail import plain

MOST = 10_000
LEAVES = [b"leaf %d" % number for number in range(MOST)]
EDGES = sorted(
    {near for power in range(14) for near in (2**power - 1, 2**power, 2**power + 1) if 1 <= near <= MOST}
    | {near for tile in range(256, MOST, 1024) for near in (tile - 1, tile, tile + 1)}
    | {MOST}
)
sizes = st.integers(1, MOST) | st.sampled_from(EDGES)


@cache
def oracle() -> InmemoryTree:
    made = InmemoryTree(algorithm="sha256")
    for one in LEAVES:
        made.append_entry(one)
    return made


@cache
def whole() -> dict[tuple[int, int], bytes]:
    """The tiles of the tree of all leaves, by level and index."""
    found = {path: place(path) for path in grown(MOST)[1]}
    return {(at.level, at.index): grown(MOST)[1][path] for path, at in found.items() if at}


@cache
def grown(*ends: int) -> tuple[Tree, dict[str, bytes]]:
    """A tree of the first leaves, grown in steps that end there, and every tile it ever had."""
    tree, tiles, at = Tree(0, lambda _: None), dict[str, bytes](), 0
    for end in ends:
        tree, new = tree.extend([leaf_hash(one) for one in LEAVES[at:end]])
        tiles |= new
        at = end
    return tree, tiles


def fetch(path: str) -> bytes | None:
    """A tile as it was when the tree was smaller: the beginning of the tile of today."""
    at = place(path)
    assert at is not None
    return whole()[at.level, at.index][: at.width * 32]


def tree_of(size: int) -> Tree:
    return Tree(size, fetch)


@settings(max_examples=examples(300))
@given(sizes, st.data())
def test_roots_and_proofs_are_those_of_pymerkle(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    tree, other = tree_of(size), oracle()
    root = tree.root()
    assert root == other.get_root(size)
    path = tree.inclusion(index)
    assert [leaf_hash(LEAVES[index]), *path] == other.prove_inclusion(index + 1, size).path
    assert check_inclusion(leaf_hash(LEAVES[index]), index, size, path, root)
    was = tree_of(old).root()
    verify_consistency(was, root, other.prove_consistency(old, size), old, size)
    assert check_consistency(old, size, tree.consistency(old), was, root)


@pytest.mark.parametrize("size", EDGES)
def test_honest_trees_of_every_edge_size(size: int) -> None:
    tree, other = tree_of(size), oracle()
    root = tree.root()
    assert root == other.get_root(size)
    for index in {0, size // 2, size - 1}:
        assert check_inclusion(leaf_hash(LEAVES[index]), index, size, tree.inclusion(index), root)
    for old in {1, size // 2 or 1, size - 1 or 1, size}:
        assert check_consistency(old, size, tree.consistency(old), other.get_root(old), root)


@settings(max_examples=examples(60))
@given(st.integers(1, 1_200), st.data())
def test_paths_are_those_of_the_standard(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(1, size))
    tree = tree_of(size)
    assert list(tree.inclusion(index)) == plain.path(index, LEAVES[:size])
    assert list(tree.consistency(old)) == plain.subproof(old, LEAVES[:size])


@given(st.lists(st.integers(0, 1_500), min_size=1, max_size=6).map(sorted))
def test_a_tree_that_grows_in_steps_is_the_same_tree(steps: list[int]) -> None:
    tree, tiles = grown(*steps)
    assert tree.root() == tree_of(steps[-1]).root() == plain.mth(LEAVES[: steps[-1]])
    # every tile of the last size is among those it ever had
    assert Tree(steps[-1], tiles.get).root() == tree.root()


@settings(max_examples=examples(150))
@given(sizes, st.data())
def test_sigstore_finds_what_we_prove_included(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    tree = tree_of(size)
    proof = SimpleNamespace(log_index=index, tree_size=size, hashes=list(tree.inclusion(index)), root_hash=tree.root())
    entry = SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=LEAVES[index]))
    verify_merkle_inclusion(cast(Any, entry))
    entry._inner.canonicalized_body = b"another"
    with pytest.raises(VerificationError):
        verify_merkle_inclusion(cast(Any, entry))


@given(st.integers(1, 700), st.data())
def test_no_other_path_is_believed(size: int, data: st.DataObject) -> None:
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    tree = tree_of(size)
    path, growth = tree.inclusion(index), tree.consistency(old)
    hashed, root, was, other = leaf_hash(LEAVES[index]), tree.root(), plain.mth(LEAVES[:old]), leaf_hash(b"other")
    assert check_inclusion(hashed, index, size, path, root)
    assert not check_inclusion(other, index, size, path, root)
    assert not check_inclusion(hashed, index, size, path, other)
    assert not check_inclusion(hashed, index, size, (*path, root), root)
    assert not check_inclusion(hashed, size, size, path, root)
    assert not check_inclusion(hashed, index, size * 4, path, root)
    assert not check_inclusion(hashed, -1, size, path, root)
    assert check_consistency(old, size, growth, was, root)
    assert not check_consistency(old, size, (*growth, root), was, root)
    assert not check_consistency(size + 1, size, growth, was, root)
    assert not check_consistency(old, size, growth, other, root)
    if path:
        assert not check_inclusion(hashed, index, size, path[:-1], root)
        assert not check_inclusion(hashed, index, size, (other, *path[1:]), root)
    if 0 < old < size:
        assert not check_consistency(old, size * 4, growth, was, root)
        assert not check_consistency(old, size, growth, was, other)
        assert not check_consistency(old, size, growth[:-1], was, root)
        assert not check_consistency(old, size, (other, *growth[1:]), was, root)


def test_a_tree_does_not_shrink_and_grows_by_a_proof() -> None:
    one = leaf_hash(b"one")
    assert not check_consistency(3, 1, [one], one, one)
    assert not check_consistency(3, 5, (), one, one)
    assert not check_consistency(4, 8, (), one, one)
    assert not check_consistency(4, 4, (one,), one, one)


@pytest.mark.parametrize("index", [-1, 3])
def test_what_is_not_in_the_tree_has_no_proof(index: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        tree_of(3).inclusion(index)
    with pytest.raises(ValueError, match="does not grow"):
        tree_of(3).consistency(index * 4)


def test_a_tile_that_is_missing_or_cut_is_named() -> None:
    tiles = dict(grown(2_000)[1])
    del tiles["tile/0/003"]
    with pytest.raises(DataError, match=r"tile/0/003 is not there"):
        Tree(2_000, tiles.get).inclusion(800)
    tiles["tile/0/003"] = bytes(31)
    with pytest.raises(DataError, match=r"tile/0/003 is malformed: it has 31 bytes and not 8192"):
        Tree(2_000, tiles.get).inclusion(800)


def test_a_full_subtree_has_a_power_of_two() -> None:
    with pytest.raises(ValueError, match="zip"):
        full_root([bytes(32)] * 3)
