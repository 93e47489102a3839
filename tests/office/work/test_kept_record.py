"""What is kept of a record and brought up to date is the record as it is read anew, whatever was done in between."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db.models import Max
from pytest_django import DjangoAssertNumQueries

from palermo import plan as library
from palermo.access import Role
from palermo.office.plan.models import Plan
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work import readers
from palermo.office.plan.work.actions import (
    accept_report,
    amend_promise,
    drop_activity,
    put_to_lead,
    return_report,
    send_report,
)
from palermo.office.plan.work.called import with_names
from palermo.office.plan.work.models import Move, Report
from palermo.office.plan.work.works import progress_of
from palermo.plan import Amended
from tests.office.cast import NOW, a_body
from tests.office.work import cast

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def sent(report: Any) -> None:
    """A report that was begun is sent."""
    by = cast.somebody(Role.FOCAL_POINT, report.lead.body)
    send_report(by=by, report=Report.objects.get(pk=report.pk), seen=1, now=NOW)


def acts(plan: Plan) -> Iterator[Callable[[], object]]:
    """What becomes of two activities, and of one of another plan, act by act."""
    by, now = cast.secretary(), NOW
    leads: list[Any] = []
    yield lambda: leads.append(cast.accepted(plan))
    lead = leads[0]
    yield lambda: cast.inherited(lead)
    yield lambda: cast.inherited(lead, "kandal")
    yield cast.accepted  # of another plan
    reports: list[Any] = []
    yield lambda: reports.append(cast.sent(lead))
    yield lambda: return_report(by=by, report=reports[0], reason="Say more.", now=now)
    yield lambda: cast.offered(lead)
    yield lambda: leads.append(cast.accepted(plan, a_body("labour"), "1.1.2"))
    yield lambda: reports.append(cast.drafted(leads[1]))
    yield lambda: sent(reports[1])
    yield lambda: accept_report(by=by, report=reports[1], now=now)
    what: dict[str, Any] = {"plan": plan, "activity": "1.1.2", "now": now}
    yield lambda: amend_promise(by=by, **what, what=Amended.END, new="2025-01-31", reason="Late.")
    yield lambda: put_to_lead(by=by, **what, body=a_body("health"))  # handed over
    chair = cast.somebody(Role.CHAIR)
    yield lambda: drop_activity(by=chair, plan=plan, activity="1.1.1", reason="Given up.", now=now)


def test_it_is_the_record_as_it_is_read_anew_after_every_act(between_acts: None) -> None:
    plan = cast.plan_at_work()
    version = find_version(plan.slug)
    for act in acts(plan):
        readers.on_record(plan)  # so that there is something to bring up to date
        act()
        kept = readers.on_record(plan)
        anew = readers._read(plan, "", readers._counted()[plan.pk])
        assert kept == anew
        assert list(kept.activities) == list(anew.activities)
        for public in (False, True):
            progress = progress_of(anew, public=public)
            told = library.Progress(plan.slug, progress.ladder, progress.cycle, progress.activities)
            card = readers.scorecard(version, kept, TODAY, public=public)
            anew_card = library.score(open_plan(version), told, TODAY)
            assert card == with_names(anew_card, anew.places).named


def test_no_more_is_read_than_the_activity_at_which_somebody_moved(
    between_acts: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan = cast.plan_at_work()
    first, other = cast.accepted(plan), cast.accepted(plan, activity="1.1.2")
    before = readers.on_record(plan)
    cast.sent(first)
    with django_assert_num_queries(5):
        after = readers.on_record(plan)
    assert after.activities[other.activity] is before.activities[other.activity]
    assert after.activities[first.activity] != before.activities[first.activity]
    with django_assert_num_queries(1):
        assert readers.on_record(plan) is after


def test_a_report_that_is_begun_and_not_sent_lets_everything_stand_that_was_worked_out(between_acts: None) -> None:
    lead = cast.accepted()
    version, before = find_version(lead.plan.slug), readers.on_record(lead.plan)
    cards = [readers.scorecard(version, before, TODAY, public=public) for public in (True, False)]
    cast.drafted(lead)
    begun = readers.on_record(lead.plan)
    assert (len(begun.activities["1.1.1"].reports), begun.mark) == (1, before.mark)
    assert readers._read(lead.plan, "", readers._counted()[lead.plan.pk]) == begun
    for public, card in zip((True, False), cards, strict=True):
        assert readers.scorecard(version, begun, TODAY, public=public) is card
        fresh = library.score(open_plan(version), progress_of(begun, public=public), TODAY)
        assert card == with_names(fresh, begun.places).named
    sent(begun.activities["1.1.1"].reports[0].row)
    assert readers.on_record(lead.plan).mark != before.mark


def test_a_move_that_is_seen_late_is_not_missed(between_acts: None) -> None:
    """On PostgreSQL a number that was taken earlier may be committed later."""
    plan = cast.plan_at_work()
    lead = cast.accepted(plan)
    before = readers.on_record(plan)
    report = cast.sent(lead)
    last = readers._LAST.newest(whose(plan))
    assert last
    newest = Move.objects.aggregate(last=Max("pk"))["last"]
    readers._LAST.put(whose(plan), last._replace(move=newest))  # as if another had been read before these
    after = readers.on_record(plan)
    assert [each.row.uid for each in after.activities["1.1.1"].reports] == [report.uid]
    assert not before.activities["1.1.1"].reports


def whose(plan: Plan) -> Any:
    cycle = readers.newest_cycle(plan.pk)
    assert cycle
    return readers._whose(plan, cycle)
