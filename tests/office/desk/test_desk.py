"""The desk shows what one has in hand, in few queries, and to nobody else."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import Role
from palermo.office.plan.models import Upload, Version
from palermo.office.plan.readers import forget
from tests.office.cast import client_of, join, small_plan
from tests.office.desk.matrices import closed


def test_an_empty_desk_says_what_to_do(officer_client: Client, outsider_client: Client, public_client: Client) -> None:
    page = officer_client.get("/desk/").content.decode()
    assert "No plan has been stored yet." in page
    assert 'href="/desk/upload"' in page
    assert closed("/desk/", outsider_client, public_client)


def test_it_shows_plans_with_what_fails_most_and_what_waits(
    officer_client: Client, stored_plan: Callable[..., Version], waiting: Callable[..., Upload]
) -> None:
    stored_plan()
    upload = waiting()
    page = officer_client.get("/desk/").content.decode()
    assert "A small plan" in page
    assert "Not public yet" in page
    assert "Fails most:" in page
    assert "Repair 2 activities" in page
    assert f"/desk/uploads/{upload.pk}/" in page


def test_other_peoples_uploads_are_not_shown(
    officer: User, waiting: Callable[..., Upload], outsider_client: Client, public_client: Client
) -> None:
    upload = waiting()
    colleague = join("colleague", Role.SECRETARIAT)
    client = client_of(colleague)
    assert "matrix.xlsx" not in client.get("/desk/").content.decode()
    for page in ("", "mapping", "mapping.yaml", "discard"):
        assert client.get(f"/desk/uploads/{upload.pk}/{page}").status_code == 404
        assert closed(f"/desk/uploads/{upload.pk}/{page}", outsider_client, public_client)


def test_more_plans_take_no_more_queries(
    officer_client: Client,
    stored_plan: Callable[..., Version],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for n in range(6):
        stored_plan(small_plan(f"plan-{n}", f"Plan {n}"))
    forget()
    # session, person with terms, glasses, resolutions, versions, claims, contents, uploads, digest
    with django_assert_num_queries(9):
        officer_client.get("/desk/")
