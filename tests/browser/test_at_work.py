"""The secretariat sets a plan to work and decides on what a body sent, at a desk in English, on a phone in Khmer."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import heading, look

JOURNEYS = {"en": (1280, "2.1.3", 20), "km": (360, "2.1.4", 25)}


@pytest.mark.parametrize("language", JOURNEYS)
def test_from_the_rule_to_what_is_accepted(language: str, reader: Reading) -> None:
    width, activity, days = JOURNEYS[language]
    officer = reader(language, width, officer=True)
    officer.watch.allow(422)
    said_how_it_is_reported_on(officer, days)
    put_to_a_body(officer, activity)
    decided_on_a_report(officer)
    decided_on_evidence(officer)


def said_how_it_is_reported_on(officer: Reader, days: int) -> None:
    officer.go(f"/desk/plans/{officer.office.stock['slug']}/")
    officer.follow("The plan at work")
    officer.follow("Change how it is reported on")
    officer.write("Days from the end of a period until its report is due", str(days))
    officer.write("Why it is so", "The ministries asked for it.")
    officer.press("Show the periods")
    look(officer)
    officer.press("Report on the plan like this")
    officer.see("It is stored how the plan is reported on.")


def put_to_a_body(officer: Reader, activity: str) -> None:
    page = officer.page
    officer.field("Body").last.select_option("labour")
    officer.press("Put to this body")
    officer.see("Choose the activities first, by the boxes before them.")
    look(officer)
    page.get_by_role("checkbox", name=officer.say("Choose %(id)s", id=activity), exact=True).check()
    officer.press("Put to this body")
    row = page.get_by_role("row").filter(has=page.get_by_role("link", name=activity, exact=True))
    expect(row).to_contain_text(officer.say("No answer yet"))
    look(officer)


def decided_on_a_report(officer: Reader) -> None:
    path = f"/review/reports/{officer.office.stock['journeys'][officer.language]['report']}"
    officer.follow("Review")
    heading(officer, "What waits for you")
    officer.enter(officer.page.locator(f"a[href='{path}']"))
    officer.press("Return")
    officer.see("There is a problem")
    look(officer)
    officer.press("Accept")
    officer.see("The report is accepted.")
    expect(officer.page.locator(f"a[href='{path}']")).to_have_count(0)


def decided_on_evidence(officer: Reader) -> None:
    path = f"/review/evidence/{officer.office.stock['journeys'][officer.language]['evidence']}"
    officer.enter(officer.page.locator(f"a[href='{path}']"))
    look(officer)
    with officer.page.expect_download() as handed_over:
        officer.button("Download the file").click()
    assert handed_over.value.suggested_filename == "order.pdf"
    officer.press("Accept")
    officer.see("The evidence is accepted.")
