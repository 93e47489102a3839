"""Money from the phone of a body, in Khmer digits, to what everybody reads."""

from playwright.sync_api import expect

from tests.browser.a_body import FOCAL
from tests.browser.conftest import Reading
from tests.browser.newcomers import by_name, look


def test_what_a_body_writes_down_is_public_once_the_secretariat_has_accepted_it(reader: Reading) -> None:
    clerk = by_name(reader("km", 360), FOCAL)
    stock = clerk.office.stock
    own, public = f"/duties/{stock['lead']}/money", f"/plans/{stock['khmer']}/v/1/money/1.1.2"
    clerk.go(own)
    clerk.write("What the money is for", "រថយន្តក្រុង")
    clerk.write("Amount", "១,៥០០")
    clerk.write("Currency", "usd")
    clerk.watch.allow(422)
    clerk.press("Add the line")
    expect(clerk.page.locator(".error-summary")).to_be_visible()
    look(clerk)
    clerk.write("Why the plan lacks it", "ផែនការភ្លេច")
    clerk.press("Add the line")
    clerk.see("It is written down. It counts once the secretariat has accepted it.")
    expect(clerk.page.locator("main")).to_contain_text("1,500")
    clerk.go(public)
    expect(clerk.page.locator("main")).not_to_contain_text("1,500")

    officer = reader("en", officer=True)
    officer.go(own)
    officer.press("Accept it")
    officer.see("It counts from now on, and everybody may read it.")
    officer.go(public)
    expect(officer.page.locator("main")).to_contain_text("1,500")
    look(officer)
