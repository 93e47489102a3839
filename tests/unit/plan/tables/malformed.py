"""More than fifty files that cannot be read, made here byte by byte: each must give its finding and nothing else."""

import io
import json
import struct
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, partial

import docx
import openpyxl

Parts = dict[str, bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
WORKSHEET = "xl/worksheets/sheet1.xml"
DOCUMENT = "word/document.xml"
HEADERS = ("No.", "Activity", "Lead agency", "Deadline")
ROW = ("1.1", "Open a shelter in the invented province", "Ministry of Shelters", "June 2025")


@dataclass(frozen=True, slots=True)
class Malformed:
    """A file, the name it comes under and the rule of the one finding it must give."""

    name: str
    made: bytes | Callable[[], bytes]
    rule: str

    @property
    def content(self) -> bytes:
        """The bytes; a big file is made when it is asked for."""
        return self.made if isinstance(self.made, bytes) else self.made()


def workbook(fill: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    """A sound workbook of one activity, changed by `fill`."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(HEADERS)
    sheet.append(ROW)
    if fill:
        fill(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def document() -> bytes:
    """A sound Word document of one activity."""
    made = docx.Document()
    table = made.add_table(2, len(HEADERS))
    for row, texts in zip(table.rows, (HEADERS, ROW), strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def parts_of(content: bytes) -> Parts:
    """The parts of an Office file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The parts as an Office file again."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return out.getvalue()


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The file with one part more, or another one."""
    return packed(parts_of(content) | {name: part})


def replaced(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The file with other bytes in one part."""
    parts = parts_of(content)
    assert old in parts[name]
    return packed(parts | {name: parts[name].replace(old, new)})


def lying_about_size(content: bytes) -> bytes:
    """The first part inflates to far more than the zip declares."""
    entry = zipfile.ZipFile(io.BytesIO(content)).infolist()[0]
    at = content.index(b"PK\x01\x02")
    return content[: at + 24] + struct.pack("<I", max(1, entry.file_size // 2)) + content[at + 28 :]


def encrypted_entry(content: bytes) -> bytes:
    """A zip whose first part says it is encrypted."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 8] + b"\x01\x00" + content[at + 10 :]


def wrong_checksum(content: bytes) -> bytes:
    """A zip whose first part does not agree with its checksum."""
    at = content.index(b"PK\x01\x02")
    return content[: at + 16] + b"\0\0\0\0" + content[at + 20 :]


def twice(content: bytes) -> bytes:
    """A workbook with the same sheet in it twice."""
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a") as archive:
        # zipfile warns of the second one only while it knows of the first
        del archive.NameToInfo[WORKSHEET]
        archive.writestr(WORKSHEET, parts_of(content)[WORKSHEET])
    return out.getvalue()


def bomb(megabytes: int) -> bytes:
    """A workbook whose sheet swells without a single row."""
    filler = b"<!--" + b"a" * (megabytes * 1_000_000) + b"-->"
    return replaced(workbook(), WORKSHEET, b"<sheetData>", filler + b"<sheetData>")


def shared_string_bomb() -> bytes:
    """A short table of strings, each used a thousand times over."""
    parts = parts_of(workbook())
    strings = b"<si><t>" + b"a" * 30_000 + b"</t></si>"
    parts["xl/sharedStrings.xml"] = b"<sst>" + strings * 2 + b"</sst>"
    cells = b"".join(
        b'<row r="%d">' % row + b"".join(b'<c r="%s%d" t="s"><v>1</v></c>' % (c, row) for c in (b"A", b"B")) + b"</row>"
        for row in range(1, 1_001)
    )
    parts[WORKSHEET] = b"<worksheet><sheetData>" + cells + b"</sheetData></worksheet>"
    return packed(parts)


def rows(count: int, cell: bytes = b"") -> bytes:
    """A workbook with that many row elements."""
    data = b"".join(b'<row r="%d">%s</row>' % (row, cell) for row in range(1, count + 1))
    return replaced(workbook(), WORKSHEET, b"<sheetData>", b"<sheetData>" + data)


def relation(kind: str, target: str) -> bytes:
    """One relation to something outside the file."""
    return (
        '<Relationship Id="rId99" TargetMode="External" Target="' + target + '" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/' + kind + '"/></Relationships>'
    ).encode()


def office_files() -> Iterator[Malformed]:
    """Packed files: damaged, swollen, with code, formulas or links in them."""
    yield from damaged()
    yield from swollen()
    yield from with_code()
    yield from with_links()
    yield from without_a_matrix()


def damaged() -> Iterator[Malformed]:
    """Zips and XML that do not hold together."""
    sound, text = workbook(), document()
    headless = {name: part for name, part in parts_of(sound).items() if "workbook" not in name}
    yield Malformed("cut short.xlsx", sound[: len(sound) // 2], "F06")
    yield Malformed("only the first bytes.xlsx", b"PK\x03\x04", "F06")
    yield Malformed("wrong checksum.xlsx", wrong_checksum(sound), "F06")
    yield Malformed("a part twice.xlsx", twice(sound), "F06")
    yield Malformed("no workbook part.xlsx", packed(headless), "F06")
    yield Malformed("no list of sheets.xlsx", with_part(sound, "xl/workbook.xml", b"<workbook"), "F06")
    yield Malformed("bytes turned over.docx", text[:200] + text[200:400][::-1] + text[400:], "F06")
    yield Malformed("encrypted part.xlsx", encrypted_entry(sound), "F05")
    yield Malformed("sheet in UTF-16.xlsx", with_part(sound, WORKSHEET, "<worksheet/>".encode("utf-16")), "F18")
    yield Malformed("document is no XML.docx", with_part(text, DOCUMENT, b"<w:document"), "F18")
    lost = {name: part for name, part in parts_of(text).items() if name != "_rels/.rels"}
    yield Malformed("no relations.docx", packed(lost), "F18")


def swollen() -> Iterator[Malformed]:
    """Small files that come to far more when they are opened."""
    sound, text = workbook(), document()
    yield Malformed("lies about its size.xlsx", lying_about_size(sound), "F07")
    yield Malformed("swells to 160 MB.xlsx", partial(bomb, 160), "F07")
    yield Malformed("swells three hundredfold.xlsx", partial(bomb, 40), "F07")
    yield Malformed("too many parts.xlsx", _many_parts, "F07")
    yield Malformed("an archive inside.docx", with_part(text, "word/media/image1.png", sound), "F07")
    yield Malformed("one string a thousand times.xlsx", shared_string_bomb, "F07")
    yield Malformed("a million empty rows.xlsx", partial(rows, 1_000_000), "F11")
    yield Malformed("thirty thousand rows.xlsx", partial(rows, 30_000, b"<c><v>1</v></c>"), "F11")
    yield Malformed("one cell far below.xlsx", workbook(_far_below), "F11")
    yield Malformed("one cell far right.xlsx", workbook(_far_right), "F12")
    yield Malformed("too many sheets.xlsx", partial(workbook, _many_sheets), "F12")
    long = b"<sst><si><t>" + b"a" * 300_000 + b"</t></si></sst>"
    yield Malformed("a very long text.xlsx", with_part(_shared(sound), "xl/sharedStrings.xml", long), "F12")


def with_code() -> Iterator[Malformed]:
    """Macros, controls and formulas."""
    sound, text = workbook(), document()
    yield Malformed("macros.xlsm", with_part(sound, "xl/vbaProject.bin", b"\0"), "F08")
    yield Malformed("macros in a document.docm", with_part(text, "word/vbaProject.bin", b"\0"), "F08")
    kind = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macro = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    yield Malformed("macro type.xlsx", replaced(sound, "[Content_Types].xml", kind, macro), "F08")
    yield Malformed("controls.xlsx", with_part(sound, "xl/activeX/activeX1.xml", b"<x/>"), "F08")
    yield Malformed("old macro sheet.xlsx", with_part(sound, "xl/macrosheets/sheet1.xml", b"<x/>"), "F08")
    yield Malformed("formula.xlsx", workbook(_formula), "F09")
    shared = b'<row r="9"><c r="B9"><f t="shared" si="0"/><v>1</v></c></row></sheetData>'
    yield Malformed("shared formula.xlsx", replaced(sound, WORKSHEET, b"</sheetData>", shared), "F09")


def with_links() -> Iterator[Malformed]:
    """Entities and things outside the file."""
    sound, text = workbook(), document()
    entity = b'<!DOCTYPE w [<!ENTITY e "x">]><workbook'
    yield Malformed("entity.xlsx", replaced(sound, "xl/workbook.xml", b"<workbook", entity), "F10")
    outside = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document'
    yield Malformed("outside entity.docx", replaced(text, DOCUMENT, b"<w:document", outside), "F10")
    laughs = b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    yield Malformed("billion laughs.xlsx", with_part(sound, WORKSHEET, laughs), "F10")
    template = b"<Relationships>" + relation("attachedTemplate", "file:///C:/x.dotm")
    yield Malformed("template elsewhere.docx", with_part(text, "word/_rels/settings.xml.rels", template), "F10")
    picture = relation("image", "https://example.org/x.png")
    links = "word/_rels/document.xml.rels"
    yield Malformed("picture elsewhere.docx", replaced(text, links, b"</Relationships>", picture), "F10")
    yield Malformed("another workbook.xlsx", with_part(sound, "xl/externalLinks/externalLink1.xml", b"<x/>"), "F10")


def without_a_matrix() -> Iterator[Malformed]:
    """Sound files with nothing to read, or with two texts at once."""
    yield Malformed("nothing in it.xlsx", _empty_workbook(), "F16")
    yield Malformed("no table.docx", _empty_document(), "F16")
    insertion = b'<w:ins w:id="1" w:author="A" w:date="2024-01-01T00:00:00Z"><w:r>'
    yield Malformed("tracked changes.docx", replaced(document(), DOCUMENT, b"<w:r>", insertion), "F17")


def _formula(made: openpyxl.Workbook) -> None:
    made.worksheets[0].append(["=1+1"])


def _many_sheets(made: openpyxl.Workbook) -> None:
    for _ in range(100):
        made.create_sheet()


def _many_parts() -> bytes:
    return packed(parts_of(workbook()) | {f"xl/x{n}.xml": b"" for n in range(4_001)})


def _far_below(made: openpyxl.Workbook) -> None:
    made.worksheets[0]["A1048576"] = "x"


def _far_right(made: openpyxl.Workbook) -> None:
    made.worksheets[0]["XFD2"] = "x"


def _shared(content: bytes) -> bytes:
    return replaced(content, WORKSHEET, b"</sheetData>", b'<row r="9"><c r="B9" t="s"><v>0</v></c></row></sheetData>')


def _empty_workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def _empty_document() -> bytes:
    made = docx.Document()
    made.add_paragraph("A plan without a matrix")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """The beginning of an old Office file that names these streams."""
    return OLE + b"\0" * 504 + b"".join(stream.encode("utf-16-le") + b"\0\0" for stream in streams)


def _repeated(line: bytes, count: int, start: bytes = b"") -> bytes:
    return start + line * count


def other_files() -> Iterator[Malformed]:
    """Files of other kinds, and text that is no table."""
    yield Malformed("no bytes.xlsx", b"", "F02")
    yield Malformed("only spaces.csv", b" \r\n \n\t", "F02")
    yield Malformed("only a mark.csv", b"\xef\xbb\xbf", "F02")
    yield Malformed("too big.csv", partial(_repeated, b"a,b\n", 5_250_000), "F01")
    yield Malformed("really a PDF.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "F03")
    yield Malformed("really a picture.docx", b"\x89PNG\r\n\x1a\n" + b"\0" * 32, "F03")
    yield Malformed("really a web page.xls", b"<html><body><table><tr><td>a</td></tr></table></body></html>", "F03")
    yield Malformed("really RTF.doc", rb"{\rtf1\ansi A plan}", "F03")
    yield Malformed("packed.zip", packed({"plan.txt": b"plan"}), "F03")
    yield Malformed("presentation.pptx", packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""}), "F03")
    yield Malformed("open document.ods", packed({"mimetype": b"", "content.xml": b""}), "F03")
    yield Malformed("binary workbook.xlsb", packed({"xl/workbook.bin": b""}), "F03")
    yield Malformed("old workbook.xls", ole("Workbook"), "F04")
    yield Malformed("old document.doc", ole("WordDocument"), "F04")
    yield Malformed("password.xlsx", ole("EncryptionInfo", "EncryptedPackage"), "F05")
    yield Malformed("Latin letters.csv", "No,Activité\n1,Créer\n".encode("latin-1"), "F13")
    yield Malformed("breaks in line 3.csv", b"No,Activity\n1,a\n2," + b"\xff\xfe\n", "F13")
    yield Malformed("UTF-32.csv", "No,Activity\n1,a\n".encode("utf-32"), "F13")
    yield Malformed("half a sign.csv", "\ufeffNo,Activity".encode("utf-16-le") + b"\x31", "F13")
    yield Malformed("NUL bytes.csv", b"No,Activity\n1,a\0b\n", "F14")
    yield Malformed("UTF-16 without a mark.csv", "No,Activity\n1,a\n".encode("utf-16-le"), "F14")
    yield Malformed("quote not closed.csv", b'No,Activity\n1,"Open a shelter\n2,Close it\n', "F15")
    yield Malformed("quote in the middle.csv", b'No,Activity\n1,"Open" a shelter\n', "F15")
    yield Malformed("row too long.csv", b"No,Activity,Lead\n1,a,b\n2,Open, and close,b\n3,c,d\n", "F15")
    yield Malformed("cell too long.csv", b"No,Activity\n1," + b"a" * 40_000 + b"\n", "F12")
    yield Malformed("too wide.csv", b"a" + b",a" * 300 + b"\n", "F12")
    yield Malformed("formula.csv", b"No,Activity\n1,=HYPERLINK(1)\n", "F09")
    yield Malformed("a million empty rows.csv", partial(_repeated, b",\n", 1_000_000, b"No,Activity\n1,a\n"), "F11")
    yield Malformed("thirty thousand rows.csv", b"No,Activity\n" + b"1,a\n" * 30_000, "F11")
    yield Malformed("no headers.csv", b"apples,pears\n1,2\n3,4\n", "M01")
    yield Malformed("headers alone.csv", b"No,Activity,Lead,Deadline\n", "M19")


def trees() -> Iterator[Malformed]:
    """Our own YAML and JSON, broken."""
    laughs = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\ngoals: [*c]\nmeta: {}\n"
    yield Malformed("aliases.yaml", laughs.encode(), "F24")
    yield Malformed("tag.yaml", b"meta: !!python/object:os.system {}\ngoals: []\n", "F24")
    yield Malformed("twice.yaml", b"meta: {id: a, id: b}\ngoals: []\n", "F23")
    yield Malformed("tab.yaml", b"meta:\n\tid: a\ngoals: []\n", "F20")
    yield Malformed("not closed.yaml", b"meta: {id: a\ngoals: [\n", "F20")
    yield Malformed("too deep.yaml", b"meta: {id: a}\ngoals: " + b"[" * 60 + b"]" * 60 + b"\n", "F25")
    yield Malformed("no plan.yaml", b"- a\n- b\n", "F21")
    yield Malformed("not JSON.json", b'{"meta": {"id": "a"', "F20")
    yield Malformed("twice.json", b'{"meta": {}, "meta": {}, "goals": []}', "F23")
    yield Malformed("no plan.json", json.dumps([1, 2]).encode(), "F21")
    yield Malformed("too deep.json", b'{"meta": {}, "goals": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "F25")


@cache
def every() -> tuple[Malformed, ...]:
    """All of them."""
    return (*office_files(), *other_files(), *trees())
