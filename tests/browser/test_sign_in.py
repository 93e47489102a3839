"""From an invitation to the desk, with each kind of second factor, past lockout, to the end of a session."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import (
    give_code,
    give_passphrase,
    heading,
    joined,
    look,
    sign_in,
    sign_out,
)
from tests.browser.phone import code_of
from tests.browser.served import Office
from tests.browser.test_keyboard import tab_to

ENGLISH, KHMER = pytest.param("en", 1280, id="en-1280"), pytest.param("km", 360, id="km-360")
both = pytest.mark.parametrize(("language", "width"), [ENGLISH, KHMER])
on_a_phone = pytest.mark.parametrize(("language", "width"), [KHMER])
at_a_desk = pytest.mark.parametrize(("language", "width"), [ENGLISH])


def test_the_phone_shows_what_the_standard_says() -> None:
    # RFC 6238, appendix B: the secret "12345678901234567890", the last six of the eight digits
    secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # of the standard
    assert [code_of(secret, at // 30) for at in (59, 1111111109, 2000000000)] == ["287082", "081804", "279037"]


@both
def test_from_the_first_link_to_the_desk(language: str, width: int, visiting: Reading, committee: Office) -> None:
    token = committee.stock["first" if language == "en" else "code"]
    visitor, name = visiting(language, width), f"officer-{language}"
    person = joined(visitor, token, name, looking=True)
    assert len(person.codes) == 10
    visitor.go("/desk/")
    heading(visitor, "Secretariat's desk")
    visitor.go("/account/codes")
    visitor.see("They were shown before, and nobody can show them again. If they are lost, make new ones.")
    sign_out(visitor)
    visitor.go("/desk/")
    look(visitor)
    give_passphrase(visitor, person.name, person.passphrase)
    heading(visitor, "Your second factor")
    look(visitor)
    visitor.go("/desk/")
    give_code(visitor, person.phone.code())  # half way is not in
    heading(visitor, "Secretariat's desk")
    visitor.watch.allow(404)
    assert visitor.page.goto(f"/invitation/{token}").status == 404  # type: ignore[union-attr]  # it answers


def test_a_code_opens_once_and_a_recovery_code_once(visiting: Reading, committee: Office) -> None:
    visitor = visiting("km", 360)
    person = joined(visitor, committee.stock["recovery"], "recovery")
    visitor.watch.allow(422)
    for code in person.codes[:2]:
        sign_out(visitor)
        give_passphrase(visitor, person.name, person.passphrase)
        for spent in {*person.codes[:2]} - {*person.codes[person.codes.index(code) :]}:
            give_code(visitor, spent)
            visitor.see("This code is wrong, or it was used already. Wait for the next one.")
            look(visitor)
        give_code(visitor, code)
        heading(visitor, "Secretariat's desk")
    visitor.go("/account/")
    left = visitor.say.several("%(n)s left", "%(n)s left", 8)
    expect(visitor.page.get_by_text(left)).to_be_visible()


def test_new_recovery_codes_put_an_end_to_the_old_ones(visiting: Reading, committee: Office) -> None:
    visitor = visiting()
    person = joined(visitor, committee.stock["renewed"], "renewed")
    visitor.page.locator("a[href='/account/codes/new']").click()
    heading(visitor, "New recovery codes")
    look(visitor)
    visitor.press("Make new ones")
    new = visitor.page.locator(".recovery-codes code").all_inner_texts()
    assert len(new) == 10
    assert not {*new} & {*person.codes}
    sign_out(visitor)
    visitor.watch.allow(422)
    give_passphrase(visitor, person.name, person.passphrase)
    give_code(visitor, person.codes[0])
    visitor.see("This code is wrong, or it was used already. Wait for the next one.")
    give_code(visitor, new[0])
    heading(visitor, "Secretariat's desk")


@on_a_phone
def test_a_passkey_opens_without_a_passphrase(language: str, width: int, visiting: Reading, committee: Office) -> None:
    visitor = visiting(language, width, own=True)
    person = joined(visitor, committee.stock[f"passkey-{language}"], f"passkey-{language}")
    authenticator(visitor)
    visitor.page.locator("a[href='/account/passkey']").click()
    heading(visitor, "A new passkey")
    visitor.write("What you call it", "ទូរសព្ទ phone")
    look(visitor)
    visitor.press("Make the passkey")
    visitor.see("Your second factor is set up.")
    expect(visitor.page.locator("dd", has_text="ទូរសព្ទ phone").first).to_be_visible()

    sign_out(visitor)
    visitor.go("/sign-in")
    look(visitor)
    visitor.press("Sign in with a passkey")
    heading(visitor, "Secretariat's desk")

    sign_out(visitor)
    give_passphrase(visitor, person.name, person.passphrase)
    heading(visitor, "Your second factor")
    visitor.press("Use a passkey")
    heading(visitor, "Secretariat's desk")

    visitor.go("/account/")
    visitor.enter(visitor.page.locator("a[href^='/account/passkey/']"))
    look(visitor)
    visitor.press("Remove")
    visitor.see("It opens your account no more.")
    sign_out(visitor)
    visitor.go("/sign-in")
    visitor.press("Sign in with a passkey")
    visitor.see("This passkey is not known here. Sign in with name and passphrase.")


def authenticator(visitor: Reader) -> None:
    """Put a device with a key into the machine, whose owner lays a finger on it whenever it asks."""
    session = visitor.context.new_cdp_session(visitor.page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_without_a_key_the_page_says_so_and_stays(visiting: Reading, committee: Office) -> None:
    visitor = visiting(own=True)
    authenticator(visitor)  # that knows no key
    visitor.go("/sign-in")
    visitor.button("Sign in with a passkey").click()
    visitor.see("The browser gave no passkey. Try again, or use another way.")
    look(visitor)


def test_who_is_attacked_gets_in_with_both_at_once(visiting: Reading, committee: Office) -> None:
    home = visiting()
    person = joined(home, committee.stock["locked"], "locked")
    attacker = visiting("km", 360)
    attacker.watch.allow(422, 429)
    told = resting(attacker, person.name)
    look(attacker)
    assert "1" in told or "១" in told
    assert committee.change("UPDATE access_tries SET count = 40")  # and so on, for hours

    # the account rests for everybody who comes from elsewhere, even with the right passphrase
    abroad = visiting()
    abroad.watch.allow(422, 429)
    give_passphrase(abroad, person.name, person.passphrase)
    expect(abroad.field("Code")).to_be_visible()
    # its person gets in there all the same
    abroad.write("Passphrase", person.passphrase)
    abroad.write("Code", person.phone.code())
    abroad.press("Sign in")
    heading(abroad, "Secretariat's desk")
    # and on a device they have used before nothing was ever in their way
    sign_out(home)
    sign_in(home, person)
    # a rest has an end
    assert committee.pass_by("access_tries", ("last_at",), minutes=20)
    late = visiting()
    give_passphrase(late, person.name, person.passphrase)
    heading(late, "Your second factor")


def resting(attacker: Reader, name: str) -> str:
    """Guess until the account rests; what is said then."""
    for guess in range(14):
        give_passphrase(attacker, name, f"a wrong guess {guess}")
        summary = attacker.page.locator(".error-summary")
        summary.wait_for()
        if attacker.page.locator("input[name=code]").count():
            return summary.inner_text()
    raise AssertionError("nobody was ever told to wait")


def test_a_session_is_ended_from_another_one(visiting: Reading, committee: Office) -> None:
    here = visiting()
    person = joined(here, committee.stock["listed"], "listed")
    there, library = visiting("km", 360), visiting()
    for elsewhere in (there, library):
        sign_in(elsewhere, person)
    here.follow("Where I am signed in")
    look(here)
    rows = here.page.locator("tbody tr")
    expect(rows).to_have_count(3)
    expect(here.page.get_by_text(here.say("(this one)"))).to_have_count(1)
    rows.filter(has=here.page.locator("button")).first.get_by_role("button").click()
    here.see("Ended. Whoever used it has to sign in again.")
    expect(rows).to_have_count(2)
    here.press("End all others")
    expect(rows).to_have_count(1)
    for elsewhere in (there, library):
        elsewhere.go("/desk/")
        heading(elsewhere, "Sign in")
    here.go("/desk/")
    heading(here, "Secretariat's desk")


@at_a_desk
def test_a_session_without_a_click_is_over_and_what_was_written_comes_back(
    language: str, width: int, visiting: Reading, committee: Office
) -> None:
    visitor = visiting(language, width)
    person = joined(visitor, committee.stock[f"idle-{language}"], f"idle-{language}")
    visitor.go("/desk/people/bodies/committee/add")
    visitor.page.locator("[name=name_en]").fill("Invented shelter, លើកទី ១")
    look(visitor)
    assert committee.pass_by("access_session", ("seen_at", "begun_at"), minutes=31)
    visitor.press("Add a body")
    visitor.see("The form you sent was not stored. It comes back when you have signed in again.")
    minutes = visitor.say.several(
        "You were signed out: nothing was done for %(n)s minute. Sign in again.",
        "You were signed out: nothing was done for %(n)s minutes. Sign in again.",
        30,
    )
    expect(visitor.page.get_by_text(minutes)).to_be_visible()
    give_passphrase(visitor, person.name, person.passphrase)
    give_code(visitor, person.phone.code())
    heading(visitor, "Your form was not stored")
    expect(visitor.page.locator("main dd", has_text="Invented shelter, លើកទី ១")).to_be_visible()
    look(visitor)
    visitor.watch.allow(422)
    visitor.press("Send it once more")
    heading(visitor, "Add a body")
    expect(visitor.page.locator("[name=name_en]")).to_have_value("Invented shelter, លើកទី ១")


def test_a_busy_session_is_over_after_twelve_hours(visiting: Reading, committee: Office) -> None:
    visitor = visiting()
    joined(visitor, committee.stock["busy"], "busy")
    assert committee.pass_by("access_session", ("begun_at",), minutes=12 * 60)
    visitor.go("/desk/")
    heading(visitor, "Sign in")
    hours = visitor.say.several(
        "You were signed out: a session lasts %(n)s hour at most. Sign in again.",
        "You were signed out: a session lasts %(n)s hours at most. Sign in again.",
        12,
    )
    expect(visitor.page.get_by_text(hours)).to_be_visible()


def test_nothing_but_the_keyboard_from_the_passphrase_to_the_desk(visiting: Reading, committee: Office) -> None:
    visitor = visiting("km", 1280, own=True)
    person, page, say = joined(visitor, committee.stock["keyboard"], "keyboard"), visitor.page, visitor.say
    sign_out(visitor)
    authenticator(visitor)
    visitor.go("/sign-in")
    tab_to(page, "textbox", say("Name"))
    page.keyboard.type(person.name)
    page.keyboard.press("Tab")
    page.keyboard.type(person.passphrase)
    page.keyboard.press("Enter")
    heading(visitor, "Your second factor")
    tab_to(page, "textbox", re.compile(re.escape(say("Code"))))
    page.keyboard.type(person.phone.code())
    page.keyboard.press("Enter")
    heading(visitor, "Secretariat's desk")
    visitor.go("/account/passkey")
    tab_to(page, "textbox", say("What you call it"))
    page.keyboard.type("by keyboard")
    tab_to(page, "button", say("Make the passkey"))
    page.keyboard.press("Enter")
    heading(visitor, "My account")
    sign_out(visitor)
    visitor.go("/sign-in")
    tab_to(page, "button", say("Sign in with a passkey"))
    page.keyboard.press("Enter")
    heading(visitor, "Secretariat's desk")
