"""Cost lines, what became of them, and their sums: never over currencies, never over years."""

import csv
import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.plan import (
    Activity,
    Cost,
    MoneyLine,
    Plan,
    Posting,
    Spending,
    fiscal_year,
    lacking,
    lacks_csv,
    lacks_to_tree,
    lacks_xlsx,
    line_accounts,
    money_lines,
    money_said,
    money_sums,
)
from palermo.plan.progress import State
from tests.examples import examples
from tests.unit.plan.money.plain_money import recount
from tests.unit.plan.small_plans import activity, plan

DAY = date(2025, 3, 1)


def cost(words: str = "USD 100", year: str = "2025", source: str = "") -> Cost:
    return Cost(Cell(read_money(words)), Cell(read_when(year)) if year else BLANK, Cell(source) if source else BLANK)


def costed(*costs: Cost, number: str = "1.1.1", **fields: Any) -> Activity:
    return activity(number, "Train police", costs=Cell(costs), **fields)


def posted(line: MoneyLine, amount: str, spending: Spending = Spending.COMMITTED, **told: Any) -> Posting:
    given_: dict[str, Any] = {"id": "p", "currency": line.currency, "state": State.ACCEPTED, "year": line.year}
    return Posting(
        activity=line.activity, line=line.id, spending=spending, amount=Decimal(amount), on=DAY, **(given_ | told)
    )


def only(*costs: Cost, **fields: Any) -> MoneyLine:
    (line,) = money_lines(plan(costed(*costs), **fields))
    return line


def account(line: MoneyLine, *postings: Posting) -> Any:
    return line_accounts([line], postings)[0]


@pytest.mark.parametrize(
    ("words", "named_by", "start", "name", "first"),
    [
        ("2025", "start", 1, "2025", date(2025, 1, 1)),
        ("March 2025", "start", 1, "2025", date(2025, 1, 1)),
        ("FY2025", "start", 7, "2025/26", date(2025, 7, 1)),
        ("FY2025", "end", 7, "2024/25", date(2024, 7, 1)),
        ("2024-2026", "start", 1, "2024-2026", None),
        ("2025", "start", 7, "2025", None),  # a common year lies in two fiscal ones
        ("from 2025", "start", 1, "from 2025", None),
    ],
)
def test_a_year_is_one_fiscal_year_or_the_words_of_the_plan(
    words: str, named_by: Any, start: int, name: str, first: date | None
) -> None:
    year = Cell(read_when(words, fiscal_start=start, fiscal_named_by=named_by))
    of = {"fiscal_start": start, "fiscal_named_by": named_by}
    line = only(Cost(Cell(read_money("USD 100")), year), **of)
    assert (line.year.name, line.year.first) == (name, first)


def test_blank_and_unread_years_and_sources_stay_what_they_are() -> None:
    money = Cell(read_money("USD 100"))
    lines = money_lines(plan(costed(Cost(money), Cost(money, UNREAD, UNREAD), money_source=BLANK)))
    assert [line.year.presence for line in lines] == [Presence.BLANK, Presence.UNREAD]
    assert [line.source.presence for line in lines] == [Presence.BLANK, Presence.UNREAD]
    own, of_activity = money_lines(plan(costed(cost(source="A donor"), cost(), money_source=Cell("State budget"))))
    assert (own.source.words, of_activity.source.words) == ("A donor", "State budget")


def test_activities_that_name_no_cost_are_counted_apart_from_those_nobody_read() -> None:
    shown = Cell((cost(),), Presence.INHERITED)
    said = money_said(
        plan(costed(cost()), activity("2", costs=BLANK), activity("3", costs=UNREAD), activity("4", costs=shown))
    )
    assert (said.named, said.blank, said.unread, said.of) == (1, 2, 1, 4)
    assert money_lines(plan(activity("4", costs=shown))) == ()


def test_a_line_keeps_its_id_while_its_words_stay() -> None:
    first = money_lines(plan(costed(cost(), cost(), cost("USD 7"))))
    assert len({line.id for line in first}) == 3
    assert [line.id for line in money_lines(plan(costed(cost("USD 7"), cost(), cost())))] == [
        first[2].id,
        *(line.id for line in first[:2]),
    ]
    assert only(cost("USD 101")).id != only(cost()).id


