"""A body of survivors says on a phone what it sees, and everybody reads it beside the ministry's word."""

from playwright.sync_api import expect

from tests.browser.beside import VOICE
from tests.browser.conftest import Reading
from tests.browser.newcomers import look
from tests.browser.served import Account
from tests.browser.test_desk import sign_in

SEEN = "Nobody has found the register."


def test_from_what_is_seen_to_what_everybody_reads(reader: Reading) -> None:
    visitor = reader("en", 360)
    slug = visitor.office.stock["slug"]
    visitor.go("/sign-in")
    sign_in(visitor, Account(VOICE, visitor.office.outsider.password))
    visitor.follow("Duties")
    visitor.follow("What your body sees of activities that others lead")
    look(visitor)
    visitor.go(f"/plans/{slug}/v/2/progress/1.1.1")
    visitor.follow("File what your body sees")
    look(visitor)
    visitor.page.get_by_label("Not begun").check()
    visitor.write("In a few sentences, and how you know", SEEN)
    visitor.press("Keep it")
    visitor.see("Not published yet. Nobody outside your body reads it.")
    look(visitor)
    visitor.page.get_by_label("I know that it cannot be taken back").check()
    visitor.press("Publish")
    visitor.see("Published. Nobody can change or remove it.")
    visitor.go(f"/plans/{slug}/v/2/progress/1.1.1")
    expect(visitor.page.locator("main")).to_contain_text(SEEN)
    expect(visitor.page.locator("main")).to_contain_text("The record says otherwise")
    look(visitor)
