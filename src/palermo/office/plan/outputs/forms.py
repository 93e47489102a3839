"""The forms of an output beside its page: document, workbook and print. Each says what the output says."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from palermo import plan as library
from palermo.office.base import store
from palermo.office.base.kept import Kept
from palermo.office.base.vocabulary import language
from palermo.office.plan.files import MEDIA_TYPES
from palermo.office.plan.outputs.printing import print_pdf
from palermo.office.plan.outputs.shown import shown_whole
from palermo.office.plan.outputs.sources import Source
from palermo.office.plan.pages.files import File
from palermo.office.plan.pages.steady import steady

PDF = "pdf"
FORMS: Mapping[str, Promise] = {
    "docx": gettext_lazy("Document (Word)"),
    "xlsx": gettext_lazy("Workbook (Excel)"),
    PDF: gettext_lazy("Print (PDF)"),
}
_TYPES = {**MEDIA_TYPES, ".pdf": "application/pdf"}
_KEPT = 200  # prints; the oldest give way
_FILES: Kept[File] = Kept(16)


def file_of(source: Source, form: str, *, public: bool) -> File:
    """The output in this form. The same record gives the same document and workbook, byte for byte.

    A `public` print is kept on disk; another one is never written where it stays.
    """
    make = {"docx": _docx, "xlsx": _xlsx, PDF: _kept_pdf if public else _pdf}[form]
    return _FILES.get((source.key, form), lambda: _file(source, form, make(source)))


def _file(source: Source, form: str, content: bytes) -> File:
    return File(f"{source.file_name}.{form}", _TYPES[f".{form}"], content, store.digest(content))


def _docx(source: Source) -> bytes:
    return steady(library.output_docx(source.output, language()))


def _xlsx(source: Source) -> bytes:
    return steady(library.output_xlsx(source.output, language()))


def paper(source: Source, *, back: str = "") -> str:
    """The whole output as one page for paper. Without a way `back` it is for the printer, which fetches nothing: the
    style sheet is inside.
    """
    context = {**shown_whole(source), "back": back, "style": "" if back else _style()}
    return render_to_string("outputs/paper.html", context)


def _style() -> SafeString:
    return mark_safe(Path(str(finders.find("palermo/palermo.css"))).read_text("utf-8"))  # noqa: S308  # our own sheet


def _pdf(source: Source) -> bytes:
    return print_pdf(paper(source))


def _kept_pdf(source: Source) -> bytes:
    """What was printed before, else what is printed now: nobody outside can make the machine print the same twice."""
    html = paper(source)
    path = Path(settings.PALERMO_HOME) / "prints" / f"{hashlib.sha256(html.encode()).hexdigest()}.pdf"
    try:
        return path.read_bytes()
    except FileNotFoundError:
        content = print_pdf(html)
    path.parent.mkdir(exist_ok=True, mode=0o700)
    new = path.with_suffix(".new")
    new.write_bytes(content)
    new.replace(path)
    for old in sorted(path.parent.glob("*.pdf"), key=lambda each: each.stat().st_mtime)[:-_KEPT]:
        old.unlink(missing_ok=True)
    return content
