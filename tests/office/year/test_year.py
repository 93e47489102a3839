"""The simulated year: told from its seed, done through the office, and counted once more from the raw rows."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db.models import Q
from django.test import Client
from django.utils import timezone

from palermo.demo import Size, fill
from palermo.demo.year import BODIES, PLACES, WHOLE, Act, Year, last_whole_year, plan_of, story
from palermo.office.base import store
from palermo.office.plan.beside.models import View
from palermo.office.plan.beside.reading import statements_of, utterings, voices, with_replies
from palermo.office.plan.committee.readers import resolved
from palermo.office.plan.copies.readers import told as told_copies
from palermo.office.plan.models import Version
from palermo.office.plan.money.readers import accounts_of, money_record
from palermo.office.plan.readers import open_plan
from palermo.office.plan.reminders.models import Digest
from palermo.office.plan.risks.readers import risks_of
from palermo.office.plan.steps.readers import open_course
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.record import OnRecord
from palermo.plan import About, Agreement, Scorecard, Status, money_sums
from tests.office.year import recount_beside
from tests.office.year.recount import Recount

SMALL = Size(13, seed=196)  # of the smallest countries in which everything happens, and views and reports differ
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
    assert sum(1 for _ in plan_of(YEAR.first, WHOLE).each_activity()) == 300
    acts = Counter(happening.act for happening in told)
    assert set(acts) == set(Act)
    assert list(told) == sorted(told, key=lambda happening: happening.at)
    assert YEAR.first <= told[0].at.date()
    assert told[-1].at.date() <= YEAR.until
    first = {happening.measure: happening.act for happening in reversed(told) if happening.measure}
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
    counted = Recount(plan_of(year.first, SMALL), year.cycle, today)

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
    public = Recount(counted.plan, counted.cycle, today, public=True).statuses()
    assert {line["id"]: line["status"] for line in told["activities"]} == {each: str(s) for each, s in public.items()}
    what_stands_beside_is_counted_alike(version, card, today)
    copies_are_where_their_rows_say(version, public_client)
    again = fill(home, year=SMALL)
    assert (again.happened, again.password) == (0, None)


def what_stands_beside_is_counted_alike(version: Version, card: Scorecard, today: date) -> None:
    plan, record = version.plan, on_record(version.plan)
    found = {each.row.uid: (str(each.course.stage), each.late) for each in resolved(Q(), today)}
    assert found == recount_beside.resolutions(today)
    assert len({stage for stage, _late in found.values()}) > 3
    assert {late for _stage, late in found.values()} == {True, False}

    views = list(with_replies(View.objects.filter(publication__isnull=False)))
    assert {each.row.uid: str(each.gap) for each in voices(views, record)} == recount_beside.gaps()
    statuses = {line.activity.id: str(line.standing.status) for line in card.activities}
    assert _said_to_be_done(version, record, today) == recount_beside.done_statements(statuses) != {}

    totals = {(each.indicator.id, each.period): each.total.number for each in card.figures}
    assert totals == recount_beside.figures() != {}
    assert all(note for _indicator, note in recount_beside.parts_apart())

    held = {told.row.uid: told.held for told in risks_of(plan)}
    open_or_not = {uid: (each.closed is None, each.overdue(today), each.public) for uid, each in held.items()}
    assert open_or_not == recount_beside.risks(today) != {}

    steps, course = recount_beside.Steps(open_plan(version), today), open_course(version)
    assert course.chain
    assert (tuple(map(tuple, course.chain.steps)), course.chain.days) == steps.chain()
    assert {tuple(each.id): tuple(map(tuple, each.holds_up)) for each in course.holding_up} == steps.holding_up() != {}
    assert Digest.objects.exists()
    assert recount_beside.too_often_reminded() == []


def copies_are_where_their_rows_say(version: Version, public_client: Client) -> None:
    counted = recount_beside.copies()
    assert {each.row.uid: (str(each.held.state), each.row.sha256) for each in told_copies()} == counted
    assert recount_beside.published_by_one_hand() == []
    assert {state for state, _sha256 in counted.values()} == {"asked", "published", "refused", "withdrawn"}
    for uid, (state, sha256) in counted.items():
        reply = public_client.get(f"/plans/{version.plan.slug}/evidence/{uid}/file")
        assert reply.status_code == {"published": 200, "withdrawn": 410}.get(state, 404)
        if state == "published":
            content = bytes(reply.getvalue())
            assert store.digest(content) == sha256
            assert b"Nobody" not in content  # who took it, as the sealed file says


def _said_to_be_done(version: Version, record: OnRecord, today: date) -> dict[str, bool]:
    uttered = utterings(statements_of(version.plan), lambda: scorecard(version, record, today, public=True))
    told = ((each.row.uid, contrast) for each in uttered for contrast in each.contrasts)
    return {uid: each.agreement is Agreement.HOLDS for uid, each in told if each.said.about is About.DONE}


def test_before_what_is_on_record_already_no_year_is_put(home: Path, db: None) -> None:
    fill(home)
    assert fill(home, year=SMALL).happened == 0
