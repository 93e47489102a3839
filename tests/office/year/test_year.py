"""The simulated year: told from its seed, done through the office, and counted once more from the raw rows."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from palermo.demo import Size, fill
from palermo.demo.year import BODIES, PLACES, WHOLE, Act, Year, last_whole_year, plan_of, story
from palermo.office.plan.money.readers import accounts_of, money_record
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.plan import Status, money_sums
from tests.office.year.recount import Recount

SMALL = Size(12, seed=7)
YEAR = Year(date(2025, 1, 1), date(2026, 3, 2))


def test_the_country_has_its_forty_bodies_and_twenty_five_places() -> None:
    assert (len(BODIES), len(PLACES)) == (40, 25)
    assert len({each.key for each in (*BODIES, *PLACES)}) == 65
    assert all("(invented)" in each.names["en"] and "(ប្រឌិត)" in each.names["km"] for each in (*BODIES, *PLACES))


def test_the_same_seed_tells_the_same_story_and_another_one_another() -> None:
    assert story(SMALL, YEAR) == story(SMALL, YEAR)
    assert story(SMALL, YEAR) != story(Size(12, seed=8), YEAR)


def test_the_whole_year_holds_what_it_is_to_hold() -> None:
    told = story(WHOLE, YEAR)
    assert sum(1 for _ in plan_of(YEAR.first, WHOLE.measures, WHOLE.seed).each_activity()) == 300
    acts = Counter(happening.act for happening in told)
    assert set(acts) == set(Act)
    assert list(told) == sorted(told, key=lambda happening: happening.at)
    assert YEAR.first <= told[0].at.date()
    assert told[-1].at.date() <= YEAR.until
    first = {happening.measure: happening.act for happening in reversed(told)}
    assert set(first.values()) == {Act.ASK}
    reports = {
        (happening.measure, happening.place, happening.period) for happening in told if happening.act is Act.SEND
    }
    assert len(reports) >= 2000
    assert len({happening.place for happening in told if happening.place}) == 25


@pytest.mark.parametrize("today", [date(2026, 3, 1), date(2026, 11, 26), date(2024, 2, 29)])
def test_the_last_whole_year_is_four_quarters_that_are_long_over(today: date) -> None:
    year = last_whole_year(today)
    assert (year.first.day, (year.first.month - 1) % 3) == (1, 0)
    assert year.until < today
    assert year.first + timedelta(days=410) <= today < year.first + timedelta(days=505)


def test_what_the_office_says_of_the_year_is_what_its_rows_say(home: Path, db: None, public_client: Client) -> None:
    said: list[date] = []
    filled = fill(home, year=SMALL, say=said.append)
    assert said == sorted(set(said))
    version, today = filled.versions[0], timezone.localdate()
    year = last_whole_year(today)
    counted = Recount(plan_of(year.first, SMALL.measures, SMALL.seed), year.cycle, today)

    record = on_record(version.plan)
    card = scorecard(version, record, today)
    statuses = {line.activity.id: line.standing.status for line in card.activities}
    assert statuses == counted.statuses()
    assert {status: n for status, n in card.tally.counts.items() if n} == Counter(counted.statuses().values())
    late = {activity for activity, status in counted.statuses().items() if status is Status.LATE}
    assert {line.activity.id for line in card.activities if line.standing.status is Status.LATE} == late
    assert card.reports._asdict() == dict(counted.rates())

    sums = money_sums(accounts_of(version, money_record(version.plan)), lambda _account: "")
    for spending in ("committed", "spent"):
        total = sum((getattr(each.sums, spending) for each in sums), Decimal(0))
        assert total == counted.money()[spending] > 0

    told = public_client.get(f"/plans/{version.plan.slug}/v/1/progress.json").json()
    assert {line["id"]: line["status"] for line in told["activities"]} == {each: str(s) for each, s in statuses.items()}
    again = fill(home, year=SMALL)
    assert (again.happened, again.password) == (0, None)


def test_before_what_is_on_record_already_no_year_is_put(home: Path, db: None) -> None:
    fill(home)
    assert fill(home, year=SMALL).happened == 0
