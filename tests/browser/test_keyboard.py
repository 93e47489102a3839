"""Nothing but the keyboard: every stop can be seen, and every act can be done."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Reading
from tests.browser.matrices import ENGLISH
from tests.browser.test_desk import sent

# Enough for every stop of the longest page that is walked
LIMIT = 160
both = pytest.mark.parametrize(("language", "width"), [("en", 1280), ("km", 360)], ids=["en-1280", "km-360"])

FOCUSED = """() => {
  const now = document.activeElement;
  if (!now || now === document.body) return null;
  const style = getComputedStyle(now), box = now.getBoundingClientRect();
  return {
    what: now.outerHTML.slice(0, 100),
    seen: box.width > 0 && box.height > 0
      && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    marked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
  };
}"""
REACHED = """element => element === document.activeElement
  || (element.type === 'radio' && element.name === document.activeElement?.name)"""


def tab_to(page: Page, role: str, name: str | re.Pattern[str], *, back: bool = False) -> None:
    """Press Tab until the wanted element has the focus; every stop on the way must be seen and marked."""
    stop_at(page, page.get_by_role(role, name=name, exact=True).first, back=back)  # type: ignore[arg-type]  # a role by its name


def stop_at(page: Page, wanted: Locator, *, back: bool = False) -> None:
    """The same for any element; of choices that share a name, whichever of them is the stop."""
    wanted.wait_for(state="attached")
    for _stop in range(LIMIT):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        stop = page.evaluate(FOCUSED)
        assert stop is None or (stop["seen"] and stop["marked"]), f"the focus cannot be seen at {stop}"
        if wanted.evaluate(REACHED):
            return
    raise AssertionError(f"Tab never reaches {wanted}")


@both
def test_the_first_stop_leads_past_the_menu(language: str, width: int, reader: Reading) -> None:
    visitor = reader(language, width)
    page = visitor.page
    visitor.go("/plans/my-napfl-2021/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name=visitor.say("Skip to the main text"))
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@both
def test_the_public_reads_and_filters(language: str, width: int, reader: Reading) -> None:
    visitor = reader(language, width)
    page, say = visitor.page, visitor.say
    visitor.go("/")
    tab_to(page, "link", "Plan of Action against Trafficking in Persons 2025-2028 (invented)")
    page.keyboard.press("Enter")
    tab_to(page, "combobox", say("Verdict"))
    for _choice in ("verifiable", "partly", "promise only"):
        page.keyboard.press("ArrowDown")
    tab_to(page, "button", say("Show"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("verdict=promise_only"))
    tab_to(page, "link", "1.1.3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Strengthen cooperation with recruitment companies")
    tab_to(page, "link", "A04")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/rules/A04$"))


@both
def test_the_figures_of_a_chart_are_opened(language: str, width: int, reader: Reading) -> None:
    visitor = reader(language, width)
    page = visitor.page
    visitor.go(f"/plans/{visitor.office.stock['slug']}/v/2/card")
    stop_at(page, page.locator("summary", has_text=visitor.say("The figures as a table")).first)
    page.keyboard.press("Space")
    expect(page.locator("details[open] table").first).to_be_visible()


def test_the_secretariat_signs_in_and_uploads(choosing_reader: Reading) -> None:
    officer = choosing_reader("km", 1280)
    page, say = officer.page, officer.say
    officer.go("/desk/")
    stop_at(page, page.locator("input[name=login]"))
    page.keyboard.type(officer.office.officer.name)
    page.keyboard.press("Tab")
    page.keyboard.type(officer.office.officer.password)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(say("Secretariat's desk"))
    tab_to(page, "link", say("Upload a plan"))
    page.keyboard.press("Enter")
    choose_a_file(officer)
    tab_to(page, "button", say("Upload and look"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("by-keyboard.xlsx")
    tab_to(page, "combobox", say("What column %(letter)s holds", letter="I"))
    page.keyboard.press("Home")
    tab_to(page, "button", say("Apply and look again"))
    page.keyboard.press("Enter")
    expect(page.get_by_label(say("What column %(letter)s holds", letter="I"))).to_have_value("")
    tab_to(page, "link", say("This is right: go on to the audit"))
    page.keyboard.press("Enter")
    officer.see("What the audit says")


def choose_a_file(officer: Reader) -> None:
    """The window for choosing is the machine's own: it is opened by the keyboard and answered for it."""
    page = officer.page
    stop_at(page, page.locator("input[type=file]"))
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Space")
    choosing.value.set_files(sent(ENGLISH.titled("By keyboard"), "by-keyboard.xlsx"))
