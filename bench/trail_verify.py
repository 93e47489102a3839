"""How long it takes to check a log of a million entries, on one core; how fast entries are added; how long a proof is.

The log is made up for it and written to a folder as it would be published, so that reading the files is in the figure.
The same seed makes the same log. Wall time and processor time are both written down; the bar is for one core, so it is
held against processor time, which other work on the machine lengthens little.

    .venv/bin/python bench/trail_verify.py
    .venv/bin/python bench/trail_verify.py --entries 20000000 --runs 1

The second wants 5 GB of room for temporary files (TMPDIR), and some minutes to make them.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import shake_256
from importlib.metadata import version
from pathlib import Path

from palermo.cli.logs import log_at
from palermo.trail import (
    Checkpoint,
    Kind,
    Opening,
    Policy,
    SigningKey,
    Tree,
    bundle_path,
    enter,
    leaf,
    leaf_hash,
    new_key,
    prove,
    signed,
    verify,
    write_bundle,
)
from writing import RESULTS, arguments, timed, write_down

ENTRIES = 1_000_000
RUNS = 3
SEED = 20260301
LIMIT_S = {1_000_000: 10.0, 20_000_000: 300.0}
PROOF_LIMIT = 2_000
BATCH = 256 * 256
ADDED = 50_000  # entries whose adding is measured
ADDED_AT_ONCE = 500  # about what gathers in an office within a second of a busy day
LOG = "trail.example.org/committee"
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
RESULT = RESULTS / "trail_verify.json"


def drawn(number: int, what: str, size: int) -> bytes:
    """Bytes that look random; the same for the same seed and number."""
    return shake_256(f"{SEED} {number} {what}".encode()).digest(size)


def opening_of(number: int) -> Opening:
    """What opens an entry: the kind of content that an upload leaves behind."""
    file = {"name": f"plan-{number}.xlsx", "digest": drawn(number, "file", 32).hex(), "bytes": 48_213}
    content = {"plan": f"plan-{number}", "version": 3, "file": file, "reason": "A typing error in activity 2.1.5."}
    return Opening(drawn(number, "salt", 32), content)


def time_of(number: int) -> datetime:
    return FIRST + timedelta(seconds=number)


def plain_leaf(number: int) -> bytes:
    """The leaf of an entry without the work of making it; the bench is not about that."""
    stamp = time_of(number).isoformat(timespec="microseconds").removesuffix("+00:00")
    hexed = drawn(number, "ids", 56).hex()
    return (
        f'{{"actor":"p-{hexed[96:]}","digest":"sha256:{hexed[:64]}","id":"{hexed[64:96]}","object":"upload:{number}",'
        f'"time":"{stamp}Z","verb":"plan.uploaded"}}'
    ).encode()


def batches(entries: int) -> Iterator[tuple[int, list[bytes]]]:
    for first in range(0, entries, BATCH):
        yield first, [plain_leaf(number) for number in range(first, min(first + BATCH, entries))]


def published(folder: Path, entries: int, keys: tuple[SigningKey, ...]) -> None:
    """Write the log into a folder, as `palermo trail publish` would."""
    tree = Tree(0, partial(_read, folder))
    for first, leaves in batches(entries):
        tree, files = tree.extend([leaf_hash(one) for one in leaves])
        tree = Tree(tree.size, partial(_read, folder))
        for start in range(0, len(leaves), 256):
            part = leaves[start : start + 256]
            files[bundle_path((first + start) // 256, len(part))] = write_bundle(part)
        for path, content in files.items():
            file = folder / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    note = signed(Checkpoint(LOG, tree.size, tree.root()), keys, time_of(entries))
    (folder / "checkpoint").write_text(str(note), encoding="utf-8")


def _read(folder: Path, path: str) -> bytes | None:
    file = folder / path
    return file.read_bytes() if file.exists() else None


def added() -> Tree:
    """Entries from their content to the tree, in batches, as an office adds them."""
    tree, tiles = Tree(0, lambda _: None), dict[str, bytes]()
    for first in range(0, ADDED, ADDED_AT_ONCE):
        entries = [
            enter(
                id=drawn(number, "id", 16).hex(),
                time=time_of(number),
                actor="p-00000001",
                verb="plan.uploaded",
                object=f"upload:{number}",
                opening=opening_of(number),
            )
            for number in range(first, first + ADDED_AT_ONCE)
        ]
        tree, new = tree.extend([leaf_hash(leaf(entry)) for entry in entries])
        tiles |= new
        tree = Tree(tree.size, tiles.get)
    return tree


def proof_bytes(folder: Path, entries: int, keys: tuple[SigningKey, ...]) -> dict[str, int]:
    """The length of a proof with its content, with and without the signatures of its checkpoint."""
    number = entries // 2
    opening = opening_of(number)
    entry = enter(
        id=drawn(number, "id", 16).hex(),
        time=time_of(number),
        actor="p-00000001",
        verb="plan.uploaded",
        object=f"upload:{number}",
        opening=opening,
    )
    note = (folder / "checkpoint").read_bytes()
    proof = prove(Tree(entries, log_at(str(folder))), number, note, entry, opening).write()
    return {"whole": len(proof), "without_signatures": len(proof.decode().rpartition("\n\n")[0].encode()) + 2}


def main() -> int:
    parser = arguments(__doc__)
    parser.add_argument("--entries", type=int, default=ENTRIES)
    parser.add_argument("--runs", type=int, default=RUNS)
    told = parser.parse_args()
    load = os.getloadavg()[0]
    random = iter(range(2)).__next__
    keys = tuple(
        new_key(LOG, kind, lambda size: drawn(random(), "key", size)) for kind in (Kind.ED25519, Kind.ML_DSA_44)
    )
    policy = Policy(tuple(key.verifier for key in keys))
    _, adding = timed(added)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        published(folder, told.entries, keys)
        check = partial(verify, log_at(name), policy, time_of(told.entries))
        runs = []
        for _ in range(told.runs):
            (log, findings), run = timed(check)
            assert log is not None
            assert (log.checkpoint.size, findings) == (told.entries, ()), findings
            runs.append(run)
        proof = proof_bytes(folder, told.entries, keys)
    best = min(runs, key=lambda run: run["processor_s"])
    limit = LIMIT_S.get(told.entries)
    within = (limit is None or best["processor_s"] < limit) and proof["without_signatures"] < PROOF_LIMIT
    named = RESULT if told.entries == ENTRIES else RESULT.with_stem(f"{RESULT.stem}_{told.entries}")
    write_down(
        told.output or named,
        load,
        versions={name: version(name) for name in ("cryptography", "rfc8785")},
        entries=told.entries,
        seed=SEED,
        limit_s=limit,
        within_limit=within,
        best=best,
        runs=runs,
        added={"entries": ADDED, "at_once": ADDED_AT_ONCE, "per_s": round(ADDED / adding["processor_s"])} | adding,
        proof_bytes=proof | {"limit_without_signatures": PROOF_LIMIT},
    )
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
