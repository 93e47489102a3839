"""Pictures made anew from what they show: nothing of the old file is taken over but its colours, turned upright."""

import struct
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, cast

from palermo.copies.model import PublicCopy, Tells, Trace, trace
from palermo.core import Message, mark

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFile import ImageFile

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2600  # pixels: a page at 200 dots an inch can still be read
QUALITY = 85
# what a broken file makes the reader of pictures raise
BROKEN = (OSError, SyntaxError, ValueError, EOFError, struct.error, LookupError, TypeError, OverflowError, Warning)
_MAKER = 0x927C  # a camera's own notes, in no form that anybody published
_GPS, _EXIF = 0x8825, 0x8769
_POINT = range(1, 5)  # the tags of latitude and longitude
# what a picture needs to be shown, and tells nothing
_NEEDED = frozenset(
    {
        "BitsPerSample",
        "ColorSpace",
        "ComponentsConfiguration",
        "Compression",
        "ExifImageHeight",
        "ExifImageWidth",
        "ExifInteroperabilityOffset",
        "ExifOffset",
        "ExifVersion",
        "FlashPixVersion",
        "GPSInfo",
        "GPSVersionID",
        "ImageLength",
        "ImageWidth",
        "JpegIFByteCount",
        "JpegIFOffset",
        "Orientation",
        "PhotometricInterpretation",
        "PlanarConfiguration",
        "ResolutionUnit",
        "SamplesPerPixel",
        "XResolution",
        "YCbCrPositioning",
        "YCbCrSubSampling",
        "YResolution",
    }
)
_IPTC = {5: "Title", 25: "Keywords", 55: "DateCreated", 80: "Byline", 90: "City", 92: "SubLocation", 95: "State"}
_IPTC |= {101: "Country", 105: "Headline", 110: "Credit", 115: "Source", 116: "Copyright", 120: "Caption"}


