"""A photograph becomes public by two persons, at a desk in English and on a phone in Khmer, and loses what it told."""

import pytest
from playwright.sync_api import expect

from tests.browser.a_body import FOCAL
from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import by_name, look

WIDTHS = {"en": 1280, "km": 360}


@pytest.mark.parametrize("language", WIDTHS)
def test_from_the_photograph_to_the_public_page(language: str, reader: Reading) -> None:
    asked(by_name(reader(language, WIDTHS[language]), FOCAL))
    published(reader(language, WIDTHS[language], officer=True))


def asked(body: Reader) -> None:
    stock = body.office.stock
    body.go(f"/duties/{stock['lead']}/evidence/{stock['photographs'][body.language]}")
    body.follow("Make it public")
    look(body)
    body.watch.allow(422)
    body.press("Look at the copy")
    for told in ("13.09500, 103.20000", "Sok Dara (invented)", "Invented phone"):
        expect(body.page.locator("main")).to_contain_text(told)
    seen(body)
    body.press("Ask")
    body.see("There is a problem")
    look(body)
    body.page.get_by_role("checkbox").check()
    body.press("Ask")
    body.see("You have asked. Somebody of the secretariat looks at the same copy now.")
    look(body)


def published(officer: Reader) -> None:
    officer.go("/review/")
    look(officer)
    officer.enter(officer.page.locator("main a[href^='/review/copies/']").last)
    officer.press("Look at the copy")
    expect(officer.page.locator("main")).not_to_contain_text("Sok Dara")
    seen(officer)
    officer.page.get_by_role("checkbox").check()
    officer.press("Publish")
    officer.see("The copy is public. Everybody finds it on the page of the activity.")
    officer.enter(officer.page.locator("main a[href*='/evidence/'][href^='/plans/']"))
    look(officer)
    with officer.page.expect_download() as handed_over:
        officer.page.locator("main a[download]").click()
    content = handed_over.value.path().read_bytes()
    assert content.startswith(b"\xff\xd8")
    assert b"Exif" not in content


def seen(person: Reader) -> None:
    """The picture stands on the page itself, and nothing of it came from elsewhere."""
    look(person)
    picture = person.page.locator("main img")
    assert picture.evaluate("image => image.complete && image.naturalWidth") == 640
