"""Invented photographs and documents that tell more than they show."""

from io import BytesIO
from typing import Any

from PIL import ExifTags, Image, PngImagePlugin

BATTAMBANG = {1: "N", 2: (13.0, 5.0, 42.0), 3: "E", 4: (103.0, 12.0, 0.0)}
XMP = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:p="http://ns.adobe.com/photoshop/1.0/" p:City="{city}"><dc:creator><rdf:Seq><rdf:li>{creator}</rdf:li>
</rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""


def drawn() -> Image.Image:
    """Broad below, with a red corner above on the left."""
    picture = Image.new("RGB", (60, 40), "white")
    picture.paste("red", (0, 0, 20, 20))
    return picture


def exif(*, place: bool = True, turned: int = 1, **words: str) -> Image.Exif:
    """`words` by the names of the tags: Artist, Make, ImageDescription, CameraOwnerName ..."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = turned
    for name, word in words.items():
        tag = ExifTags.Base[name]
        own = made.get_ifd(ExifTags.IFD.Exif) if tag > ExifTags.Base.ExposureTime else made
        own[tag] = word.encode("utf-16-le") if name.startswith("XP") else word
    if place:
        made.get_ifd(ExifTags.IFD.GPSInfo).update(BATTAMBANG)
    return made


def jpeg(told: Image.Exif | None = None, *, comment: str = "", iptc: str = "", **xmp: str) -> bytes:
    """A photograph. `iptc` stands in the form of the agencies as who took it."""
    out, given = BytesIO(), dict[str, Any]()
    if xmp:
        given["xmp"] = XMP.format(**({"city": "", "creator": ""} | xmp)).encode()
    drawn().save(out, "JPEG", exif=told or b"", comment=comment.encode(), **given)
    content = out.getvalue()
    if not iptc:
        return content
    word = iptc.encode()
    named = b"\x1c\x02\x50" + len(word).to_bytes(2, "big") + word
    block = b"8BIM\x04\x04\0\0" + len(named).to_bytes(4, "big") + named + b"\0" * (len(named) % 2)
    segment = b"Photoshop 3.0\0" + block
    return content[:2] + b"\xff\xed" + (len(segment) + 2).to_bytes(2, "big") + segment + content[2:]


def png(told: Image.Exif | None = None, **words: str) -> bytes:
    """A picture with texts beside it, by their keywords."""
    out, texts = BytesIO(), PngImagePlugin.PngInfo()
    for name, word in words.items():
        texts.add_itxt(name, word, zip=name.startswith("Z"))
    drawn().save(out, "PNG", pnginfo=texts, exif=told or b"")
    return out.getvalue()


def pdf(pages: int = 2, **words: str) -> bytes:
    """A document of that many pages; `words`: title, author, creator, keywords ..."""
    out = BytesIO()
    sheets = [Image.new("RGB", (60, 40), colour) for colour in ("red", "white")]
    rest = [sheets[n % 2] for n in range(1, pages)]
    sheets[0].save(out, "PDF", save_all=True, append_images=rest, **words)
    return out.getvalue()
