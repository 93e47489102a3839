"""Keys that sign checkpoints: written as C2SP signed-note writes them, named by the body that holds them.

Three kinds: Ed25519 over the text of a checkpoint (signed-note, "Ed25519 signatures"), a witness's dated Ed25519
cosignature and the dated ML-DSA-44 signature that both logs and witnesses make (tlog-cosignature).
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey, MLDSA44PublicKey

from palermo.core import mark

Random: TypeAlias = Callable[[int], bytes]

SEED_BYTES = 32
_PRIVATE = "PRIVATE+KEY+"
_NAME = re.compile(r"[^\s+]+")
_NAME_BYTES = 255  # tlog-cosignature, "ML-DSA-44 signed message": opaque cosigner_name<1..2^8-1>


class Kind(IntEnum):
    """What a key signs and how: the type byte of signed-note."""

    ED25519 = 0x01  # a log's signature over the text
    COSIGNATURE = 0x04  # a witness's, dated, Ed25519
    ML_DSA_44 = 0x06  # a log's or a witness's, dated


@dataclass(frozen=True)
class VerifierKey:
    """The public half: the name of its holder, its kind, its bytes. `str` gives the line to publish."""

    name: str
    kind: Kind
    public: bytes

    def __post_init__(self) -> None:
        _check_name(self.name)
        self._loaded  # noqa: B018  # bytes that are no key are refused now, not when something is to be checked

    @cached_property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart (signed-note, "Signatures")."""
        return sha256(self.name.encode() + b"\n" + bytes([self.kind]) + self.public).digest()[:4]

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether this key made the signature over the message."""
        try:
            self._loaded.verify(signature, message)
        except InvalidSignature:
            return False
        return True

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{b64encode(bytes([self.kind]) + self.public).decode()}"

    @cached_property
    def _loaded(self) -> Ed25519PublicKey | MLDSA44PublicKey:
        if self.kind is Kind.ML_DSA_44:
            return MLDSA44PublicKey.from_public_bytes(self.public)
        return Ed25519PublicKey.from_public_bytes(self.public)


@dataclass(frozen=True)
class SigningKey:
    """The private half: a name, a kind and a seed of 32 bytes. `secret()` gives the line to keep."""

    name: str
    kind: Kind
    seed: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_name(self.name)
        if len(self.seed) != SEED_BYTES:
            raise ValueError(f"a signing key has a seed of {SEED_BYTES} bytes, not {len(self.seed)}")

    @cached_property
    def verifier(self) -> VerifierKey:
        """The public half."""
        return VerifierKey(self.name, self.kind, self._loaded.public_key().public_bytes_raw())

    def sign(self, message: bytes) -> bytes:
        """The bare signature over the message."""
        return self._loaded.sign(message)

    def secret(self) -> str:
        """The line in which the key is kept; whoever reads it can sign in this name."""
        return f"{_PRIVATE}{self.name}+{self.verifier.id.hex()}+{b64encode(bytes([self.kind]) + self.seed).decode()}"

    @cached_property
    def _loaded(self) -> Ed25519PrivateKey | MLDSA44PrivateKey:
        if self.kind is Kind.ML_DSA_44:
            return MLDSA44PrivateKey.from_seed_bytes(self.seed)
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def new_key(name: str, kind: Kind, random: Random) -> SigningKey:
    """A new key, its seed drawn from `random`, which gives as many bytes as it is asked for."""
    return SigningKey(name, kind, random(SEED_BYTES))


def read_verifier_key(line: str) -> VerifierKey:
    """The key of a published line `name+id+base64`. Raises ValueError with what is wrong."""
    name, kind, id_, material = _parts(line)
    key = VerifierKey(name, kind, material)
    if key.id != id_:
        raise ValueError(mark("its id is not that of its name and bytes"))
    return key


def read_signing_key(line: str) -> SigningKey:
    """The key of a kept line. Raises ValueError with what is wrong, which never repeats the line."""
    if not line.startswith(_PRIVATE):
        raise ValueError(mark("it is no private key"))
    name, kind, id_, material = _parts(line.removeprefix(_PRIVATE))
    key = SigningKey(name, kind, material)
    if key.verifier.id != id_:
        raise ValueError(mark("its id is not that of its name and bytes"))
    return key


def _parts(line: str) -> tuple[str, Kind, bytes, bytes]:
    name, _, rest = line.strip().partition("+")
    hex_id, _, coded = rest.partition("+")
    try:
        typed, id_ = b64decode(coded, validate=True), bytes.fromhex(hex_id)
        kind = Kind(typed[0])
    except (ValueError, IndexError) as error:
        raise ValueError(mark("it is no key of a kind that is known here")) from error
    return name, kind, id_, typed[1:]


def _check_name(name: str) -> None:
    """signed-note, "Format": not empty, no Unicode spaces, no plus; tlog-cosignature: at most 255 bytes."""
    if not _NAME.fullmatch(name) or not name.isprintable() or len(name.encode()) > _NAME_BYTES:
        raise ValueError(mark("the name of a key has 1 to 255 bytes and neither spaces nor plus signs"))
