"""What the trail says of the work on a plan: every row is told of, and whoever changes one past the office is found."""

from typing import Any

import pytest
from django.db import connection, transaction

from palermo.access import Role
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    accept_lead,
    accept_report,
    amend_part,
    amend_promise,
    drop_activity,
    drop_part,
    open_evidence,
    publish_report,
    refuse_evidence,
    refuse_lead,
    return_report,
    save_draft,
    send_report,
    undo_evidence,
    undo_lead,
    undo_report,
)
from palermo.office.trail import ACTS, integrate
from palermo.office.trail.checking import check
from palermo.office.trail.models import Entry
from palermo.office.trail.witnesses import policy
from palermo.plan import Amended
from tests.office.cast import NOW, a_body
from tests.office.unguarded import unguarded
from tests.office.work import cast

pytestmark = pytest.mark.django_db
# a column of each table that somebody changes in the database shell, and what the check names then
CHANGED = {
    "work_cycle": ("due_days = 90", "cycle:"),
    "work_lead": ("activity = '1.1.2'", "lead:"),
    "work_report": ("period = '2024-Q2'", "report:"),
    "work_filed": ("content = '{}'", "filed:"),
    "work_evidence": ("title = 'Another course'", "evidence:"),
    "work_move": ("verb = 'publish'", "move:"),
    "work_amendment": ("reason = 'Another.'", "amendment:"),
}


@pytest.fixture(autouse=True)
def all_acts() -> set[str]:
    """A world in which everything was done at least once; the verbs of its entries."""
    chair, secretary, lead = cast.somebody(Role.CHAIR), cast.secretary(), cast.accepted()
    focal = cast.somebody(Role.FOCAL_POINT, lead.body)
    on_plan: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "reason": "Why.", "now": NOW}
    of: dict[str, Any] = {"by": focal, "now": NOW}
    report = cast.sent(lead)
    return_report(by=secretary, report=report, reason="Say more.", now=NOW)
    save_draft(lead=lead, period=cast.PERIOD, content=cast.SAID, seen=1, **of)
    save_draft(lead=lead, period=cast.PERIOD, content={**cast.SAID, "asks": "A room."}, seen=2, **of)
    send_report(report=report, seen=3, **of)
    cast.agreed(report)
    undo_report(by=chair, report=report, reason="Look again.", now=NOW)
    accept_report(by=secretary, report=report, now=NOW)
    publish_report(by=chair, report=report, now=NOW)
    piece, other = cast.offered(lead), cast.offered(lead, OfferedFile("list.pdf", b"%PDF-1.7 a list"))
    accept_evidence(by=secretary, evidence=piece, now=NOW)
    undo_evidence(by=chair, evidence=piece, reason="Look again.", now=NOW)
    refuse_evidence(by=secretary, evidence=other, reason="Another course.", now=NOW)
    open_evidence(evidence=piece, **of)
    amend_promise(by=secretary, what=Amended.END, new="2025-06-30", **on_plan)
    undo_lead(by=chair, lead=lead, reason="The mandate has moved.", now=NOW)
    accept_lead(lead=lead, **of)
    place = cast.inherited(lead).body
    of_part: dict[str, Any] = {"by": secretary, "lead": lead, "reason": "Why.", "now": NOW}
    amend_part(place=place, what=Amended.END, new="2025-06-30", **of_part)
    drop_part(place=place, **of_part)
    refused = cast.asked(lead.plan, a_body("labour"), "1.1.2")
    refuse_lead(by=cast.somebody(Role.FOCAL_POINT, refused.body), lead=refused, reason="Not ours.", now=NOW)
    drop_activity(by=chair, **on_plan)
    integrate(NOW)
    return set(Entry.objects.values_list("verb", flat=True))


def found() -> list[str]:
    return [f"{each.rule} {each.message.params}" for each in check(policy(), NOW, tell=lambda _read: None)[1]]


def test_every_act_is_an_entry_and_every_row_is_told(all_acts: set[str]) -> None:
    rooms = ("cycle", "lead", "report", "evidence", "promise", "activity", "part")
    assert {verb for verb in ACTS if verb.split(".")[0] in rooms} <= all_acts
    assert found() == []


@pytest.mark.parametrize("table", CHANGED)
def test_a_row_that_is_changed_past_the_office_is_named(table: str) -> None:
    change, named = CHANGED[table]
    change = f"UPDATE {table} SET {change} WHERE id = (SELECT min(id) FROM {table})"  # noqa: S608  # our own words
    with transaction.atomic(), unguarded(), connection.cursor() as cursor:
        cursor.execute(change)
    assert any(named in each for each in found()), found()
