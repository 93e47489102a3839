"""Two voices on one activity: both kept, the gap shown, and the ministry cannot touch the other's."""

from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.base.record import RecordIsKept
from palermo.office.plan.beside.actions import file_view, give_reply, publish_view
from palermo.office.plan.beside.models import Reply, View
from palermo.office.plan.work.actions import put_to_lead
from palermo.office.plan.work.models import Lead
from palermo.plan import Seen
from tests.office.beside import cast as beside
from tests.office.cast import NOW, a_body, client_of, join
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


def own() -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, beside.survivors()))


def leading(lead: Lead) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, lead.body))


def public_page(lead: Lead) -> str:
    reply = client_of(work.secretary()).get(f"/plans/{lead.plan.slug}/v/1/progress/{lead.activity}")
    assert reply.status_code == 200
    return reply.content.decode()


def sent(client: Client, address: str, form: dict[str, str], status: int = 302) -> str:
    reply = client.post(address, form)
    assert reply.status_code == status, reply.content.decode()
    return reply.content.decode()


def test_from_what_is_filed_to_what_is_answered() -> None:
    lead = beside.led()
    beside.claimed(lead)
    address = f"/voices/plans/{lead.plan.slug}/1.1.1"
    form: dict[str, str] = {
        "body": "survivors",
        "period": work.PERIOD,
        "seen": "not_begun",
        "words": "Nobody was trained.",
    }
    assert "This field is required." in sent(own(), address, {**form, "words": ""}, 422)
    sent(own(), address, form)
    view = View.objects.get()
    assert "Nobody was trained." not in public_page(lead)
    assert leading(lead).get(f"/voices/{view.uid}").status_code == 404
    page = own().get(f"/voices/{view.uid}").content.decode()
    assert "Not published yet. Nobody outside your body reads it." in page
    sent(own(), f"/voices/{view.uid}", {"act": "publish"}, 422)
    sent(own(), f"/voices/{view.uid}", {"act": "publish", "publish-sure": "on"})
    page = public_page(lead)
    for words in ("Nobody was trained.", "Not begun", "All of it is done", "More is claimed than this body sees."):
        assert words in page
    sent(leading(lead), f"/voices/{view.uid}", {"act": "reply", "reply-words": "Thirty were, in May."})
    page = public_page(lead)
    assert "Thirty were, in May." in page
    assert "Nobody was trained." in page, "an answer takes nothing away"
    assert 'value="reply"' not in own().get(f"/voices/{view.uid}").content.decode()
    assert "Published" in own().get("/voices/").content.decode()


@pytest.mark.parametrize(
    ("claim", "seen", "told"),
    [
        ("running", "running", "Both say the same."),
        ("not_started", "done", "Less is claimed than this body sees."),
        ("running", "cannot_say", "The two cannot be compared."),
    ],
)
def test_the_gap_is_worked_out(claim: str, seen: str, told: str) -> None:
    lead = beside.led()
    beside.claimed(lead, claim)
    beside.published(lead, seen=Seen(seen))
    assert told in public_page(lead)


def test_a_claim_that_is_not_public_is_held_against_nobody() -> None:
    lead = beside.led()
    work.agreed(work.sent(lead, claim="complete"))
    beside.published(lead)
    page = public_page(lead)
    assert "It has claimed nothing in a published report." in page
    assert "The two cannot be compared." in page


def test_a_view_of_one_period_is_held_against_that_period() -> None:
    lead = beside.led()
    beside.claimed(lead)
    beside.published(lead, period="2024-Q1")
    assert "More is claimed than this body sees." in public_page(lead)
    with pytest.raises(UserError, match="has not begun yet"):
        beside.filed(lead, period="2024-Q4")


def test_only_civil_society_files_and_only_who_leads_answers() -> None:
    lead = beside.led()
    ministry = a_body("labour", BodyKind.MINISTRY)
    told: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "seen": Seen.DONE, "words": "All done.", "now": NOW}
    with pytest.raises(UserError, match="Civil society and survivors file views"):
        file_view(by=work.somebody(Role.FOCAL_POINT, ministry), body=ministry, **told)
    with pytest.raises(Refused):
        file_view(by=work.secretary(), body=beside.survivors(), **told)
    view = beside.filed(lead)
    for stranger in (work.secretary(), work.somebody(Role.CHAIR), work.somebody(Role.FOCAL_POINT, lead.body)):
        with pytest.raises(Refused):
            publish_view(by=stranger, view=view, now=NOW)
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    with pytest.raises(UserError, match="no published view"):
        give_reply(by=by, lead=lead, view=view, words="No.", now=NOW)
    publish_view(by=work.somebody(Role.APPROVER, view.body), view=view, now=NOW)
    with pytest.raises(UserError, match="published already"):
        publish_view(by=work.somebody(Role.APPROVER, view.body), view=view, now=NOW)
    with pytest.raises(Refused):
        give_reply(
            by=work.somebody(Role.FOCAL_POINT, view.body), lead=lead, view=beside.again(view), words="x", now=NOW
        )
    put_to_lead(by=work.secretary(), plan=lead.plan, activity="1.1.1", body=ministry, now=NOW)
    with pytest.raises(UserError, match="handed over"):
        give_reply(by=by, lead=lead, view=beside.again(view), words="No.", now=NOW)
    assert not Reply.objects.exists()


def test_nobody_changes_or_removes_a_view() -> None:
    view = beside.published()
    with pytest.raises(RecordIsKept):
        view.save()
    with pytest.raises(RecordIsKept):
        view.delete()


def test_few_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    lead = beside.led()
    beside.claimed(lead)
    views = [beside.published(lead) for _ in range(3)]
    for view in views:
        by = work.somebody(Role.FOCAL_POINT, lead.body)
        give_reply(by=by, lead=lead, view=view, words="Thirty were.", now=NOW)
    client = own()
    for address in ("/voices/", f"/voices/{views[0].uid}", f"/voices/plans/{lead.plan.slug}/1.1.1"):
        with django_assert_max_num_queries(12):
            assert client.get(address).status_code == 200


def test_who_must_not_get_in() -> None:
    lead = beside.led()
    view = beside.filed(lead)
    analyst, other = client_of(join("analyst", Role.ANALYST)), a_body("other", BodyKind.NGO)
    for address in ("/voices/", f"/voices/{view.uid}", f"/voices/plans/{lead.plan.slug}/1.1.1"):
        assert analyst.get(address).status_code == 403
        assert Client().get(address).headers["Location"].startswith("/sign-in")
    for stranger in (work.somebody(Role.FOCAL_POINT, other), work.somebody(Role.APPROVER, lead.body)):
        assert client_of(stranger).get(f"/voices/{view.uid}").status_code == 404
        assert client_of(stranger).post(f"/voices/{view.uid}", {"act": "publish"}).status_code == 404
