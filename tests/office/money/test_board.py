"""The board and the list of what is missing, as everybody reads them, held against a plain recount of the rows."""

import csv
import io
from collections import defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from palermo.access import Role
from palermo.office.plan.models import Plan
from palermo.office.plan.money.actions import accept_money, refuse_money
from palermo.office.plan.money.models import CostLine, MoneyMove, Posting
from palermo.office.plan.money.readers import accounts_of, money_record
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import drop_activity
from palermo.plan import Spending, money_sums
from tests.examples import examples
from tests.office.cast import NOW, client_of
from tests.office.money import cast
from tests.office.money.test_pages import published, text
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
NBSP = "\N{NO-BREAK SPACE}"


def where(plan: Plan, page: str) -> str:
    return f"/plans/{plan.slug}/v/1/{page}"


@pytest.fixture
def plan() -> Plan:
    """Of 40,000 the police have 10,000 committed; a line of 2,500 was added; 5,000 more wait to be judged."""
    lead = cast.led()
    cast.agreed(lead)
    cast.posted(lead, amount="5,000")
    cast.taken_up(lead)
    published(lead.plan)
    return lead.plan


def test_the_board_shows_each_year_and_currency_by_itself(client: Client, plan: Plan) -> None:
    page = text(client, where(plan, "money"))
    for figure in ("USD 42,500", "USD 10,000", "USD 32,500", "KHR 8,000,000"):
        assert figure.replace(" ", NBSP) in page
    assert "names no costs for 1 of 2 activities" in page
    assert "no year stated" in page
    assert page.count("<svg") >= 3
    assert "The police" in page
    only = text(client, where(plan, "money?year=no+year+stated"))
    assert "By body, no year stated, in KHR" in only
    assert "By body, 2024, in USD" in text(client, where(plan, "money?year=nonsense"))


def test_what_is_missing_is_listed_for_who_could_give_it(client: Client, plan: Plan) -> None:
    page = text(client, where(plan, "unfunded"))
    assert "3 of 3 lines are shown" in page
    assert f"USD{NBSP}32,500" in page, "in all, of the year"
    only = text(client, where(plan, "unfunded?source=State+budget&year=2024"))
    assert ("1 of 3 lines are shown" in only, f"USD{NBSP}30,000" in only) == (True, True)
    assert "3 of 3" in text(client, where(plan, "unfunded?source=nobody&body=nobody"))
    assert "No line answers" in text(client, where(plan, "unfunded?source=State+budget&year=no+year+stated"))


def test_the_list_is_taken_away_in_three_forms_that_say_the_same(client: Client, plan: Plan) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(where(plan, "unfunded.csv")).content.decode("utf-8-sig"))))
    told = client.get(where(plan, "unfunded.json")).json()
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(where(plan, "unfunded.xlsx")).content)).worksheets[0]
    amounts = [row["missing_to"] for row in rows]
    assert amounts == ["30000", "8000000", "2500"]
    assert [row["missing_to"] for row in told["unfunded"]] == amounts
    assert [str(row[7]) for row in sheet.iter_rows(min_row=2, values_only=True)] == amounts
    assert told["activities"] == {"of": 2, "cost_named": 1, "no_cost": 1, "not_read": 0}
    assert {row["lead"] for row in rows} == {"The police"}


def test_what_was_given_up_asks_for_nothing_more(client: Client, plan: Plan) -> None:
    chair = work.somebody(Role.CHAIR)
    drop_activity(by=chair, plan=plan, activity="1.1.1", reason="A law did it.", now=NOW)
    page = text(client, where(plan, "unfunded"))
    assert "No line of this plan is known to lack money." in page
    assert "1 activity was given up" in page
    assert f"USD{NBSP}42,500" in text(client, where(plan, "money")), "it stays planned"


def test_a_plan_without_costs_says_so(client: Client) -> None:
    lead = work.asked()
    published(lead.plan)
    for page in ("money", "unfunded"):
        assert "names no costs for 2 of 2 activities: nobody can say what they lack" in text(
            client, where(lead.plan, page)
        )


def test_few_queries_whoever_asks(client: Client, plan: Plan, django_assert_max_num_queries: Counting) -> None:
    for reader in (client, client_of(work.secretary())):
        for page in ("money", "money/1.1.1", "unfunded", "unfunded.json"):
            text(reader, where(plan, page))
            with django_assert_max_num_queries(12):
                text(reader, where(plan, page))


def test_who_must_not_read_it(client: Client, outsider_client: Client) -> None:
    lead = cast.led()
    for page in ("money", "money/1.1.1", "unfunded", "unfunded.csv", "unfunded.xlsx", "unfunded.json"):
        for reader in (client, outsider_client):
            assert reader.get(where(lead.plan, page)).status_code == 404, "the plan is not published"


WRITTEN = st.lists(
    st.tuples(st.sampled_from(Spending), st.integers(1, 60_000), st.sampled_from(["accept", "refuse", "wait"])),
    max_size=5,
)


@given(WRITTEN)
@settings(max_examples=examples(10), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_figures_agree_with_a_recount_of_the_rows(written: list[tuple[Spending, int, str]]) -> None:
    lead = cast.led()
    cast.taken_up(lead)
    for nth, (spending, amount, then) in enumerate(written):
        row = cast.posted(lead, nth % 2, spending=spending, amount=str(amount))
        if then == "accept":
            accept_money(by=work.secretary(), posting=row, now=NOW)
        elif then == "refuse":
            refuse_money(by=work.secretary(), posting=row, reason="No.", now=NOW)
    version = find_version(lead.plan.slug)
    sums = money_sums(accounts_of(version, money_record(lead.plan)), lambda _account: "")
    assert {
        (each.year.name, each.currency): (each.sums.committed, each.sums.spent, each.sums.missing.high, each.sums.over)
        for each in sums
    } == recount(lead.plan)


def recount(plan: Plan) -> dict[tuple[str, str], tuple[Decimal, ...]]:
    """From the raw rows: two lines of the plan and one that was added."""
    accepted = {move.posting_id or 0 for move in MoneyMove.objects.filter(verb="accept", posting__lead__plan=plan)}
    spent: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in Posting.objects.filter(lead__plan=plan, pk__in=accepted):
        spent[row.currency, row.spending] += Decimal(row.amount)
    added = sum(Decimal(row.amount) for row in CostLine.objects.filter(lead__plan=plan))
    found: dict[tuple[str, str], tuple[Decimal, ...]] = {}
    for currency, year, asked, more in (("USD", "2024", 40_000, added), ("KHR", "", 8_000_000, Decimal(0))):
        committed, paid = spent[currency, "committed"], spent[currency, "spent"]
        covered = max(committed, paid)
        missing, over = max(asked - covered, Decimal(0)) + more, max(covered - asked, Decimal(0))
        found[year, currency] = (committed, paid, missing, over)
    return found
