"""A verifier of its own: written from RFC 6962 and the C2SP texts alone, slow and simple, using nothing of palermo.

It reads a log as a mapping from path to bytes, and stops with AssertionError at the first thing that does not hold.
"""

import hashlib
import json
from base64 import b64decode
from collections.abc import Mapping, Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def mth(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, over entries."""
    if len(leaves) == 0:
        return sha(b"")
    if len(leaves) == 1:
        return sha(b"\x00" + leaves[0])
    k = split(len(leaves))
    return sha(b"\x01" + mth(leaves[:k]) + mth(leaves[k:]))


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def path(m: int, leaves: Sequence[bytes]) -> list[bytes]:
    """RFC 6962, section 2.1.1."""
    if len(leaves) == 1:
        return []
    k = split(len(leaves))
    if m < k:
        return [*path(m, leaves[:k]), mth(leaves[k:])]
    return [*path(m - k, leaves[k:]), mth(leaves[:k])]


def subproof(m: int, leaves: Sequence[bytes], whole: bool = True) -> list[bytes]:
    """RFC 6962, section 2.1.2."""
    n = len(leaves)
    if m == n:
        return [] if whole else [mth(leaves)]
    k = split(n)
    if m <= k:
        return [*subproof(m, leaves[:k], whole), mth(leaves[k:])]
    return [*subproof(m - k, leaves[k:], False), mth(leaves[:k])]


def climb(leaf: bytes, index: int, size: int, way: Sequence[bytes]) -> bytes:
    """The root that an audit path leads to, by walking down the tree and back."""
    turns = []
    start, end = 0, size
    while end - start > 1:
        middle = start + split(end - start)
        turns.append(index >= middle)
        start, end = (middle, end) if index >= middle else (start, middle)
    assert len(turns) == len(way)
    node = sha(b"\x00" + leaf)
    for right, other in zip(reversed(turns), way, strict=True):
        node = sha(b"\x01" + (other + node if right else node + other))
    return node


def number_path(n: int) -> str:
    """tlog-tiles, "Merkle Tree": zero-padded 3-digit path elements, all but the last behind an x."""
    parts = []
    while True:
        n, part = divmod(n, 1000)
        parts.append(f"{part:03}")
        if not n:
            break
    return "/".join(["x" + part for part in parts[:0:-1]] + parts[:1])


def name(prefix: str, n: int, width: int) -> str:
    return f"{prefix}/{number_path(n)}" + (f".p/{width}" if width < 256 else "")


def open_note(note: bytes, vkeys: Sequence[str]) -> str:
    """signed-note and tlog-cosignature: the text of a note that every one of the keys has signed."""
    text, _, block = note.decode().rpartition("\n\n")
    text += "\n"
    found = {}
    for line in block.splitlines():
        dash, key_name, coded = line.split(" ")
        assert dash == "\u2014"
        found[key_name, b64decode(coded)[:4]] = b64decode(coded)[4:]
    for vkey in vkeys:
        key_name, key_id, coded = vkey.split("+", 2)
        material = b64decode(coded)
        assert bytes.fromhex(key_id) == sha(key_name.encode() + b"\n" + material)[:4]
        check(found[key_name, bytes.fromhex(key_id)], key_name, material, text)
    return text


def check(signature: bytes, key_name: str, material: bytes, text: str) -> None:
    log, size, root = text.splitlines()[:3]
    stamp = signature[:8]
    if material[0] == 1:
        Ed25519PublicKey.from_public_bytes(material[1:]).verify(signature, text.encode())
    elif material[0] == 4:
        message = f"cosignature/v1\ntime {int.from_bytes(stamp, 'big')}\n{text}".encode()
        Ed25519PublicKey.from_public_bytes(material[1:]).verify(signature[8:], message)
    else:
        assert material[0] == 6
        message = b"subtree/v1\n\x00" + bytes([len(key_name)]) + key_name.encode() + stamp
        message += bytes([len(log)]) + log.encode() + bytes(8) + int(size).to_bytes(8, "big") + b64decode(root)
        MLDSA44PublicKey.from_public_bytes(material[1:]).verify(signature[8:], message)


def read_log(files: Mapping[str, bytes], vkeys: Sequence[str]) -> list[bytes]:
    """The entries of a log of which everything was checked: signatures, bundles, tiles of every level, the root."""
    _, size_line, root, *_ = open_note(files["checkpoint"], vkeys).splitlines()
    size = int(size_line)
    entries: list[bytes] = []
    for n in range(-(-size // 256)):
        bundle = files[name("tile/entries", n, min(256, size - n * 256))]
        while bundle:
            length = bundle[0] * 256 + bundle[1]
            entries.append(bundle[2 : 2 + length])
            assert len(entries[-1]) == length
            bundle = bundle[2 + length :]
    assert len(entries) == size
    level = 0
    while (count := size // 256**level) > 0:
        for n in range(-(-count // 256)):
            width = min(256, count - n * 256)
            hashes = [mth(entries[i * 256**level : (i + 1) * 256**level]) for i in range(n * 256, n * 256 + width)]
            assert files[name(f"tile/{level}", n, width)] == b"".join(hashes)
        level += 1
    assert mth(entries) == b64decode(root)
    return entries


def read_proof(proof: bytes, vkeys: Sequence[str]) -> tuple[int, bytes, object]:
    """tlog-proof: index, leaf and content of a proof of which everything was checked."""
    head, _, checkpoint = proof.partition(b"\n\n")
    first, extra, index, *way = head.decode().split("\n")
    assert first == "c2sp.org/tlog-proof@v1"
    _, size, root, *_ = open_note(checkpoint, vkeys).splitlines()
    told = json.loads(b64decode(extra.removeprefix("extra ")))
    number = int(index.removeprefix("index "))
    leaf = compact(told["entry"])
    assert climb(leaf, number, int(size), [b64decode(line) for line in way]) == b64decode(root)
    content = told["content"]
    if "act" in told:
        content = told["act"] | {"content": content}
    digest = hashlib.sha256(bytes.fromhex(told["salt"]) + compact(content)).hexdigest()
    assert told["entry"]["digest"] == f"sha256:{digest}"
    return number, leaf, told["content"]


def compact(value: object) -> bytes:
    """RFC 8785 for what the tests hold: texts and objects of the Basic Latin letters."""
    return json.dumps(value, sort_keys=True, separators=(",", ":")).encode()
