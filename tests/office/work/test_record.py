"""The rows of the office as the library takes them, and what the trail makes of them."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from palermo import plan as library
from palermo.access import Role
from palermo.core import UserError
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    amend_promise,
    drop_activity,
    open_evidence,
    refuse_evidence,
    refuse_lead,
)
from palermo.office.plan.work.models import Amendment, Evidence, Lead
from palermo.office.plan.work.readers import on_record, scorecard
from palermo.office.plan.work.works import progress_of
from palermo.office.trail.models import Entry
from palermo.plan import Amended, Claim, Status
from tests.office.cast import NOW, a_body
from tests.office.work import cast

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def status(plan: Any, activity: str = "1.1.1", on: datetime = NOW) -> Status:
    card = scorecard(find_version(plan.slug), on_record(plan), on.date())
    return next(line.standing.status for line in card.activities if line.activity.id == activity)


def test_the_record_is_the_progress_file_that_says_the_same() -> None:
    lead = cast.accepted()
    cast.agreed(cast.sent(lead, obstacles=[{"what": "No room", "since": "2024-02-01", "blocked_by": "the budget"}]))
    evidence = cast.offered(lead)
    accept_evidence(by=cast.secretary(), evidence=evidence, now=NOW)
    told: dict[str, Any] = {"by": cast.secretary(), "plan": lead.plan, "activity": "1.1.2", "now": NOW}
    amend_promise(**told, what=Amended.STEP, of="2", new="2024-06-30", reason="Late.")
    who, chief = cast.somebody(Role.FOCAL_POINT, lead.body).person.pseudonym, cast.secretary().person.pseudonym
    written = f"""
progress:
  plan: {lead.plan.slug}
  levels: [body, secretariat, committee]
  cycle: {{every: quarter, from: 2024-01-01, until: 2025-12-31, due_days: 15}}
activities:
  - id: 1.1.1
    moves:
      - {{verb: ask, by: "{chief}", level: secretariat, on: 2024-03-01}}
      - {{verb: accept, by: "{who}", level: lead, on: 2024-03-01}}
    reports:
      - period: 2024-Q1
        claim: running
        narrative: The course is written.
        done: [{{step: 1, what: Course written, finished: 2024-02-20}}]
        moves:
          - {{verb: write, by: "{who}", level: body, on: 2024-03-01}}
          - {{verb: send, by: "{who}", level: body, on: 2024-03-01}}
          - {{verb: accept, by: "{chief}", level: secretariat, on: 2024-03-01}}
    evidence:
      - sha256: {evidence.sha256}
        kind: CA-E
        title: The course
        proves: [1]
        moves:
          - {{verb: offer, by: "{who}", level: body, on: 2024-03-01}}
          - {{verb: accept, by: "{chief}", level: secretariat, on: 2024-03-01}}
    obstacles: [{{what: No room, since: 2024-02-01, blocked_by: the budget}}]
  - id: 1.1.2
    changes: [{{what: step, of: 2, new: 2024-06-30, on: 2024-03-01, by: "{chief}", reason: Late.}}]
