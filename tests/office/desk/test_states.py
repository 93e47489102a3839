"""What is said of a state is recorded with its proof; what contradicts it stands beside it; nothing is ever deleted."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.core import UserError
from palermo.office.base import store
from palermo.office.plan.actions import restore_version, revise_plan
from palermo.office.plan.models import StateClaim, Version
from palermo.office.plan.readers import find_version, open_plan
from tests.office.cast import NOW
from tests.office.desk.matrices import closed, everything

PLAN = "/desk/plans/nz-test/"
CLAIM = f"{PLAN}v/1/claim"
SAID = {"state": "approved", "when": "February 2024", "said_by": "Royal Gazette", "source": "Issue 12"}


@pytest.fixture
def revised(stored_plan: Callable[..., Version], officer: User) -> Version:
    """The second version of a plan."""
    first = stored_plan()
    clearer = replace(open_plan(first), title="A clearer plan")
    return revise_plan(by=officer, version=first, plan=clearer, reason="Clearer.", now=NOW)


def test_a_claim_is_recorded_and_makes_the_version_public(
    stored_plan: Callable[..., Version], officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    stored_plan()
    assert "Not public yet" in officer_client.get(PLAN).content.decode()
    assert officer_client.get(CLAIM).status_code == 200
    reply = officer_client.post(CLAIM, SAID, follow=True)
    assert "What is said of version 1 is stored." in reply.content.decode()
    claim = StateClaim.objects.get()
    assert (claim.state, str(claim.first_day), claim.source) == ("approved", "2024-02-01", "Issue 12")
    assert public_client.get("/plans/nz-test/").status_code == 200
    assert closed(CLAIM, outsider_client, public_client)
    assert closed(PLAN, outsider_client, public_client)
    assert officer_client.get(f"{PLAN}v/9/claim").status_code == 404


def test_only_what_may_be_left_out_is_called_optional(
    stored_plan: Callable[..., Version], officer_client: Client
) -> None:
    stored_plan()
    page = officer_client.get(CLAIM).content.decode()
    told = re.findall(r'>([^<>]+) <span class="optional">', page)
    assert told == ["Since when", "Address of that source", "Note"]
    upload = officer_client.get("/desk/upload").content.decode()
    assert "What it is</label>" in upload


def test_a_form_sets_what_it_asks_for_and_nothing_else(
    stored_plan: Callable[..., Version], officer: User, officer_client: Client, outsider: User
) -> None:
    version = stored_plan()
    smuggled = {
        "id": "77",
        "made_by": outsider.pk,
        "made_at": "2001-01-01",
        "version": "99",
        "document_sha256": "0" * 64,
    }
    officer_client.post(CLAIM, SAID | smuggled)
    claim = StateClaim.objects.get()
    assert (claim.made_by, claim.version, claim.document_sha256) == (officer, version, "")
    assert (claim.pk != 77, claim.made_at.year > 2001) == (True, True)


def test_the_document_of_proof_is_kept(stored_plan: Callable[..., Version], officer_client: Client) -> None:
    stored_plan()
    document = SimpleUploadedFile("gazette.pdf", b"%PDF-1.7 in our own words")
    officer_client.post(CLAIM, SAID | {"source": "", "document": document})
    claim = StateClaim.objects.get()
    assert claim.document_name == "gazette.pdf"
    assert store.fetch(claim.document_sha256) == b"%PDF-1.7 in our own words"


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"source": ""}, "Add the document"),
        ({"said_by": ""}, "This field is required."),
        ({"state": "finished"}, "Select a valid choice"),
        ({"when": "when pigs fly"}, "The date could not be read"),
        ({"url": "javascript:alert(1)"}, "Enter a valid URL"),
    ],
)
def test_a_claim_that_says_too_little_is_refused(
    wrong: dict[str, str], told: str, stored_plan: Callable[..., Version], officer_client: Client, home: Path
) -> None:
    stored_plan()
    officer_client.get(CLAIM)
    before = everything(home)
    reply = officer_client.post(CLAIM, SAID | wrong)
    assert reply.status_code == 422
    assert told in reply.content.decode()
    assert everything(home) == before


def test_what_does_not_agree_stands_side_by_side(stored_plan: Callable[..., Version], officer_client: Client) -> None:
    stored_plan()
    officer_client.post(CLAIM, SAID)
    officer_client.post(CLAIM, SAID | {"state": "draft", "when": "March 2024", "said_by": "Ministry"})
    page = officer_client.get(PLAN).content.decode()
    assert "Version 1: called “Draft” here, “Approved” there" in page
    assert "The sources contradict each other" in page
    # a later claim settles the state; the contradiction stays on record
    officer_client.post(CLAIM, SAID | {"state": "in_force", "when": "May 2024"})
    page = officer_client.get(PLAN).content.decode()
    assert "called “Draft” here" in page
    assert "The sources contradict each other" not in page


def test_versions_are_listed_with_their_reasons_and_compared(
    revised: Version, officer_client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer_client.post(CLAIM, SAID)
    officer_client.get(PLAN)
    with django_assert_num_queries(6):  # session, person with terms, glasses, versions, claims, who said so
        page = officer_client.get(PLAN).content.decode()
    assert "Clearer." in page
    assert "First record." in page
    assert "/compare?old=nz-test:1&amp;new=nz-test:2" in page
    assert f"{PLAN}v/1/restore" in page
    assert f"{PLAN}v/2/restore" not in page


def test_an_earlier_wording_comes_back_as_a_new_version(
    revised: Version, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    address = f"{PLAN}v/1/restore"
    assert "See what would change" in officer_client.get(address).content.decode()
    assert officer_client.post(address, {"newest": "2", "reason": ""}).status_code == 422
    assert officer_client.post(address, {"newest": "2", "reason": "Withdrawn."}).headers["Location"] == PLAN
    third = find_version("nz-test")
    assert (third.number, third.reason, third.title) == (3, "Withdrawn.", "A small plan")
    assert third.revised_from is not None
    assert third.revised_from.number == 1
    assert open_plan(third) == open_plan(find_version("nz-test", 1))
    assert find_version("nz-test", 2).title == "A clearer plan"
    assert closed(address, outsider_client, public_client)


def test_restoring_names_the_version_one_saw_last(revised: Version, officer_client: Client) -> None:
    reply = officer_client.post(f"{PLAN}v/1/restore", {"newest": "1", "reason": "x"})
    assert reply.status_code == 422
    assert "newer version in the meantime" in reply.content.decode()


def test_what_the_newest_version_says_need_not_come_back(revised: Version, officer: User) -> None:
    with pytest.raises(UserError, match="an earlier version"):
        restore_version(by=officer, version=revised, newest=revised, reason="x", now=NOW)
    first = find_version("nz-test", 1)
    third = restore_version(by=officer, version=first, newest=revised, reason="x", now=NOW)
    with pytest.raises(UserError, match="same already"):
        restore_version(by=officer, version=first, newest=third, reason="x", now=NOW)
    assert Version.objects.count() == 3
