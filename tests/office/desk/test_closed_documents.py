"""A claim's document that is kept closed: sealed with its name, opened by few, each opening on record."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.actions import add_body, ask_for_record, erase_record
from palermo.office.access.models import ROOT, Body, SealedField, SealedRecord
from palermo.office.plan.actions import open_document
from palermo.office.plan.models import StateClaim, Version
from palermo.office.trail.models import Entry
from tests.office.cast import FOUNDED, NOW, client_of, join, signed_in, two_custodians

CLAIM = "/desk/plans/nz-test/v/1/claim"
NAME, CONTENT = "សំបុត្រ letter.pdf", b"%PDF-1.7 what only few may read"
SAID = {"state": "approved", "when": "February 2024", "said_by": "Cabinet office", "closed": "on"}
PAGES = ("/plans/nz-test/", "/plans/nz-test/v/1/record", "/plans/nz-test/history", "/plans/nz-test/v/1/files")


@pytest.fixture
def claim(stored_plan: Callable[..., Version], officer_client: Client) -> StateClaim:
    """A claim that rests on a closed document."""
    stored_plan()
    reply = officer_client.post(CLAIM, SAID | {"document": SimpleUploadedFile(NAME, CONTENT)})
    assert reply.status_code == 302, reply.content.decode()
    return StateClaim.objects.get()


def address(claim: StateClaim) -> str:
    return f"/plans/nz-test/claims/{claim.pk}/closed-document"


def test_neither_its_name_nor_its_bytes_lie_in_clear(claim: StateClaim, home: Path) -> None:
    assert (claim.document_name, claim.document_sha256, claim.document_type) == ("", "", "")
    assert not (home / "files").exists() or not any(CONTENT in one.read_bytes() for one in files(home))
    for field in SealedField.objects.all():
        assert CONTENT not in bytes(field.sealed)
        assert NAME.encode() not in bytes(field.sealed)
    told = Entry.objects.get(verb="state.claimed").opening.content
    assert told is not None
    assert "letter" not in told
    assert claim.sealed_sha256 in told


def files(home: Path) -> list[Path]:
    return [path for path in (home / "files").rglob("*") if path.is_file()]


def test_the_public_learns_only_that_there_is_one(
    claim: StateClaim, public_client: Client, outsider_client: Client, officer_client: Client
) -> None:
    assert "closed document" in public_client.get("/plans/nz-test/v/1/record").content.decode()
    assert "closed document" in public_client.get("/plans/nz-test/history").content.decode()
    for page in PAGES:
        for client in (public_client, outsider_client):
            shown = client.get(page).content.decode()
            assert "letter" not in shown
            assert address(claim) not in shown
    assert address(claim) in officer_client.get("/plans/nz-test/v/1/record").content.decode()
    assert address(claim) in officer_client.get("/desk/plans/nz-test/").content.decode()
    assert address(claim) in officer_client.get(CLAIM).content.decode()
    assert public_client.get(f"/plans/nz-test/claims/{claim.pk}/document").status_code == 404


def test_it_is_opened_by_a_button_and_the_opening_is_on_record(claim: StateClaim, officer: User) -> None:
    client = client_of(officer)
    assert "letter" not in client.get(address(claim)).content.decode()
    assert not Entry.objects.filter(verb="document.opened").exists()
    reply = client.post(address(claim))
    assert reply.content == CONTENT
    assert reply["Content-Type"] == "application/octet-stream"
    assert "letter.pdf" in reply["Content-Disposition"]
    assert reply["Content-Security-Policy"].endswith("sandbox")
    assert reply["Cache-Control"] == "private, no-store"
    entry = Entry.objects.get(verb="document.opened")
    assert (entry.actor, entry.closed) == (officer.person.pseudonym, True)
    assert entry.actor not in entry.leaf


def test_a_focal_point_of_the_committee_opens_it_too(claim: StateClaim) -> None:
    assert client_of(join("focal", Role.FOCAL_POINT)).post(address(claim)).content == CONTENT


def test_a_name_that_is_longer_than_a_column_is_cut(stored_plan: Callable[..., Version], officer: User) -> None:
    stored_plan()
    client = client_of(officer)
    client.post(CLAIM, SAID | {"document": SimpleUploadedFile("x" * 90 + ".csv", CONTENT)})
    assert client.post(address(StateClaim.objects.get()))["Content-Type"] == "text/csv"


def test_what_was_swapped_for_another_sealed_document_is_told(claim: StateClaim, officer_client: Client) -> None:
    field = SealedField.objects.get(name="content")
    *all_but, last = bytes(field.sealed)
    SealedField.objects.filter(pk=field.pk).update(sealed=bytes([*all_but, last ^ 1]))
    reply = officer_client.post(address(claim))
    assert reply.status_code == 422
    assert "changed, moved, or sealed with another key" in reply.content.decode()


def test_while_the_key_is_lost_nothing_opens_and_nothing_new_is_closed(
    claim: StateClaim, officer_client: Client, home: Path
) -> None:
    (home / "keys" / "committee.1").unlink()
    assert "palermo keys recover committee" in officer_client.post(address(claim)).content.decode()
    reply = officer_client.post(CLAIM, SAID | {"document": SimpleUploadedFile(NAME, CONTENT)})
    assert reply.status_code == 422
    assert "palermo keys recover committee" in reply.content.decode()
    assert StateClaim.objects.count() == 1


def test_only_a_document_can_be_kept_closed(stored_plan: Callable[..., Version], officer_client: Client) -> None:
    stored_plan()
    reply = officer_client.post(CLAIM, SAID | {"source": "Issue 12"})
    assert reply.status_code == 422
    assert "Add the document that is to be kept closed." in reply.content.decode()


def test_an_erased_document_opens_never_again_and_the_claim_stays(claim: StateClaim, officer: User) -> None:
    one, two = (signed_in(custodian, fresh_at=NOW) for custodian in two_custodians())
    given = {"body": Body.objects.get(key=ROOT), "uid": SealedRecord.objects.get().uid, "reason": "A court says so."}
    ask_for_record(by=one, act="record.erased", now=NOW, **given)  # type: ignore[arg-type]  # as they are named
    erase_record(by=two, now=NOW, **given)  # type: ignore[arg-type]  # the same
    with pytest.raises(UserError, match="erased"):
        open_document(by=officer, claim=claim, now=NOW)
    assert "closed document" in client_of(officer).get("/plans/nz-test/v/1/record").content.decode()
    assert Entry.objects.get(verb="state.claimed").opening.content is not None


def test_custodians_erase_it_from_its_page(claim: StateClaim, officer_client: Client) -> None:
    one, two = map(client_of, two_custodians())
    link = f"/compartments/committee/sealed/{SealedRecord.objects.get().uid}/erase"
    assert link in one.get(address(claim)).content.decode()
    assert link not in officer_client.get(address(claim)).content.decode()
    assert officer_client.get(link).status_code in (403, 404)
    for client in (one, two):
        assert client.post(link, {"reason": "A court says so."}).status_code == 302
    reply = officer_client.post(address(claim))
    assert (reply.status_code, "erased" in reply.content.decode()) == (422, True)
    assert link not in one.get(address(claim)).content.decode()


def test_nobody_else_opens_it(claim: StateClaim, outsider_client: Client, public_client: Client, officer: User) -> None:
    labour = add_body(
        by=signed_in(officer, fresh_at=FOUNDED),
        key="labour",
        kind=BodyKind.AGENCY,
        names={"en": "Labour"},
        parent=Body.objects.get(key=ROOT),
        now=FOUNDED,
    )
    elsewhere = client_of(join("elsewhere", Role.SECRETARIAT, labour))
    for client in (outsider_client, elsewhere):
        for reply in (client.get(address(claim)), client.post(address(claim))):
            assert reply.status_code in (403, 404)
    assert client_of(officer, factor=False).post(address(claim)).status_code == 302
    assert public_client.post(address(claim))["Location"].startswith("/sign-in")
    assert public_client.get(f"/plans/other/claims/{claim.pk}/closed-document").status_code == 302
    assert not Entry.objects.filter(verb="document.opened").exists()
