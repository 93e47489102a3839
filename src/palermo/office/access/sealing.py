"""Secrets of the office itself, sealed with a key that lies in its home and never in the database."""

import secrets
from functools import lru_cache

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from palermo.access import KEY_BYTES, Place, seal, unseal

_HERE = "office"  # in place of a body: what is sealed here is nobody's compartment


def seal_for_office(text: bytes, *, record: str, field: str) -> bytes:
    """The text sealed for its place; `record` and `field` are bound in."""
    return seal(_key(settings.SECRET_KEY, field), text, Place(_HERE, record, field), secrets.token_bytes)


def unseal_for_office(sealed: bytes, *, record: str, field: str) -> bytes:
    """The text again. Raises palermo.access.Unreadable."""
    return unseal(_key(settings.SECRET_KEY, field), sealed, Place(_HERE, record, field))


@lru_cache(maxsize=16)
def _key(secret: str, field: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"palermo {field}".encode()).derive(secret.encode())