def test_only_what_is_accepted_counts() -> None:
    line = only(cost("USD 100"))
    for state in (State.OFFERED, State.REFUSED):
        assert account(line, posted(line, "60", state=state)).missing == (100, 100)
    told = account(line, posted(line, "60"))
    assert (told.committed, told.missing, told.over) == (60, (40, 40), 0)


def test_a_correction_stands_in_the_place_of_what_it_corrects_once_it_is_accepted() -> None:
    line = only(cost("USD 100"))
    first, later = posted(line, "60"), posted(line, "50", id="q", corrects="p", state=State.OFFERED)
    assert account(line, first, later).committed == 60
    assert account(line, first, posted(line, "50", id="q", corrects="p")).committed == 50


def test_what_was_spent_was_committed_by_somebody() -> None:
    line = only(cost("USD 100"))
    told = account(line, posted(line, "30"), posted(line, "70", Spending.SPENT, id="q"))
    assert (told.covered, told.missing, told.over) == (70, (30, 30), 0)


@pytest.mark.parametrize(
    ("words", "missing", "over"),
    [
        ("USD 100", (0, 0), 20),
        ("USD 100-150", (0, 30), 0),
        ("no extra cost", (0, 0), 120),
        ("to be found", None, 0),
    ],
)
def test_a_gap_is_never_below_nothing(words: str, missing: object, over: int) -> None:
    line = only(cost(words))
    told = account(line, posted(line, "120"))
    assert (told.missing, told.over) == (missing, over)


def test_a_line_too_rich_does_not_fill_the_gap_of_another() -> None:
    lines = money_lines(plan(costed(cost("USD 100"), cost("USD 300"))))
    told: Any = money_sums(line_accounts(lines, [posted(lines[0], "150")]), lambda _each: "")
    ((_of, _year, currency, sums),) = told
    assert (currency, sums.planned.high, sums.missing.high, sums.over) == ("USD", 400, 300, 50)


def test_a_line_that_the_plan_has_no_more_keeps_what_was_posted_to_it() -> None:
    line = only(cost("USD 100"))
    told: Any = line_accounts(money_lines(plan(costed(cost("USD 90")))), [posted(line, "60")])
    assert [(each.gone, each.committed, each.over) for each in told] == [(False, 0, 0), (True, 60, 60)]


def test_what_is_posted_to_a_line_without_a_currency_stays_with_the_line() -> None:
    line = only(cost("100"))
    assert [each.line.currency for each in line_accounts([line], [])] == [""]
    told: Any = line_accounts([line], [posted(line, "60", currency="USD"), posted(line, "7", currency="KHR", id="q")])
    assert [(each.line.currency, each.committed, each.missing, each.gone) for each in told] == [
        ("USD", 60, None, False),
        ("KHR", 7, None, False),
    ]


def test_a_line_without_a_year_is_put_to_no_year() -> None:
    lines = money_lines(plan(costed(cost("USD 100", ""), cost("USD 100", "2025"), cost("USD 100", "2024-2026"))))
    told: Any = money_sums(line_accounts(lines, ()), lambda _each: "")
    assert [(each.year.name, each.sums.planned.high) for each in told] == [("2025", 100), ("2024-2026", 100), ("", 100)]


MONEY = st.sampled_from(
    ["USD 100", "USD 250.50", "USD 10-40", "KHR 4000000", "KHR 70000", "EUR 9", "300", "no extra cost", "unknown"]
)
YEARS = st.sampled_from(["", "2024", "2025", "2026", "2024-2026", "May 2025"])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[Plan, list[Posting]]:
    acts = [costed(*draw(st.lists(st.builds(cost, MONEY, YEARS), max_size=4)), number=f"1.1.{n}") for n in range(1, 4)]
    made = plan(*acts)
    before = plan(costed(cost("USD 77"), number="1.1.1"))
    lines, postings = [*money_lines(made), *money_lines(before)], list[Posting]()
    for n in range(draw(st.integers(0, 12))):
        line = draw(st.sampled_from(lines))
        earlier = [each.id for each in postings if each.line == line.id and each.activity == line.activity]
        postings.append(
            posted(
                line,
                str(draw(st.integers(0, 400))),
                draw(st.sampled_from(Spending)),
                id=f"p{n}",
                state=draw(st.sampled_from([State.ACCEPTED, State.ACCEPTED, State.OFFERED, State.REFUSED])),
                corrects=draw(st.sampled_from(["", *earlier])),
                currency=draw(st.sampled_from([line.currency or "USD", "USD"])),
            )
        )
    return made, postings


