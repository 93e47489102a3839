"""What is asked of a file before anything in it is parsed: its size, its kind, and what it must not hold."""

import io
import re
import zipfile
from collections.abc import Iterable
from enum import StrEnum

from palermo.core import DataError, Message, mark
from palermo.plan.tables.archive import Archive, unpack
from palermo.plan.tables.faults import MEGABYTE, fault

MOST_BYTES = 20 * MEGABYTE


class Kind(StrEnum):
    """What a file is, going by its content alone: a name can say anything."""

    XLSX = "xlsx"
    DOCX = "docx"
    TEXT = "text"


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", mark("a PDF")),
    (b"\x89PNG", mark("a picture (PNG)")),
    (b"\xff\xd8\xff", mark("a picture (JPEG)")),
    (b"GIF8", mark("a picture (GIF)")),
    (b"II*\x00", mark("a picture (TIFF)")),
    (b"MM\x00*", mark("a picture (TIFF)")),
    (b"{\\rtf", mark("an RTF document")),
    (b"\x1f\x8b", mark("a packed file (gzip)")),
    (b"Rar!", mark("a packed file (RAR)")),
    (b"7z\xbc\xaf\x27\x1c", mark("a packed file (7z)")),
    (b"\x7fELF", mark("a program")),
    (b"MZ", mark("a program")),
    (b"SQLite format 3", mark("a database")),
)
_WEB_PAGE = re.compile(rb"\s*<(!doctype html|html|head|table)\b", re.IGNORECASE)
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_MACRO_PARTS = re.compile(r"(vbaProject\.bin|/macrosheets/|/activeX/|/ctrlProps/|\.vbs$|\.js$)", re.IGNORECASE)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(rb"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


def kind_of(content: bytes, file: str) -> Kind:
    """What the file is. Raises DataError with one finding (F01 to F06) where it is none that can be read."""
    if len(content) > MOST_BYTES:
        raise too_large(file, len(content))
    if not content.strip(b"\0\t\n\r \xef\xbb\xbf"):
        raise fault("F02", file)
    if content.startswith(_OLE):
        raise _old_office(content, file)
    if content.startswith(b"PK"):
        return _packed_kind(content, file)
    for start, words in _KNOWN:
        # two letters are too few to judge a text by
        if content.startswith(start) and (len(start) > 2 or b"\0" in content[:512]):
            raise fault("F03", file, found=Message(words))
    if _WEB_PAGE.match(content):
        raise fault("F03", file, found=Message(mark("a web page")))
    return Kind.TEXT


def too_large(file: str, size: int) -> DataError:
    """The one finding (F01) for a file of more bytes than are read."""
    return fault("F01", file, size=f"{size / MEGABYTE:.1f}", most=MOST_BYTES // MEGABYTE)


def _old_office(content: bytes, file: str) -> Exception:
    if "EncryptedPackage".encode("utf-16-le") in content or "EncryptionInfo".encode("utf-16-le") in content:
        return fault("F05", file)
    for stream, words in (("WordDocument", "DOC"), ("Workbook", "XLS"), ("Book", "XLS"), ("PowerPoint", "PPT")):
        if stream.encode("utf-16-le") in content:
            return fault("F04", file, found=words)
    return fault("F04", file, found=Message(mark("an OLE file")))


def _packed_kind(content: bytes, file: str) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = {name.replace("\\", "/").lower() for name in archive.namelist()}
    except Exception as error:
        # a list of parts that is broken on purpose makes zipfile raise more than BadZipFile
        raise fault("F06", file, fault=Message(mark("its list of parts cannot be read"))) from error
    if "xl/workbook.bin" in names:
        raise fault("F03", file, found=Message(mark("a binary workbook (XLSB)")))
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    if any(name.startswith("ppt/") for name in names):
        raise fault("F03", file, found=Message(mark("a presentation (PPTX)")))
    if "mimetype" in names or "content.xml" in names:
        raise fault("F03", file, found=Message(mark("an OpenDocument file (ODS, ODT)")))
    if {"xl/", "word/"} & {name[: name.find("/") + 1] for name in names} or "[content_types].xml" in names:
        raise fault("F06", file, fault=Message(mark("its main part is missing")))
    raise fault("F03", file, found=Message(mark("a packed file (ZIP)")))


def office_parts(content: bytes, file: str) -> Archive:
    """The checked parts of an XLSX or DOCX file. Raises DataError where it holds what no plan needs."""
    archive = unpack(content, file)
    _no_macros(archive)
    for name, part in archive.parts.items():
        if name.lower().endswith((".xml", ".rels", ".vml")):
            _plain_xml(name, part, file)
            if name.lower().endswith(".rels"):
                _no_outside(part, file)
    if outside := next((name for name in archive.parts if "externallinks/" in name.lower()), None):
        raise fault("F10", file, found=Message(mark("another workbook ({part})"), {"part": outside}))
    return archive


def _no_macros(archive: Archive) -> None:
    for name in archive.parts:
        if found := _MACRO_PARTS.search(name):
            raise fault("F08", archive.file, found=found[1].strip("/"))
    types = next((part for name, part in archive.parts.items() if name.lower() == "[content_types].xml"), b"")
    if b"macroenabled" in types.lower():
        raise fault("F08", archive.file, found=Message(mark("macro-enabled file type")))


def _plain_xml(name: str, part: bytes, file: str) -> None:
    if part.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in part[:4096]:
        raise fault("F18", file, fault=Message(mark("the part {part} is not written in UTF-8"), {"part": name}))
    if _DOCTYPE.search(part):
        raise fault("F10", file, found=Message(mark("an entity declared in {part}"), {"part": name}))


def _no_outside(part: bytes, file: str) -> None:
    """Web links in a text are harmless and frequent; anything else that is fetched on opening is refused."""
    for attributes in map(_attributes, _RELATION.findall(part)):
        kind = attributes.get("Type", "").rsplit("/", 1)[-1]
        if attributes.get("TargetMode", "").lower() == "external" and kind.lower() != "hyperlink":
            raise fault(
                "F10",
                file,
                found=Message(mark("{kind} at {target}"), {"kind": kind, "target": attributes.get("Target", "")}),
            )


def _attributes(tag: bytes) -> dict[str, str]:
    pairs: Iterable[tuple[bytes, bytes, bytes]] = _ATTRIBUTE.findall(tag)
    return {name.decode(): (double or single).decode("utf-8", "replace") for name, double, single in pairs}
