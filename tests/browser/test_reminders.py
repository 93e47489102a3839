"""The digest of the week, from the command to the thing that waits."""

import subprocess

from playwright.sync_api import expect

from tests.browser.conftest import Reading
from tests.browser.newcomers import look
from tests.browser.served import PALERMO


def test_from_the_top_of_duties_to_what_waits(reader: Reading) -> None:
    visitor = reader("en", officer=True)
    told = [str(PALERMO), "remind", "--home", str(visitor.office.home)]
    subprocess.run(told, capture_output=True, check=True)
    visitor.go("/duties/")
    page = visitor.page
    link = page.get_by_role("link", name="Read the digest of")
    expect(link).to_be_visible()
    link.click()
    look(visitor)
    page.set_viewport_size({"width": 360, "height": 740})
    page.locator("main li.duty h3 a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    visitor.go("/desk/")
    subprocess.run(told, capture_output=True, check=True)
