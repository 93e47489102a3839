"""Activities that nobody could check are walked through, and the answers become a new version."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.core import UNREAD, Cell
from palermo.office.plan.models import Version
from palermo.office.plan.readers import find_version, open_audit, open_plan
from palermo.plan import Activity, Basis, Goal, Objective, Plan
from tests.office.cast import small_plan
from tests.office.desk.matrices import closed

REPAIR = "/desk/plans/nz-test/repair"
FIRST = "/desk/plans/nz-test/revise/1.1.1"
ANSWERS = {
    "version": "1",
    "reason": "The ministry answered.",
    "step_1": "Write the course",
    "step_1_owner": "Police",
    "step_1_due": "30 June 2026",
    "end": "31 December 2026",
    "proof": "Attendance lists",
    "cost": "USD 12,000",
    "money_source": "State budget",
}


def talking_plan() -> Plan:
    """A plan whose one activity names a body, a thing and a date in its own sentence."""
    text = "The Ministry of Interior will open a shelter in Poipet by 30 June 2026"
    activity = Activity(id="1.1.1", code=Cell("1.1.1"), text=Cell(text))
    objective = Objective(id="1.1", code=Cell("1.1"), text=Cell("Officers know"), activities=Cell((activity,)))
    goal = Goal(id="1", code=Cell("1"), text=Cell("Protection"), objectives=Cell((objective,)))
    return replace(small_plan(), goals=Cell((goal,)), register={"MoI": "Ministry of Interior"})


def first_activity() -> Activity:
    return next(open_plan(find_version("nz-test")).each_activity())[2]


def test_the_list_says_what_each_activity_lacks(
    officer_client: Client, stored_plan: Callable[..., Version], outsider_client: Client, public_client: Client
) -> None:
    stored_plan()
    page = officer_client.get(REPAIR).content.decode()
    assert "2 activities lack something" in page
    assert "a step, a date, a kind of proof, a cost" in page
    assert "a lead body" not in page
    assert closed(REPAIR, outsider_client, public_client)
    assert officer_client.get("/desk/plans/no-such/repair").status_code == 404


def test_what_the_plan_lacks_is_not_called_optional(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan()
    page = officer_client.get(FIRST).content.decode()
    assert "This is what the plan lacks here." in page
    lacking, more = page.split("More about this activity")
    assert "By when the activity ends" in lacking
    assert "(optional)" not in lacking
    assert re.search(r'Lead body <span class="optional">', more)  # the plan names one already
    assert not re.search(r"<label[^>]*>Why there is a new version <span", more)


def test_a_long_plan_is_shown_in_pages_with_few_queries(
    officer_client: Client, stored_plan: Callable[..., Version], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    stored_plan(small_plan(acts=120))
    with django_assert_num_queries(4):  # session, person with terms, glasses, version
        page = officer_client.get(f"{REPAIR}?page=3").content.decode()
    assert "1.1.120" in page
    assert "/revise/1.1.60" not in page


def test_only_what_is_missing_is_asked_at_once(
    officer_client: Client, stored_plan: Callable[..., Version], outsider_client: Client, public_client: Client
) -> None:
    stored_plan()
    page = officer_client.get(FIRST).content.decode()
    asked, _, more = page.partition("More about this activity")
    assert 'name="proof"' in asked
    assert 'name="lead"' not in asked
    assert 'name="lead"' in more
    assert "1 of 2 to repair" in page
    assert 'href="/desk/plans/nz-test/revise/1.1.2" rel="next"' in page
    assert closed(FIRST, outsider_client, public_client)
    assert officer_client.get("/desk/plans/nz-test/revise/9.9").status_code == 404


def test_answers_become_a_version_and_the_next_activity_is_offered(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan()
    reply = officer_client.post(FIRST, ANSWERS, follow=True)
    assert reply.redirect_chain[0][0] == "/desk/plans/nz-test/revise/1.1.2"
    assert "Activity 1.1.1 is verifiable now." in reply.content.decode()
    version = find_version("nz-test")
    assert (version.number, version.reason) == (2, "The ministry answered.")
    assert str(open_audit(version).verdicts["1.1.1"]) == "verifiable"
    activity = first_activity()
    assert activity.steps.value is not None
    assert activity.steps.value[0].owner.value == "Police"
    # the older version still says what it said
    assert open_plan(find_version("nz-test", 1)) == small_plan()


def test_suggestions_are_shown_and_never_filled_in(officer_client: Client, stored_plan: Callable[..., Version]) -> None:
    stored_plan(talking_plan())
    page = officer_client.get(FIRST).content.decode()
    assert "Ministry of Interior” – The activity&#x27;s own sentence names this body" in page
    assert 'name="take_lead" value="Ministry of Interior"' in page
    assert " checked>" not in page
    officer_client.post(FIRST, {"version": "1", "reason": "x", "proof": "Photographs"})
    assert first_activity().lead.blank


def test_a_suggestion_is_taken_over_by_ticking_it(officer_client: Client, stored_plan: Callable[..., Version]) -> None:
    stored_plan(talking_plan())
    ticked = {"take_lead": "Ministry of Interior", "take_step": "a shelter in Poipet", "take_date": "30 June 2026"}
    officer_client.post(FIRST, {"version": "1", "reason": "x", "step_1_owner": "MoI", **ticked})
    activity = first_activity()
    assert activity.lead.value == "Ministry of Interior"
    assert activity.end.value is not None
    assert str(activity.end.value.last) == "2026-06-30"
    assert activity.steps.value is not None
    assert [(step.text.value, step.owner.value) for step in activity.steps.value] == [("a shelter in Poipet", "MoI")]


def test_two_leads_are_one_too_many(officer_client: Client, stored_plan: Callable[..., Version]) -> None:
    stored_plan(talking_plan())
    sent = {"version": "1", "reason": "x", "take_lead": "Ministry of Interior", "lead": "Police"}
    reply = officer_client.post(FIRST, sent)
    assert reply.status_code == 422
    assert "only one can stand here" in reply.content.decode()
    assert Version.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("end", "when pigs fly", "“when pigs fly” is not understood as a date."),
        ("timeframe", "soonish", "“soonish” is not understood as a date."),
        ("step_2_due", "never ever", "“never ever” is not understood as a date."),
        ("cost", "a lot", "“a lot” is not understood as a cost."),
        ("step_3_owner", "Police", "no words"),
        ("reason", "", "This field is required."),
    ],
)
def test_bad_answers_come_back_beside_their_field_with_all_that_was_typed(
    field: str, typed: str, told: str, officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan()
    extra = {"step_2": "Print it"} if field == "step_2_due" else {}
    reply = officer_client.post(FIRST, ANSWERS | extra | {field: typed})
    page = reply.content.decode()
    place = {"step_3_owner": "step_3"}.get(field, field)
    assert reply.status_code == 422
    assert told in page
    assert f'id="id_{place}_error"' in page
    assert "Attendance lists" in page
    assert "<title>Error:" in page
    assert Version.objects.count() == 1


def test_nothing_typed_is_no_version(officer_client: Client, stored_plan: Callable[..., Version]) -> None:
    stored_plan()
    reply = officer_client.post(FIRST, {"version": "1", "reason": "x"})
    assert reply.status_code == 422
    assert "Nothing was changed." in reply.content.decode()


def test_a_version_made_meanwhile_is_told_before_anything_is_overtaken(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan()
    officer_client.post("/desk/plans/nz-test/revise/1.1.2", ANSWERS)
    reply = officer_client.post(FIRST, ANSWERS)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "Meanwhile version 2 was stored." in page
    assert "Attendance lists" in page
    assert 'name="version" value="2"' in page
    assert Version.objects.count() == 2
    assert officer_client.post(FIRST, ANSWERS | {"version": "2"}).status_code == 302
    assert officer_client.post(FIRST, ANSWERS | {"version": "77"}).status_code == 404


def test_what_nobody_read_is_not_asked_for(officer_client: Client, stored_plan: Callable[..., Version]) -> None:
    unread = Activity(
        id="1.1.1", text=Cell("Train officers"), lead=UNREAD, steps=UNREAD, end=UNREAD, proof=UNREAD, costs=UNREAD,
        timeframe=UNREAD, start=UNREAD, bodies=UNREAD, indicators=UNREAD,
    )  # fmt: skip
    objective = Objective(id="1.1", text=Cell("Officers know"), activities=Cell((unread,)))
    goal = Goal(id="1", text=Cell("Prevention"), objectives=Cell((objective,)))
    stored_plan(replace(small_plan(), goals=Cell((goal,))))
    assert "No activity lacks anything" in officer_client.get(REPAIR).content.decode()


def test_press_reports_are_never_scored_nor_repaired(
    officer_client: Client, stored_plan: Callable[..., Version]
) -> None:
    stored_plan(replace(small_plan(), basis=Basis.PRESS))
    assert "rests on press reports" in officer_client.get(REPAIR).content.decode()
    assert "Repair activities" not in officer_client.get("/desk/plans/nz-test/").content.decode()
