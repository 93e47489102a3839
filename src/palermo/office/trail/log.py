"""The log as its readers fetch it: tiles, entry bundles and the newest checkpoint, by the paths of C2SP tlog-tiles."""

from collections.abc import Sequence

from palermo.office.trail.models import Checkpoint, Leaf, Tile
from palermo.trail import WIDTH, Tree, bundle_path, place, write_bundle

CHECKPOINT = "checkpoint"


def newest() -> Checkpoint | None:
    """The newest checkpoint; None before the first entry is in the log."""
    return Checkpoint.objects.order_by("-size").first()


def tree(size: int) -> Tree:
    """The tree of the first `size` entries."""
    return Tree(size, fetch)


def fetch(path: str) -> bytes | None:
    """What lies at a path of the log; None where nothing does."""
    if path == CHECKPOINT:
        point = newest()
        return None if point is None else note(point)
    found = place(path)
    if found is None:
        return None
    if path == bundle_path(found.index, found.width):
        return _bundle(found.index, found.width)
    return _tile(found.level, found.index, found.width)


def note(point: Checkpoint) -> bytes:
    """The signed note of a checkpoint, with the cosignatures that came for it."""
    lines = point.cosignatures.order_by("pk").values_list("line", flat=True)
    return (point.note + "".join(lines)).encode()


def _tile(level: int, index: int, width: int) -> bytes | None:
    if width == WIDTH:
        full = Tile.objects.filter(level=level, index=index).values_list("hashes", flat=True).first()
        return None if full is None else bytes(full)
    first = index * WIDTH
    hashes: Sequence[bytes]
    if level == 0:
        leaves = Leaf.objects.filter(index__gte=first, index__lt=first + width).order_by("index")
        hashes = [bytes(found) for found in leaves.values_list("hash", flat=True)]
    else:
        below = Tile.objects.filter(level=level - 1, index__gte=first, index__lt=first + width).order_by("index")
        hashes = [bytes(found) for found in below.values_list("root", flat=True)]
    return b"".join(hashes) if len(hashes) == width else None


def _bundle(index: int, width: int) -> bytes | None:
    first = index * WIDTH
    within = Leaf.objects.filter(index__gte=first, index__lt=first + width).order_by("index")
    leaves = [leaf.encode() for leaf in within.values_list("entry__leaf", flat=True)]
    return write_bundle(leaves) if len(leaves) == width else None
