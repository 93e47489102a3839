"""Page, document, workbook and print of the same output say the same: every figure and word, and nothing else.

The document is opened by python-docx, the workbook by openpyxl, the print by Debian's pdftotext (poppler-utils).
"""

import io
import os
import re
import subprocess
from collections import Counter
from contextlib import suppress
from datetime import date, datetime
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import docx
import openpyxl
import pytest
from django.conf import settings
from django.test import Client
from django.utils.translation import override

from palermo.core import UserError
from palermo.office.base.vocabulary import language
from palermo.office.plan.models import Version
from palermo.office.plan.outputs import forms, printing, sources
from palermo.office.plan.outputs.sources import Source
from palermo.office.plan.work.readers import on_record
from palermo.plan import Output, said
from tests.office.cast import NOW, a_body
from tests.office.outputs.scene import ASKED, a_plan_at_work, addresses, secretariat
from tests.tools import need

pytestmark = pytest.mark.django_db
NAMES = ("pack", "sheet-police", "sheet-north", "became", "year-2024")
# what cannot begin a line: Khmer dependent vowels and signs, the coeng, and the letter that hangs on a coeng
DEPENDENT = re.compile("[\u17b4-\u17d3\u17dd]")


@pytest.fixture
def version() -> Version:
    return a_plan_at_work()


def source(version: Version, name: str) -> Source:
    """As the pages make it."""
    record, today = on_record(version.plan), NOW.date()
    match name.split("-"):
        case ["pack"]:
            return sources.pack(version, record, (), today)
        case ["sheet", body]:
            return sources.sheet(version, record, a_body(body), today)
        case ["became"]:
            return sources.became(version, record, today)
    made = sources.year(version, record, "2024", today)
    assert made is not None
    return made


def told(output: Output) -> Counter[str]:
    """Every figure and word of the output in the language that is spoken, but for what it is called."""
    values = (*output.values(), output.as_of)
    return bare(Counter(said(value, language()) for value in values if value is not None))


def bare(texts: Counter[str]) -> Counter[str]:
    """Without what is empty, and without spaces: where lines are broken is the writer's own affair."""
    found: Counter[str] = Counter()
    for text, n in texts.items():
        found["".join(text.split())] += n
    del found[""]
    return found


