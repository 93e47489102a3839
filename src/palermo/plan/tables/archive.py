"""An Office file unpacked safely: every part is inflated here, counted, and checked before a parser sees it.

The sizes that a zip declares are not believed; the packed bytes are inflated up to the limits and no further.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from palermo.core import Message, mark
from palermo.plan.tables.faults import MEGABYTE, fault

MOST_PARTS = 4_000
MOST_INFLATED = 150 * MEGABYTE
MOST_RATIO = 250  # worksheets of real plans reach 30
RATIO_COUNTS_FROM = 20 * MEGABYTE
MOST_ROWS = 20_000
_PIECE = 1 << 18
_ROW = re.compile(rb"<(?:\w+:)?row\b")
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"BZh", b"\xfd7zXZ")
_LOCAL = struct.Struct("<4s22xHH")


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of an Office file, by name."""

    file: str
    parts: Mapping[str, bytes]

    def repacked(self) -> bytes:
        """A plain zip of the same parts, so that the next reader sees exactly what was checked here."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
            for name, part in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name), part)
        return packed.getvalue()


def unpack(content: bytes, file: str) -> Archive:
    """The parts of a zip. Raises DataError with a finding where it is damaged, encrypted or a bomb."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
        raise fault("F06", file, fault=Message(mark("its list of parts cannot be read"))) from error
    if len(entries) > MOST_PARTS:
        raise fault(
            "F07",
            file,
            fault=Message(mark("it has {n} parts, at most {most} are read"), {"n": len(entries), "most": MOST_PARTS}),
        )
    parts: dict[str, bytes] = {}
    room = MOST_INFLATED
    for entry in entries:
        if entry.is_dir():
            continue
        if entry.flag_bits & 1:
            raise fault("F05", file)
        if entry.filename in parts:
            raise fault(
                "F06", file, fault=Message(mark("the part {part} stands in it twice"), {"part": entry.filename})
            )
        part = _inflated(content, entry, room, file)
        room -= len(part)
        parts[entry.filename] = part
    _ratio(content, MOST_INFLATED - room, file)
    for name, part in parts.items():
        _nested(name, part, file)
    return Archive(file, parts)


def _inflated(content: bytes, entry: zipfile.ZipInfo, room: int, file: str) -> bytes:
    damaged = fault("F06", file, fault=Message(mark("the part {part} cannot be unpacked"), {"part": entry.filename}))
    start = entry.header_offset
    if start + 30 > len(content):
        raise damaged
    signature, name_length, extra_length = _LOCAL.unpack_from(content, start)
    start += 30 + name_length + extra_length
    packed = memoryview(content)[start : start + entry.compress_size]
    if signature != b"PK\x03\x04" or len(packed) != entry.compress_size:
        raise damaged
    if entry.compress_type == zipfile.ZIP_STORED:
        plain = bytes(packed[: room + 1])
    elif entry.compress_type == zipfile.ZIP_DEFLATED:
        try:
            plain = _deflated(packed, room)
        except zlib.error as error:
            raise damaged from error
    else:
        raise fault(
            "F06",
            file,
            fault=Message(mark("the part {part} is packed in a way Office does not use"), {"part": entry.filename}),
        )
    if len(plain) > room:
        raise _too_big(entry.filename, plain, file)
    if len(plain) != entry.file_size:
        raise fault(
            "F07", file, fault=Message(mark("the part {part} is not of the size it declares"), {"part": entry.filename})
        )
    if zlib.crc32(plain) != entry.CRC:
        raise damaged
    return plain


def _deflated(packed: memoryview, room: int) -> bytes:
    """What inflates, up to one byte beyond `room`."""
    inflater = zlib.decompressobj(-15)
    out = io.BytesIO()
    for start in range(0, len(packed), _PIECE):
        out.write(inflater.decompress(packed[start : start + _PIECE], room + 1 - out.tell()))
        if out.tell() > room:
            break
    else:
        if not inflater.eof:
            raise zlib.error("the packed bytes end too soon")
    return out.getvalue()


def _too_big(name: str, plain: bytes, file: str) -> Exception:
    """A worksheet swollen by empty rows is an accident of Excel, not an attack: it gets the finding that helps."""
    rows = len(_ROW.findall(plain)) if "worksheets/" in name else 0
    if rows > MOST_ROWS:
        return fault(
            "F11", file, name, rows=Message(mark("{n} or more"), {"n": rows}), used=Message(mark("few")), most=MOST_ROWS
        )
    return fault(
        "F07",
        file,
        fault=Message(mark("more than {n} MB come out of {part}"), {"n": MOST_INFLATED // MEGABYTE, "part": name}),
    )


def _ratio(content: bytes, inflated: int, file: str) -> None:
    if inflated > RATIO_COUNTS_FROM and inflated > MOST_RATIO * len(content):
        raise fault(
            "F07",
            file,
            fault=Message(
                mark("{n} MB come out of {packed} kB"), {"n": inflated // MEGABYTE, "packed": len(content) // 1000}
            ),
        )


def _nested(name: str, part: bytes, file: str) -> None:
    """Office keeps the sheet behind a chart as an embedded file, never opened here; any other archive is odd."""
    if part.startswith(_PACKED) and not re.search(r"(^|/)embeddings/[^/]+\.(xlsx|docx|pptx)$", name):
        raise fault("F07", file, fault=Message(mark("another archive is hidden in it ({part})"), {"part": name}))
