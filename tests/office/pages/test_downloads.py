"""Files to take away: whole, named, fingerprinted, and never run by a browser."""

import csv
import hashlib
import io
import json
import re
import shutil
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote
from zipfile import ZipFile

import pytest
from django.contrib.auth.models import User
from django.test import Client

from palermo.core import Message, UserError, mark
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.files import read_file
from palermo.office.plan.models import State, StateClaim, Version
from palermo.office.plan.pages import files
from palermo.office.plan.readers import open_audit, open_plan
from palermo.office.trail import named, tellings
from palermo.office.trail.witnesses import policy
from palermo.plan import Plan, audit, audit_rows, contract_schema, findings_csv, read, write_csv, write_xlsx
from palermo.trail import check_file, check_proof, read_proof
from tests.office.cast import NOW, small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind, press_reports

KINDS = ("source", "yaml", "json", "xlsx", "docx", "audit-csv", "audit-json")


@pytest.fixture
def rich(publish: Publish, public_client: Client) -> Client:
    publish(every_kind())
    return public_client


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_is_an_attachment_that_may_run_nothing(kind: str, rich: Client) -> None:
    reply = rich.get(f"/plans/nz-rich/v/1/files/{kind}")
    assert reply["Content-Disposition"].startswith("attachment; filename=")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in reply["Content-Security-Policy"]
    assert "html" not in reply["Content-Type"]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_tells_the_digest_and_size_of_just_these_bytes(kind: str, rich: Client) -> None:
    html = rich.get("/plans/nz-rich/v/1/files").content.decode()
    reply = rich.get(f"/plans/nz-rich/v/1/files/{kind}")
    digest = hashlib.sha256(reply.content).hexdigest()
    assert digest in html
    assert reply["ETag"] == f'"{digest}"'
    assert "2024-03-01" in html
    again = rich.get(f"/plans/nz-rich/v/1/files/{kind}", headers={"if-none-match": f'"{digest}"'})
    assert again.status_code == 304
    assert not again.content


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_made_anew_has_the_same_bytes(kind: str, rich: Client, home: Path) -> None:
    first = rich.get(f"/plans/nz-rich/v/1/files/{kind}").content
    files.forget()
    shutil.rmtree(home / "exports", ignore_errors=True)
    assert rich.get(f"/plans/nz-rich/v/1/files/{kind}").content == first


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_no_clock_is_written_into_a_file(kind: str, rich: Client) -> None:
    with ZipFile(io.BytesIO(rich.get(f"/plans/nz-rich/v/1/files/{kind}").content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        moments = re.findall(r"<dcterms:\w+[^>]*>([^<]*)<", archive.read("docProps/core.xml").decode())
        assert set(moments) == {"1980-01-01T00:00:00Z"}


@pytest.mark.parametrize("kind", ["yaml", "json"])
def test_our_own_formats_read_back_to_the_same_plan(kind: str, rich: Client) -> None:
    content = rich.get(f"/plans/nz-rich/v/1/files/{kind}").content
    assert read(content, name=f"plan.{kind}").plan == open_plan(Version.objects.get())


def test_the_audit_for_programs_follows_the_contract(rich: Client) -> None:
    from jsonschema import validate

    for address in ("/plans/nz-rich/v/1/audit.json", "/plans/nz-rich/v/1/files/audit-json"):
        validate(json.loads(rich.get(address).content), contract_schema())


def test_the_audit_as_a_table_has_a_row_for_each_finding(rich: Client) -> None:
    text = rich.get("/plans/nz-rich/v/1/files/audit-csv").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == len(open_audit(Version.objects.get()).findings)
    assert {row["verdict"] for row in rows if row["object"] == "1.1.2"} == {"promise_only"}


def test_a_spreadsheet_takes_no_cell_for_a_formula() -> None:
    plan = small_plan('=HYPERLINK("x")')
    text = findings_csv(audit_rows(audit(plan), "=cmd|x.csv", "en"))
    assert not re.search(r'(^|,)"?[=+@-]', text, re.MULTILINE)


def test_a_name_in_khmer_survives(officer: User, claim: Claim, public_client: Client) -> None:
    name = 'ផែនការ "1".csv'
    file = read_file(write_csv(small_plan()).encode(), name)
    version = add_version(
        by=officer, upload=upload_plan(by=officer, file=file, now=NOW), file=file, reason="First.", now=NOW, slug="kh"
    )
    claim(version)
    reply = public_client.get("/plans/kh/v/1/files/source")
    assert reply["Content-Disposition"] == f"attachment; filename*=utf-8''{quote(name)}"
    assert reply.content == file.content
    assert "text/csv" in reply["Content-Type"]


@pytest.mark.parametrize("kind", ["xlsx", "docx"])
def test_a_plan_goes_back_into_its_own_layout(kind: str, officer: User, claim: Claim, public_client: Client) -> None:
    file = read_file(b"No,Activity,Who answers\n1.1,Train officers,Police\n1.2,Open a shelter,\n", "matrix.csv")
    version = add_version(
        by=officer, upload=upload_plan(by=officer, file=file, now=NOW), file=file, reason="First.", now=NOW
    )
    claim(version)
    content = public_client.get(f"/plans/matrix/v/1/files/{kind}").content
    back = read(content, name=f"matrix.{kind}")
    assert back.layout is not None
    assert back.layout.tables[0].rows[0][:3] == ("No", "Activity", "Who answers")
    assert back.plan is not None
    assert [act.text.value for _, _, act in back.plan.each_activity()] == ["Train officers", "Open a shelter"]


def test_an_export_is_made_once_even_for_another_process(rich: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rich.get("/plans/nz-rich/v/1/files/docx").content
    files.forget()
    monkeypatch.setitem(files.WRITERS, "docx", None)  # writing again would fail
    assert rich.get("/plans/nz-rich/v/1/files/docx").content == first


def _refusing_a_layout(
    plan: Plan, layout: object = None, mapping: object = ..., *, languages: Sequence[str] = ("en",)
) -> bytes:
    if mapping is not ...:
        raise UserError(Message(mark("Goal {id}"), {"id": "9"}))
    return write_xlsx(plan, languages=languages)


def test_a_plan_that_no_longer_fits_its_layout_comes_in_ours_and_says_so(
    rich: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(files.WRITERS, "xlsx", _refusing_a_layout)
    assert ">Goal 9</span>" in rich.get("/plans/nz-rich/v/1/files").content.decode()
    files.forget()  # as another process would: what was made lies in the office's folder, its note with it
    rich.get("/language/km")
    assert ">គោលដៅ 9</span>" in rich.get("/plans/nz-rich/v/1/files").content.decode()


def test_press_reports_give_no_matrix(stored_plan: Publish, public_client: Client) -> None:
    stored_plan(press_reports())
    assert public_client.get("/plans/kh-press/v/1/files/xlsx").status_code == 404
    assert "Plan, Excel" not in public_client.get("/plans/kh-press/v/1/files").content.decode()


@pytest.mark.parametrize("name", ["proof.html", "proof.svg", "proof.xml", "proof"])
def test_a_document_of_proof_is_never_opened_as_a_page(
    name: str, publish: Publish, claim: Claim, public_client: Client
) -> None:
    claim(publish(), State.CONSULTED, "2023", document=b"<script>alert(1)</script>", name=name)
    pk = StateClaim.objects.exclude(document_sha256="").get().pk
    reply = public_client.get(f"/plans/nz-test/claims/{pk}/document")
    assert reply.content == b"<script>alert(1)</script>"
    assert reply["Content-Type"] == "application/octet-stream"
    assert reply["Content-Disposition"] == f'attachment; filename="{name}"'
    assert reply["X-Content-Type-Options"] == "nosniff"


def test_a_revised_version_gives_its_own_plan_and_the_file_it_came_from(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    claim(next_version(publish()), State.APPROVED, "1 April 2024")
    first, second = (public_client.get(f"/plans/nz-test/v/{n}/files/yaml").content.decode() for n in (1, 2))
    assert "second wording" in second
    assert "second wording" not in first


def test_files_that_are_not_there_or_not_public_get_no_page(
    publish: Publish, stored_plan: Publish, claim: Claim, public_client: Client, outsider_client: Client
) -> None:
    publish(every_kind())
    claim(publish(), State.CONSULTED, "2023", document=b"minutes")
    pk = StateClaim.objects.exclude(document_sha256="").get().pk
    stored_plan(small_plan("nz-own", "Own"))
    for client in (public_client, outsider_client):
        assert client.get("/plans/nz-rich/v/1/files/exe").status_code == 404
        assert client.get(f"/plans/nz-rich/claims/{pk}/document").status_code == 404
        assert client.get("/plans/nz-own/v/1/files/source").status_code == 404
        assert client.get("/plans/nz-own/v/1/files").status_code == 404


def test_files_on_record_have_their_proof(publish: Publish, public_client: Client) -> None:
    version = publish()
    page = public_client.get("/plans/nz-test/v/1/files").content.decode()
    told = tellings([named(version)], ["version.added"])[named(version)]
    assert page.count(f'href="/trail/proof/{told.uid}"') == 2
    assert page.count(f'href="/trail/?proof={told.uid}#check"') == 2
    proof, _wrong = read_proof(public_client.get(f"/trail/proof/{told.uid}").content)
    assert proof is not None
    shown, findings = check_proof(proof, policy(), datetime(2100, 1, 1, tzinfo=UTC))
    assert (shown is None, findings) == (False, ())
    assert shown is not None
    for kind, on_record in (("source", True), ("json", True), ("yaml", False), ("xlsx", False)):
        digest = hashlib.sha256(public_client.get(f"/plans/nz-test/v/1/files/{kind}").content).hexdigest()
        assert (check_file(shown, digest, kind) == ()) is on_record
