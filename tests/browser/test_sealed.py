"""Contact data on their way: written on a phone, opened by a custodian, erased by two."""

from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import heading, joined, look
from tests.browser.served import Office
from tests.browser.test_keyboard import tab_to
from tests.browser.test_people import add_body, invite, open_person

PHONE = "+855 12 345 678"


def test_two_custodians_erase_what_one_has_opened(visiting: Reading, committee: Office) -> None:
    head, key = visiting(), "vault"
    joined(head, committee.stock["sealed"], "sealed")
    add_body(head, key)
    chea, one, two = visiting("km", 360), visiting(), visiting()
    joined(chea, invite(head, key, "focal_point"), "chea")
    joined(one, invite(head, key, "custodian"), "keeper-one")
    joined(two, committee.invite(key, "custodian"), "keeper-two")

    write_by_keyboard(chea)
    chea.see("Your contact data are sealed.")
    chea.go("/account/contact")
    look(chea)
    expect(chea.field("Telephone")).to_have_value(PHONE)

    ask_to_erase(one, key)
    one.page.get_by_text(one.say.start("You have asked for it. {why}")).wait_for()
    ask_to_erase(two, key)
    two.see("It is erased. Nobody can open it any more.")
    chea.go("/account/contact")
    expect(chea.field("Telephone")).to_have_value("")


def write_by_keyboard(chea: Reader) -> None:
    chea.go("/account/contact")
    look(chea)
    tab_to(chea.page, "textbox", chea.say("Telephone"))
    chea.page.keyboard.type(PHONE)
    tab_to(chea.page, "button", chea.say("Seal"))
    chea.page.keyboard.press("Enter")


def ask_to_erase(custodian: Reader, key: str) -> None:
    """Open the contact data of somebody, see them, and say that they are to be erased."""
    open_person(custodian, key, "chea")
    custodian.follow("Contact data")
    heading(custodian, "Contact data")
    look(custodian)
    custodian.press("Open")
    expect(custodian.page.get_by_text(PHONE)).to_be_visible()
    look(custodian)
    custodian.follow("Erase them for good")
    heading(custodian, "Erase for good")
    look(custodian)
    custodian.write("Why it is erased", "The person asks for it.")
    custodian.press("Erase")
