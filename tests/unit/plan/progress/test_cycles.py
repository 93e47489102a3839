"""Cycles are data: the periods they make tile the time, and due reports are counted with their denominator."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.plan import Cycle, Dropped, Every, Period, Rate, Work, periods
from palermo.plan.progress import rate
from tests.examples import examples
from tests.unit.plan.progress.records import YEAR, accepted, account, day, proof, report


def test_quarters_of_a_calendar_year() -> None:
    assert periods(YEAR)[1] == Period("2027-Q2", day(4), day(6, 30), day(7, 15))
    assert [each.name for each in periods(YEAR)] == ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]


def test_fiscal_years_begin_in_the_month_that_the_country_says() -> None:
    fiscal = Cycle(Every.YEAR, date(2026, 7, 1), date(2028, 6, 30), starts=7)
    assert [(each.name, each.first, each.last) for each in periods(fiscal)] == [
        ("FY2026", date(2026, 7, 1), date(2027, 6, 30)),
        ("FY2027", date(2027, 7, 1), date(2028, 6, 30)),
    ]
    assert [each.name for each in periods(replace(fiscal, named_by="end"))] == ["FY2027", "FY2028"]
    halves = periods(replace(fiscal, every=Every.HALF))
    assert [(each.name, each.first) for each in halves[:2]] == [
        ("FY2026-H1", date(2026, 7, 1)),
        ("FY2026-H2", date(2027, 1, 1)),
    ]


def test_a_report_once() -> None:
    once = Cycle(Every.ONCE, day(1), day(12, 31), due_days=0)
    assert periods(once) == (Period("once", day(1), day(12, 31), day(12, 31)),)


DAYS = st.dates(date(2000, 1, 1), date(2050, 1, 1))


@settings(max_examples=examples(300), deadline=None)
@given(st.sampled_from(Every), DAYS, st.integers(0, 2000), st.integers(1, 12), st.sampled_from(["start", "end"]))
def test_periods_follow_one_another_and_cover_every_day(
    every: Every, first: date, length: int, starts: int, named_by: str
) -> None:
    last = first + timedelta(days=length)
    made = periods(Cycle(every, first, last, starts, named_by="end" if named_by == "end" else "start"))
    assert made[0].first <= first <= last <= made[-1].last
    assert all(one.last + timedelta(days=1) == other.first for one, other in pairwise(made))
    assert len({each.name for each in made}) == len(made)
    if every is not Every.ONCE:
        assert all(each.first.day == 1 for each in made)
        assert (made[0].first.month - starts) % {"quarter": 3, "half": 6, "year": 12}[every] == 0


def test_what_is_owed_begins_with_the_acceptance_and_ends_with_the_proof() -> None:
    late, on_time = report("2027-Q1", day(5)), report("2027-Q2", day(7, 2))
    work = Work("1.1.1", accepted(day(2)), (late, on_time))
    end = date(2028, 2, 1)

    def owed(given: Work, today: date = end) -> list[tuple[str, bool]]:
        return [(due.period.name, due.sent is not None) for due in account(given, today).owed]

    assert owed(work) == [("2027-Q1", True), ("2027-Q2", True), ("2027-Q3", False), ("2027-Q4", False)]
    assert owed(work, day(7, 15)) == [("2027-Q1", True)]
    assert owed(replace(work, moves=accepted(day(5)))) == [("2027-Q2", True), ("2027-Q3", False), ("2027-Q4", False)]
    proved = replace(work, evidence=(proof(1, 2, offered=day(8), decided=day(8, 5)),))
    assert [name for name, _ in owed(proved)] == ["2027-Q1", "2027-Q2", "2027-Q3"]
    dropped = replace(work, dropped=Dropped(day(5), "c1", "No law"))
    assert [name for name, _ in owed(dropped)] == ["2027-Q1"]
    assert owed(replace(work, moves=())) == []


def test_rates_carry_their_denominators() -> None:
    late, on_time = report("2027-Q1", day(5)), report("2027-Q2", day(7, 2))
    owed = account(Work("1.1.1", accepted(), (late, on_time)), date(2028, 2, 1)).owed
    assert rate(owed) == Rate(due=4, filed=2, on_time=1)
    assert rate(()) == Rate(0, 0, 0)
