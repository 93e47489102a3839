"""What somebody does who comes to an office: takes an invitation up, signs in, sets up a second factor."""

from dataclasses import dataclass

from playwright.sync_api import Page, expect

from tests.browser.conftest import PATIENCE, Reader
from tests.browser.phone import Phone
from tests.browser.quality import faults, new_violations, sideways


@dataclass(frozen=True, slots=True)
class Person:
    """Who signs in: a name, a passphrase, a phone, and recovery codes on paper."""

    name: str
    passphrase: str
    phone: Phone
    codes: tuple[str, ...]


def joined(reader: Reader, token: str, name: str, *, looking: bool = False) -> Person:
    """Take an invitation up and set up an app; afterwards the person is signed in.

    `looking`: at each page on the way.
    """
    passphrase = f"a long quiet {name}"
    accept(reader, token, name, passphrase, looking=looking)
    give_passphrase(reader, name, passphrase)
    phone, codes = set_up_app(reader, looking=looking)
    return Person(name, passphrase, phone, codes)


def accept(reader: Reader, token: str, name: str, passphrase: str, *, looking: bool) -> None:
    reader.go(f"/invitation/{token}")
    reader.write("Name to sign in with", name)
    reader.write("Passphrase", passphrase)
    reader.write("The same once more", passphrase)
    if looking:
        look(reader)
    reader.press("Make my account")
    reader.see("Your account is ready. Sign in, then set up a second factor.")


def give_passphrase(reader: Reader, name: str, passphrase: str) -> None:
    """The first page of signing in."""
    if not reader.page.url.split("?")[0].endswith("/sign-in"):
        reader.go("/sign-in")
    reader.write("Name", name)
    reader.write("Passphrase", passphrase)
    reader.press("Sign in")


def by_name(reader: Reader, name: str) -> Reader:
    """Somebody of the stocked office has signed in."""
    give_passphrase(reader, name, reader.office.outsider.password)
    return reader


def give_code(reader: Reader, code: str) -> None:
    """The second page."""
    heading(reader, "Your second factor")
    reader.write("Code", code)
    reader.press("Go on")


def sign_in(reader: Reader, person: Person) -> None:
    give_passphrase(reader, person.name, person.passphrase)
    give_code(reader, person.phone.code())
    heading(reader, "Secretariat's desk")


def set_up_app(reader: Reader, *, looking: bool = False) -> tuple[Phone, tuple[str, ...]]:
    """From one's account to the recovery codes and back."""
    reader.see(
        "A passphrase can be stolen without anybody noticing. Set up a second proof that only you hold; "
        "before that nothing closed opens."
    )
    if looking:
        look(reader)
    reader.page.locator("a[href='/account/app']").click()
    heading(reader, "Set up an app that shows codes")
    if looking:
        look(reader)
    reader.page.get_by_text(reader.say("The camera does not work")).click()
    phone = Phone(reader.page.locator("code").inner_text().replace(" ", ""))
    reader.write("Code", phone.code())
    reader.press("Set up")
    heading(reader, "Recovery codes")
    if looking:
        look(reader)
    codes = tuple(reader.page.locator(".recovery-codes code").all_inner_texts())
    reader.follow("I have written them down")
    heading(reader, "My account")
    return phone, codes


def sign_out(reader: Reader) -> None:
    reader.page.locator("form[action='/sign-out'] button").first.click()
    reader.page.get_by_role("link", name=reader.say("Sign in"), exact=True).wait_for()


def heading(reader: Reader, text: str, **values: object) -> None:
    """The page with this heading is there."""
    expect(reader.page.get_by_role("heading", level=1)).to_have_text(reader.say(text, **values), timeout=PATIENCE)


def look(reader: Reader) -> None:
    """The page has no barrier, at this width, in this language."""
    page: Page = reader.page
    wrong = [*faults(page, reader.language), *new_violations(page), *sideways(page)]
    assert wrong == [], wrong  # pytest tells of what is compared in modules of tests alone
