"""Makes a public copy by the kind of file, or says why it cannot be made."""

from collections.abc import Callable, Mapping
from threading import Lock
from types import MappingProxyType

from palermo.copies.documents import copy_of_document
from palermo.copies.model import PublicCopy
from palermo.copies.pictures import copy_of_picture
from palermo.core import Message, mark

Made = tuple[PublicCopy | None, Message | None]
PLAIN = "text/plain"
_ONE_AT_A_TIME = Lock()  # PDFium bears no two callers, and a picture takes much memory while it is made anew


def copy_of_text(content: bytes) -> Made:
    """Plain text tells nothing besides itself: the copy is the same, whatever table or page it was meant to be."""
    return PublicCopy(content, PLAIN), None


COPIED: Mapping[str, Callable[[bytes], Made]] = MappingProxyType(
    {
        "application/pdf": copy_of_document,
        "image/jpeg": copy_of_picture,
        "image/png": copy_of_picture,
        "text/csv": copy_of_text,
        PLAIN: copy_of_text,
    }
)


def public_copy(content: bytes, media_type: str) -> Made:
    """The public copy of a file of this type; None, with the reason, where none can be made.

    The same file gives the same copy, byte for byte, with the same libraries. `media_type` is by content, not by name.
    """
    if media_type not in COPIED:
        text = mark(
            "Such a file keeps names, comments and earlier wordings that cannot all be cut out of it. Save it as PDF,"
            " or take a picture of what proves the step, and offer that as evidence."
        )
        return None, Message(text)
    with _ONE_AT_A_TIME:
        return COPIED[media_type](content)
