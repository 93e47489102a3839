"""Documents printed anew: a picture of every page, in a file of its own.

Comments, names, hidden layers, attached files and what was written before do not survive that. Nor can its words be
searched any more: what is hidden below them cannot be told from what is shown.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from palermo.copies.model import PublicCopy, Tells, Trace, trace
from palermo.copies.pictures import MOST_PIXELS, QUALITY, too_large
from palermo.core import Message, mark

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

MOST_PAGES = 60
DOTS = 150  # an inch
_INCH = 72  # points


def copy_of_document(content: bytes) -> tuple[PublicCopy | None, Message | None]:
    """A PDF of pictures of the pages of this one, and what the file told besides."""
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pages = PdfDocument(content)
    except PdfiumError:
        return None, Message(mark("The PDF cannot be read. Take off its password, or print it into a new PDF."))
    try:
        return _copied(pages)
    except PdfiumError:
        return None, Message(mark("A page of the PDF cannot be read. Print it into a new PDF."))
    finally:
        pages.close()


def _copied(pages: "PdfDocument") -> tuple[PublicCopy | None, Message | None]:
    n = len(pages)
    if not 0 < n <= MOST_PAGES:
        text = mark("The PDF has {n} pages, and at most {most} are made public at once. Offer those that prove it.")
        return None, Message(text, {"n": n, "most": MOST_PAGES})
    scale = DOTS / _INCH
    if any(width * height * scale * scale > MOST_PIXELS for width, height in map(pages.get_page_size, range(n))):
        return None, too_large()
    told = tuple(sorted(_traces(pages), key=lambda each: list(Tells).index(each.tells)))
    out, drawn = BytesIO(), _drawn(pages, scale)
    # without a day of its own: the same document gives the same copy
    when = {"creationDate": None, "modDate": None}
    next(drawn).save(out, "PDF", save_all=True, append_images=drawn, resolution=DOTS, quality=QUALITY, **when)
    return PublicCopy(out.getvalue(), "application/pdf", told, n), None


def _drawn(pages: "PdfDocument", scale: float) -> "Iterator[Image]":
    """Page by page, so that one alone is held at a time."""
    for number in range(len(pages)):
        page = pages[number]
        yield page.render(scale=scale).to_pil().convert("RGB")
        page.close()


def _traces(pages: "PdfDocument") -> Iterator[Trace]:
    for name, value in pages.get_metadata_dict(skip_empty=True).items():
        yield trace("CreatorTool" if name == "Creator" else name, value)  # in a PDF it is the program
    if n := pages.count_attachments():
        yield Trace(Tells.OTHER, "Attachments", str(n))
