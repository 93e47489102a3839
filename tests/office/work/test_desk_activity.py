"""One activity at work: put to a body, handed over, its promise changed, given up by the chair."""

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.plan.models import Plan
from palermo.office.plan.work.models import Amendment, Lead
from palermo.office.plan.work.readers import newest_lead
from palermo.office.plan.work.rows import held
from palermo.plan import OF_ACTIVITY, Machine, State
from tests.office.cast import a_body, client_of
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


def address(plan: Plan, activity: str = "1.1.1") -> str:
    return reverse("work-activity", args=[plan.slug, activity])


def state(lead: Lead) -> State:
    return held(Machine.ACTIVITY, lead.moves.all(), OF_ACTIVITY).state


def test_the_body_that_the_plan_names_is_proposed_first_and_marked() -> None:
    plan = work.plan_at_work()
    a_body("agency", BodyKind.AGENCY)
    work.police()
    client = client_of(work.secretary())
    page = client.get(address(plan)).content.decode()
    options = page[page.index("<select") : page.index("</select")]
    assert options.index("The police (proposed: the plan names it)") < options.index("The agency")
    assert options.count('value="police"') == 1
    assert client.post(address(plan), {"act": "put", "put-body": "police"}).status_code == 302
    lead = newest_lead(plan, "1.1.1")
    assert lead is not None
    assert lead.body.key == "police"


def test_it_is_handed_over_and_what_the_body_before_answered_stays() -> None:
    lead = work.accepted()
    agency = a_body("agency", BodyKind.AGENCY)
    client = client_of(work.secretary())
    reply = client.post(address(lead.plan), {"act": "put", "put-body": agency.key}, follow=True)
    page = reply.content.decode()
    assert newest_lead(lead.plan, "1.1.1") != lead
    story = page[page.index("What it was asked") :]
    assert story.index("The police") < story.index("The agency")
    assert "Accepted" in story


def test_what_the_body_before_reported_is_found_when_another_leads() -> None:
    report = work.sent()
    piece = work.offered(report.lead)
    work.asked(report.lead.plan, a_body("agency", BodyKind.AGENCY))
    page = client_of(work.secretary()).get(address(report.lead.plan)).content.decode()
    for name, uid in (("review-report", report.uid), ("review-evidence", piece.uid)):
        assert reverse(name, args=[uid]) in page


def test_a_body_that_has_not_answered_is_not_asked_twice() -> None:
    lead = work.asked()
    reply = client_of(work.secretary()).post(address(lead.plan), {"act": "put", "put-body": lead.body.key})
    assert reply.status_code == 422
    assert "This cannot be done" in reply.content.decode()


@pytest.mark.parametrize(
    ("what", "new", "named"),
    [
        ("end:", "2025-06-30", "The end of the activity"),
        ("step:2", "2024-09-30", "When step 2 is due"),
    ],
)
def test_a_deadline_moves_with_its_reason_beside_what_the_plan_says(what: str, new: str, named: str) -> None:
    plan = work.plan_at_work()
    sent = {"act": "change", "change-what": what, "change-new": new, "change-reason": "The money came late."}
    page = client_of(work.secretary()).post(address(plan), sent, follow=True).content.decode()
    assert f"<strong>{named}</strong>: {new}" in page
    assert "The money came late." in page
    assert "the plan says:" in page


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"change-new": "soon"}, "Write the new day as year, month and day"),
        ({"change-reason": " "}, "required"),
        ({"change-what": "step:9"}, "Select a valid choice"),
    ],
)
def test_a_change_that_says_too_little_is_refused_at_its_form(told: dict[str, str], why: str) -> None:
    plan = work.plan_at_work()
    sent = {"act": "change", "change-what": "end:", "change-new": "2025-06-30", "change-reason": "Late money."}
    reply = client_of(work.secretary()).post(address(plan), sent | told)
    assert reply.status_code == 422
    assert why in reply.content.decode()
    assert not Amendment.objects.exists()


def test_only_the_chair_gives_an_activity_up() -> None:
    lead = work.accepted()
    secretary, chair = client_of(work.secretary()), client_of(work.somebody(Role.CHAIR))
    sent = {"act": "drop", "drop-reason": "Another law does it now."}
    assert "Drop the activity" not in secretary.get(address(lead.plan)).content.decode()
    refused = secretary.post(address(lead.plan), sent)
    assert refused.status_code == 422
    assert "chair" in refused.content.decode()
    assert not Amendment.objects.exists()
    page = chair.post(address(lead.plan), sent, follow=True).content.decode()
    assert "Another law does it now." in page
    assert "Dropped" in page
    assert "Drop the activity" not in page
    assert chair.post(address(lead.plan), sent).status_code == 422  # once is enough


def test_only_the_chair_takes_an_acceptance_back() -> None:
    lead = work.accepted()
    sent = {"act": "undo", "undo-reason": "The mandate has moved."}
    assert client_of(work.secretary()).post(address(lead.plan), sent).status_code == 422
    assert state(lead) is State.ACCEPTED
    chair = client_of(work.somebody(Role.CHAIR))
    assert "Take the acceptance back" in chair.get(address(lead.plan)).content.decode()
    assert chair.post(address(lead.plan), sent).status_code == 302
    assert state(lead) is State.ASKED


def test_it_leads_to_its_reports_and_evidence_and_to_no_draft() -> None:
    report = work.sent()
    piece = work.offered(report.lead)
    draft = work.drafted(work.accepted(report.lead.plan, activity="1.1.2"))
    client = client_of(work.secretary())
    page = client.get(address(report.lead.plan)).content.decode()
    assert f"/review/reports/{report.uid}" in page
    assert f"/review/evidence/{piece.uid}" in page
    assert draft.uid not in client.get(address(report.lead.plan, "1.1.2")).content.decode()


def test_an_activity_that_the_plan_lacks_has_no_page() -> None:
    assert client_of(work.secretary()).get(address(work.plan_at_work(), "9.9")).status_code == 404


def test_the_page_asks_few_questions_of_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    report = work.sent()
    work.offered(report.lead)
    client = client_of(work.secretary())
    client.get(address(report.lead.plan))
    # session, person with terms, glasses, version, cycle, leads, reports, moves, changes, bodies
    with django_assert_num_queries(10):
        client.get(address(report.lead.plan))
