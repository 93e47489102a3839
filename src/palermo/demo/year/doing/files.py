"""Files that are offered as proof: each says what it is and that it is invented, and tells more than it shows."""

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SIZE = (360, 90)  # points


def file_of(words: str, form: str) -> bytes:
    """A file of these words, as its name ends: a text, a photograph or a page."""
    match form:
        case "jpg":
            return _photograph(words)
        case "pdf":
            return _page(words)
        case _:
            return words.encode()


def _photograph(words: str) -> bytes:
    """With a device that does not exist, and a place where there is nothing but sea."""
    from PIL import ExifTags, Image

    told, out = Image.Exif(), BytesIO()
    told[ExifTags.Base.Make], told[ExifTags.Base.Artist] = "Invented", "Nobody"
    nowhere = (0.0, 0.0, 0.0)
    told.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: nowhere, 3: "E", 4: nowhere})
    _drawn(words).save(out, "JPEG", exif=told)
    return out.getvalue()


def _page(words: str) -> bytes:
    out = BytesIO()
    when = {"creationDate": None, "modDate": None}  # the same words give the same file
    _drawn(words).save(out, "PDF", author="Nobody", title="Invented", **when)
    return out.getvalue()


def _drawn(words: str) -> "Image":
    from PIL import Image, ImageDraw

    drawn = Image.new("RGB", _SIZE, "white")
    ImageDraw.Draw(drawn).text((10, 10), words.replace(" of ", "\nof "), "black")
    return drawn
