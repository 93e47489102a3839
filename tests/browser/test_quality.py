"""What looks at pages sees what is wrong in them, though it looks at each kind of text once."""

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.quality import violations

ALIKE = "<p>Whoever is asked answers within ten days.</p>"
PAGE = """<!doctype html><html lang="en"><title>Pale</title><style>.pale {{ color: #ccc }} .dark {{ background: #222 }}
</style><main><h1>Pale</h1>{}</main></html>"""
PALE = [
    '<p style="color: #ccc">Pale.</p>',
    '<p class="pale">Pale.</p>',
    '<div class="dark"><p>Black on black.</p></div>',
    '<div class="dark"><section><p>Black on black.</p></section></div>',
    '<div style="opacity: .3"><p>Pale.</p></div>',
    '<p class="pale"></p><p class="pale" hidden>Not seen.</p><p class="pale">Pale.</p>',
    '<p>Dark on <span class="pale">pale</span>.</p>',
    '<p class="pale">3</p><p class="pale">Pale.</p>',
    '<button class="pale" style="background: #eee">Send</button>',
]


def colours(page: Page) -> list[str]:
    return [told for told in violations(page) if told.startswith("color-contrast")]


@pytest.mark.parametrize("pale", PALE)
def test_the_one_text_that_cannot_be_read_is_found_among_many(pale: str, chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 1280, "height": 800})
    page.set_content(PAGE.format(30 * ALIKE))
    assert colours(page) == []
    page.set_content(PAGE.format(30 * ALIKE + pale + 30 * ALIKE))
    assert len(colours(page)) == 1
    assert len(colours(page)) == 1, "what is wrong is not taken for known"
    page.close()
