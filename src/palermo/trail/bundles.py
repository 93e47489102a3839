"""The entries of a bundle: their hashes and their times, and what is wrong with them.

`swift` reads a bundle of well-formed entries at once; where anything is unusual it gives up, and `plain` reads the same
bundle entry by entry and says what is wrong. Where the swift one answers, both answer the same: the tests hold them
together.
"""

import re
from dataclasses import dataclass
from hashlib import sha256

from palermo.core import Finding
from palermo.trail.entry import LONGEST, read_leaf, written
from palermo.trail.tiles import read_bundle
from palermo.trail.tree import leaf_hash


@dataclass(frozen=True, slots=True)
class Read:
    """The leaf hashes of a bundle and, for each entry, its time as it is written; empty where the entry has none."""

    hashes: list[bytes]
    times: list[str]


# Names without letters that JSON would escape; times that exist, the 29th of February left to the plain reader.
_NAME = rb"[ !#-\[\]-~]{1,%d}" % LONGEST
_DAY = rb"(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))"
_TIME = rb'"time":"([1-9]\d{3}-' + _DAY + rb'T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{6}Z)"'
_VERB = rb'(?=[a-z._]{1,%d}")[a-z]+(?:_[a-z]+)*(?:\.[a-z]+(?:_[a-z]+)*)+' % LONGEST
_IDS = rb'"digest":"sha256:[0-9a-f]{64}","id":"[0-9a-f]{32}",'
_OPEN = rb'"actor":"' + _NAME + rb'",' + _IDS + rb'"object":"' + _NAME + rb'",' + _TIME + rb',"verb":"' + _VERB + rb'"'
_VEILED = _IDS + _TIME + rb',"veiled":true'
_LEAVES = re.compile(rb"(..)(\{(?:" + _OPEN + rb"|" + _VEILED + rb")\})", re.DOTALL)


def swift(bundle: bytes) -> Read | None:
    """The entries of a bundle in which every one is well-formed; None where the plain reader must look."""
    found = _LEAVES.findall(bundle)
    leaves = [leaf for _, leaf, _, _ in found]
    # what was found has no gaps, and each length is that of the entry behind it: so it is what the lengths lead to
    if sum(map(len, leaves)) + 2 * len(leaves) != len(bundle):
        return None
    if b"".join([length for length, _, _, _ in found]) != b"".join([len(leaf).to_bytes(2, "big") for leaf in leaves]):
        return None
    hashes = [sha256(b"\0" + leaf).digest() for leaf in leaves]
    return Read(hashes, b" ".join([open_ or veiled for _, _, open_, veiled in found]).decode().split())


def plain(bundle: bytes, file: str, first: int) -> tuple[Read, list[Finding]]:
    """The entries of a bundle whose first is entry `first` of the log, and what is wrong with any of them.

    Raises ValueError where the lengths do not lead to the end of the bundle.
    """
    hashes, times, findings = [], [], []
    for index, leaf in enumerate(read_bundle(bundle), first):
        entry, finding = read_leaf(leaf, file, index)
        hashes.append(leaf_hash(leaf))
        times.append(written(entry.time) if entry else "")
        findings += [finding] if finding else []
    return Read(hashes, times), findings
