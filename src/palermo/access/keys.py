"""Envelope encryption: each record has a data key, wrapped by the key of its compartment.

AES-256-GCM (NIST SP 800-38D) with a random nonce of 96 bits, which is safe up to 2^32 messages a key. What is bound in
as associated data (compartment, record, field) cannot be moved elsewhere. To rotate a compartment's key is to rewrap;
to drop a wrapped key is to erase.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from palermo.core import Message, PalermoError, mark

Random = Callable[[int], bytes]

KEY_BYTES = 32
_NONCE_BYTES = 12
_SEALED = b"\x01s"  # version 1, a sealed field
_WRAPPED = b"\x01w"  # version 1, a wrapped data key


class Unreadable(PalermoError):
    """What was to be opened is not ours, was changed, was moved, or is of another key."""

    def __init__(self) -> None:
        self.message = Message(mark("This cannot be opened: it was changed, moved, or sealed with another key."))
        super().__init__(str(self.message))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a field stands: the compartment (a body's id), the record and the field. All three are bound in."""

    compartment: str
    record: str
    field: str = ""

    def bound(self, header: bytes) -> bytes:
        """The associated data: each part with its length before it, so that no two places read alike."""
        parts = [part.encode() for part in (self.compartment, self.record, self.field)]
        return header + b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def new_key(random: Random) -> bytes:
    """A key of 256 bits: of a compartment, or of a record."""
    return random(KEY_BYTES)


def seal(data_key: bytes, text: bytes, place: Place, random: Random) -> bytes:
    """The text, sealed for its place: header, nonce, ciphertext with tag."""
    return _encrypt(data_key, text, place, _SEALED, random)


def unseal(data_key: bytes, sealed: bytes, place: Place) -> bytes:
    """The text again; Unreadable for another key, another place or a changed byte."""
    return _decrypt(data_key, sealed, place, _SEALED)


def wrap(compartment_key: bytes, data_key: bytes, place: Place, random: Random) -> bytes:
    """A record's data key, wrapped by its compartment's key. The field of the place is empty."""
    return _encrypt(compartment_key, data_key, place, _WRAPPED, random)


def unwrap(compartment_key: bytes, wrapped: bytes, place: Place) -> bytes:
    """The data key again; Unreadable as for `unseal`."""
    return _decrypt(compartment_key, wrapped, place, _WRAPPED)


def rewrap(old: bytes, new: bytes, wrapped: bytes, place: Place, random: Random) -> bytes:
    """The same data key, wrapped by the compartment's next key. Nothing that it sealed changes."""
    return wrap(new, unwrap(old, wrapped, place), place, random)


def _encrypt(key: bytes, text: bytes, place: Place, header: bytes, random: Random) -> bytes:
    nonce = random(_NONCE_BYTES)
    return header + nonce + AESGCM(key).encrypt(nonce, text, place.bound(header))


def _decrypt(key: bytes, sealed: bytes, place: Place, header: bytes) -> bytes:
    start = len(header)
    nonce = sealed[start : start + _NONCE_BYTES]
    if not sealed.startswith(header) or len(nonce) != _NONCE_BYTES:
        raise Unreadable
    try:
        return AESGCM(key).decrypt(nonce, sealed[start + _NONCE_BYTES :], place.bound(header))
    except InvalidTag:
        raise Unreadable from None
