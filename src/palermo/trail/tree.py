"""The Merkle tree of RFC 6962, kept as the tiles of C2SP tlog-tiles, and its two proofs.

A `Tree` is a size and a way to fetch tiles; nothing of it is held in memory but the tiles that were asked for.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TypeAlias

from palermo.core import DataError
from palermo.trail.faults import fault
from palermo.trail.tiles import HASH, WIDTH, hashes_in, tile_path

Fetch: TypeAlias = Callable[[str], bytes | None]

EMPTY = sha256(b"").digest()  # RFC 6962, section 2.1: the hash of an empty tree


def leaf_hash(leaf: bytes) -> bytes:
    """The hash of one entry (RFC 6962, section 2.1)."""
    return sha256(b"\0" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours (RFC 6962, section 2.1)."""
    return sha256(b"\1" + left + right).digest()


def full_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a full subtree: 1, 2, 4, 8 ... hashes."""
    while len(hashes) > 1:
        pairs = iter(hashes)
        hashes = [sha256(b"\1" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return hashes[0]


def root_over(hashes: Sequence[bytes]) -> bytes:
    """The root over neighbours of one level, one or more, of which the last may span less than the others."""
    if len(hashes) & (len(hashes) - 1) == 0:
        return full_root(hashes)
    part = _largest_power_below(len(hashes))
    return node_hash(full_root(hashes[:part]), root_over(hashes[part:]))


@dataclass(frozen=True)
class Tree:
    """A tree of `size` entries whose tiles are had from `fetch`, a function from a path to bytes or None.

    What is fetched is taken as it is: compare `root()` with a signed checkpoint, and check proofs against it.
    Every method raises DataError where a tile is missing or has another length than the size asks for.
    """

    size: int
    fetch: Fetch
    _read: dict[tuple[int, int], list[bytes]] = field(default_factory=dict, repr=False, compare=False)

    def root(self) -> bytes:
        """The root hash (RFC 6962, section 2.1)."""
        return self._span(0, self.size) if self.size else EMPTY

    def inclusion(self, index: int) -> tuple[bytes, ...]:
        """The audit path of one entry, from its sibling up (RFC 6962, section 2.1.1)."""
        if not 0 <= index < self.size:
            raise ValueError(f"a tree of {self.size} entries has no entry {index}")
        return tuple(self._path(index))

    def consistency(self, old: int) -> tuple[bytes, ...]:
        """The proof that the tree of `old` entries is the beginning of this one (RFC 6962, section 2.1.2)."""
        if not 0 <= old <= self.size:
            raise ValueError(f"a tree of {self.size} entries does not grow from one of {old}")
        if old in (0, self.size):
            return ()
        return tuple(self._growth(old))

    def extend(self, hashes: Sequence[bytes]) -> tuple["Tree", dict[str, bytes]]:
        """The tree with more leaf hashes at its end, and each tile that is new by it, full or partial, by path."""
        tiles: dict[str, bytes] = {}
        size, level, new = self.size, 0, list(hashes)
        while new:
            first = size // WIDTH
            row = (self.tile(level, first, size % WIDTH) if size % WIDTH else []) + new
            parts = [row[start : start + WIDTH] for start in range(0, len(row), WIDTH)]
            tiles |= {tile_path(level, first + n, len(part)): b"".join(part) for n, part in enumerate(parts)}
            new = [full_root(part) for part in parts if len(part) == WIDTH]
            size, level = size // WIDTH, level + 1
        older = self.fetch
        return Tree(self.size + len(hashes), lambda path: tiles.get(path) or older(path)), tiles

    def node(self, height: int, index: int) -> bytes:
        """The hash of a full subtree: the `index`-th of those that span 2**height entries each."""
        level, inner = divmod(height, 8)
        first = index << inner
        tile, offset = divmod(first, WIDTH)
        width = min(WIDTH, (self.size >> 8 * level) - tile * WIDTH)
        return full_root(self.tile(level, tile, width)[offset : offset + (1 << inner)])

    def leaves(self, index: int) -> list[bytes]:
        """The leaf hashes of the `index`-th 256 entries, or of as many as there are."""
        return self._fetched(0, index, min(WIDTH, self.size - index * WIDTH))

    def tile(self, level: int, index: int, width: int = WIDTH) -> list[bytes]:
        """The first `width` hashes of a tile. A partial tile that is gone is looked for in its full one."""
        if (level, index) not in self._read:
            self._read[level, index] = self._fetched(level, index, width)
        return self._read[level, index][:width]

    def _fetched(self, level: int, index: int, width: int) -> list[bytes]:
        path = tile_path(level, index, width)
        found = self.fetch(path)
        if found is None and width < WIDTH:
            found = (self.fetch(tile_path(level, index)) or b"")[: width * HASH] or None
        if found is None:
            raise DataError([fault("T01", path)])
        if len(found) != width * HASH:
            raise DataError([fault("T02", path, fault=f"it has {len(found)} bytes and not {width * HASH}")])
        return hashes_in(found)

    def _span(self, start: int, end: int) -> bytes:
        """The root over the entries from `start` up to `end`; `start` is a multiple of the greatest part's size."""
        length = end - start
        if length & (length - 1) == 0:
            height = length.bit_length() - 1
            return self.node(height, start >> height)
        part = _largest_power_below(length)
        return node_hash(self._span(start, start + part), self._span(start + part, end))

    def _path(self, index: int) -> Iterator[bytes]:
        siblings, start, end = [], 0, self.size
        while end - start > 1:
            middle = start + _largest_power_below(end - start)
            if index < middle:
                siblings.append((middle, end))
                end = middle
            else:
                siblings.append((start, middle))
                start = middle
        return (self._span(*span) for span in reversed(siblings))

    def _growth(self, old: int) -> Iterator[bytes]:
        spans, start, end, whole = [], 0, self.size, True
        while old != end:
            middle = start + _largest_power_below(end - start)
            if old <= middle:
                spans.append((middle, end))
                end = middle
            else:
                spans.append((start, middle))
                start, whole = middle, False
        if not whole:
            spans.append((start, end))
        return (self._span(*span) for span in reversed(spans))


def check_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether the path leads from this leaf hash at `index` to the root of a tree of `size` (RFC 9162, 2.1.3.2)."""
    if not 0 <= index < size:
        return False
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def check_consistency(old: int, new: int, path: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether the path shows that the old tree is the beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old in (0, new):
        return not path and (old_root == new_root if old else old_root == EMPTY)
    if old > new or not path:
        return False
    hashes = [old_root, *path] if old & (old - 1) == 0 else list(path)
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    was = now = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            was, now = node_hash(sibling, was), node_hash(sibling, now)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            now = node_hash(now, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and (was, now) == (old_root, new_root)


def _largest_power_below(number: int) -> int:
    """The largest power of two smaller than the number, which is 2 or more."""
    return 1 << (number - 1).bit_length() - 1
