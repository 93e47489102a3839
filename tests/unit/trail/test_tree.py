from collections.abc import Sequence
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.trail import Tree, check_consistency, check_inclusion, leaf_hash


def plain_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, word for word."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return sha256(b"\0" + leaves[0]).digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return sha256(b"\1" + plain_root(leaves[:k]) + plain_root(leaves[k:])).digest()


def nothing(_path: str) -> None:
    return None


def grown(leaves: Sequence[bytes], *steps: int) -> Tree:
    tree, at = Tree(0, nothing), 0
    for step in (*steps, len(leaves)):
        tree, _ = tree.extend([leaf_hash(one) for one in leaves[at:step]])
        at = max(at, step)
    return tree


LEAVES = [b"leaf %d" % number for number in range(800)]


@given(st.integers(0, 800), st.lists(st.integers(0, 800), max_size=4).map(sorted))
def test_a_tree_that_grows_in_steps_is_the_tree_of_the_standard(size: int, steps: list[int]) -> None:
    assert grown(LEAVES[:size], *[step for step in steps if step < size]).root() == plain_root(LEAVES[:size])


@given(st.data())
def test_proofs_hold_and_no_other_does(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 800))
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(0, size))
    tree = grown(LEAVES[:size])
    path, growth = tree.inclusion(index), tree.consistency(old)
    hashed, root, was = leaf_hash(LEAVES[index]), tree.root(), plain_root(LEAVES[:old])
    assert check_inclusion(hashed, index, size, path, root)
    assert check_consistency(old, size, growth, was, root)
    assert not check_inclusion(leaf_hash(b"other"), index, size, path, root)
    assert not check_inclusion(hashed, index, size, path, leaf_hash(b"other"))
    assert not check_inclusion(hashed, index, size, (*path, root), root)
    if old > 0:
        assert not check_consistency(old, size, growth, leaf_hash(b"other"), root)
    if 0 < old < size:
        assert not check_consistency(old, size, growth, was, leaf_hash(b"other"))
        assert not check_consistency(old, size, (*growth, root), was, root)


@pytest.mark.parametrize("index", [-1, 3])
def test_what_is_not_in_the_tree_has_no_proof(index: int) -> None:
    with pytest.raises(ValueError, match="no entry"):
        grown(LEAVES[:3]).inclusion(index)
