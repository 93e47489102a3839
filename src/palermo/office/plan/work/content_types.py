"""What kind of file evidence is, by its content. The name alone says nothing."""

from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_INSIDE = (
    ("word/document.xml", f"{_OPEN_XML}.wordprocessingml.document"),
    ("xl/workbook.xml", f"{_OPEN_XML}.spreadsheetml.sheet"),
)
HTML = "text/html"  # a web page somebody saved: kept, and never shown as a page
_TEXTS = {".txt": "text/plain", ".csv": "text/csv", ".html": HTML, ".htm": HTML}


def as_file(name: str, media_type: str) -> tuple[str, str]:
    """Name and media type under which it is handed out: a web page as the text that it is written in."""
    return (f"{name}.txt", "text/plain; charset=utf-8") if media_type == HTML else (name, media_type)


def recognised(content: bytes, name: str) -> str:
    """The media type of the content; empty where it is none that is taken. Only of text does the name say which."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return media_type
    if content.startswith(b"PK\x03\x04"):
        return _open_xml(content)
    suffix = PurePath(name).suffix.lower()
    return _TEXTS.get(suffix, "") if _is_text(content) else ""


def _open_xml(content: bytes) -> str:
    try:
        with ZipFile(BytesIO(content)) as packed:
            names = set(packed.namelist())
    except BadZipFile:
        return ""
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        return ""  # macros
    return next((media_type for inside, media_type in _INSIDE if inside in names), "")


def _is_text(content: bytes) -> bool:
    try:
        return "\0" not in content.decode("utf-8")
    except UnicodeDecodeError:
        return False
