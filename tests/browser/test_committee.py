"""A committee's meeting: its agenda from the record, a duty of a body, and what became of it at the next meeting."""

from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import expect

from tests.browser.at_work import CLERK
from tests.browser.conftest import Reader, Reading
from tests.browser.counted import CHAIR
from tests.browser.newcomers import by_name, look
from tests.browser.test_keyboard import tab_to

RESOLVED = "The ministry names another body for the register within a month."
DONE = "The inspectorate has agreed; its letter is in the file."


def test_from_what_is_undecided_to_what_became_of_it(reader: Reading) -> None:
    officer = reader("en", officer=True)
    meeting = met(officer)

    body = by_name(reader("km", 360), CLERK)
    answered(body)
    body.watch.allow(403, 404)
    body.go(meeting)  # minutes are not for those who are not of the committee
    expect(body.page.locator("main")).not_to_contain_text("It was put to nobody since.")

    chair = by_name(reader("km", 360), CHAIR)
    concluded(chair, meeting)

    officer.go(meeting)
    expect(officer.page.get_by_role("link", name="Set the agenda")).to_have_count(0)
    officer.see(
        "The minutes are approved. Nothing of this meeting changes any more; what is added later stands beside it"
    )
    officer.go(f"/committee/meetings/{officer.office.stock['comes']}")
    told = officer.page.locator("li.duty").filter(has_text=RESOLVED)
    expect(told).to_contain_text("Confirmed as done")
    public = reader("en")
    public.go(meeting.replace("/committee", ""))
    expect(public.page.locator("main")).to_contain_text(RESOLVED)
    expect(public.page.locator("main")).not_to_contain_text("It was put to nobody since.")


def met(officer: Reader) -> str:
    """The secretariat calls the meeting, takes over what is proposed and writes the minutes; its address."""
    page, stock = officer.page, officer.office.stock
    officer.go("/committee/")
    officer.follow("Call a meeting")
    officer.field("Body that meets").select_option("committee")
    officer.field("Plan at work").select_option(stock["slug"])
    officer.write("Day", str(today()))
    officer.write("Place", "Invented hall")
    officer.press("Call the meeting")
    officer.follow("Set the agenda")
    proposed = page.locator("li.duty").filter(has_text="1.1.2")
    expect(proposed).to_contain_text("Its lead refused it")
    proposed.get_by_role("checkbox").check()
    look(officer)
    officer.press("Store the agenda")
    officer.follow("Who was there")
    page.get_by_label("present").first.check()
    officer.press("Store who was there")
    meeting = page.url.removeprefix(officer.office.address)
    officer.enter(page.locator(f"a[href^='{meeting}/items/']").last)
    officer.write("What was said", "It was put to nobody since.")
    officer.press("Store the minutes")
    officer.write("What was resolved", RESOLVED)
    officer.field("Body that owes it").select_option("labour")
    officer.write("By when", str(today() + timedelta(30)))
    look(officer)
    officer.press("Store the resolution")
    officer.see("The resolution is stored. The body that owes it finds it under its duties.")
    return meeting


def today() -> date:
    return datetime.now(UTC).date()


def answered(body: Reader) -> None:
    """The body takes the duty on and reports it done."""
    body.go("/duties/")
    body.enter(body.page.get_by_role("link", name=RESOLVED))
    look(body)
    body.press("Accept")
    body.see("The resolution is accepted. Report it once it is done.")
    body.write("What was done, and where that can be seen", DONE)
    body.press("Report")
    body.see("It is reported. The committee confirms it or returns it.")


def concluded(chair: Reader, meeting: str) -> None:
    """The chair confirms what was done and approves the minutes, by the keyboard alone."""
    page, say = chair.page, chair.say
    chair.go(meeting)
    look(chair)
    tab_to(page, "link", RESOLVED)
    page.keyboard.press("Enter")
    tab_to(page, "button", say("Confirm"))
    page.keyboard.press("Enter")
    chair.see("The resolution is confirmed as done.")
    chair.go(meeting)
    tab_to(page, "button", say("Approve the minutes"))
    page.keyboard.press("Enter")
    chair.see("The minutes are approved. From now on they stay as they are.")
    look(chair)
