"""The secretariat brings people in and lets them go; somebody breaks the glass, and the custodian sees it at once."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser.conftest import Reader, Reading
from tests.browser.newcomers import (
    Person,
    give_passphrase,
    heading,
    joined,
    look,
    set_up_app,
    sign_in,
    sign_out,
)
from tests.browser.served import Office
from tests.browser.test_keyboard import tab_to

PEOPLE = "/desk/people/"


def body_page(key: str) -> str:
    return f"{PEOPLE}bodies/{key}/"


def add_body(head: Reader, key: str) -> None:
    head.go(f"{body_page('committee')}add")
    look(head)
    head.page.locator("[name=name_en]").fill(f"Invented {key}")
    head.write("Short name", key)
    head.field("What it is").select_option("ngo")
    head.press("Add a body")
    head.see("The body is added.")
    look(head)


def invite(head: Reader, key: str, role: str) -> str:
    """The secret in the link of an invitation into this body."""
    head.go(f"{body_page(key)}invite")
    look(head)
    head.field("Role").select_option(role)
    head.press("Make the link")
    heading(head, "Hand this link over")
    look(head)
    return head.page.locator(".one-link code").inner_text().rsplit("/", 1)[1]


def open_person(head: Reader, key: str, name: str) -> None:
    """From the page of a body to that of somebody who serves in it."""
    head.go(body_page(key))
    head.page.get_by_role("link", name=name, exact=True).first.click()
    expect(head.page.get_by_role("heading", level=1)).to_have_text(name)


def act(head: Reader, link: str) -> None:
    """Follow the link by which an act begins, in the row of a term or at the side of the account."""
    head.enter(head.page.get_by_role("link", name=re.compile(rf"^{re.escape(head.say(link))}")).first)
    look(head)


def test_the_secretariat_brings_people_in_and_ends_a_term(visiting: Reading, committee: Office) -> None:
    head, key = visiting(), "bureau"
    joined(head, committee.stock["people"], "people")
    head.follow("People")
    look(head)
    add_body(head, key)
    rith, vanna = visiting("en"), visiting("km", 360)
    joined(rith, invite(head, key, "focal_point"), "clerk")
    joined(vanna, invite(head, key, "analyst"), "stand-in")

    open_person(head, key, "clerk")
    look(head)
    act(head, "Name a deputy")
    head.field("Who stands in").select_option(label="stand-in (Invented bureau)")
    head.write("Last day", "2060-12-31")
    head.press("Name this deputy")
    head.see("The deputy is named.")

    open_person(head, key, "clerk")
    act(head, "End a term")
    head.write("Why", "Moves to another post.")
    head.press("End it")
    head.see("The end of the term is stored.")
    head.see("Term ended early")
    look(head)
    # with the last term that runs, the session is over wherever it is
    rith.go("/account/")
    heading(rith, "Sign in")
    # the deputy's rests with it, and the term of their own runs on
    vanna.go("/account/")
    vanna.see("rests while the other's term does not run")


def test_people_change_posts_and_go(visiting: Reading, committee: Office) -> None:
    head, vanna = visiting("km", 360), visiting()
    joined(head, committee.stock["going"], "going")
    add_body(head, "agency")
    for name in ("rith", "vanna"):
        joined(visiting() if name == "rith" else vanna, invite(head, "agency", "analyst"), name)
    open_person(head, "agency", "vanna")
    act(head, "Give a term")
    head.field("Role").select_option("approver")
    head.press("Give the term")
    head.see("The term is given.")
    head.enter(head.page.get_by_role("link", name=re.compile(re.escape(head.say("Hand over")))).last)
    look(head)
    head.field("To whom").select_option(label="rith (Invented agency)")
    head.write("Why", "Swaps posts.")
    head.press("Hand it over")
    head.see("The term is handed over.")

    open_person(head, "agency", "vanna")
    look(head)
    head.press("End all their sessions")
    vanna.go("/account/")
    heading(vanna, "Sign in")
    act(head, "Close the account")
    head.write("Why", "Left the service.")
    head.press("Close the account")
    head.see("The account is closed, and its sessions are over.")
    act(head, "Open the account again")
    head.write("Why", "Came back.")
    head.press("Open the account again")
    head.see("The account is open again.")


def test_who_lost_phone_and_passphrase_begins_anew(visiting: Reading, committee: Office) -> None:
    head, lost = visiting(), visiting("km", 360)
    joined(head, committee.stock["resetting"], "resetting")
    before = joined(lost, invite(head, "committee", "secretariat"), "lost")
    open_person(head, "committee", "lost")
    act(head, "Reset the sign-in")
    head.write("Why", "The phone fell into the river.")
    head.press("Reset the sign-in")
    heading(head, "Hand this link over")
    link = urlsplit(head.page.locator(".one-link code").inner_text()).path

    lost.go("/account/")
    heading(lost, "Sign in")
    lost.watch.allow(422)
    give_passphrase(lost, before.name, before.passphrase)
    lost.see("Name or passphrase is wrong.")
    lost.go(link)
    heading(lost, "Begin anew")
    look(lost)
    lost.write("New passphrase", "another long and quiet river")
    lost.write("The same once more", "another long and quiet river")
    lost.press("Choose this passphrase")
    lost.see("The passphrase is chosen. Sign in, then set up a second factor.")
    give_passphrase(lost, before.name, "another long and quiet river")
    phone, codes = set_up_app(lost)
    sign_out(lost)
    sign_in(lost, Person(before.name, "another long and quiet river", phone, codes))
    lost.watch.allow(404)
    assert lost.page.goto(link).status == 404  # type: ignore[union-attr]  # it answers


def test_broken_glass_is_seen_at_once(visiting: Reading, committee: Office) -> None:
    head, key = visiting(), "shelter"
    joined(head, committee.stock["break"], "break")
    add_body(head, key)
    worker, custodian, inside = visiting("km", 360), visiting(), visiting()
    joined(custodian, invite(head, "committee", "custodian"), "custodian")
    joined(inside, invite(head, key, "case_worker"), "inside")
    inside.go("/account/contact")
    inside.page.locator("input[name=telephone]").fill("+855 12 345 678")
    inside.page.locator("main form button").last.click()
    inside.page.wait_for_url("**/account/")
    joined(worker, invite(head, "committee", "case_worker"), "worker")
    custodian.go("/")
    expect(custodian.page.locator(".banner-warning")).to_have_count(0)

    break_by_keyboard(worker, key)
    look(worker)
    worker.page.get_by_role("link", name="inside", exact=True).click()
    worker.page.locator("main form button").last.click()
    expect(worker.page.get_by_text("+855 12 345 678")).to_be_visible()

    banner = custodian.page.locator(".banner-warning", has_text=f"Invented {key}")
    for path in ("/", PEOPLE, "/account/"):
        custodian.go(path)
        expect(banner).to_be_visible()
        look(custodian)
    banner.get_by_role("link").click()
    expect(custodian.page.get_by_text("A child is in danger tonight.")).to_be_visible()
    expect(custodian.page.locator("main ol li")).to_have_count(1)
    look(custodian)
    custodian.follow("Agree, as the second person")
    heading(custodian, "Agree, as the second person")
    look(custodian)
    custodian.press("I agree")
    custodian.see("You have agreed. It stays open for as long as was asked for.")
    custodian.press("Close it now")
    custodian.see("The glass is closed. Nothing is opened through it any more.")
    custodian.press("I have read this")
    custodian.see("It is on record that you have read this.")
    custodian.go("/glass/")
    look(custodian)
    expect(custodian.page.locator(".banner-warning", has_text=f"Invented {key}")).to_have_count(0)


def break_by_keyboard(worker: Reader, key: str) -> None:
    page, say = worker.page, worker.say
    worker.go("/glass/")
    tab_to(page, "link", say("Break the glass"))
    page.keyboard.press("Enter")
    heading(worker, "Break the glass")
    look(worker)
    tab_to(page, "combobox", say("Body whose closed data you need"))
    page.keyboard.type(f"Invented {key}")
    tab_to(page, "textbox", say("Why"))
    page.keyboard.type("A child is in danger tonight.")
    tab_to(page, "button", say("Break the glass"))
    page.keyboard.press("Enter")
    worker.see("The glass is broken. The custodian sees it now.")
