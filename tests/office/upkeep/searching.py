"""Look for words in bytes, however they may be written there."""

import json
import re
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from unicodedata import normalize
from urllib.parse import quote

FAR = 512  # bytes: more than any form of a word is long
VOID = re.compile(rb"\0{%d,}" % FAR)  # most of what databases set aside is empty, and takes as long to look through


def ways(text: str) -> frozenset[bytes]:
    """The text in every form in which a program of ours, or one beside it, might write it."""
    return frozenset(way for form in ("NFC", "NFD") for way in _ways(normalize(form, text)))


def _ways(text: str) -> Iterator[bytes]:
    plain = text.encode()
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
        coded = text.encode(encoding)
        yield coded
        yield coded.hex().encode()
        yield coded.hex().upper().encode()
    escaped = json.dumps(text)[1:-1]
    yield escaped.encode()
    yield escaped.upper().replace("\\U", "\\u").encode()
    yield json.dumps(escaped)[1:-1].encode()  # JSON within JSON
    yield quote(text).encode()
    yield "".join(f"&#{ord(letter)};" for letter in text).encode()
    yield "".join(f"&#x{ord(letter):x};" for letter in text).encode()
    yield repr(plain)[2:-1].encode()  # as Python shows bytes, in a log
    yield "".join(f"\\{byte:03o}" if byte > 0x7E else chr(byte) for byte in plain).encode()  # as PostgreSQL does
    for encode in (b64encode, urlsafe_b64encode):
        yield from (_inside(encode, plain, before) for before in range(3))


def _inside(encode: Callable[[bytes], bytes], plain: bytes, before: int) -> bytes:
    """The text in base64 after so many other bytes: only the letters that depend on nothing but the text."""
    coded = encode(bytes(before) + plain)
    first, last = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
    return coded[first:last]


def found(words: Iterable[str], content: bytes) -> list[str]:
    """Those of the words that stand in the bytes in any form."""
    return [word for word in words if any(way in content for way in ways(word))]


def found_below(words: Iterable[str], folder: Path) -> list[str]:
    """The same for all files of a folder: file and word."""
    wanted = {word: ways(word) for word in words}
    astray = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = VOID.sub(bytes(FAR), path.read_bytes())
            astray += [f"{path.relative_to(folder)}: {word}" for word, each in wanted.items() if _any(each, content)]
    return astray


def _any(each: Iterable[bytes], content: bytes) -> bool:
    return any(way in content for way in each)
