"""What was said in public, side by side with the record: the contradiction is worked out and typed by nobody."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import Role
from palermo.core import UserError
from palermo.office.base import store
from palermo.office.plan.actions import discard_upload, upload_plan
from palermo.office.plan.beside.actions import mark_statement
from palermo.office.plan.beside.models import Statement
from palermo.office.plan.beside.reading import claims_of
from palermo.office.plan.models import Plan
from palermo.office.plan.work import readers
from palermo.office.plan.work.actions import OfferedFile, accept_evidence
from palermo.plan import About, Said
from tests.office.beside import cast as beside
from tests.office.cast import NOW, client_of, plan_file
from tests.office.committee import cast as committee
from tests.office.desk.matrices import closed
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
FORM = {"said_by": "The ministry of works", "said_on": "2024-03-01", "place": "Press", "words": "All are trained."}


def desk() -> Client:
    return client_of(work.secretary())


def page_of(plan: Plan) -> str:
    reply = desk().get(f"/plans/{plan.slug}/v/1/statements")
    assert reply.status_code == 200
    return reply.content.decode()


def sent(address: str, form: dict[str, Any], status: int = 302) -> str:
    reply = desk().post(address, form)
    assert reply.status_code == status, reply.content.decode()
    return reply.content.decode()


def test_a_statement_is_logged_with_its_copy_and_marked() -> None:
    lead = work.accepted()
    address = f"/desk/plans/{lead.plan.slug}/statements"
    assert "No statement is on record." in page_of(lead.plan)
    odd = SimpleUploadedFile("page.exe", b"MZ not a page")
    assert "is none of these" in sent(address, {**FORM, "copy": odd}, 422)
    assert "after today" in sent(address, {**FORM, "said_on": "2024-03-02"}, 422)
    copy = SimpleUploadedFile(beside.COPY.name, beside.COPY.content)
    sent(address, {**FORM, "activity": "1.1.1", "copy": copy})
    row = Statement.objects.get()
    assert (row.media_type, row.size) == ("application/pdf", len(beside.COPY.content))
    page = page_of(lead.plan)
    assert row.sha256 in page
    assert "The record says otherwise" not in page, "nothing is marked yet"
    sent(f"/desk/statements/{row.uid}", {"about": "done"})
    page = page_of(lead.plan)
    assert "All are trained." in page
    assert "The record says otherwise" in page
    assert "To 1 of 1 statements the record says otherwise" in page
    assert desk().get(f"/desk/statements/{row.uid}/copy").getvalue() == beside.COPY.content
    activity = desk().get(f"/plans/{lead.plan.slug}/v/1/progress/1.1.1").content.decode()
    assert "The record says otherwise" in activity


def test_what_the_record_comes_to_say_settles_it() -> None:
    lead = work.accepted()
    beside.marked(beside.logged(lead.plan))
    assert "The record says otherwise" in page_of(lead.plan)
    accept_evidence(by=work.secretary(), evidence=work.offered(lead, proves=(1, 2)), now=NOW)
    page = page_of(lead.plan)
    assert "The record says the same" in page
    assert "The record says otherwise" not in page


def test_a_day_is_held_against_the_day_on_record() -> None:
    plan = work.accepted().plan
    beside.marked(beside.logged(plan), Said(About.DAY, day=date(2024, 6, 30)))
    page = page_of(plan)
    assert "It is due on 2024-12-31." in page
    assert "The record says otherwise" in page


def test_a_marking_that_was_wrong_is_taken_off_and_stays_on_record() -> None:
    statement = beside.logged()
    beside.marked(statement)
    beside.marked(statement, lifted=True)
    statement.refresh_from_db()
    assert claims_of(statement) == ()
    assert statement.markings.count() == 2
    assert "The record says otherwise" not in page_of(statement.plan)


def test_nothing_can_be_marked_that_the_record_could_not_answer() -> None:
    general = beside.logged(activity="")
    with pytest.raises(UserError, match="no single activity"):
        beside.marked(general)
    statement = beside.logged()
    for said, why in ((Said(About.DAY), "which day"), (Said(About.NUMBER), "which number")):
        with pytest.raises(UserError, match=why):
            mark_statement(by=work.secretary(), plan=statement.plan, statement=statement, said=said, now=NOW)


def test_a_statement_on_a_resolution_stands_with_it() -> None:
    plan = work.plan_at_work()
    row = committee.taken(committee.held(plan=plan))
    beside.logged(plan, resolution=row)
    assert row.words in page_of(plan)


def test_a_copy_is_kept_though_somebody_discards_the_same_file() -> None:
    file = plan_file()
    statement = beside.logged(copy=OfferedFile("plan.txt", file.content))
    discard_upload(by=work.secretary(), upload=upload_plan(by=work.secretary(), file=file, now=NOW), now=NOW)
    assert store.fetch(statement.sha256) == file.content


def test_few_questions(
    django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch, public_client: Client
) -> None:
    lead = beside.led()
    beside.claimed(lead)
    rows = [beside.marked(beside.logged(lead.plan)) for _ in range(4)]
    beside.published(lead)
    secretary = desk()
    for address in ("statements", "progress/1.1.1"):
        with django_assert_max_num_queries(12):
            assert public_client.get(f"/plans/{lead.plan.slug}/v/1/{address}").status_code == 200
    monkeypatch.setattr(readers, "connection", SimpleNamespace(in_atomic_block=False))  # as where no test wraps it
    for client, address in (
        (secretary, f"/desk/plans/{lead.plan.slug}/statements"),
        (secretary, f"/desk/statements/{rows[0].uid}"),
        (secretary, f"/plans/{lead.plan.slug}/v/1/statements"),
        (secretary, f"/plans/{lead.plan.slug}/v/1/progress/1.1.1"),
    ):
        client.get(address)
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_who_must_not_get_in(outsider_client: Client, public_client: Client) -> None:
    row = beside.logged(copy=beside.COPY)
    focal = client_of(work.somebody(Role.FOCAL_POINT, work.police()))
    for address in (f"/desk/plans/{row.plan.slug}/statements", f"/desk/statements/{row.uid}"):
        assert closed(address, outsider_client, public_client)
        assert focal.get(address).status_code == 403
    copy = f"/desk/statements/{row.uid}/copy"
    assert focal.get(copy).status_code == 403
    assert public_client.get(copy).headers["Location"].startswith("/sign-in")