"""
    version = find_version(lead.plan.slug)
    progress, findings = library.read_progress(written.encode(), open_plan(version))
    assert findings == ()
    assert progress_of(on_record(lead.plan)) == progress
    card = scorecard(version, on_record(lead.plan), TODAY)
    assert card == library.score(open_plan(version), progress, TODAY)
    assert [str(line.standing.status) for line in card.activities] == ["blocked", "not_accepted"]


def test_five_questions_whatever_the_size(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = cast.plan_at_work()
    for activity, body in (("1.1.1", cast.police()), ("1.1.2", a_body("labour"))):
        lead = cast.accepted(plan, body, activity)
        cast.sent(lead)
        cast.offered(lead)
    with django_assert_num_queries(5):
        told = on_record(plan)
    assert {name: len(each.reports) for name, each in told.activities.items()} == {"1.1.1": 1, "1.1.2": 1}


def test_a_scorecard_is_kept_until_something_is_added() -> None:
    lead = cast.asked()
    version = find_version(lead.plan.slug)
    first = scorecard(version, on_record(lead.plan), TODAY)
    assert scorecard(version, on_record(lead.plan), TODAY) is first
    by = cast.somebody(Role.FOCAL_POINT, lead.body)
    refuse_lead(by=by, lead=lead, reason="Not ours.", now=NOW)
    again = scorecard(version, on_record(lead.plan), TODAY)
    assert "Not ours." in str(again.activities[0].standing.why)


def test_status_follows_from_what_is_accepted_and_from_nothing_else() -> None:
    lead = cast.accepted()
    assert status(lead.plan) is Status.NOT_STARTED
    report = cast.sent(lead, claim=str(Claim.COMPLETE))
    assert status(lead.plan) is Status.PROOF_PENDING
    first = cast.offered(lead, proves=(1, 2))
    refuse_evidence(by=cast.secretary(), evidence=first, reason="Another course.", now=NOW)
    assert status(lead.plan, on=datetime(2025, 2, 1, tzinfo=UTC)) is Status.LATE
    cast.agreed(report)
    assert status(lead.plan) is Status.PROOF_PENDING
    second = cast.offered(lead, OfferedFile("list.pdf", b"%PDF-1.7 another"), proves=(1, 2))
    accept_evidence(by=cast.secretary(), evidence=second, now=NOW)
    assert status(lead.plan) is Status.DONE


def test_a_missed_report_is_no_report_and_what_is_given_up_is_dropped() -> None:
    lead = cast.accepted()
    cast.sent(lead)
    assert status(lead.plan, on=datetime(2024, 8, 1, tzinfo=UTC)) is Status.NO_REPORT
    told: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "reason": "A law did it.", "now": NOW}
    drop_activity(by=cast.somebody(Role.CHAIR), **told)
    assert status(lead.plan, on=datetime(2024, 8, 1, tzinfo=UTC)) is Status.DROPPED
    with pytest.raises(UserError, match="given up already"):
        drop_activity(by=cast.somebody(Role.CHAIR), **told)


@pytest.mark.parametrize(
    ("what", "of", "new", "says"),
    [
        (Amended.END, "", "next year", "Write the new day"),
        (Amended.STEP, "3", "2024-06-30", "no step of this number"),
        (Amended.STEP, "", "2024-06-30", "no step of this number"),
        (Amended.TARGET, "x", "12", "no indicator of this name"),
    ],
)
def test_a_change_that_means_nothing_is_refused(what: Amended, of: str, new: str, says: str) -> None:
    plan = cast.plan_at_work()
    with pytest.raises(UserError, match=says):
        amend_promise(
            by=cast.secretary(), plan=plan, activity="1.1.1", what=what, of=of, new=new, reason="Late.", now=NOW
        )
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("file", "says"),
    [
        (OfferedFile("a.pdf", b""), "is empty"),
        (OfferedFile("a.pdf", b"MZ not a paper"), "none of these"),
        (OfferedFile("a.docx", b"PK\x03\x04 cut off"), "none of these"),
        (OfferedFile("a.txt", b"\xff\xfe\x00"), "none of these"),
        (OfferedFile("a.pdf", b"%PDF-" + b"0" * (20 * 1024 * 1024)), "larger than 20 MB"),
    ],
)
def test_a_file_that_proves_nothing_is_refused(file: OfferedFile, says: str) -> None:
    lead = cast.accepted()
    with pytest.raises(UserError, match=says):
        cast.offered(lead, file)
    assert not Evidence.objects.exists()


def test_evidence_is_sealed_opened_by_its_own_and_known_again() -> None:
    lead = cast.accepted()
    evidence = cast.offered(lead)
    assert evidence.sealed.compartment == lead.body.key
    opened = open_evidence(by=cast.secretary(), evidence=evidence, now=NOW)
    assert (opened.name, opened.media_type, opened.content) == (cast.PDF.name, "application/pdf", cast.PDF.content)
    assert Entry.objects.get(verb="evidence.opened").closed
    with pytest.raises(UserError, match="offered for this activity already"):
        cast.offered(lead)
    other = cast.offered(cast.accepted(lead.plan, a_body("labour"), "1.1.2"))
    assert other.sha256 == evidence.sha256
    for proves in ((), (3,)):
        with pytest.raises(UserError, match="step"):
            cast.offered(lead, OfferedFile("b.pdf", b"%PDF-1.7 b"), proves=proves)


def test_what_is_handed_over_keeps_what_was_done() -> None:
    lead = cast.accepted()
    cast.agreed(cast.sent(lead))
    cast.asked(lead.plan, a_body("labour"))
    assert Lead.objects.filter(plan=lead.plan).count() == 2
    assert status(lead.plan, on=NOW + timedelta(days=1)) is Status.NOT_ACCEPTED


@pytest.mark.django_db(transaction=True)
def test_a_record_is_read_again_only_when_something_was_added(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    lead = cast.accepted()
    first = on_record(lead.plan)
    with django_assert_num_queries(1):
        assert on_record(lead.plan) is first
    for add in (lambda: cast.sent(lead), lambda: cast.offered(lead), lambda: cast.asked(lead.plan, a_body("labour"))):
        add()
        again = on_record(lead.plan)
        assert again.activities != first.activities
        first = again
    told: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "reason": "A law did it.", "now": NOW}
    drop_activity(by=cast.somebody(Role.CHAIR), **told)
    assert len(on_record(lead.plan).amendments) == 1
    assert not on_record(lead.plan, "1.1.2").amendments
