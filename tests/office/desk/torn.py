"""Files that a browser may send and that hold no plan: torn, locked, loaded, mislabelled, or something else."""

import json
import zipfile
from collections.abc import Iterator
from io import BytesIO

from openpyxl import Workbook

from tests.office.desk.matrices import matrix

MAIN = "xl/worksheets/sheet1.xml"
ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><worksheet>&b;</worksheet>'
LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;">]><worksheet>&c;</worksheet>'
WORD_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def rebuilt(replace: dict[str, bytes], leave_out: tuple[str, ...] = ()) -> bytes:
    """The matrix with some parts of its archive replaced, added or left out."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(matrix())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in replace and part.filename not in leave_out:
                new.writestr(part.filename, old.read(part))
        for name, content in replace.items():
            new.writestr(name, content)
    return file.getvalue()


def archive(**parts: bytes) -> bytes:
    """An archive that is neither a workbook nor a document."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return file.getvalue()


def workbook(*rows: tuple[object, ...]) -> bytes:
    """A workbook with these rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def torn() -> Iterator[tuple[str, bytes]]:
    """Names and contents; each name is used once."""
    yield from _archives()
    yield from _texts()
    yield from _trees()


def _archives() -> Iterator[tuple[str, bytes]]:
    whole = matrix()
    for part in (2, 30, len(whole) // 3, len(whole) // 2, len(whole) - 30):
        yield f"cut-at-{part}.xlsx", whole[:part]
    yield "locked.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2048)
    yield "old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    yield "entity.xlsx", rebuilt({MAIN: ENTITY})
    yield "laughs.xlsx", rebuilt({MAIN: LAUGHS})
    yield "no-xml.xlsx", rebuilt({MAIN: b"this is no XML"})
    yield "half-xml.xlsx", rebuilt({MAIN: b"<worksheet><sheetData><row>"})
    yield "macro.xlsm", rebuilt({"xl/vbaProject.bin": b"macro"})
    yield "bomb.xlsx", rebuilt({MAIN: b"<worksheet>" + b" " * 300_000_000 + b"</worksheet>"})
    yield "no-book.xlsx", rebuilt({}, leave_out=("xl/workbook.xml",))
    yield "climbing.xlsx", archive(**{"../../etc/passwd": b"x"})
    yield "photos.zip", archive(**{"photo.jpg": b"\xff\xd8\xff"})
    yield "hollow.zip", archive()
    yield "empty-word.docx", archive(**{"[Content_Types].xml": WORD_TYPES})
    yield "entity.docx", archive(**{"[Content_Types].xml": WORD_TYPES, "word/document.xml": ENTITY})
    yield "formula.xlsx", workbook(("No.", "Activity", "Lead"), ("1", '=HYPERLINK("http://x","y")', "MoI"))
    yield "empty.xlsx", workbook()
    yield "words-only.xlsx", workbook(("some", "words"), ("no", "plan"))


def _texts() -> Iterator[tuple[str, bytes]]:
    yield "nul.csv", b"No.,Activity\n1,Train\x00\n"
    yield "utf16-half.csv", b"\xff\xfeN\x00o"
    yield "bytes.csv", bytes(range(256)) * 4
    yield "quote.csv", b'No.,Activity,Lead\n1,"Train,MoI\n'
    yield "blank.csv", b"\n\n\n"
    yield "spaces.csv", b"   \n"
    yield "header-only.csv", b"No.,Activity,Lead agency\n"
    yield "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(64)
    yield "paper.pdf", b"%PDF-1.7\n1 0 obj\n"
    yield "page.html", b"<!doctype html><title>No plan</title><script>alert(1)</script>"
    yield "program.exe", b"MZ\x90\x00" + bytes(64)
    yield "no-ending", b"\x7fELF" + bytes(64)


def _trees() -> Iterator[tuple[str, bytes]]:
    yield "twice.yaml", b"meta: {id: a}\nmeta: {id: b}\n"
    yield "alias.yaml", b"meta: &a {id: x}\ngoals: [*a, *a]\n"
    yield "object.yaml", b"meta: !!python/object/apply:os.system ['true']\n"
    yield "tabs.yaml", b"meta:\n\tid: x\n"
    yield "open.yaml", b"meta: {id: 'x\n"
    yield "list.yaml", b"- a\n- b\n"
    yield "word.yaml", b"plan\n"
    yield "deep.yaml", b"meta: " + b"[" * 500 + b"]" * 500
    yield "open.json", b'{"meta": {"id": "x"'
    yield "deep.json", b"[" * 5000 + b"]" * 5000
    yield "number.json", b"42"
    yield "list.json", json.dumps([1, 2, 3]).encode()
    yield "twice.json", b'{"meta": {"id": "a"}, "meta": {"id": "b"}}'
    yield "nan.json", b'{"meta": {"id": NaN}}'
    yield "nothing.json", b"{}"
    yield "latin.json", '{"meta": {"id": "é"}}'.encode("latin-1")
