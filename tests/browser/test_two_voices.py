"""A body of survivors says on a phone what it sees, and everybody reads it beside the ministry's word."""

from playwright.sync_api import expect

from tests.browser.at_work import CLERK
from tests.browser.beside import VOICE
from tests.browser.conftest import Reading
from tests.browser.newcomers import by_name, look

SEEN = "គ្មាននរណារកឃើញបញ្ជីនេះទេ។"


def test_from_what_is_seen_to_what_everybody_reads(reader: Reading) -> None:
    visitor = by_name(reader("km", 360), VOICE)
    slug = visitor.office.stock["slug"]
    visitor.follow("Duties")
    visitor.follow("What your body sees of activities that others lead")
    look(visitor)
    visitor.go(f"/plans/{slug}/v/2/progress/1.1.1")
    visitor.follow("File what your body sees")
    look(visitor)
    visitor.page.get_by_label(visitor.say("Not begun")).check()
    visitor.write("In a few sentences, and how you know", SEEN)
    visitor.press("Keep it")
    visitor.see("Not published yet. Nobody outside your body reads it.")
    look(visitor)
    visitor.page.get_by_label(visitor.say("I know that it cannot be taken back")).check()
    visitor.press("Publish")
    visitor.see("Published. Nobody can change or remove it.")
    visitor.go(f"/plans/{slug}/v/2/progress/1.1.1")
    expect(visitor.page.locator("main")).to_contain_text(SEEN)
    expect(visitor.page.locator("main")).to_contain_text(visitor.say("The record says otherwise"))
    look(visitor)
    other = by_name(reader("km", 360), CLERK)  # a ministry files no view of what it leads
    other.watch.allow(403, 404)
    other.go("/voices/")
    expect(other.page.locator("main")).not_to_contain_text(SEEN)
