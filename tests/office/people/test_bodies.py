"""Pages of bodies: the tree, one body with its people, a new one, those that come with palermo."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from palermo.access import BodyKind, Role, known_bodies
from palermo.office.access.models import Body, Invitation
from palermo.office.trail.models import Entry
from tests.office.cast import a_body, client_of, invited, join
from tests.office.desk.matrices import closed

TREE = "/desk/people/"
NEW = {"name_en": "Night shelter", "name_km": "", "key": "night-shelter", "kind": "ngo", "parent": "committee"}


def body_page(key: str) -> str:
    return f"/desk/people/bodies/{key}/"


def text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.fixture
def ministry(officer: User) -> Body:
    return a_body("ministry", BodyKind.MINISTRY)


def test_the_tree_shows_the_bodies_and_how_many_serve_in_each(
    officer: User, officer_client: Client, ministry: Body, outsider_client: Client, public_client: Client
) -> None:
    a_body("police", BodyKind.POLICE, above=ministry)
    join("rith", Role.FOCAL_POINT, ministry)
    page = text(officer_client, TREE)
    for name in ("The ministry", "The police"):
        assert name in page
    assert page.index("The ministry") < page.index("The police")
    assert "Ministry · 1 person" in page
    assert closed(TREE, outsider_client, public_client)


def test_who_looks_after_one_body_sees_it_and_what_is_below(ministry: Body) -> None:
    below = a_body("police", BodyKind.POLICE, above=ministry)
    custodian = client_of(join("custodian", Role.CUSTODIAN, ministry))
    page = text(custodian, TREE)
    assert "The ministry" in page
    assert "The police" in page
    assert body_page("committee") not in page
    assert custodian.get(body_page(below.key)).status_code == 200
    assert custodian.get(body_page("committee")).status_code == 404
    for act in ("add", "invite"):
        assert custodian.get(f"{body_page('ministry')}{act}").status_code == 403
        assert f"{body_page('ministry')}{act}" not in text(custodian, body_page("ministry"))


def test_whether_there_is_such_a_body_is_told_to_nobody_outside(outsider_client: Client, public_client: Client) -> None:
    for key in ("committee", "nowhere"):
        for act in ("", "add", "invite"):
            assert public_client.get(body_page(key) + act)["Location"].startswith("/sign-in")
            assert outsider_client.get(body_page(key) + act).status_code == 403


def test_many_people_cost_no_more_questions_than_few(officer_client: Client, ministry: Body) -> None:
    def questions(people: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert text(officer_client, body_page("ministry")).count("focal point") == people
        return len(asked)

    join("rith", Role.FOCAL_POINT, ministry)
    questions(1)
    few = questions(1)
    for name in ("vanna", "kosal", "dara"):
        join(name, Role.FOCAL_POINT, ministry)
    assert questions(4) == few


def test_a_body_is_added_with_its_names(officer_client: Client, outsider_client: Client, public_client: Client) -> None:
    address = f"{body_page('committee')}add"
    assert "Add a body" in text(officer_client, address)
    reply = officer_client.post(address, NEW, follow=True)
    assert "The body is added." in reply.content.decode()
    assert "Night shelter" in reply.content.decode()
    assert Body.objects.get(key="night-shelter").path == "committee/night-shelter"
    for wrong, told in (
        ({"name_en": ""}, "Name the body in at least one language."),
        ({}, "There is a body with the short name night-shelter."),
        ({"key": "Two words"}, "Enter a valid"),
        ({"parent": "nowhere"}, "Select a valid choice"),
    ):
        refused = officer_client.post(address, NEW | wrong)
        assert (refused.status_code, told in refused.content.decode()) == (422, True)
    assert Body.objects.count() == 2
    assert closed(address, outsider_client, public_client)


def test_the_known_bodies_of_a_country_come_in_with_their_source(
    officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = f"{TREE}known/KH"
    page = text(officer_client, address)
    assert "nobody has checked that it exists" in page
    keys = [body.id for body in known_bodies("KH") if body.id != "committee"]
    without_interior = [key for key in keys if key != "moi"]
    reply = officer_client.post(address, {"keys": without_interior}, follow=True)
    there = set(Body.objects.values_list("key", flat=True))
    assert there == {"committee", *without_interior} - {"gdi", "gcnp", "ahtjp"}
    assert f"{len(there) - 1} bodies are added." in reply.content.decode()
    assert Entry.objects.filter(verb="body.added").count() == len(there)
    officer_client.post(address, {"keys": ["moi", "gcnp", "gdi", "ahtjp"]})
    assert set(Body.objects.values_list("key", flat=True)) == {"committee", *keys}
    assert Body.objects.get(key="ahtjp").path == "committee/moi/gcnp/ahtjp"
    assert Body.objects.get(key="mowa").source
    assert "All of them are there already" in text(officer_client, address)
    assert officer_client.get(f"{TREE}known/XX").status_code == 200
    assert closed(address, outsider_client, public_client)


def test_an_invitation_shows_its_link_once_and_works(
    officer_client: Client, ministry: Body, client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = f"{body_page('ministry')}invite"
    page = officer_client.post(address, {"role": "focal_point", "until": "2060-12-31"}).content.decode()
    link = page.split("<code>")[1].split("</code>")[0]
    assert link.startswith("http://testserver/invitation/")
    assert "focal point, until 2060-12-31" in text(client, link)
    shown = text(officer_client, body_page("ministry"))
    assert "2060-12-31" in shown
    assert link.rsplit("/", 1)[1] not in shown
    over = officer_client.post(address, {"role": "focal_point", "until": "2001-12-31"})
    assert (over.status_code, "over before it began" in over.content.decode()) == (422, True)
    assert officer_client.post(address, {"role": "public", "until": "2060-12-31"}).status_code == 422
    assert closed(address, outsider_client, public_client)


def test_an_invitation_is_withdrawn(
    officer_client: Client, officer: User, client: Client, outsider_client: Client, public_client: Client
) -> None:
    invitation = invited(Role.CHAIR, now=timezone.now(), token="the-secret")
    address = f"{TREE}invitations/{invitation.uid}/withdraw"
    assert closed(address, outsider_client, public_client)
    assert address in text(officer_client, body_page("committee"))
    assert officer_client.get(address).status_code == 405
    assert "withdrawn" in officer_client.post(address, follow=True).content.decode()
    assert client.get("/invitation/the-secret").status_code == 404
    assert Invitation.objects.get(pk=invitation.pk).state(timezone.now()) == "withdrawn"
    assert officer_client.post(address).status_code == 403


def test_rights_are_changed_only_by_who_has_just_shown_who_they_are(officer: User, ministry: Body) -> None:
    stale = client_of(officer, ago=301)
    for address in (f"{body_page('ministry')}invite", f"{body_page('ministry')}add", f"{TREE}known/KH"):
        for reply in (stale.get(address), stale.post(address, {"role": "chair", "until": "2060-12-31"})):
            assert reply["Location"].startswith("/sign-in/again")
    assert not Invitation.objects.filter(body=ministry).exists()
