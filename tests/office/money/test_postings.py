"""What is written down of money, who accepts it, and what a correction does."""

from datetime import date, timedelta
from typing import Any

import pytest

from palermo.access import Role
from palermo.core import UserError
from palermo.office.access.refusal import Refused
from palermo.office.plan.money.actions import NewCost, accept_cost, accept_money, add_cost, post_money, refuse_money
from palermo.office.plan.money.models import Posting
from palermo.office.plan.money.readers import accounts_of, money_record
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import put_to_lead
from palermo.office.plan.work.models import Lead
from palermo.plan import Spending
from tests.office.cast import NOW, a_body, join
from tests.office.money import cast
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


def accounts(lead: Lead) -> Any:
    return accounts_of(find_version(lead.plan.slug), money_record(lead.plan))


def first(lead: Lead) -> Any:
    return accounts(lead)[0]


def corrected(row: Posting, amount: str, **told: Any) -> Posting:
    by = work.somebody(Role.FOCAL_POINT, row.lead.body)
    given: dict[str, Any] = {"posting": cast.new_posting(row.lead, amount=amount), "reason": "A figure too many."}
    return post_money(by=by, lead=row.lead, corrects=row, now=NOW, **(given | told)).row


def test_a_posting_counts_once_the_secretariat_has_accepted_it() -> None:
    row = cast.posted()
    assert first(row.lead).committed == 0
    accept_money(by=work.secretary(), posting=row, now=NOW)
    assert (first(row.lead).committed, first(row.lead).missing) == (10_000, (30_000, 30_000))


def test_the_writer_never_accepts() -> None:
    lead = cast.led()
    both = join("both", Role.FOCAL_POINT, lead.body)
    row = post_money(by=both, lead=lead, posting=cast.new_posting(lead), now=NOW).row
    with pytest.raises(Refused):
        accept_money(by=both, posting=row, now=NOW)
    of_secretariat = add_cost(by=work.secretary(), lead=lead, cost=cast.NEW_COST, reason="It was forgotten.", now=NOW)
    with pytest.raises(Refused):
        accept_cost(by=work.secretary(), cost=of_secretariat.row, now=NOW)
    accept_cost(by=join("second", Role.SECRETARIAT), cost=of_secretariat.row, now=NOW)


def test_what_was_judged_is_not_judged_again() -> None:
    row = cast.agreed()
    with pytest.raises(UserError):
        accept_money(by=work.secretary(), posting=row, now=NOW)
    with pytest.raises(UserError):
        refuse_money(by=work.secretary(), posting=row, reason="After all.", now=NOW)


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    row = cast.agreed()
    later = corrected(row, "4,000")
    assert first(row.lead).committed == 10_000
    with pytest.raises(UserError, match="one correction at a time"):
        corrected(row, "5,000")
    accept_money(by=work.secretary(), posting=later, now=NOW)
    assert first(row.lead).committed == 4_000
    with pytest.raises(UserError, match="one correction at a time"):
        corrected(row, "5,000")
    accept_money(by=work.secretary(), posting=corrected(later, "0"), now=NOW)
    assert first(row.lead).committed == 0


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"amount": "twelve or so"}, "no amount"),
        ({"amount": "10-20"}, "no amount"),
        ({"amount": "0"}, "more than nothing"),
        ({"amount": "-5"}, "no amount"),
        ({"amount": "9" * 16}, "no amount"),
        ({"amount": "KHR 5"}, "no amount"),
        ({"currency": "EUR"}, "no exchange rate"),
        ({"currency": "XQQ"}, "no currency"),
        ({"line": "there-is-none"}, "no cost line"),
        ({"day": NOW.date() + timedelta(days=1)}, "after today"),
        ({"document": " "}, "which document"),
    ],
)
def test_what_cannot_be_written_down_is_told(told: dict[str, Any], why: str) -> None:
    with pytest.raises(UserError, match=why):
        cast.posted(**told)


@pytest.mark.parametrize("told", [{"reason": " "}, {"posting": "other"}])
def test_a_correction_has_its_reason_and_is_of_the_same_line(told: dict[str, Any]) -> None:
    row = cast.agreed()
    if "posting" in told:
        told = {"posting": cast.new_posting(row.lead, 1)}
    with pytest.raises(UserError):
        corrected(row, "1", **told)
    by, other = work.somebody(Role.FOCAL_POINT, row.lead.body), cast.led("1.1.2", of=row.lead.plan)
    with pytest.raises(UserError, match="another activity"):
        post_money(by=by, lead=other, posting=cast.new_posting(row.lead), corrects=row, reason="So.", now=NOW)


def test_only_who_leads_the_activity_now_writes_its_money_down() -> None:
    lead = cast.led()
    by = work.somebody(Role.FOCAL_POINT, lead.body)
    with pytest.raises(Refused):
        post_money(by=work.secretary(), lead=lead, posting=cast.new_posting(lead), now=NOW)
    put_to_lead(by=work.secretary(), plan=lead.plan, activity=lead.activity, body=a_body("labour"), now=NOW)
    with pytest.raises(UserError, match="handed over"):
        post_money(by=by, lead=lead, posting=cast.new_posting(lead), now=NOW)
    unanswered = work.asked(cast.plan())
    with pytest.raises(UserError, match="Accept the activity first"):
        post_money(by=by, lead=unanswered, posting=cast.new_posting(unanswered), now=NOW)


def test_a_line_that_was_added_is_planned_once_it_is_accepted() -> None:
    row = cast.added()
    assert len(accounts(row.lead)) == 2
    accept_cost(by=work.secretary(), cost=row, now=NOW)
    told = accounts(row.lead)[2]
    assert (told.line.what, told.line.year.first, told.missing) == (row.what, date(2024, 1, 1), (2_500, 2_500))
    paid = cast.new_posting(row.lead, amount="2,600")
    by = work.somebody(Role.FOCAL_POINT, row.lead.body)
    spent = type(paid)(row.uid, Spending.SPENT, "2,600", "USD", paid.day, paid.giver, paid.document)
    accept_money(by=work.secretary(), posting=post_money(by=by, lead=row.lead, posting=spent, now=NOW).row, now=NOW)
    assert (accounts(row.lead)[2].missing, accounts(row.lead)[2].over) == ((0, 0), 100)


def test_a_line_says_what_it_is_for_and_how_much() -> None:
    lead = cast.led()
    for cost in (NewCost(" ", "5", "USD"), NewCost("Buses", "0", "USD"), NewCost("Buses", "5", "")):
        with pytest.raises(UserError):
            add_cost(by=work.secretary(), lead=lead, cost=cost, reason="Forgotten.", now=NOW)
