"""Budget rounds: the rule of the audit, asked of each line."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Cell, Outcome
from palermo.core.when import read_when
from palermo.plan import LineAccount, Plan, audit, line_accounts, missed_rounds, money_lines, next_rounds
from tests.examples import examples
from tests.unit.plan.money.test_money import cost, costed
from tests.unit.plan.small_plans import plan

LEAD = "Ministry of Labour"


def made(adopted: str = "November 2025", year: str = "2026", **told: Any) -> Plan:
    given_: dict[str, Any] = {"budget_calendar": {"labour": "06-30"}, "register": {"labour": LEAD}}
    when = {"adopted": Cell(read_when(adopted))} if adopted else {}
    return plan(costed(cost("USD 100", year), lead=Cell(LEAD)), **when, **(given_ | told))


def accounts(of: Plan) -> tuple[LineAccount, ...]:
    return line_accounts(money_lines(of), ())


def missed(of: Plan) -> list[date]:
    return [each.closed for each in missed_rounds(of, accounts(of), {"1.1.1": LEAD})]


@pytest.mark.parametrize(
    ("told", "closed"),
    [
        ({}, [date(2025, 6, 30)]),
        ({"adopted": "30 June 2025"}, []),
        ({"adopted": ""}, []),  # nobody can say
        ({"year": "2027"}, []),
        ({"year": "2026-2027"}, []),
        ({"budget_calendar": {"police": "06-30"}}, []),
        ({"budget_calendar": {"labour": "June"}}, []),
    ],
)
def test_a_line_misses_the_round_that_closed_before_it_was_known(told: dict[str, Any], closed: list[date]) -> None:
    assert missed(made(**told)) == closed


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.integers(2025, 2028), st.integers(1, 12))
@settings(max_examples=examples(60), deadline=None)
def test_it_is_what_rule_a11_says(adopted: date, year: int, month: int) -> None:
    of = made(adopted.isoformat(), str(year), budget_calendar={"labour": f"{month:02}-28"})
    fails = [each for each in audit(of, select=("A11",)).findings if each.outcome is Outcome.FAIL]
    assert len(fails) == len(missed(of))


def test_the_next_round_says_what_is_to_be_asked_by_then() -> None:
    of = made(year="2026", budget_calendar={"labour": "06-30", "police": "09-30"})
    told = next_rounds(of, accounts(of), {"1.1.1": LEAD}, date(2025, 6, 30))
    assert [(each.body, each.closes, each.year.name, len(each.asks)) for each in told] == [
        ("labour", date(2025, 6, 30), "2026", 1),
        ("police", date(2025, 9, 30), "2026", 0),
    ]
    (labour, *_) = next_rounds(of, accounts(of), {"1.1.1": LEAD}, date(2025, 7, 1))
    assert (labour.body, labour.closes) == ("police", date(2025, 9, 30))
    later = next_rounds(of, accounts(of), {"1.1.1": LEAD}, date(2025, 7, 1))[1]
    assert (later.body, later.closes, later.year.name, later.asks) == ("labour", date(2026, 6, 30), "2027", ())


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)), st.sampled_from(["01-01", "02-29", "06-30", "12-31"]))
@settings(max_examples=examples(60))
def test_every_body_of_the_calendar_has_a_next_round_within_a_year(today: date, day: str) -> None:
    of = made(budget_calendar={"labour": day}, fiscal_start=7)
    (found,) = next_rounds(of, (), {}, today)
    assert 0 <= (found.closes - today).days <= 366
