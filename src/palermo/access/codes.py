"""A code that people carry beside a file: it opens the file, and who has not got it can neither read nor write it.

Sixteen letters and digits, drawn at random: 80 bits, so the key is safe though it is made quickly. It is made by PBKDF2
(RFC 8018) with SHA-256, which every browser makes by itself.
"""

from hashlib import pbkdf2_hmac

from palermo.access.keys import KEY_BYTES, Random
from palermo.access.paper import ALPHABET, MEANT
from palermo.core.languages import fold_digits

CODE_LENGTH = 16  # letters and digits
CODE_ROUNDS = 100_000
SALT_BYTES = 16


def new_code(random: Random) -> str:
    """A code in groups of four, to be written down and typed again."""
    letters = "".join(ALPHABET[byte % 32] for byte in random(CODE_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def code_key(code: str, salt: bytes) -> bytes:
    """The key of 256 bits that a code gives, however it was typed: small letters, O for 0, digits of any script."""
    typed = "".join(fold_digits(code).upper().translate(MEANT).split())
    return pbkdf2_hmac("sha256", typed.encode(), salt, CODE_ROUNDS, KEY_BYTES)
