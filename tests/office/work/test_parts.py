"""Parts of an activity that places inherit: passed on, answered, reported through the lead, made into one figure."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from palermo import plan as library
from palermo.access import BodyKind, Role
from palermo.core import Cell, UserError
from palermo.office.access.models import Body
from palermo.office.access.refusal import Refused
from palermo.office.plan.readers import find_version, open_plan
from palermo.office.plan.work.actions import (
    OfferedFile,
    accept_evidence,
    accept_lead,
    accept_report,
    amend_part,
    drop_part,
    pass_on,
    put_to_lead,
    refuse_lead,
    return_report,
)
from palermo.office.plan.work.inherited import OwnTerms, own_activity
from palermo.office.plan.work.models import Lead
from palermo.office.plan.work.readers import need_activity, on_record, scorecard
from palermo.office.plan.work.works import progress_of
from palermo.plan import Amended, Status
from tests.office.cast import NOW, a_body
from tests.office.work import cast

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def ministry() -> Body:
    return a_body("labour")


def hand(lead: Lead, role: Role = Role.FOCAL_POINT) -> Any:
    """Somebody of the body that leads."""
    return cast.somebody(role, lead.body)


def national() -> Lead:
    """An activity that a ministry has taken on."""
    return cast.accepted(body=ministry())


def line(lead: Lead, on: date = TODAY) -> library.ActivityLine:
    card = scorecard(find_version(lead.plan.slug), on_record(lead.plan), on)
    return next(each for each in card.activities if each.activity.id == lead.activity)


def proved(lead: Lead, by: Any) -> None:
    file = OfferedFile("x.pdf", b"%PDF-1.7 of " + lead.uid.encode())
    accept_evidence(by=by, evidence=cast.offered(lead, file, proves=(1, 2)), now=NOW)


def test_who_leads_or_the_secretariat_passes_parts_on_and_nobody_else() -> None:
    lead = national()
    place = a_body("kampot", BodyKind.PROVINCE)
    for by in (hand(lead), hand(lead, Role.APPROVER), cast.secretary()):
        part = pass_on(by=by, lead=lead, place=a_body(f"p{by.pk}", BodyKind.PROVINCE), now=NOW).lead
        assert (part.place, part.body) == (part.place, part.place)
    others = cast.somebody(Role.FOCAL_POINT, cast.police()), cast.somebody(Role.FOCAL_POINT, place)
    for by in (*others, cast.somebody(Role.CHAIR)):
        with pytest.raises(Refused):
            pass_on(by=by, lead=lead, place=place, now=NOW)


def test_what_cannot_be_passed_on_is_told() -> None:
    lead, asked = national(), cast.asked(activity="1.1.2", body=ministry())
    place = a_body("kampot", BodyKind.PROVINCE)

    def refused(of: Lead, says: str, to: Body = place, own: OwnTerms | None = None) -> None:
        with pytest.raises(UserError, match=says):
            pass_on(by=hand(of), lead=of, place=to, own=own, now=NOW)

    refused(asked, "Accept the activity first")
    refused(lead, "stands for no place", ministry())
    refused(lead, "no indicator of this name", own=OwnTerms(targets=(("i9", "5"),)))
    part = cast.inherited(lead)
    refused(lead, "has its part already")
    refused(part, "cannot be passed on")
    told: dict[str, Any] = {"by": hand(lead), "lead": lead, "place": place, "reason": "No border.", "now": NOW}
    drop_part(**told)
    with pytest.raises(UserError, match="given up already"):
        drop_part(**told)
    refused(lead, "given up already")


def test_a_place_refuses_with_a_reason_and_is_asked_again_or_another_body_is() -> None:
    lead = national()
    part = cast.passed(lead, ends=date(2024, 6, 30))
    refuse_lead(by=hand(part), lead=part, reason="We have no border.", now=NOW)
    assert "We have no border." in str(line(lead).parts[0].standing.why)
    again = pass_on(by=hand(lead), lead=lead, place=part.body, now=NOW)
    assert (again.lead, again.new) == (part, False)
    accept_lead(by=hand(part), lead=part, now=NOW)
    other = pass_on(by=cast.secretary(), lead=lead, place=part.body, body=a_body("kampot-police"), now=NOW).lead
    assert (other.place, other.ends) == (part.place, date(2024, 6, 30))
    (told,) = on_record(lead.plan).parts[lead.activity]
    assert (told.lead, [each.lead for each in told.before]) == (other, [part])
    with pytest.raises(UserError, match="handed over"):
        cast.drafted(part)


def test_a_part_stays_where_the_activity_is_handed_over_and_the_new_lead_agrees() -> None:
    lead = national()
    report = cast.sent(cast.inherited(lead))
    new = put_to_lead(by=cast.secretary(), plan=lead.plan, activity=lead.activity, body=cast.police(), now=NOW).lead
    with pytest.raises(Refused):
        accept_report(by=hand(lead, Role.APPROVER), report=type(report).objects.get(pk=report.pk), now=NOW)
    accept_report(by=hand(new), report=type(report).objects.get(pk=report.pk), now=NOW)


def test_a_report_climbs_through_the_body_that_leads() -> None:
    lead = national()
    part = cast.inherited(lead)
    report = cast.sent(part)
    with pytest.raises(UserError, match="the body that leads"):
        accept_report(by=cast.secretary(), report=report, now=NOW)
    with pytest.raises(Refused):  # nobody signs off their own work
        accept_report(by=hand(part), report=report, now=NOW)
    return_report(by=hand(lead), report=report, reason="How many?", now=NOW)
    assert on_record(lead.plan).parts[lead.activity][0].reports[0].held.reason == "How many?"
    other = cast.sent(cast.inherited(lead, "kep"))
    accept_report(by=hand(lead, Role.APPROVER), report=other, now=NOW)
    accept_report(by=cast.secretary(), report=other, now=NOW)
    verbs = [(str(move.verb), move.level) for move in on_record(lead.plan).parts[lead.activity][1].reports[0].moves]
    assert verbs == [("write", "body"), ("send", "body"), ("accept", "lead"), ("accept", "secretariat")]


def test_the_activity_is_done_once_it_and_each_of_its_parts_is() -> None:
    lead = national()
    parts = [cast.inherited(lead, key) for key in ("kampot", "kep")]
    proved(lead, cast.secretary())
    proved(parts[0], hand(lead))
    assert line(lead).standing.status is Status.RUNNING
    assert [part.standing.status for part in line(lead).parts] == [Status.DONE, Status.NOT_STARTED]
    drop_part(by=hand(lead), lead=lead, place=parts[1].body, reason="No border.", now=NOW)
    assert line(lead).standing.status is Status.DONE
    assert line(lead).tally.counts[Status.DROPPED] == 1


def test_own_steps_target_and_day_are_kept_and_changed_with_a_reason() -> None:
    lead = national()
    steps = (("Teach the guards", date(2024, 2, 1)),)
    part = cast.inherited(lead, ends=date(2024, 3, 31), steps=steps)
    activity = own_activity(need_activity(lead.plan, lead.activity), part)
    assert [step.text.words for step in activity.steps.value or ()] == ["Teach the guards"]
    assert line(lead).parts[0].standing.status is Status.LATE
    told: dict[str, Any] = {"by": hand(lead), "lead": lead, "place": part.body, "now": NOW}
    amend_part(**told, what=Amended.STEP, of="1", new="2024-12-01", reason="The guards came late.")
    amend_part(**told, what=Amended.END, new="2024-12-31", reason="The same.")
    assert (line(lead).parts[0].standing.status, line(lead).parts[0].end) == (Status.NOT_STARTED, date(2024, 12, 31))
    for wrong in ({"what": Amended.STEP, "of": "2"}, {"what": Amended.END, "of": ""}):
        with pytest.raises(UserError):
            amend_part(**told, new="soon", reason="x", **wrong)  # type: ignore[arg-type]  # each is of its kind


def test_figures_are_made_of_what_places_tell_and_who_told_nothing_is_named() -> None:
    """1 of 2 and 90 of 100 are 91 of 102, from the rows of the office; no percentage is added or averaged."""
    indicator = library.Indicator("i1", Cell("Of those arrested, charged"), unit=Cell("%"))
    lead = national()
    for key, values in {"kampot": ("1", "2"), "kep": ("90", "100"), "takeo": ()}.items():
        part = cast.inherited(lead, key)
        if values:
            accept_report(by=hand(lead), report=cast.sent(part), now=NOW)
    version = find_version(lead.plan.slug)
    plan, progress = open_plan(version), progress_of(on_record(lead.plan))
    (goal,) = plan.goals.value or ()
    (objective,) = goal.objectives.value or ()
    first, *others = objective.activities.value or ()
    first = replace(first, indicators=Cell((indicator,)))
    objective = replace(objective, activities=Cell((first, *others)))
    plan = replace(plan, goals=Cell((replace(goal, objectives=Cell((objective,))),)))
    shares = {"kampot": (1, 2), "kep": (90, 100)}

    def telling(part: library.PlacePart) -> library.PlacePart:
        n, of = shares.get(part.place, (0, 0))
        value = library.Value("i1", numerator=Decimal(n), denominator=Decimal(of))
        return replace(part, reports=tuple(replace(each, values=(value,)) for each in part.reports))

    work = progress.activities[lead.activity]
    work = replace(work, parts=tuple(map(telling, work.parts)))
    card = library.score(plan, replace(progress, activities={lead.activity: work}), TODAY)
    total = card.figures[0].total
    assert total.number is None
    assert [total.numerator, total.denominator] == [91, 102]
    assert total.missing == ("takeo",)


def test_the_record_is_the_progress_file_that_says_the_same_with_its_parts() -> None:
    lead = national()
    part = cast.inherited(lead, ends=date(2024, 6, 30), steps=(("Teach", date(2024, 5, 1)), ("Test", None)))
    accept_report(by=hand(lead), report=cast.sent(part), now=NOW)
    drop_part(by=cast.secretary(), lead=lead, place=part.body, reason="No border.", now=NOW)
    who, place = hand(lead).person.pseudonym, hand(part).person.pseudonym
    chief = cast.secretary().person.pseudonym
    written = f"""
