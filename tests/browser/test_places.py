"""A ministry passes its activity on, a province takes its part on by keyboard alone, everybody reads the sum."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.counted import CHAIR
from tests.browser.newcomers import by_name, look
from tests.browser.places import MINISTRY, PROVINCE
from tests.browser.test_keyboard import stop_at, tab_to

ASKED = "Asked in both posts."


def test_from_the_ministry_to_a_province_and_back_to_everybody(reader: Reading) -> None:
    ministry = by_name(reader("en"), MINISTRY)
    stock, page = ministry.office.stock, ministry.page
    parts, public = f"/duties/{stock['placed']}/parts", "/plans/nz-trafficking-2009/v/1/progress/2.1"
    ministry.go(parts)
    page.get_by_label("Invented Kampot").check()
    ministry.press("Pass on")
    ministry.see("The part of 1 place is passed on. It answers next.")
    look(ministry)

    province = by_name(reader("km", 360), PROVINCE)
    receipt = reported_by_keyboard(province)

    ministry.go(parts)
    ministry.enter(page.locator(f"a[href='/review/reports/{receipt}']"))
    ministry.press("Accept")
    ministry.see("The report is accepted.")
    ministry.go(public)
    expect(page.locator("main")).to_contain_text("90 of 100")
    expect(page.locator("main")).not_to_contain_text(ASKED)
    for above, name, button in (
        (reader("en", officer=True), "", "Accept"),
        (by_name(reader("en"), CHAIR), CHAIR, "Publish"),
    ):
        above.go(f"/review/reports/{receipt}")
        if name:
            above.page.get_by_label("I know that it cannot be taken back").check()
        above.press(button)
    ministry.go(public)  # 1 of 2 and 90 of 100 are 91 of 102: percentages are never added or averaged
    expect(page.locator(".place-figure strong")).to_have_text("91 of 102")
    look(ministry)

    province.go(f"/plans/nz-trafficking-2009/v/1/indicators/{stock['share']}")
    expect(province.page.locator(".stack")).to_contain_text("91")
    province.page.locator(".stack summary").last.click()
    expect(province.page.locator(".stack details[open]")).to_contain_text("កំពតប្រឌិត")
    look(province)
    province.watch.allow(404)
    province.go(parts)  # of what others do it learns nothing
    expect(province.page.locator("main")).not_to_contain_text("91")
    province.go(public)
    expect(province.page.locator("main")).to_contain_text("កំពតប្រឌិត")
    look(province)


def reported_by_keyboard(province: Reader) -> str:
    """Accept the part and report on it; the receipt number."""
    page, say, period = province.page, province.say, province.office.stock["quarter"]
    province.go("/duties/")
    look(province)
    tab_to(page, "link", re.compile(say("Accept or refuse")))
    page.keyboard.press("Enter")
    tab_to(page, "button", say("Accept the activity"))
    page.keyboard.press("Enter")
    province.see("The activity is accepted. From now on its reports are due.")
    look(province)
    tab_to(page, "link", period)
    page.keyboard.press("Enter")
    stop_at(page, page.locator("[name=claim]").first)
    page.keyboard.press("ArrowDown")
    for name, words in (("value_0_numerator", "១"), ("value_0_denominator", "២"), ("narrative", ASKED)):
        stop_at(page, page.locator(f"[name={name}]"))
        page.keyboard.type(words)
    tab_to(page, "button", say("Send the report"))
    page.keyboard.press("Enter")
    province.see("The report is sent")
    look(province)
    return page.locator(".reference").inner_text()