def added(sums: Iterable[Any]) -> dict[tuple[str, str, str], tuple[Any, ...]]:
    return {
        (each.of, each.year.name or str(each.year.presence), each.currency): (
            *(each.sums.lines, each.sums.unsaid, *each.sums.planned, each.sums.committed, each.sums.spent),
            *(*each.sums.missing, each.sums.over),
        )
        for each in sums
    }


@given(worlds())
@settings(max_examples=examples(300))
def test_sums_agree_with_a_plain_recount(world: tuple[Plan, list[Posting]]) -> None:
    made, postings = world
    accounts = line_accounts(money_lines(made), postings)
    assert added(money_sums(accounts, lambda each: each.line.activity)) == {
        key: tuple(row.values()) for key, row in recount(money_lines(made), postings).items()
    }
    for each in accounts:
        assert each.over >= 0
        if each.missing is not None and each.planned is not None:
            assert 0 <= each.missing.low <= each.missing.high
            # a gap that would lie below nothing is said as what is over
            assert each.planned.high - each.covered == each.missing.high - each.over


@given(worlds())
@settings(max_examples=examples(100))
def test_no_sum_goes_over_currencies_or_years(world: tuple[Plan, list[Posting]]) -> None:
    made, postings = world
    accounts = line_accounts(money_lines(made), postings)
    for of, year, currency, sums in money_sums(accounts, lambda _each: ""):
        own = [each for each in accounts if (each.line.year, each.line.currency) == (year, currency)]
        assert (of, sums.lines) == ("", len(own))
        assert sums.planned.high == sum(each.planned.high for each in own if each.planned)
        if not currency:
            assert sums.planned.high == 0, "nobody knows whether it is the same currency"


@given(worlds())
@settings(max_examples=examples(100))
def test_the_list_of_what_is_missing_comes_to_what_the_sums_say(world: tuple[Plan, list[Posting]]) -> None:
    made, postings = world
    accounts = line_accounts(money_lines(made), postings, {"1.1.2"})
    lacks = lacking(made, accounts, {"1.1.1": "Police"})
    assert not any(lack.activity == "1.1.2" for lack in lacks), "it was given up"
    for _of, year, currency, sums in money_sums(accounts, lambda _each: ""):
        own = [lack.missing for lack in lacks if (lack.year, lack.currency) == (year, currency)]
        assert sum(each.high for each in own) == sums.missing.high
    rows = list(csv.DictReader(io.StringIO(lacks_csv(made, lacks))))
    assert [Decimal(row["missing_to"]) for row in rows] == [lack.missing.high for lack in lacks]


def test_the_list_keeps_apart_what_is_blank_and_what_nobody_read() -> None:
    made = plan(
        costed(Cost(Cell(read_money("USD 100")), UNREAD, UNREAD), cost("USD 7", "2025", "=HYPERLINK(1)"), cost("some"))
    )
    lacks = lacking(made, line_accounts(money_lines(made), ()), {})
    unread, stated = csv.DictReader(io.StringIO(lacks_csv(made, lacks)))
    assert (unread["year"], unread["source"], unread["since"]) == ("NOT_RETRIEVED", "NOT_RETRIEVED", "")
    assert (stated["year"], stated["source"]) == ("2025", "'=HYPERLINK(1)")
    tree = lacks_to_tree(made, lacks, money_said(made))
    assert [row["missing_to"] for row in tree["unfunded"]] == ["100", "7"]
    sheet = openpyxl.load_workbook(io.BytesIO(lacks_xlsx(made, lacks))).worksheets[0]
    assert [row[7] for row in sheet.iter_rows(min_row=2, values_only=True)] == [100, 7]


def test_the_fiscal_year_of_a_day() -> None:
    made = plan(fiscal_start=7)
    assert fiscal_year(date(2025, 6, 30), made).name == "2024/25"
    assert fiscal_year(date(2025, 7, 1), made).first == date(2025, 7, 1)