progress:
  plan: {lead.plan.slug}
  levels: [body, secretariat, committee]
  cycle: {{every: quarter, from: 2024-01-01, until: 2025-12-31, due_days: 15}}
  places: {{kampot: null}}
activities:
  - id: 1.1.1
    moves:
      - {{verb: ask, by: "{chief}", level: secretariat, on: 2024-03-01}}
      - {{verb: accept, by: "{who}", level: lead, on: 2024-03-01}}
    parts:
      - place: kampot
        until: 2024-06-30
        steps: [{{text: Teach, due: 2024-05-01}}, {{text: Test}}]
        moves:
          - {{verb: ask, by: "{who}", level: above, on: 2024-03-01}}
          - {{verb: accept, by: "{place}", level: lead, on: 2024-03-01}}
        reports:
          - period: 2024-Q1
            claim: running
            narrative: The course is written.
            done: [{{step: 1, what: Course written, finished: 2024-02-20}}]
            moves:
              - {{verb: write, by: "{place}", level: body, on: 2024-03-01}}
              - {{verb: send, by: "{place}", level: body, on: 2024-03-01}}
              - {{verb: accept, by: "{who}", level: lead, on: 2024-03-01}}
        dropped: {{on: 2024-03-01, by: "{chief}", reason: No border.}}
"""
    plan = open_plan(find_version(lead.plan.slug))
    progress, findings = library.read_progress(written.encode(), plan)
    assert findings == ()
    assert progress_of(on_record(lead.plan)) == progress
    card = scorecard(find_version(lead.plan.slug), on_record(lead.plan), TODAY)
    for one, other in zip(card.activities, library.score(plan, progress, TODAY).activities, strict=True):
        assert replace(one, findings=()) == replace(other, findings=())  # those of a file say where it stands in it


def test_a_district_is_rolled_up_into_its_province() -> None:
    lead = national()
    cast.inherited(lead)
    below = a_body("chhuk", BodyKind.DISTRICT, Body.objects.get(key="kampot"))
    pass_on(by=hand(lead), lead=lead, place=below, now=NOW)
    assert progress_of(on_record(lead.plan)).places == {"kampot": "", "chhuk": "kampot"}
