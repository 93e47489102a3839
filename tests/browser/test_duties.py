"""A focal point with a phone: accepts, writes while the line comes and goes, sends, and has a receipt."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.a_body import FOCAL
from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import by_name, heading, look

STORY = "បុគ្គលិក ២៤ នាក់បានទទួលការបណ្តុះបណ្តាល"


@pytest.fixture
def clerk(reader: Reading) -> Reader:
    """The focal point of the bureau, at a phone, in Khmer."""
    return by_name(reader("km", 360), FOCAL)


def said(clerk: Reader, words: str) -> None:
    """What the page says of the saving."""
    expect(clerk.page.locator("[data-said]")).to_contain_text(clerk.say(words), timeout=20_000)


def test_from_the_question_to_the_receipt(clerk: Reader) -> None:
    page, period = clerk.page, clerk.office.stock["period"]
    there = f"/duties/{clerk.office.stock['unanswered']}"
    clerk.follow("Duties")
    look(clerk)
    clerk.enter(page.locator(f"a[href='{there}#answer']").first)
    look(clerk)
    clerk.press("Accept the activity")
    clerk.see("The activity is accepted. From now on its reports are due.")
    look(clerk)

    clerk.enter(page.get_by_role("link", name=period, exact=True))
    look(clerk)
    page.get_by_label(clerk.say("Under way")).check()
    clerk.write("What happened, in a few sentences", STORY)
    said(clerk, "Saved at")
    without_a_line(clerk)
    beside_theirs(clerk)
    clerk.go(f"{there}/reports/{period}")  # as if the page had been lost
    expect(clerk.field("What happened, in a few sentences")).to_have_value(f"{STORY} ២០")
    page.locator("[name=step_1_finished]").fill("២០ តុលា ២០២៦")

    clerk.press("Send the report")
    look(clerk)
    page.locator("[name=step_1_what]").fill("បណ្តុះបណ្តាល")
    clerk.press("Send the report")  # at once, whatever the script is about to save
    clerk.see("The report is sent")
    expect(page.locator(".reference")).to_have_text(re.compile("^[0-9a-f]{16}$"))
    expect(page.locator("main")).to_contain_text("2026-10-20")
    look(clerk)
    heading(clerk, "Report for %(period)s", period=period)


def without_a_line(clerk: Reader) -> None:
    """The line is gone, what is written is not; once it is back, it is saved without being asked."""
    clerk.context.set_offline(True)
    clerk.write("What happened, in a few sentences", f"{STORY} ២០")
    said(clerk, "Not saved: no connection; do not close this page.")
    look(clerk)
    clerk.context.set_offline(False)
    said(clerk, "Saved at")
    expected = "ERR_INTERNET_DISCONNECTED"
    clerk.watch.faults[:] = [fault for fault in clerk.watch.faults if expected not in fault]


def beside_theirs(clerk: Reader) -> None:
    """Somebody else has saved since: both wordings are shown, and one is chosen field by field."""
    page, asks = clerk.page, clerk.field("What you ask of the committee")
    clerk.watch.allow(409, 422)
    page.locator("[name=seen]").evaluate("field => { field.value = '0' }")
    asks.fill("បន្ទប់មួយ")
    said(clerk, "Save the draft to see both.")
    clerk.press("Save the draft")
    expect(asks).to_have_value("បន្ទប់មួយ")
    look(clerk)
    page.locator("[name=keep]").check()
    clerk.press("Save the draft")
    clerk.see("The draft is saved.")
    expect(asks).to_have_value("")
