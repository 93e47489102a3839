"""An indicator: its sheet is completed, a value is told with its parts, everybody reads the series and its table."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.counted import CHAIR, CLERK
from tests.browser.newcomers import by_name, look

CHECKED = "Two clerks count the list of those present, one after the other."


def test_from_the_sheet_to_the_series(reader: Reading) -> None:
    officer, everybody = reader("en", officer=True), reader("km", 360)
    stock = officer.office.stock
    public = f"/plans/nz-trafficking-2009/v/1/indicators/{stock['counted']}"
    completed(officer)
    receipt = told_with_its_parts(by_name(reader("km", 360), CLERK))
    row = everybody.page.get_by_role("row").filter(has_text=stock["fifth"]).last
    everybody.go(public)
    expect(row).to_contain_text(everybody.say("not published yet"))
    officer.go(f"/review/reports/{receipt}")
    officer.press("Accept")
    chair = by_name(reader("en"), CHAIR)
    chair.go(f"/review/reports/{receipt}")
    chair.page.get_by_label("I know that it cannot be taken back").check()
    chair.press("Publish")
    everybody.go(public)
    expect(row).to_contain_text("female 31")
    expect(everybody.page.locator("main")).to_contain_text(CHECKED)
    everybody.page.locator("summary").first.click()
    expect(everybody.page.locator("details[open] table").first).to_contain_text("52")
    look(everybody)
    everybody.go(f"/duties/{stock['counting']}/indicators/{stock['counted']}")  # who completes sheets has signed in
    expect(everybody.page).to_have_url(re.compile("/sign-in"))


def completed(officer: Reader) -> None:
    """A target needs all of its parts before the edition is stored."""
    officer.watch.allow(422)
    officer.go(f"/desk/plans/nz-trafficking-2009/indicators/{officer.office.stock['counted']}")
    officer.write("How the figure is checked before it is reported", CHECKED)
    officer.write("Target 2: the value", "90")
    officer.write("Why this edition", "The auditor asked for it.")
    officer.press("Store this edition")
    expect(officer.page.locator(".error-summary")).to_contain_text("A target needs its value, its day and its reason.")
    look(officer)
    officer.write("Target 2: by when", "December 2027")
    officer.write("Target 2: why that much", "Three courses a year.")
    officer.press("Store this edition")
    officer.see("The sheet has a new edition. The earlier ones stay to be read.")


def told_with_its_parts(clerk: Reader) -> str:
    """The parts have to make the whole before the report is sent; its receipt number."""
    stock, page = clerk.office.stock, clerk.page
    clerk.watch.allow(422)
    clerk.go(f"/duties/{stock['counting']}/reports/{stock['fifth']}")
    page.get_by_label(clerk.say("Under way")).check()
    for name, words in (("number", "៥២"), ("part_0_0", "៣១"), ("part_0_1", "២០")):
        page.locator(f"[name=value_0_{name}]").fill(words)
    page.locator("[name=narrative]").fill("វគ្គមួយ")
    clerk.press("Send the report")
    expect(page.locator(".error-summary")).to_contain_text("51")
    look(clerk)
    page.locator("[name=value_0_part_0_1]").fill("២១")
    clerk.press("Send the report")
    clerk.see("The report is sent")
    return page.locator(".reference").inner_text()
