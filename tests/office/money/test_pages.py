"""The pages of an activity's money: who is shown what, and what can be done there."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client

from palermo.access import Role
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import Plan, State, Version
from palermo.office.plan.money.models import CostLine, Posting
from palermo.office.plan.money.readers import stands
from palermo.office.plan.pages import public
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.models import Lead
from tests.office.cast import NOW, a_body, client_of, join
from tests.office.money import cast
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
SECRET = "A letter that nobody has judged"


def published(plan: Plan) -> Version:
    version = find_version(plan.slug)
    of: dict[str, Any] = {"by": work.secretary(), "version": version, "now": NOW}
    claim_state(**of, state=State.IN_FORCE, when="1 January 2024", said_by="Committee", proof=Proof(source="Minutes"))
    public.forget()
    return version


def text(client: Client, where: str, status: int = 200) -> str:
    reply = client.get(where)
    assert reply.status_code == status
    return str(reply.content.decode())


def send(client: Client, lead: Lead, **told: str) -> Any:
    return client.post(f"/duties/{lead.uid}/money", told)


def writer(lead: Lead) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, lead.body))


def desk() -> Client:
    return client_of(work.secretary())


def posting(lead: Lead, **told: str) -> dict[str, str]:
    new = cast.new_posting(lead)
    fields = {
        "line": new.line,
        "spending": "spent",
        "amount": "1,500",
        "currency": "",
        "day": "2024-02-20",
        "giver": "Treasury",
        "document": SECRET,
    }
    return {"act": "post", **{f"post-{name}": value for name, value in (fields | told).items()}}


def test_a_body_writes_down_what_was_spent_and_the_secretariat_accepts_it(client: Client) -> None:
    lead = cast.led()
    version = published(lead.plan)
    where = f"/plans/{lead.plan.slug}/v/{version.number}/money/{lead.activity}"
    own = text(writer(lead), f"/duties/{lead.uid}/money")
    assert "USD\N{NO-BREAK SPACE}40,000" in own
    assert "year not read" not in own
    assert "no year stated" in own
    assert send(writer(lead), lead, **posting(lead)).status_code == 302
    row = Posting.objects.get()
    assert "Waits for the secretariat" in text(writer(lead), f"/duties/{lead.uid}/money")
    assert SECRET not in text(client, where)
    assert f"/duties/{lead.uid}/money" in text(desk(), f"/desk/plans/{lead.plan.slug}/money")
    assert 'value="accept"' in text(desk(), f"/duties/{lead.uid}/money")
    assert 'value="accept"' not in text(writer(lead), f"/duties/{lead.uid}/money")
    assert send(desk(), lead, act="accept", row=row.uid).status_code == 302
    shown = text(client, where)
    assert SECRET in shown
    assert "USD\N{NO-BREAK SPACE}38,500" in shown


def test_what_is_wrong_in_a_form_is_told_at_the_form() -> None:
    lead = cast.led()
    for told in (posting(lead, amount="some"), posting(lead, currency="EUR"), posting(lead, document="")):
        reply = send(writer(lead), lead, **told)
        assert (reply.status_code, "error-summary" in reply.content.decode()) == (422, True)
    assert not Posting.objects.exists()


def test_it_is_refused_with_a_reason_and_corrected_with_one() -> None:
    row = cast.posted()
    lead = row.lead
    assert send(desk(), lead, act="refuse", row=row.uid, reason="").status_code == 422
    assert send(desk(), lead, act="refuse", row=row.uid, reason="Which letter?").status_code == 302
    assert "Which letter?" in text(writer(lead), f"/duties/{lead.uid}/money")
    agreed = cast.agreed(lead)
    assert f"?correct={agreed.uid}" in text(writer(lead), f"/duties/{lead.uid}/money")
    assert "The right amount" in text(writer(lead), f"/duties/{lead.uid}/money?correct={agreed.uid}")
    right = {"amount": "9000", "day": "2024-02-20", "giver": "Treasury", "document": "Letter 13", "reason": "Misread."}
    sent = {"act": "correct", "row": agreed.uid, **{f"correct-{name}": value for name, value in right.items()}}
    assert send(writer(lead), lead, **sent).status_code == 302
    assert f"?correct={agreed.uid}" not in text(writer(lead), f"/duties/{lead.uid}/money")
    assert "in the place of USD\N{NO-BREAK SPACE}10,000" in text(desk(), f"/duties/{lead.uid}/money")


def test_the_secretariat_adds_a_line_that_another_of_them_accepts() -> None:
    lead = cast.led("1.1.2")
    assert "nobody can say what it lacks" in text(desk(), f"/duties/{lead.uid}/money")
    fields = {
        "what": "Buses",
        "amount": "2 500",
        "currency": "usd",
        "year": "2025-01-01",
        "source": "",
        "reason": "So.",
    }
    told = {"act": "add", **{f"add-{name}": value for name, value in fields.items()}}
    assert send(desk(), lead, **told).status_code == 302
    row = CostLine.objects.get()
    assert (row.amount, row.currency, row.year.year if row.year else 0) == ("2500", "USD", 2025)
    assert 'value="accept"' not in text(desk(), f"/duties/{lead.uid}/money")
    second = client_of(join("second", Role.SECRETARIAT))
    assert send(second, lead, act="accept", row=row.uid).status_code == 302
    assert stands(row.moves.all()).state == "accepted"


def test_few_queries_whatever_there_is(django_assert_max_num_queries: Counting, client: Client) -> None:
    lead = cast.led()
    for _ in range(3):
        cast.agreed(lead)
        cast.taken_up(lead)
    cast.posted(lead)
    version = published(lead.plan)
    readers = (writer(lead), f"/duties/{lead.uid}/money"), (desk(), f"/desk/plans/{lead.plan.slug}/money")
    for reader, where in (*readers, (client, f"/plans/{lead.plan.slug}/v/{version.number}/money/1.1.1")):
        text(reader, where)
        with django_assert_max_num_queries(12):
            text(reader, where)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    row = cast.posted(document=SECRET)
    lead = row.lead
    other = client_of(work.somebody(Role.FOCAL_POINT, a_body("labour")))
    where = f"/duties/{lead.uid}/money"
    assert client.get(where).status_code == 302
    for stranger in (outsider_client, other):
        reply = stranger.get(where)
        assert (reply.status_code in (403, 404), SECRET in reply.content.decode()) == (True, False)
        assert send(stranger, lead, act="accept", row=row.uid).status_code in (403, 404)
    assert other.get(f"/desk/plans/{lead.plan.slug}/money").status_code == 403
    assert send(writer(lead), lead, act="accept", row=row.uid).status_code in (403, 422)
    assert stands(row.moves.all()).state == "offered"
    assert send(desk(), lead, act="accept", row="nothing").status_code == 404
    assert client.get(f"/plans/{lead.plan.slug}/v/1/money/1.1.1").status_code == 404, "not published"
