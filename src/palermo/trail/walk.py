"""One walk over the entries of a log, against its tiles."""

from collections.abc import Callable
from typing import TypeAlias

from palermo.core import DataError
from palermo.trail.bundles import Read, plain, swift
from palermo.trail.dates import Dates
from palermo.trail.faults import Found, plainly
from palermo.trail.tiles import HASH, WIDTH, bundle_path, hashes_in, tile_path
from palermo.trail.tree import EMPTY, Fetch, full_root, root_over

Keep: TypeAlias = Callable[[int, list[bytes]], object]


class Walk:
    """Reads bundle after bundle, builds the tree again, and compares each tile with the one that is published.

    A tile or a bundle that cannot be had is told of, and the walk goes on with what the other of the two says.
    """

    def __init__(self, fetch: Fetch, size: int, dates: Dates, found: Found) -> None:
        self._fetch, self._size, self._dates, self._found = fetch, size, dates, found
        self._rows: dict[int, list[bytes]] = {}  # of each level, the hashes of the tile that is being filled
        self._astray: list[tuple[int, int]] = []  # level and index of hashes that the tiles hold otherwise

    def run(self, start: int, keep: Keep) -> bytes:
        """The root over all entries, those before the bundle of entry `start` taken from the tiles.

        `keep` is given the index and the leaf hashes of each bundle. Raises DataError where the walk cannot go on: of
        some entries neither the bundle nor the tile can be had, or a tile that stands for earlier ones cannot.
        """
        first = min(start, self._size) // WIDTH
        self._begin(first)
        for index in range(first, -(-self._size // WIDTH)):
            width = min(WIDTH, self._size - index * WIDTH)
            tile = self._tile(0, index)
            hashes = self._entries(index, width, tile)
            self._complete(0, index, hashes, tile)
            keep(index, hashes)
        return self._end()

    def tell_differences(self, *, proven: bool) -> None:
        """Tell where entries and tiles disagree; where the root has `proven` the entries, the tiles are at fault."""
        told: set[tuple[int, int]] = set()  # hashes over a difference that was told lower down
        for level, place in sorted(self._astray):
            entry = place << 8 * level
            if proven:
                self._found.add("T11", tile_path(level, place // WIDTH), entry)
            elif (level, place) in told:
                pass
            elif level:
                last = min((place + 1 << 8 * level), self._size) - 1
                self._found.add("T16", tile_path(level, place // WIDTH), entry, last=last)
            else:
                self._found.add("T10", bundle_path(place // WIDTH), entry)
            told.add((level + 1, place // WIDTH))

    def _begin(self, count: int) -> None:
        """Take the hashes of the first `count` bundles from the tiles above them."""
        level = 1
        while count:
            index, width = divmod(count, WIDTH)
            tile = self._tile(level, index) if width else b""
            if tile is None:
                raise DataError(self._found.findings)
            self._rows[level] = hashes_in(tile[: width * HASH])
            level, count = level + 1, index

    def _entries(self, index: int, width: int, tile: bytes | None) -> list[bytes]:
        """The hashes of the entries of a bundle; those of the tile where the bundle cannot be used."""
        path, first = bundle_path(index, width), index * WIDTH
        read = self._read(path, index, width)
        if read is not None:
            self._dates.check(path, first, read.times)
            if len(read.hashes) == width:
                return read.hashes
        known = hashes_in(tile or b"")
        if read is not None:
            cut = _first_difference(read.hashes, known) if known else min(len(read.hashes), width)
            self._found.add("T12", path, first + cut, found=len(read.hashes), asked=width)
        if not known:
            raise DataError(self._found.findings)
        return known

    def _read(self, path: str, index: int, width: int) -> Read | None:
        bundle, beyond = self._fetch(path), False
        if bundle is None and width < WIDTH:
            # the log has grown since its checkpoint was read, and the partial bundle is gone
            bundle, beyond = self._fetch(bundle_path(index)), True
        if bundle is None:
            self._found.add("T01", path, index * WIDTH)
            return None
        read = swift(bundle)
        if read is None:
            try:
                read, wrong = plain(bundle, path, index * WIDTH)
            except ValueError as error:
                self._found.add("T02", path, index * WIDTH, fault=plainly(error))
                return None
            self._found.extend(wrong)
        return Read(read.hashes[:width], read.times[:width]) if beyond else read

    def _complete(self, level: int, index: int, hashes: list[bytes], tile: bytes | None) -> None:
        """Compare hashes with the tile that is published, and take the root of a full one up a level."""
        if tile is not None and b"".join(hashes) != tile:
            self._astray.append((level, index * WIDTH + _first_difference(hashes, hashes_in(tile))))
        self._rows[level] = hashes if len(hashes) < WIDTH else []
        if len(hashes) == WIDTH:
            row = self._rows.setdefault(level + 1, [])
            row.append(full_root(hashes))
            if len(row) == WIDTH:
                self._complete(level + 1, index // WIDTH, row, self._tile(level + 1, index // WIDTH))

    def _end(self) -> bytes:
        """The root over the tiles at the right edge, each compared with the one that is published."""
        root: bytes | None = None
        for level, row in sorted(self._rows.items()):
            if level and row:
                index = self._size >> 8 * (level + 1)
                self._complete(level, index, row, self._tile(level, index))
            if row or root:
                root = root_over([*row, root] if root else row)
        return root or EMPTY

    def _tile(self, level: int, index: int) -> bytes | None:
        """A published tile; None where it cannot be had, which is told."""
        width = min(WIDTH, (self._size >> 8 * level) - index * WIDTH)
        path = tile_path(level, index, width)
        tile = self._fetch(path)
        if tile is None and width < WIDTH:
            tile = (self._fetch(tile_path(level, index)) or b"")[: width * HASH] or None
        if tile is None:
            self._found.add("T01", path)
        elif len(tile) != width * HASH:
            self._found.add("T02", path, fault=f"it has {len(tile)} bytes and not {width * HASH}")
        else:
            return tile
        return None


def _first_difference(one: list[bytes], other: list[bytes]) -> int:
    """The first place where two lists differ; the length of the shorter where it begins the other."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (here, there) in pairs if here != there), min(len(one), len(other)))
