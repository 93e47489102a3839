"""What waits for whom, the report and the evidence in full, and what each person can do with them, and only that."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.access.actions import give_term
from palermo.office.access.models import SealedField
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_report,
    return_report,
    send_report,
    set_cycle,
)
from palermo.office.plan.work.levels import APPROVED
from palermo.office.plan.work.models import Evidence, Report
from palermo.office.plan.work.readers import newest_cycle
from palermo.office.plan.work.record import ladder
from palermo.office.plan.work.rows import held
from palermo.office.trail.models import Entry
from palermo.plan import Machine, State
from tests.office.cast import FOR_LONG, NOW, a_body, client_of, join, signed_in
from tests.office.unguarded import unguarded
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db


def of_report(report: Report) -> str:
    return f"/review/reports/{report.uid}"


def of_evidence(piece: Evidence) -> str:
    return f"/review/evidence/{piece.uid}"


def page(who: User, path: str = "/review/") -> str:
    reply = client_of(who).get(path)
    assert reply.status_code == 200
    return reply.content.decode()


def offered(html: str) -> set[str]:
    """What can be done, by the forms on the page."""
    return set(re.findall(r'name="act" value="(\w+)"', html))


def state(row: Report | Evidence) -> State:
    machine = Machine.REPORT if isinstance(row, Report) else Machine.EVIDENCE
    return held(machine, row.moves.all(), ladder(newest_cycle(row.lead.plan_id))).state


def approved_plan_report() -> Report:
    """A report that climbs past the approver of its body."""
    plan = work.plan_at_work()
    set_cycle(by=work.secretary(), plan=plan, rule=work.RULE, ladder=APPROVED, reason="Heads agree first.", now=NOW)
    return work.sent(work.accepted(plan))


def test_what_waits_is_seen_by_whose_turn_it_is() -> None:
    report = work.sent()
    piece = work.offered(report.lead)
    html = page(work.secretary())
    assert of_report(report) in html
    assert of_evidence(piece) in html
    assert "2 things wait." in html
    assert "2024-04-15" in html  # the day on which it is due
    assert "2024-03-01" in html  # since when it waits
    chair = page(work.somebody(Role.CHAIR))
    assert "Nothing waits for you." in chair
    work.agreed(report)
    assert of_report(report) not in page(work.secretary())
    chair = page(work.somebody(Role.CHAIR))
    assert of_report(report) in chair
    assert "Publication" in chair
    assert of_evidence(piece) not in chair


def test_the_approver_of_a_body_sees_what_waits_in_it_and_nothing_else() -> None:
    report = approved_plan_report()
    own, other = work.somebody(Role.APPROVER, report.lead.body), a_body("agency", BodyKind.AGENCY)
    assert of_report(report) in page(own)
    assert of_report(report) not in page(work.somebody(Role.APPROVER, other))
    assert of_report(report) not in page(work.secretary())
    assert offered(page(own, of_report(report))) == {"accept", "return"}
    assert client_of(own).post(of_report(report), {"act": "accept"}).status_code == 302
    assert of_report(report) in page(work.secretary())


def test_what_other_levels_had_accepted_is_not_lost_where_the_levels_change() -> None:
    report = work.agreed()
    plan = report.lead.plan
    set_cycle(by=work.secretary(), plan=plan, rule=work.RULE, ladder=APPROVED, reason="Heads agree first.", now=NOW)
    assert of_report(report) in page(work.somebody(Role.APPROVER, report.lead.body))


def test_an_undone_acceptance_waits_for_the_level_below_once_more() -> None:
    report = work.agreed()
    chair = work.somebody(Role.CHAIR)
    client_of(chair).post(of_report(report), {"act": "undo", "undo-reason": "The figure is wrong."})
    assert of_report(report) in page(work.secretary())
    assert of_report(report) not in page(chair)


def test_a_draft_and_what_was_returned_wait_for_nobody() -> None:
    draft = work.drafted()
    returned = work.sent(work.accepted(draft.lead.plan, activity="1.1.2"))
    return_report(by=work.secretary(), report=returned, reason="Say how many.", now=NOW)
    html = page(work.secretary())
    assert "Nothing waits for you." in html
    assert client_of(work.secretary()).get(of_report(draft)).status_code == 404
    assert "It was returned." in page(work.secretary(), of_report(returned))


def test_the_oldest_comes_first_by_bodies() -> None:
    plan, agency = work.plan_at_work(), a_body("agency", BodyKind.AGENCY)
    young = work.drafted(work.accepted(plan))
    old = work.sent(work.accepted(plan, agency, "1.1.2"))
    by = work.somebody(Role.FOCAL_POINT, young.lead.body)
    send_report(by=by, report=young, seen=1, now=NOW + timedelta(days=9))
    html = page(work.secretary())
    assert (
        html.index("The agency") < html.index(of_report(old)) < html.index("The police") < html.index(of_report(young))
    )


def test_the_plans_at_work_are_a_step_away_for_the_chair() -> None:
    plan = work.plan_at_work()
    assert f"/desk/plans/{plan.slug}/work" in page(work.somebody(Role.CHAIR))
    assert "Plans at work" not in page(work.somebody(Role.APPROVER, work.police()))


@pytest.mark.parametrize("more", [0, 3])
def test_the_review_asks_few_questions_whatever_waits(
    more: int, django_assert_num_queries: DjangoAssertNumQueries, between_acts: None
) -> None:
    plan = work.plan_at_work()
    lead = work.accepted(plan)
    work.sent(lead)
    work.offered(lead)
    for number in range(more):
        work.offered(lead, OfferedFile(f"{number}.pdf", b"%%PDF-1.7 %d" % number))
        work.sent(work.accepted(work.plan_at_work()))
    client = client_of(work.secretary())
    client.get("/review/")
    # session, person with terms, glasses, sizes of the record, versions, public copies
    with django_assert_num_queries(6):
        client.get("/review/")
    piece = work.offered(lead, OfferedFile("late.pdf", b"%PDF-1.7 late"))
    with django_assert_num_queries(10):  # the moves since, the leads that they are of, their moves, their reports
        assert of_evidence(piece) in client.get("/review/").content.decode()


def test_a_report_is_shown_in_full_beside_the_steps_of_the_plan() -> None:
    lead = work.accepted()
    piece = work.offered(lead)
    report = work.sent(
        lead,
        obstacles=[{"what": "No rooms", "since": "2024-02-01", "blocked_by": "The ministry"}],
        asks="A letter to the ministry.",
    )
    html = page(work.secretary(), of_report(report))
    steps = html[html.index("Step of the plan") : html.index("Obstacles")]
    first, second = re.findall(r'<th scope="row">.*?</tr>', steps, re.DOTALL)
    assert "Write the course" in first
    assert "Course written" in first
    assert "finished on 2024-02-20" in first
    assert of_evidence(piece) in first
    assert "nothing reported" in second
    for words in ("The course is written.", "Under way", "No rooms", "stopped by The ministry", report.uid):
        assert words in html
    assert "A letter to the ministry." in html
    assert "focal_point-police" in html  # who sent it
    assert "due on 2024-04-15" in html


def test_each_sees_the_forms_that_are_theirs_now_and_no_others() -> None:
    report = work.sent()
    path, chair = of_report(report), work.somebody(Role.CHAIR)
    writer = work.somebody(Role.FOCAL_POINT, report.lead.body)
    assert offered(page(work.secretary(), path)) == {"accept", "return"}
    assert offered(page(chair, path)) == offered(page(writer, path)) == set()
    accept_report(by=work.secretary(), report=report, now=NOW)
    assert offered(page(work.secretary(), path)) == set()
    assert offered(page(chair, path)) == {"publish", "undo"}


def test_a_report_is_returned_with_a_note_that_stands_in_its_story() -> None:
    report = work.sent()
    client = client_of(work.secretary())
    assert client.post(of_report(report), {"act": "return", "return-reason": ""}).status_code == 422
    assert state(report) is State.SENT
    reply = client.post(of_report(report), {"act": "return", "return-reason": "Say how many."}, follow=True)
    assert "The report is returned with your note." in reply.content.decode()
    assert state(report) is State.RETURNED
    assert "Say how many." in page(work.secretary(), of_report(report))


def test_an_acceptance_is_undone_from_above_with_a_reason() -> None:
    report = work.agreed()
    chair = client_of(work.somebody(Role.CHAIR))
    assert chair.post(of_report(report), {"act": "undo"}).status_code == 422
    assert chair.post(of_report(report), {"act": "undo", "undo-reason": "The figure is wrong."}).status_code == 302
    assert state(report) is State.SENT


def test_nothing_is_published_by_one_press_alone() -> None:
    report = work.agreed()
    chair = client_of(work.somebody(Role.CHAIR))
    reply = chair.post(of_report(report), {"act": "publish"})
    assert reply.status_code == 422
    assert state(report) is State.ACCEPTED
    assert chair.post(of_report(report), {"act": "publish", "publish-sure": "on"}).status_code == 302
    assert state(report) is State.PUBLISHED
    assert offered(page(work.somebody(Role.CHAIR), of_report(report))) == set()


def test_what_is_out_of_turn_is_told_at_the_form() -> None:
    report = work.agreed()
    reply = client_of(work.secretary()).post(of_report(report), {"act": "accept"})
    assert reply.status_code == 422
    assert "It is the turn of the chair of the committee now." in reply.content.decode()
    writer = client_of(work.somebody(Role.FOCAL_POINT, report.lead.body))
    refused = writer.post(of_report(report), {"act": "publish", "publish-sure": "on"})
    assert refused.status_code == 422
    assert state(report) is State.ACCEPTED


def test_nobody_accepts_what_they_wrote() -> None:
    report = work.sent(work.accepted(body=work.secretary().person.body))
    both = work.somebody(Role.FOCAL_POINT, report.lead.body)
    assert offered(page(both, of_report(report))) == set()
    assert offered(page(work.secretary(), of_report(report))) == {"accept", "return"}


def test_who_stands_in_for_the_writer_agrees_no_more_than_the_writer() -> None:
    report = approved_plan_report()
    body, host = report.lead.body, signed_in(work.secretary(), fresh_at=NOW)
    writer, deputy = work.somebody(Role.FOCAL_POINT, body), join("deputy", Role.ANALYST)
    span: dict[str, Any] = {"role": Role.APPROVER, "body": body, "since": NOW, "until": FOR_LONG, "now": NOW}
    term = give_term(by=host, person=writer.person, **span)
    give_term(by=host, person=deputy.person, deputy_for=term, **span)
    assert of_report(report) not in page(deputy)
    assert offered(page(deputy, of_report(report))) == set()
    assert offered(page(work.somebody(Role.APPROVER, body), of_report(report))) == {"accept", "return"}


def test_evidence_is_shown_with_what_it_is_said_to_prove() -> None:
    piece = work.offered()
    html = page(work.secretary(), of_evidence(piece))
    for words in ("The course", "training given", "Step 1", "Write the course", piece.sha256, f"{piece.size}\xa0bytes"):
        assert words in html
    assert "course.pdf" not in html  # its name is sealed with it
    assert "The same file was offered for:" not in html
    assert offered(html) == {"accept", "refuse"}


def test_the_same_file_for_another_activity_is_shown_as_such() -> None:
    plan = work.plan_at_work()
    first, second = work.offered(work.accepted(plan)), work.offered(work.accepted(plan, activity="1.1.2"))
    html = page(work.secretary(), of_evidence(first))
    assert "The same file was offered for:" in html
    assert of_evidence(second) in html
    assert of_evidence(first) in page(work.secretary(), of_evidence(second))


def test_who_may_not_open_the_other_piece_does_not_learn_of_it() -> None:
    plan, agency = work.plan_at_work(), a_body("agency", BodyKind.AGENCY)
    piece = work.offered(work.accepted(plan))
    theirs = work.offered(work.accepted(plan, agency, "1.1.2"))
    html = page(work.somebody(Role.APPROVER, piece.lead.body), of_evidence(piece))
    assert "The same file" not in html
    assert theirs.uid not in html


def test_evidence_is_accepted_refused_and_undone() -> None:
    lead = work.accepted()
    piece, other = work.offered(lead), work.offered(lead, OfferedFile("b.pdf", b"%PDF-1.7 b"))
    secretary, chair = client_of(work.secretary()), client_of(work.somebody(Role.CHAIR))
    assert secretary.post(of_evidence(piece), {"act": "accept"}).status_code == 302
    assert state(piece) is State.ACCEPTED
    assert secretary.post(of_evidence(other), {"act": "refuse"}).status_code == 422
    assert secretary.post(of_evidence(other), {"act": "refuse", "refuse-reason": "Blank pages."}).status_code == 302
    assert state(other) is State.REFUSED
    assert offered(page(work.somebody(Role.CHAIR), of_evidence(piece))) == {"undo"}
    assert chair.post(of_evidence(piece), {"act": "undo", "undo-reason": "A copy."}).status_code == 302
    assert state(piece) is State.OFFERED


def test_the_file_is_handed_over_by_a_button_and_each_time_is_on_record() -> None:
    piece = work.offered()
    client = client_of(work.secretary())
    assert client.get(f"{of_evidence(piece)}/file").status_code == 405
    reply = client.post(f"{of_evidence(piece)}/file")
    assert reply.content == work.PDF.content
    assert reply["Content-Type"] == "application/pdf"
    assert reply["Content-Disposition"] == 'attachment; filename="course.pdf"'
    assert reply["Content-Security-Policy"].endswith("sandbox")
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert reply["Cache-Control"] == "private, no-store"
    entry = Entry.objects.get(verb="evidence.opened")
    assert entry.closed
    assert entry.actor == work.secretary().person.pseudonym


def test_a_file_that_was_tampered_with_is_not_handed_over() -> None:
    piece = work.offered()
    field = SealedField.objects.get(record=piece.sealed, name="content")
    with unguarded():
        SealedField.objects.filter(pk=field.pk).update(sealed=bytes([*field.sealed[:-1], field.sealed[-1] ^ 1]))
    reply = client_of(work.secretary()).post(f"{of_evidence(piece)}/file")
    assert reply.status_code == 422
    assert "changed, moved, or sealed with another key" in reply.content.decode()


def test_the_pages_ask_few_questions_of_the_database(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    plan = work.plan_at_work()
    lead = work.accepted(plan)
    report, piece = work.sent(lead), work.offered(lead)
    work.offered(work.accepted(plan, activity="1.1.2"))
    client = client_of(work.secretary())
    client.get(of_report(report))
    # session, person with terms, glasses, report, its moves, filed, cycle, version, evidence with moves, names
    with django_assert_num_queries(10):
        client.get(of_report(report))
    # session, person with terms, glasses, evidence, its moves, cycle, version, the same file, its moves, names
    with django_assert_num_queries(10):
        client.get(of_evidence(piece))


def test_nobody_else_comes_in(outsider_client: Client, public_client: Client) -> None:
    report = work.sent()
    piece = work.offered(report.lead)
    others = [work.somebody(role, a_body("agency", BodyKind.AGENCY)) for role in (Role.FOCAL_POINT, Role.APPROVER)]
    for client in map(client_of, others):
        for path in (of_report(report), of_evidence(piece)):
            assert client.get(path).status_code == 404
            assert client.post(path, {"act": "accept"}).status_code == 404
        assert client.post(f"{of_evidence(piece)}/file").status_code == 404
    for path in ("/review/", of_report(report), of_evidence(piece)):
        assert outsider_client.get(path).status_code == 403
        assert public_client.get(path)["Location"].startswith("/sign-in?next=")
    assert report.uid not in client_of(others[0]).get("/review/").content.decode()  # nothing waits for them
    assert outsider_client.post(f"{of_evidence(piece)}/file").status_code == 403
    assert state(report) is State.SENT
    assert not Entry.objects.filter(verb="evidence.opened").exists()


def test_only_who_reviews_has_it_in_the_menu(outsider_client: Client) -> None:
    assert 'href="/review/"' in page(work.secretary(), "/rules/")
    assert 'href="/review/"' not in outsider_client.get("/rules/").content.decode()
