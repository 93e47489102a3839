"""What is told on paper: downloaded in both languages in every form, opened, printed, rendered and looked at."""

import io
import re
import subprocess
from itertools import product
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import by_name, look
from tests.browser.places import PROVINCE
from tests.tools import need

SHEETS = {
    "pack": "/outputs/{slug}/pack",
    "body": "/outputs/{slug}/bodies/labour",
    "province": "/outputs/nz-trafficking-2009/bodies/kep",
}
PRINTED = (
    ("en", "pack"),
    ("km", "body"),
    ("km", "province"),
)  # a print takes seconds; of a Khmer pack see tests/office
# what cannot begin a line: Khmer dependent vowels and signs, the coeng, and the letter that hangs on a coeng
DEPENDENT = re.compile("[\u17b4-\u17d3\u17dd]")
COLON = re.compile("[:\u17d6]")
COENG = "\u17d2"


def test_every_form_of_what_is_told_is_whole_in_both_languages(reader: Reading, tmp_path: Path) -> None:
    officer = reader("en", officer=True)
    officer.go(f"/outputs/{officer.office.stock['slug']}/")
    officer.follow("Committee pack")
    look(officer)
    for language, name in product(("en", "km"), SHEETS):
        reads = officer if language == "en" else reader("km", 360, officer=True)
        reads.go(SHEETS[name].format(**reads.office.stock))
        if language == "km":
            look(reads)
        title = reads.page.get_by_role("heading", level=1).inner_text()
        chapters = reads.page.get_by_role("heading", level=2).all_inner_texts()
        for form, texts in (("docx", of_docx), ("xlsx", of_xlsx)):
            told = texts(downloaded(reads, form, tmp_path).read_bytes())
            assert {COLON.split(title)[0], *chapters} <= told, (language, name, form)
        if (language, name) in PRINTED:
            looked_at(downloaded(reads, "pdf", tmp_path), [title, *chapters])
    place = by_name(reader("km", 360), PROVINCE)
    place.watch.allow(403, 404)
    for closed in ("/outputs/nz-trafficking-2009/pack", SHEETS["province"]):
        place.go(closed)  # the pack is the committee's, and the sheet is another place's
        expect(place.page.get_by_role("table")).to_have_count(0)


def downloaded(reader: Reader, form: str, folder: Path) -> Path:
    with reader.page.expect_download(timeout=90_000) as handed_over:
        reader.page.locator(f"main a[href$='.{form}']").click()
    path = folder / handed_over.value.suggested_filename
    handed_over.value.save_as(path)
    return path


def of_docx(content: bytes) -> set[str]:
    document = docx.Document(io.BytesIO(content))
    return {each.text for each in document.paragraphs}


def of_xlsx(content: bytes) -> set[str]:
    workbook = openpyxl.load_workbook(io.BytesIO(content))
    return {str(cell.value) for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row}


def looked_at(path: Path, headings: list[str]) -> None:
    """Its words are all there and none is broken within a syllable; its first page as it is seen is no empty sheet."""
    told = subprocess.run([need("pdftotext"), "-raw", path, "-"], capture_output=True, check=True, text=True).stdout
    lines = [line.strip() for line in told.splitlines() if line.strip()]
    letters = set("".join(lines))
    assert {letter for heading in headings for letter in heading if not letter.isspace()} <= letters
    assert [line for line in lines if DEPENDENT.match(line) or line.endswith(COENG)] == []
    shades = rendered(path)
    dark = [x for row in shades for x, shade in enumerate(row) if shade < 128]
    assert 0.005 < len(dark) / (len(shades) * len(shades[0])) < 0.5
    assert min(dark) > 0, "nothing is cut off at the left edge"
    assert max(dark) < len(shades[0]) - 1, "nor at the right one"


def rendered(path: Path) -> list[bytes]:
    """Its first page in shades of grey, row by row; a portable grey map has three lines of head."""
    one = ("-gray", "-r", "60", "-f", "1", "-l", "1")
    made = subprocess.run([need("pdftoppm"), *one, path], check=True, capture_output=True).stdout
    kind, size, _white, shades = made.split(b"\n", 3)
    assert kind == b"P5"
    width = int(size.split()[0])
    return [shades[at : at + width] for at in range(0, len(shades), width)]