def of_docx(content: bytes) -> Counter[str]:
    document = docx.Document(io.BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return bare(Counter([*(each.text for each in document.paragraphs), *cells]))


def of_xlsx(content: bytes) -> Counter[str]:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    cells = (cell.value for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    days = (f"{value:%Y-%m-%d}" if isinstance(value, datetime | date) else value for value in cells)
    return bare(Counter(str(value) for value in days if value is not None))


class _Paper(HTMLParser):
    """The texts of the elements of a page that hold any."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside = self.inside or tag == "main"
        if tag in ("h1", "h2", "p", "th", "td", "caption"):
            self.texts.append("")

    def handle_data(self, data: str) -> None:
        if self.inside and self.texts:
            self.texts[-1] += data


def of_page(html: str, output: Output) -> Counter[str]:
    """Captions repeat the headings for those who hear the page, and its title holds what it is about."""
    paper = _Paper()
    paper.feed(html)
    found = bare(Counter(paper.texts))
    found -= bare(Counter(said(chapter.title, language()) for chapter in output.chapters if chapter.rows))
    whole = "".join(sources.title_of(output).split())
    lead = next(text for text in found if str(output.as_of) in text and text not in told(output))
    found -= Counter([whole, lead])
    parts = (output.title, output.about, output.as_of)
    return found + bare(Counter(said(value, language()) for value in parts if value is not None))


def pdf_text(content: bytes, tmp_path: Path, *options: str) -> str:
    path = tmp_path / "print.pdf"
    path.write_bytes(content)
    done = subprocess.run([need("pdftotext"), *options, path, "-"], capture_output=True, check=True, text=True)
    return done.stdout


def printed(name: str, version: Version) -> bytes:
    need("chromium")
    return forms.file_of(source(version, name), "pdf", public=False).content


def test_document_workbook_and_page_say_what_the_output_says(version: Version) -> None:
    for tongue, name in product(("en", "km"), NAMES):
        with override(tongue):
            made = source(version, name)
            expected = told(made.output)
            assert len(expected) > 40
            assert of_docx(forms.file_of(made, "docx", public=False).content) == expected
            assert of_xlsx(forms.file_of(made, "xlsx", public=False).content) == expected
            assert of_page(forms.paper(made), made.output) == expected


def test_a_print_says_it_too_and_breaks_no_khmer_syllable(version: Version, tmp_path: Path) -> None:
    with override("km"):
        made = source(version, "pack")
        content = printed("pack", version)
        letters = Counter(character for character in pdf_text(content, tmp_path, "-raw") if not character.isspace())
        for text in told(made.output):
            assert not Counter(text) - letters, f"{text} is not all there"
        whole = "".join(pdf_text(content, tmp_path, "-raw").split())
        for value in made.output.values():
            words = "".join(said(value, language()).split())
            if value is not None and (words.isascii() and len(words) < 30):
                assert words in whole
        broken = [line for line in pdf_text(content, tmp_path, "-raw").splitlines() if DEPENDENT.match(line.strip())]
        assert broken == []


def test_files_are_sent_under_their_names_and_stay_the_same_and_in_no_shared_cache(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = addresses(version)
    made = {form: forms.file_of(source(version, "pack"), form, public=False).sha256 for form in ("docx", "xlsx")}
    monkeypatch.setattr(forms, "_FILES", type(forms._FILES)(4))
    assert made == {form: forms.file_of(source(version, "pack"), form, public=False).sha256 for form in made}
    for form, kind in (("docx", "wordprocessingml"), ("xlsx", "spreadsheetml")):
        reply = secretariat().get(f"{where['pack']}.{form}")
        assert (reply.status_code, kind in reply["Content-Type"]) == (200, True)
        assert f'filename="{version.plan.slug}-pack-2024-03-01.{form}"' in reply["Content-Disposition"]
        assert reply["Cache-Control"] == "private, no-store"
        assert client.get(f"{where['became']}.{form}")["Cache-Control"] == "no-cache"
    assert client.get(f"{where['became']}.exe").status_code == 404


def test_a_public_print_is_made_once_and_an_inner_one_is_never_kept(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    prints: list[str] = []

    def counted(html: str) -> bytes:
        prints.append(html)
        return b"%PDF-1.7 invented"

    monkeypatch.setattr(forms, "print_pdf", counted)
    monkeypatch.setattr("palermo.office.plan.outputs.frame.can_print", lambda: True)
    folder = Path(settings.PALERMO_HOME) / "prints"
    for _again in range(2):
        monkeypatch.setattr(forms, "_FILES", type(forms._FILES)(4))
        assert client.get(f"{addresses(version)['became']}.pdf").content == b"%PDF-1.7 invented"
    assert (len(prints), len(list(folder.iterdir()))) == (1, 1)
    assert ASKED not in prints[0]
    assert secretariat().get(f"{addresses(version)['pack']}.pdf").status_code == 200
    assert (len(prints), len(list(folder.iterdir()))) == (2, 1)
    assert ("<script" in prints[1], "default-src 'none'" in prints[1], "palermo.css" in prints[1]) == (
        False,
        True,
        False,
    )
    monkeypatch.setattr(forms, "_KEPT", 1)
    monkeypatch.setattr(forms, "_FILES", type(forms._FILES)(4))
    client.get(f"{addresses(version)['year-2024']}.pdf")
    assert len(list(folder.iterdir())) == 1, "the oldest give way"


def test_only_one_print_is_made_at_a_time(tmp_path: Path) -> None:
    with printing._alone(), pytest.raises(UserError, match="Another print is being made"):
        printing.print_pdf("<p>x</p>")


def running() -> set[str]:
    """What every process of this machine was started with; not every machine has `ps`."""
    found = set()
    for process in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):  # it has ended in the meantime
            found.add(process.read_bytes().replace(b"\0", b" ").decode(errors="replace").strip())
    return found


def test_a_print_that_takes_too_long_is_ended_with_all_it_started(monkeypatch: pytest.MonkeyPatch) -> None:
    asleep = f"sleep 600.{os.getpid()}"  # nobody else on this machine sleeps like this
    monkeypatch.setattr(printing, "SECONDS", 0.2)
    monkeypatch.setattr(printing, "_LIMITS", ("sh", "-c", f"{asleep} & {asleep}", "--"))
    with pytest.raises(UserError, match="could not be made"):
        printing.print_pdf("<p>x</p>")
    assert asleep not in running()


def test_a_browser_that_makes_nothing_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "_nowhere", tuple)
    for command in (("true",), ("no-such-program",)):
        monkeypatch.setattr(printing, "_LIMITS", command)
        with pytest.raises(UserError, match="could not be made"):
            printing.print_pdf("<p>x</p>")
