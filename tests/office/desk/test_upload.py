"""A file comes in, or is refused with every finding and without a trace."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from palermo.office.plan.models import Upload, Version
from palermo.plan import write_json, write_yaml
from tests.office.cast import small_plan
from tests.office.desk.matrices import closed, everything, matrix, sent


def test_a_matrix_goes_on_to_its_columns(
    officer_client: Client, outsider_client: Client, public_client: Client
) -> None:
    reply = officer_client.post("/desk/upload", {"file": sent(matrix())})
    upload = Upload.objects.get()
    assert reply.headers["Location"] == f"/desk/uploads/{upload.pk}/mapping"
    assert closed("/desk/upload", outsider_client, public_client)


@pytest.mark.parametrize(("name", "write"), [("plan.yaml", write_yaml), ("plan.json", write_json)])
def test_a_file_of_ours_goes_straight_on_to_the_audit(
    name: str, write: Callable[..., str], officer_client: Client
) -> None:
    reply = officer_client.post("/desk/upload", {"file": sent(write(small_plan()).encode(), name)})
    assert reply.headers["Location"] == f"/desk/uploads/{Upload.objects.get().pk}/"
    assert officer_client.get(f"/desk/uploads/{Upload.objects.get().pk}/mapping").status_code == 404


def test_a_refused_file_is_told_finding_by_finding_and_leaves_no_trace(officer_client: Client, home: Path) -> None:
    before = everything(home)
    reply = officer_client.post("/desk/upload", {"file": sent(b"PK\x03\x04 nothing", "torn.xlsx")})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "What is wrong with torn.xlsx" in page
    assert "torn.xlsx is damaged" in page
    assert "ask the sender" in page
    assert everything(home) == before


def test_no_file_and_an_empty_file_are_refused(officer_client: Client) -> None:
    assert officer_client.post("/desk/upload", {}).status_code == 422
    assert officer_client.post("/desk/upload", {"file": sent(b"")}).status_code == 422
    assert not Upload.objects.exists()


def test_tables_without_known_headers_are_taken_only_when_asked_for(officer_client: Client, home: Path) -> None:
    before = everything(home)
    content = b"foo,bar\nx,y\n"
    assert officer_client.post("/desk/upload", {"file": sent(content, "a.csv")}).status_code == 422
    assert everything(home) == before
    reply = officer_client.post("/desk/upload", {"file": sent(content, "a.csv"), "by_hand": "on"})
    assert reply.headers["Location"].endswith("/mapping")
    # there is nothing to audit yet
    look = officer_client.get(f"/desk/uploads/{Upload.objects.get().pk}/")
    assert look.headers["Location"].endswith("/mapping")


def test_a_new_version_of_a_plan_is_chosen_by_its_title(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    plan = stored_plan().plan
    assert "A new version of: A small plan" in officer_client.get("/desk/upload?plan=nz-test").content.decode()
    officer_client.post("/desk/upload", {"file": sent(matrix()), "plan": "nz-test"})
    assert Upload.objects.get().plan == plan
    assert officer_client.post("/desk/upload", {"file": sent(matrix()), "plan": "no-such"}).status_code == 422
