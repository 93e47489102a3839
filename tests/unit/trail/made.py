"""Logs made up for the tests: the same seed makes the same log. Rebuilt in part, they are what a forger would make."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from hashlib import shake_256
from itertools import count

from palermo.trail import (
    Checkpoint,
    Entry,
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
    signed,
    write_bundle,
)

LOG = "trail.example.org/committee"
FIRST = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)
STEP = timedelta(seconds=30)
Files = dict[str, bytes]
Random = Callable[[int], bytes]


def chance(seed: object) -> Random:
    """Bytes that look random and are the same for the same seed."""
    calls = count()
    return lambda size: shake_256(f"{seed} {next(calls)}".encode()).digest(size)


@cache
def log_keys(seed: int = 1, name: str = LOG) -> tuple[SigningKey, ...]:
    random = chance(seed)
    return tuple(new_key(name, kind, random) for kind in (Kind.ED25519, Kind.ML_DSA_44))


@cache
def witness_keys(seed: int = 2, name: str = "witness.example.org") -> tuple[SigningKey, ...]:
    random = chance(seed)
    return tuple(new_key(name, kind, random) for kind in (Kind.COSIGNATURE, Kind.ML_DSA_44))


POLICY = Policy(tuple(key.verifier for key in log_keys()))


def opening(number: int) -> Opening:
    random = chance(f"opening {number}")
    return Opening(random(32), {"plan": f"plan-{number}", "file": random(32).hex(), "reason": ""})


def entry(number: int, **changed: object) -> Entry:
    """Entry `number`; every seventh is veiled."""
    told = enter(
        id=chance(f"id {number}")(16).hex(),
        time=FIRST + number * STEP,
        actor=f"p-{number % 5:08x}",
        verb="plan.uploaded",
        object=f"upload:{number}",
        opening=opening(number),
        veiled=number % 7 == 6,
    )
    return replace(told, **changed)  # type: ignore[arg-type]  # each test names the parts it changes


@cache
def leaves(count: int) -> tuple[bytes, ...]:
    return tuple(leaf(entry(number)) for number in range(count))


@dataclass(frozen=True)
class Made:
    """A log: its files by path, its entries as leaves, and when it was signed."""

    leaves: tuple[bytes, ...]
    files: Files = field(default_factory=dict)
    time: datetime = FIRST

    @property
    def size(self) -> int:
        return len(self.leaves)

    @property
    def tree(self) -> Tree:
        return Tree(self.size, self.files.get)

    @property
    def note(self) -> bytes:
        return self.files["checkpoint"]

    def grown(self, more: Iterable[bytes], signers: tuple[SigningKey, ...] = log_keys()) -> "Made":
        """The log with more entries, as an honest one grows: by tiles on top of tiles."""
        new = tuple(more)
        tree, tiles = self.tree.extend([leaf_hash(one) for one in new])
        whole = self.leaves + new
        files = self.files | tiles | bundles(whole, self.size // 256)
        time = FIRST + len(whole) * STEP
        note = signed(Checkpoint(LOG, tree.size, tree.root()), signers, time)
        return Made(whole, files | {"checkpoint": str(note).encode(), "policy": str(POLICY).encode()}, time)


def bundles(whole: tuple[bytes, ...], first: int = 0) -> Files:
    parts = [(n, whole[n * 256 : n * 256 + 256]) for n in range(first, -(-len(whole) // 256))]
    return {bundle_path(n, len(part)): write_bundle(part) for n, part in parts}


@cache
def log(count: int) -> Made:
    return Made(()).grown(leaves(count))


def forged(whole: Iterable[bytes]) -> Made:
    """A log made anew over these entries, by somebody who holds the keys."""
    return Made(()).grown(whole)


def signed_over(size: int, time: datetime = FIRST) -> bytes:
    """A checkpoint that the log signed over nothing that is there."""
    return str(signed(Checkpoint(LOG, size, bytes(32)), log_keys(), time)).encode()
