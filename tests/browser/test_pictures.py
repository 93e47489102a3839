"""The pictures of the manual: each page is looked at in every run, and drawn when `bin/pictures` asks for it."""

import os
import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.source import ROOT

FOLDER = ROOT / "docs" / "pictures"
BIGGEST = 170_000
HEADLINE = "Plan of Action against Trafficking in Persons 2025-2028 (invented)"


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the stocked office, and a text that has to be seen in the picture."""

    name: str
    path: str
    seen: str
    language: str = "en"
    width: int = 1280
    height: int = 900
    from_top: str = "h1"  # what the picture begins with
    officer: bool = False


PICTURES = (
    Picture(
        "plan-ledger", "/plans/{slug}/", "Publish a register of licensed recruiters", height=1040, from_top=".heading"
    ),
    Picture(
        "plan-ledger-km-360", "/plans/{khmer}/", "ត្រួតពិនិត្យការិយាល័យជ្រើសរើសពលករចំនួន ១២០", "km", 360, 1000, from_top="#ledger"
    ),
    Picture("activity", "/plans/{slug}/v/2/activities/1.1.3", "Strengthen cooperation", height=1000),
    Picture("compare", "/compare?old={slug}:1&new={slug}:2", "30 September 2027", height=1000),
    Picture("press-sheet", "/plans/{slug}/v/2/press-sheet", "What is new", height=1000),
    Picture("progress", "/plans/{slug}/v/2/progress", "By goal", height=1000),
    Picture("review", "/review/reports/{report}", "The order is signed", height=1000, officer=True),
    Picture("mapping", "/desk/uploads/{upload}/mapping", "Means of verification", height=1000, officer=True),
    Picture("revise", "/desk/plans/{slug}/revise/1.1.3", "Strengthen cooperation", height=1000, officer=True),
    Picture(
        "contradiction",
        "/desk/plans/{slug}/",
        "called “Draft” here, “Approved” there",
        height=640,
        from_top="h2",
        officer=True,
    ),
)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_shows_what_the_manual_says(picture: Picture, reader: Reading) -> None:
    visitor = reader(picture.language, picture.width, officer=picture.officer)
    page = visitor.page
    page.set_viewport_size({"width": picture.width, "height": picture.height})
    visitor.go(picture.path.format(**visitor.office.stock))
    if picture.from_top != "h1":
        page.locator(f"main {picture.from_top}").first.evaluate("part => scrollTo(0, part.offsetTop - 24)")
    expect(page.get_by_text(picture.seen).first).to_be_in_viewport()
    if os.environ.get("PALERMO_PICTURES") == "1":
        page.screenshot(path=FOLDER / f"{picture.name}.png", animations="disabled", scale="css")


def test_the_ledger_on_paper(reader: Reading) -> None:
    visitor = reader()
    page = visitor.page
    page.set_viewport_size({"width": 1010, "height": 900})  # as wide as A4 on its side, less its margins
    page.emulate_media(media="print")
    visitor.go(f"/plans/{visitor.office.stock['slug']}/v/2/?print=1")
    expect(page.get_by_role("heading", level=1, name=HEADLINE)).to_be_in_viewport()
    expect(page.get_by_role("link", name=visitor.say("Back to the plan"))).to_be_hidden()
    if os.environ.get("PALERMO_PICTURES") == "1":
        page.screenshot(path=FOLDER / "plan-on-paper.png", scale="css")


def test_every_picture_is_shown_in_the_manual_small_and_described() -> None:
    taken = {picture.name for picture in PICTURES} | {"plan-on-paper"}
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = [
        found for page in pages for found in re.findall(r"!\[([^\]]*)\]\(\S*/(\S+)\.png\)", page.read_text("utf-8"))
    ]
    assert {name for _words, name in shown} == taken
    assert [name for words, name in shown if len(words) < 20] == []
    assert [path.name for path in FOLDER.glob("*.png") if path.stem not in taken or path.stat().st_size > BIGGEST] == []