def copy_of_picture(content: bytes) -> tuple[PublicCopy | None, Message | None]:
    """A JPEG or PNG of the same colours, upright, at most LONGEST_SIDE long; and what the file told besides."""
    from PIL import Image

    try:
        with Image.open(BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None, too_large()
            picture.load()
            found = tuple(sorted(_traces(picture), key=lambda each: list(Tells).index(each.tells)))
            form = "PNG" if picture.format == "PNG" else "JPEG"
            made = packed(_anew(picture), form)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, too_large()
    except BROKEN:
        return None, Message(mark("The picture cannot be read. Take it anew, or save it once more as JPEG or PNG."))
    return PublicCopy(made, f"image/{form.lower()}", found), None


def too_large() -> Message:
    """Why a picture is not decoded."""
    text = mark("The picture has more than {n} million points. Make it smaller, and offer that as evidence.")
    return Message(text, {"n": MOST_PIXELS // 1_000_000})


def packed(picture: "Image", form: str) -> bytes:
    """The picture as a file that holds nothing else."""
    out = BytesIO()
    picture.save(out, form, quality=QUALITY, optimize=True)
    return out.getvalue()


def _anew(picture: "Image") -> "Image":
    """A picture that was never read from a file: the same points, and no memory of where they came from."""
    from PIL import Image, ImageOps

    upright = _in_plain_colours(ImageOps.exif_transpose(picture))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return Image.frombytes(upright.mode, upright.size, upright.tobytes())


def _in_plain_colours(picture: "Image") -> "Image":
    """In the colours of the web: a profile of colours names the device it was made for, and is not taken over."""
    from PIL import Image, ImageCms

    clear = picture.format != "JPEG" and (picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info)
    mode = "RGBA" if clear else "L" if picture.mode in ("1", "L") else "RGB"
    profile = picture.info.get("icc_profile")
    if not profile or mode == "L" or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture.convert(mode)
    try:
        made = ImageCms.profileToProfile(
            picture, ImageCms.ImageCmsProfile(BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode=mode
        )
    except ImageCms.PyCMSError:
        return picture.convert(mode)
    return made if isinstance(made, Image.Image) else picture.convert(mode)


def _traces(picture: "Image") -> Iterator[Trace]:
    yield from _of_exif(picture)
    yield from _of_iptc(picture)
    xmp = picture.info.get("xmp") or picture.info.get("XML:com.adobe.xmp")
    if xmp:
        yield from _of_xmp(xmp)
    if comment := picture.info.get("comment"):
        yield trace("Comment", comment)
    for name, value in getattr(picture, "text", {}).items():
        if name != "XML:com.adobe.xmp":
            yield trace(name, value)
    if profile := picture.info.get("icc_profile"):
        yield Trace(Tells.DEVICE, "ICC", f"{len(profile)} B")


def _of_exif(picture: "Image") -> Iterator[Trace]:
    from PIL import ExifTags

    try:
        exif = picture.getexif()
        own, gps, thumbnail = exif.get_ifd(_EXIF), exif.get_ifd(_GPS), exif.get_ifd(1)
    except BROKEN:
        yield Trace(Tells.OTHER, "EXIF", "?")
        return
    if place := _point(gps):
        yield Trace(Tells.PLACE, "GPS", place)
        gps = {tag: value for tag, value in gps.items() if tag not in _POINT}
    for tags, names in (({**exif, **own}, ExifTags.TAGS), (gps, ExifTags.GPSTAGS)):
        for tag, value in tags.items():
            name = str(names.get(tag, tag))
            if tag == _MAKER:
                yield Trace(Tells.DEVICE, name, f"{len(value)} B")
            elif name not in _NEEDED and not isinstance(value, dict):
                yield trace(name, _plain(name, value))
    if thumbnail:
        yield Trace(Tells.OTHER, "Thumbnail", f"{thumbnail.get(0x0202, '?')} B")


def _plain(name: str, value: Any) -> object:
    """Names that a desktop wrote are in its own spelling."""
    if isinstance(value, bytes) and name.startswith("XP"):
        return value.decode("utf-16-le", "replace").rstrip("\0")
    return value


def _point(gps: dict[int, Any]) -> str:
    """Latitude and longitude in degrees; empty where it is not said, or not as it should be."""
    try:
        sides = [(gps[ref], [float(part) for part in gps[at]]) for ref, at in ((1, 2), (3, 4))]
        north, east = (
            (-1 if str(side).upper()[:1] in "SW" else 1) * (degrees + minutes / 60 + seconds / 3600)
            for side, (degrees, minutes, seconds) in sides
        )
    except (*BROKEN, ZeroDivisionError):
        return ""
    return f"{north:.5f}, {east:.5f}"


def _of_iptc(picture: "Image") -> Iterator[Trace]:
    from PIL import IptcImagePlugin

    try:
        found = IptcImagePlugin.getiptcinfo(cast("ImageFile", picture)) or {}
    except BROKEN:
        yield Trace(Tells.OTHER, "IPTC", "?")
        return
    for (record, number), value in found.items():
        if record == 2 and number != 0:  # the version of the form
            for each in value if isinstance(value, list) else [value]:
                yield trace(_IPTC.get(number, f"IPTC {number}"), each)


def _of_xmp(xmp: bytes | str) -> Iterator[Trace]:
    """Each text and each attribute that says something."""
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    text = xmp.decode("utf-8", "replace") if isinstance(xmp, bytes) else xmp
    try:
        top = fromstring(text[: text.rfind(">") + 1].strip("\0\ufeff "))
    except (ParseError, DefusedXmlException, ValueError):
        yield Trace(Tells.OTHER, "XMP", f"{len(text)} B")
        return
    yield from _within(top, "XMP")


def _within(element: Any, above: str) -> Iterator[Trace]:
    own = str(element.tag).rpartition("}")[2]
    name = above if own in ("RDF", "Description", "Alt", "Bag", "Seq", "li", "xmpmeta", "xpacket") else own
    if element.text and element.text.strip():
        yield trace(name, element.text.strip())
    for key, value in element.attrib.items():
        if (word := key.rpartition("}")[2]) not in ("about", "lang", "parseType", "xmptk") and value.strip():
            yield trace(word, value)
    for child in element:
        yield from _within(child, name)
