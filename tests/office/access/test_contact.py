"""Contact data: sealed as they arrive, opened by few, each opening on record."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.utils import timezone

from palermo.access import BodyKind, Role
from palermo.office.access.actions import add_body, break_glass, rotate_key
from palermo.office.access.decision import SignedIn, remember
from palermo.office.access.models import ROOT, Asking, Body, SealedField, SealedRecord, Session
from palermo.office.trail.models import Entry, Opening
from tests.office.cast import FOUNDED, client_of, join, signed_in, two_custodians

OWN = "/account/contact"
GIVEN = {"name": "សុខា Sokha", "telephone": "+855 12 345 678", "email": "sokha@example.org", "note": "After five."}


@pytest.fixture
def agency(officer: User) -> Body:
    """A body below the committee, with a compartment of its own."""
    return add_body(
        by=signed_in(officer, fresh_at=FOUNDED),
        key="labour",
        kind=BodyKind.AGENCY,
        names={"en": "Labour"},
        parent=Body.objects.get(key=ROOT),
        now=FOUNDED,
    )


@pytest.fixture
def sokha(agency: Body) -> User:
    return join("sokha", Role.FOCAL_POINT, agency)


@pytest.fixture
def page(sokha: User) -> str:
    """Where others open what Sokha has written."""
    assert client_of(sokha).post(OWN, GIVEN)["Location"] == "/account/"
    return f"/people/{sokha.person.pseudonym}/contact"


def in_clear(reply: str) -> bool:
    return any(text in reply for text in GIVEN.values())


def verbs() -> list[tuple[str, str]]:
    about = Entry.objects.filter(verb__startswith="contact.").order_by("number")
    return list(about.values_list("verb", "actor"))


def test_one_writes_reads_and_changes_ones_own(sokha: User, page: str) -> None:
    client, me = client_of(sokha), sokha.person.pseudonym
    shown = client.get(OWN)
    assert all(text in shown.content.decode() for text in GIVEN.values())
    assert shown["Cache-Control"] == "private, no-store"
    client.post(OWN, GIVEN | {"telephone": "", "note": "By mail."})
    again = client.get(OWN).content.decode()
    assert "By mail." in again
    assert GIVEN["telephone"] not in again
    assert verbs() == [("contact.changed", me), ("contact.opened", me)] * 2
    assert SealedRecord.objects.filter(wrapped__isnull=False).count() == 1
    assert SealedRecord.objects.filter(wrapped__isnull=True, fields=None).count() == 1


def test_what_is_left_empty_is_gone(sokha: User, page: str) -> None:
    client = client_of(sokha)
    client.post(OWN, {})
    assert not SealedField.objects.exists()
    assert not in_clear(client.get(OWN).content.decode())
    reply = client.post(OWN, {})
    assert reply.status_code == 422
    assert "Nothing is written here" in reply.content.decode()


def test_nothing_lies_in_clear_beside_it(sokha: User, page: str, home: Path) -> None:
    client_of(sokha).get(OWN)
    stored = [str(bytes(field.sealed)) for field in SealedField.objects.all()]
    stored += [str(content) for content in Opening.objects.values_list("content", flat=True)]
    assert not any(in_clear(text) for text in stored)
    for entry in Entry.objects.filter(verb__startswith="contact."):
        assert entry.closed
        assert entry.actor not in entry.leaf
        assert "contact" not in entry.leaf


def test_a_wrong_address_for_mail_is_told(sokha: User) -> None:
    assert client_of(sokha).post(OWN, {"email": "nowhere"}).status_code == 422
    assert not SealedRecord.objects.exists()


def test_the_custodian_of_the_body_opens_it_by_a_button_and_it_is_on_record(agency: Body, page: str) -> None:
    custodian = join("custodian", Role.CUSTODIAN, agency)
    client = client_of(custodian)
    asked = client.get(page).content.decode()
    assert not in_clear(asked)
    assert verbs()[-1][0] == "contact.changed"
    shown = client.post(page).content.decode()
    assert all(text in shown for text in GIVEN.values())
    assert verbs()[-1] == ("contact.opened", custodian.person.pseudonym)


def test_nobody_else_opens_it_or_learns_that_it_is_there(
    sokha: User, page: str, officer: User, outsider: User, public_client: Client
) -> None:
    above = join("above", Role.CUSTODIAN)  # of the committee: below, what is closed stays the body's own
    before = verbs()
    for person in (officer, outsider, above):
        client = client_of(person)
        for address in (page, f"/people/{'0' * 32}/contact"):
            replies = [client.get(address), client.post(address)]
            assert {reply.status_code for reply in replies} <= {403, 404}
            assert not any(in_clear(reply.content.decode()) for reply in replies)
    for address in (page, OWN):
        assert public_client.get(address)["Location"].startswith("/sign-in")
        assert public_client.post(address, GIVEN)["Location"].startswith("/sign-in")
    assert client_of(sokha, factor=False).get(OWN)["Location"] == "/account/"
    assert verbs() == before


def test_a_form_that_comes_too_late_is_not_kept_for_its_person(sokha: User) -> None:
    client = client_of(sokha)
    client.get("/account/")
    Session.objects.update(seen_at=timezone.now() - timedelta(hours=1))
    client.post(OWN, GIVEN)
    assert client.get("/sign-in/form").status_code in (302, 404)
    assert not SealedRecord.objects.exists()


def test_through_broken_glass_it_opens_and_the_glass_keeps_it(page: str, agency: Body) -> None:
    helper = join("helper", Role.CASE_WORKER)
    client = client_of(helper)
    assert client.post(page).status_code in (403, 404)
    now = timezone.now()
    by, why = signed_in(helper, fresh_at=now), "A life is in danger."
    broken = break_glass(by=by, body=agency, reason=why, lasts=timedelta(hours=1), now=now)
    assert in_clear(client.post(page).content.decode())
    assert [look.entry.verb for look in broken.looks.all()] == ["contact.opened"]


def test_a_lost_key_is_told_and_leaves_what_is_sealed_as_it_was(sokha: User, page: str, home: Path) -> None:
    (home / "keys" / "labour.1").rename(home / "labour.1")
    client = client_of(sokha)
    assert "palermo keys recover labour" in client.get(OWN).content.decode()
    assert client.post(OWN, GIVEN).status_code == 422
    (home / "labour.1").rename(home / "keys" / "labour.1")
    assert in_clear(client.get(OWN).content.decode())


def test_after_a_rotation_it_opens_as_before(sokha: User, page: str) -> None:
    now = timezone.now()
    custodian = signed_in(join("above", Role.CUSTODIAN), fresh_at=now)
    rotate_key(by=custodian, key=SealedRecord.objects.get().key, now=now)
    assert in_clear(client_of(sokha).get(OWN).content.decode())


def test_two_custodians_erase_it_for_good(sokha: User, agency: Body, page: str, officer: User) -> None:
    one, other = map(client_of, two_custodians(agency))
    record = SealedRecord.objects.get()
    address = f"/compartments/labour/sealed/{record.uid}/erase"
    assert address in one.post(page).content.decode()
    assert one.get(address).status_code == 200
    assert one.post(address, {"reason": ""}).status_code == 422
    for _twice in range(2):
        assert one.post(address, {"reason": "She asked for it."}).status_code == 302
    assert SealedRecord.objects.get().wrapped is not None
    assert Asking.objects.count() == 2
    other.post(address, {"reason": "She asked for it."})
    record.refresh_from_db()
    assert (record.wrapped, SealedField.objects.count()) == (None, 0)
    told = Entry.objects.get(verb="contact.changed")
    assert (told.opening.salt, told.opening.content) == (None, None)
    assert Entry.objects.get(verb="contact.opened").opening.content is not None
    assert "No contact data is kept." in other.post(page).content.decode()
    assert "Nothing is sealed here" in other.post(address, {"reason": "Again."}).content.decode()


def test_nobody_else_erases(page: str, officer: User, outsider: User, sokha: User, public_client: Client) -> None:
    address = f"/compartments/labour/sealed/{SealedRecord.objects.get().uid}/erase"
    for person in (officer, outsider, sokha):
        for reply in (client_of(person).get(address), client_of(person).post(address, {"reason": "x"})):
            assert reply.status_code in (403, 404)
    assert public_client.post(address, {"reason": "x"})["Location"].startswith("/sign-in")
    assert SealedRecord.objects.get().wrapped is not None


def test_a_link_is_shown_to_whoever_may_open_it(sokha: User, agency: Body, officer: User) -> None:
    template = Template("{% load access %}{% contact_link person %}")
    for user, shown in ((join("custodian", Role.CUSTODIAN, agency), True), (officer, False)):
        request = RequestFactory().get("/")
        remember(user, SignedIn(second_factor=True))
        request.user = user
        drawn = template.render(Context({"request": request, "person": sokha.person}))
        assert (f"/people/{sokha.person.pseudonym}/contact" in drawn) is shown
