"""The log of risks and problems: who reads and writes it, and what everybody may read of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.plan.risks.actions import close_risk, review_risk, show_risk, write_risk
from palermo.office.plan.risks.models import Risk, RiskEntry
from palermo.office.plan.risks.readers import held
from tests.office.cast import NOW, a_body, client_of
from tests.office.money.test_pages import published, text
from tests.office.risks.scenes import REVIEW, new_risk, shown, written
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: value.date())


def log(risk: Risk) -> str:
    return f"/duties/{risk.lead.uid}/risks"


def desk() -> Client:
    return client_of(work.secretary())


def writer(risk: Risk) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, risk.lead.body))


def test_a_risk_is_written_looked_at_and_closed_with_a_reason() -> None:
    lead = work.accepted()
    form = {
        "what": "The law is late",
        "likelihood": "Likely",
        "harm": "No inspection",
        "owner": "police",
        "response": "A letter",
        "review": "2060-05-01",
    }
    body, address = client_of(work.somebody(Role.FOCAL_POINT, lead.body)), f"/duties/{lead.uid}/risks"
    sent = {"act": "write", **{f"write-{name}": value for name, value in form.items()}}
    assert body.post(address, sent).status_code == 302
    risk = Risk.objects.get()
    note: dict[str, Any] = {"row": risk.uid, "reason": "The speaker has answered."}
    assert body.post(address, {**note, "act": "review"}).status_code == 422, "without the next day"
    assert body.post(address, {**note, "act": "review", "review": "2060-07-01"}).status_code == 302
    assert held(risk).review == date(2060, 7, 1)
    page = text(body, address)
    assert ("The speaker has answered." in page, "Open" in page, "Make it public" in page) == (True, True, False)
    assert body.post(address, {**note, "act": "close", "reason": ""}).status_code == 422
    assert body.post(address, {**note, "act": "close"}).status_code == 302
    assert held(risk).closed is not None
    assert "It was looked at" not in text(body, address)


def test_what_cannot_be_written_is_told() -> None:
    lead = work.accepted()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    for told in ({"what": " "}, {"review": NOW.date()}):
        with pytest.raises(UserError):
            write_risk(by=by, lead=lead, risk=new_risk(lead, **told), now=NOW)
    risk = written(lead)
    close_risk(by=by, risk=risk, reason="The law is passed.", now=NOW)
    with pytest.raises(UserError, match="was closed"):
        review_risk(by=by, risk=risk, review=REVIEW, reason="Once more.", now=NOW)


def test_only_the_secretariat_makes_a_risk_public_and_takes_it_back(client: Client) -> None:
    risk = written()
    published(risk.lead.plan)
    where = f"/plans/{risk.lead.plan.slug}/v/1/risks"
    assert "No risk was made public." in text(client, where)
    with pytest.raises(Refused):
        show_risk(by=work.somebody(Role.FOCAL_POINT, risk.lead.body), risk=risk, reason="Why not.", now=NOW)
    note = {"row": risk.uid, "reason": "Parliament should know."}
    assert desk().post(log(risk), {**note, "act": "show"}).status_code == 302
    page = text(client, where)
    assert (risk.what in page, "Parliament should know." in page) == (True, False)
    assert desk().post(log(risk), {**note, "act": "hide"}).status_code == 302
    assert risk.what not in text(client, where)


def test_problems_are_the_obstacles_of_reports() -> None:
    stuck = [{"what": "No server", "since": "2024-02-01", "blocked_by": "the ministry of posts"}]
    lead = work.accepted()
    work.sent(lead, obstacles=stuck)
    page = text(desk(), f"/duties/{lead.uid}/risks")
    assert ("No server" in page, "Stands in the way" in page, "Report for 2024-Q1" in page) == (True, True, True)


def test_a_risk_whose_day_has_passed_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    risk = written()
    assert "Its day has passed" not in text(writer(risk), log(risk))
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=NOW: date(2024, 6, 2))
    assert "Its day has passed" in text(writer(risk), log(risk))


def test_few_queries(client: Client, django_assert_max_num_queries: Counting) -> None:
    risk = shown()
    published(risk.lead.plan)
    work.sent(risk.lead)
    for reader, address in (
        (writer(risk), log(risk)),
        (desk(), log(risk)),
        (client, f"/plans/{risk.lead.plan.slug}/v/1/risks"),
    ):
        text(reader, address)
        with django_assert_max_num_queries(12):
            text(reader, address)


def test_who_must_not_get_in(client: Client, outsider_client: Client) -> None:
    risk = written()
    other = client_of(work.somebody(Role.FOCAL_POINT, a_body("labour")))
    assert client.get(log(risk)).status_code == 302
    for stranger in (outsider_client, other):
        reply = stranger.get(log(risk))
        assert (reply.status_code in (403, 404), risk.what in reply.content.decode()) == (True, False)
        note = {"row": risk.uid, "reason": "Because.", "act": "close"}
        assert stranger.post(log(risk), note).status_code in (403, 404)
    assert desk().post(log(risk), {"row": "nothing", "reason": "So.", "act": "close"}).status_code == 404
    assert client.get(f"/plans/{risk.lead.plan.slug}/v/1/risks").status_code == 404, "the plan is not published"
    assert not RiskEntry.objects.exists()
