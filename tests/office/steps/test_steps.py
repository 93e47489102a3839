"""A step is arranged row by row, what waits for itself is refused by name, and a late step says what it holds up."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from palermo.access import BodyKind, Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import Plan, State
from palermo.office.plan.pages import public
from palermo.office.plan.readers import find_version
from palermo.office.plan.steps.actions import Working, arrange_step
from palermo.office.plan.steps.models import Arrangement
from palermo.office.plan.work.actions import accept_evidence
from palermo.office.plan.work.models import Amendment, Lead
from palermo.office.trail import integrate
from palermo.office.trail.checking import check
from palermo.office.trail.witnesses import policy
from palermo.plan import StepId
from tests.office.cast import NOW, a_body, client_of
from tests.office.unguarded import unguarded
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
ONE, TWO, OTHER = StepId("1.1.1", 1), StepId("1.1.1", 2), StepId("1.1.2", 1)
FORM = {
    "owner": "police",
    "due": "2024-02-20",
    "deliverable": "The course, printed",
    "proof": "CA-E",
    "others": "1.1.2/1",
    "reason": "As agreed.",
    "seen": "0",
}


def arranged(plan: Plan, step: StepId, *after: StepId, seen: int = 0, by: Any = None, **other: Any) -> Arrangement:
    told: dict[str, Any] = {"plan": plan, "step": step, "reason": "As agreed.", "seen": seen, "now": NOW}
    return arrange_step(by=by or work.secretary(), working=Working(after=after, **other), **told).row


def address(plan: Plan, step: StepId = ONE) -> str:
    return reverse("step", args=[plan.slug, step.activity, step.number])


def text(reply: Any) -> str:
    content: bytes = reply.content
    return content.decode()


def test_a_step_is_arranged_and_what_was_arranged_before_stays() -> None:
    plan, client = work.plan_at_work(), client_of(work.secretary())
    work.police()
    assert client.post(address(plan), FORM).status_code == 302
    row = Arrangement.objects.get()
    assert row.owner is not None
    assert (row.owner.key, row.after, row.proof) == ("police", [["1.1.2", 1]], "CA-E")
    change = Amendment.objects.get()
    assert (change.what, change.of, change.new, change.reason) == ("step", "1", "2024-02-20", "As agreed.")
    page = text(client.get(address(plan)))
    for words in ("The police", "due on 2024-02-20", "The course, printed", "Waits for 1.1.2/1", "Late"):
        assert words in page, words
    second = {**FORM, "seen": "1", "deliverable": "The course, bound", "reason": "It is to last."}
    assert client.post(address(plan), second).status_code == 302
    assert Amendment.objects.count() == 1, "the day stayed"
    page = text(client.get(address(plan)))
    assert ("The course, printed" in page, "It is to last." in page) == (True, True)


def test_a_circle_is_refused_by_its_name() -> None:
    plan = work.plan_at_work()
    arranged(plan, TWO, ONE)
    arranged(plan, OTHER, TWO)
    with pytest.raises(UserError, match="circle") as error:
        arranged(plan, ONE, OTHER)
    assert {"1.1.1/1", "1.1.1/2", "1.1.2/1"} <= set(re.findall(r"1\.1\.\d/\d", str(error.value)))
    with pytest.raises(UserError, match="circle"):
        arranged(plan, ONE, ONE)
    assert Arrangement.objects.count() == 2


WRONG: dict[str, tuple[dict[str, str], str]] = {
    "no step": ({"others": "1.1.2/9"}, "The plan has no step 1.1.2/9."),
    "no words": ({"others": "the law"}, "names no step"),
    "no reason": ({"reason": ""}, "This field is required"),
    "seen": ({"seen": "3"}, "in the meantime"),
    "nothing": ({"owner": "", "due": "", "deliverable": "", "proof": "", "others": ""}, "Nothing of the step"),
}


def test_what_cannot_be_is_told_at_the_form() -> None:
    plan, client = work.plan_at_work(), client_of(work.secretary())
    work.police()
    for fault, (given, words) in WRONG.items():
        reply = client.post(address(plan), {**FORM, **given})
        assert (reply.status_code, words in text(reply)) == (422, True), fault
    assert not Arrangement.objects.exists()


def test_the_lead_arranges_its_steps_and_moves_no_day(django_assert_max_num_queries: Counting) -> None:
    lead = work.accepted()
    clerk = work.somebody(Role.FOCAL_POINT, lead.body)
    own, client = reverse("duty-step", args=[lead.uid, 1]), client_of(clerk)
    assert own in text(client.get(reverse("duty", args=[lead.uid])))
    assert 'name="due"' not in text(client.get(own))
    with django_assert_max_num_queries(12):
        client.get(own)
    assert client.post(own, FORM).status_code == 302
    assert not Amendment.objects.exists()
    with pytest.raises(UserError, match="Only the secretariat"):
        arranged(lead.plan, ONE, seen=1, by=clerk, due=date(2025, 1, 1))
    labour = work.somebody(Role.FOCAL_POINT, a_body("labour", BodyKind.MINISTRY))
    with pytest.raises(Refused):
        arranged(lead.plan, ONE, seen=1, by=labour)
    assert client_of(labour).get(own).status_code in (403, 404)


@pytest.fixture
def chained() -> Lead:
    """Three steps in a chain over two activities, the first of them late."""
    lead = work.accepted()
    for step, after, due in ((ONE, (), date(2024, 2, 1)), (TWO, (ONE,), date(2024, 6, 1)), (OTHER, (TWO,), None)):
        arranged(lead.plan, step, *after, due=due, deliverable="A paper")
    arranged(lead.plan, OTHER, TWO, seen=1, due=date(2024, 5, 1))
    return lead


def test_the_desk_shows_the_chain_and_what_holds_it_up(chained: Lead, django_assert_max_num_queries: Counting) -> None:
    client, path = client_of(work.secretary()), reverse("steps", args=[chained.plan.slug])
    page = text(client.get(path))
    chain = page[page.index("The chain that takes longest") : page.index("Late, and others wait")]
    assert "1.1.1/1 → 1.1.1/2" in chain
    assert "152 days" in chain, "from the first of January, on which the work begins, to the first of June"
    late = page[page.index("Late, and others wait") : page.index("Due before what they wait for")]
    assert "It holds up: 1.1.1/2, 1.1.2/1" in late
    assert "1.1.2/1 is due before 1.1.1/2" in page
    accept_evidence(by=work.secretary(), evidence=work.offered(chained), now=NOW)
    assert "Late, and others wait" not in text(client.get(path)), "what is proved is late no more"
    for where in (path, address(chained.plan)):
        with django_assert_max_num_queries(12):
            client.get(where)


def test_everybody_reads_how_an_activity_is_worked_on(
    chained: Lead, client: Client, django_assert_max_num_queries: Counting
) -> None:
    told: dict[str, Any] = {"state": State.IN_FORCE, "when": "1 January 2024", "said_by": "The committee"}
    version = find_version(chained.plan.slug)
    claim_state(by=work.secretary(), version=version, proof=Proof(source="Minutes"), now=NOW, **told)
    path = f"/plans/{chained.plan.slug}/v/1/progress/1.1.1"
    page = text(client.get(path))
    for words in ("A paper", "Waits for 1.1.1/1", "It holds up: 1.1.1/2, 1.1.2/1", "1.1.1/1 → 1.1.1/2", "152 days"):
        assert words in page, words
    public.forget()
    with django_assert_max_num_queries(12):
        client.get(path)
    arranged(chained.plan, TWO, ONE, seen=1, deliverable="Another paper")
    assert "Another paper" in text(client.get(path)), "a page that was kept gives way"


def test_a_plan_without_steps_or_links_says_so() -> None:
    plan = work.plan_at_work()
    page = text(client_of(work.secretary()).get(reverse("steps", args=[plan.slug])))
    assert "No step waits for another yet" in page


def test_the_trail_names_a_row_that_is_changed_past_the_office() -> None:
    row = arranged(work.plan_at_work(), ONE, due=date(2024, 6, 1))
    integrate(NOW)

    def found() -> list[str]:
        return [str(each.message.params) for each in check(policy(), NOW, tell=lambda _read: None)[1]]

    assert found() == []
    with transaction.atomic(), unguarded(), connection.cursor() as cursor:
        cursor.execute("UPDATE steps_arrangement SET deliverable = 'Another.'")
    assert any(f"arrangement:{row.pk}" in each for each in found()), found()


def test_who_must_not_get_in(outsider_client: Client, public_client: Client) -> None:
    lead = work.accepted()
    for path in (address(lead.plan), reverse("steps", args=[lead.plan.slug]), reverse("duty-step", args=[lead.uid, 1])):
        assert outsider_client.get(path).status_code == 403
        assert public_client.get(path)["Location"].startswith("/sign-in")
    chair = client_of(work.somebody(Role.CHAIR))
    assert "Store it" not in text(chair.get(address(lead.plan)))
    assert chair.post(address(lead.plan), FORM).status_code == 403
    assert client_of(work.secretary()).get(address(lead.plan, StepId("1.1.1", 9))).status_code == 404
    assert not Arrangement.objects.exists()
