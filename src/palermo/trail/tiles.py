"""Where the parts of a log lie and how they are written: tiles and entry bundles (C2SP tlog-tiles).

A tile is up to 256 hashes of one level of the tree, a bundle up to 256 entries. A path that ends in `.p/W` is a partial
one of W; the log grows past it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 256
HASH = 32
LONGEST_LEAF = 0xFFFF
ENTRIES = -1  # the "level" of a bundle
_PATH = re.compile(
    r"tile/(entries|\d|[1-5]\d|6[0-3])/((?:x\d{3}/)*\d{3})(?:\.p/([1-9]\d?|1\d\d|2[0-4]\d|25[0-5]))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a path names: the level (`ENTRIES` for a bundle), the index within it, and the width."""

    level: int
    index: int
    width: int


def tile_path(level: int, index: int, width: int = WIDTH) -> str:
    """The path of a tile (tlog-tiles, "Merkle Tree")."""
    return f"tile/{level}/{_numbered(index)}" + _partial(width)


def bundle_path(index: int, width: int = WIDTH) -> str:
    """The path of an entry bundle (tlog-tiles, "Log entries")."""
    return f"tile/entries/{_numbered(index)}" + _partial(width)


def place(path: str) -> Place | None:
    """What a path names; None where it is no path of a tile or a bundle, or not in its one form."""
    found = _PATH.fullmatch(path)
    if found is None:
        return None
    level = ENTRIES if found[1] == "entries" else int(found[1])
    index, width = int(found[2].replace("x", "").replace("/", "")), int(found[3] or WIDTH)
    again = bundle_path(index, width) if level == ENTRIES else tile_path(level, index, width)
    return Place(level, index, width) if again == path else None


def write_bundle(leaves: Sequence[bytes]) -> bytes:
    """Entries one after the other, each behind its length in two bytes. Raises ValueError for one that is too long."""
    if any(len(leaf) > LONGEST_LEAF for leaf in leaves):
        raise ValueError(f"an entry of a bundle has at most {LONGEST_LEAF} bytes")
    return b"".join(len(leaf).to_bytes(2, "big") + leaf for leaf in leaves)


def read_bundle(bundle: bytes) -> list[bytes]:
    """The entries of a bundle. Raises ValueError where the lengths do not lead to its end."""
    leaves, at = [], 0
    while at < len(bundle):
        start = at + 2
        at = start + int.from_bytes(bundle[at:start], "big")
        leaves.append(bundle[start:at])
    if at != len(bundle):
        raise ValueError("it is cut off in the middle of an entry")
    return leaves


def hashes_in(tile: bytes) -> list[bytes]:
    """The hashes of a tile."""
    return [tile[at : at + HASH] for at in range(0, len(tile), HASH)]


def _numbered(index: int) -> str:
    digits = f"{index:0{-(-len(str(index)) // 3) * 3}}"
    parts = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    return "/".join([f"x{part}" for part in parts[:-1]] + parts[-1:])


def _partial(width: int) -> str:
    return "" if width == WIDTH else f".p/{width}"
