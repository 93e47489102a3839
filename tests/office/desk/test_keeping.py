"""Before an upload becomes a version one sees what the audit says; then it is kept with a reason, or really goes."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from palermo.office.base import store
from palermo.office.plan.actions import upload_plan
from palermo.office.plan.models import Upload, Version
from palermo.office.plan.readers import open_plan
from palermo.plan import Basis, write_json
from palermo.plan import Plan as Content
from tests.office.cast import plan_file, small_plan
from tests.office.desk.matrices import closed, everything, matrix


@pytest.fixture
def address(waiting: Callable[..., Upload]) -> str:
    return f"/desk/uploads/{waiting().pk}/"


def test_one_sees_the_audit_and_the_findings_first(
    address: str, officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    page = officer_client.get(address).content.decode()
    assert "What fails most" in page
    assert "One named lead body" in page
    assert "1 of 3" in page
    assert "M05" in page
    assert closed(address, outsider_client, public_client)
    assert closed(f"{address}discard", outsider_client, public_client)


def test_it_is_kept_with_a_reason(address: str, officer_client: Client) -> None:
    reply = officer_client.post(address, {"slug": "kh-2024", "reason": "First record."})
    version = Version.objects.get()
    assert reply.headers["Location"] == "/desk/plans/kh-2024/"
    assert (version.plan.slug, version.number, version.reason) == ("kh-2024", 1, "First record.")
    assert not Upload.objects.exists()
    assert officer_client.get(address).status_code == 404


def test_press_reports_are_public_at_once_and_the_desk_says_so(
    officer_client: Client, public_client: Client, waiting: Callable[..., Upload]
) -> None:
    reports = Content(id="kh-press", title="What the press said", basis=Basis.PRESS)
    address = f"/desk/uploads/{waiting(write_json(reports).encode(), 'press.json').pk}/"
    page = officer_client.get(address).content.decode()
    assert "not public until" not in page
    assert "Everybody can read it." in page
    reply = officer_client.post(address, {"slug": "kh-press", "reason": "First record."}, follow=True)
    assert "Nobody outside sees it" not in reply.content.decode()
    assert public_client.get("/plans/kh-press/").status_code == 200


@pytest.mark.parametrize("sent", [{"slug": "kh", "reason": " "}, {"slug": "no address", "reason": "x"}])
def test_without_a_reason_or_an_address_it_is_not(
    sent: dict[str, str], address: str, officer_client: Client, home: Path
) -> None:
    officer_client.get(address)
    before = everything(home)
    reply = officer_client.post(address, sent)
    assert reply.status_code == 422
    assert everything(home) == before


def test_an_address_in_use_is_refused(
    address: str, officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan()
    reply = officer_client.post(address, {"slug": "nz-test", "reason": "x"})
    assert reply.status_code == 422
    assert "There is a plan at the address nz-test" in reply.content.decode()


def test_a_record_without_a_title_is_asked_for_one(officer_client: Client, waiting: Callable[..., Upload]) -> None:
    nameless = Content(id="kh-press", title="", basis=Basis.PRESS)
    address = f"/desk/uploads/{waiting(write_json(nameless).encode(), 'p.json').pk}/"
    assert "nothing is scored" in officer_client.get(address).content.decode()
    assert officer_client.post(address, {"slug": "kh-press", "reason": "x"}).status_code == 422
    officer_client.post(address, {"slug": "kh-press", "reason": "x", "title": "As the press had it"})
    assert Version.objects.get().title == "As the press had it"
    assert open_plan(Version.objects.get()).title == "As the press had it"


def test_a_title_in_the_file_is_never_overwritten(officer_client: Client, waiting: Callable[..., Upload]) -> None:
    address = f"/desk/uploads/{waiting(write_json(small_plan()).encode(), 'p.json').pk}/"
    officer_client.post(address, {"slug": "x", "reason": "x", "title": "Another"})
    assert Version.objects.get().title == "A small plan"


def test_a_discarded_upload_goes_with_its_bytes(
    address: str,
    officer_client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    place = store.place(Upload.objects.get().file_sha256)
    assert place.exists()
    assert "Discard this upload?" in officer_client.get(f"{address}discard").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        reply = officer_client.post(f"{address}discard")
    assert reply.headers["Location"] == "/desk/"
    assert not Upload.objects.exists()
    assert not place.exists()


def test_bytes_that_a_version_rests_on_stay(
    waiting: Callable[..., Upload],
    officer_client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    content = matrix()
    kept, spare = waiting(content), waiting(content)
    officer_client.post(f"/desk/uploads/{kept.pk}/", {"slug": "kh", "reason": "x"})
    with django_capture_on_commit_callbacks(execute=True):
        officer_client.post(f"/desk/uploads/{spare.pk}/discard")
    assert not Upload.objects.exists()
    assert store.fetch(Version.objects.get().file_sha256) == content


def test_expired_uploads_go_with_their_bytes(
    waiting: Callable[..., Upload],
    officer: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    old = waiting()
    with django_capture_on_commit_callbacks(execute=True):
        upload_plan(by=officer, file=plan_file(), now=timezone.now() + timedelta(days=15))
    assert not Upload.objects.filter(pk=old.pk).exists()
    assert not store.place(old.file_sha256).exists()
    assert store.place(Upload.objects.get().file_sha256).exists()
