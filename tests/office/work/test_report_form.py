"""The form of a report: nothing that was written is lost, what is not understood is told at its field."""

from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import BodyKind, Role
from palermo.core import Cell
from palermo.office.access.models import Session
from palermo.office.plan.actions import add_version, upload_plan
from palermo.office.plan.work.actions import accept_report, publish_report, put_to_lead, return_report, set_cycle
from palermo.office.plan.work.content import lacking, report_of
from palermo.office.plan.work.duties.report_form import Asks, content_of, lines_of
from palermo.office.plan.work.models import Draft, Filed, Lead, Move, Report
from palermo.plan import LADDER, Every, Indicator, Plan, Step, defined
from tests.office.cast import NOW, a_body, client_of, join, plan_file, signed_in
from tests.office.work import cast as work
from tests.office.work.cast import PERIOD

TODAY = NOW.date()
WHOLE = {
    "claim": "running",
    "step_1_what": "Course written",
    "step_1_finished": "20 February 2024",
    "value_0_number": "1,200",
    "value_0_kind": "sum",
    "value_0_note": "Both courses",
    "narrative": "The course is written.",
    "obstacles": "1",
    "obstacle_1_what": "No room",
    "obstacle_1_since": "2024-02-01",
    "obstacle_1_blocked_by": "",
    "asks": "A room.",
}
JSON = {"accept": "application/json"}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: NOW)


def measured(plan: Plan) -> Plan:
    """The plan, its activities with an indicator each."""
    goals = plan.goals.value or ()
    objective = (goals[0].objectives.value or ())[0]
    acts = tuple(
        replace(each, indicators=Cell((Indicator(id=f"{each.id}.a", text=Cell("Officers trained")),)))
        for each in objective.activities.value or ()
    )
    objective = replace(objective, activities=Cell(acts))
    return replace(plan, goals=Cell((replace(goals[0], objectives=Cell((objective,))),)))


@pytest.fixture
def lead() -> Lead:
    """An activity with two steps and an indicator, which the police has taken on."""
    by = work.secretary()
    file = plan_file(measured(work.plan_with_steps()))
    version = add_version(by=by, upload=upload_plan(by=by, file=file, now=NOW), file=file, reason="First.", now=NOW)
    set_cycle(by=by, plan=version.plan, rule=work.RULE, ladder=LADDER, reason="As decided.", now=NOW)
    return work.accepted(version.plan)


def address(lead: Lead, period: str = PERIOD) -> str:
    return f"/duties/{lead.uid}/reports/{period}"


def focal(lead: Lead) -> Client:
    return client_of(work.somebody(Role.FOCAL_POINT, lead.body))


def colleague(lead: Lead) -> Client:
    """Another focal point of the same body."""
    there = User.objects.filter(username="colleague").first()
    return client_of(signed_in(there) if there else join("colleague", Role.FOCAL_POINT, lead.body))


def strangers() -> list[Client]:
    """A focal point of another body, an analyst."""
    labour = a_body("labour", BodyKind.MINISTRY)
    return [client_of(work.somebody(Role.FOCAL_POINT, labour)), client_of(work.somebody(Role.ANALYST))]


def closed_to_strangers(lead: Lead) -> bool:
    replies = [
        reply
        for client in strangers()
        for reply in (
            client.get(address(lead)),
            client.post(address(lead), WHOLE),
            client.post(f"{address(lead)}/draft", WHOLE, headers=JSON),
        )
    ]
    return all(reply.status_code in (403, 404) for reply in replies)


def send(client: Client, lead: Lead, act: str, seen: int = 0, **given: Any) -> Any:
    return client.post(address(lead), {**WHOLE, "act": act, "seen": str(seen), **given})


def page_of(reply: Any) -> str:
    content: bytes = reply.content
    return content.decode()


def test_a_draft_is_saved_as_it_is_understood(lead: Lead) -> None:
    assert send(focal(lead), lead, "save").status_code == 302
    draft = Draft.objects.get()
    assert draft.edition == 1
    assert draft.content == {
        "claim": "running",
        "narrative": "The course is written.",
        "asks": "A room.",
        "done": [{"step": 1, "what": "Course written", "finished": "2024-02-20"}],
        "values": [{"indicator": "1.1.1.a", "number": "1200", "cumulative": True, "note": "Both courses"}],
        "obstacles": [{"what": "No room", "since": "2024-02-01", "blocked_by": ""}],
    }
    page = page_of(focal(lead).get(address(lead)))
    for words in ("Course written", "2024-02-20", 'value="1200"', "Both courses", "No room", "A room."):
        assert words in page, words
    assert 'name="seen" value="1"' in page
    assert closed_to_strangers(lead)


def test_khmer_digits_and_months_are_understood(lead: Lead) -> None:
    send(focal(lead), lead, "save", value_0_number="១២.៥", step_1_finished="២០ កុម្ភៈ ២០២៤")
    content = Draft.objects.get().content
    assert content["values"][0]["number"] == "12.5"
    assert content["done"][0]["finished"] == "2024-02-20"
    assert closed_to_strangers(lead)


def test_sending_gives_a_receipt_and_stays_readable(lead: Lead) -> None:
    client = focal(lead)
    assert send(client, lead, "send").status_code == 302
    report = Report.objects.get()
    page = page_of(client.get(address(lead)))
    assert "The report is sent" in page
    assert report.uid in page
    assert "It is with the secretariat now, who accepts it or returns it with a note." in page
    assert "finished on 2024-02-20" in page
    assert "<form method" not in page.partition("<main")[2]
    assert Filed.objects.get().content == Draft.objects.get().content
    assert report_of(PERIOD, Filed.objects.get().content, ()).claim == "running"
    # the secretariat and the approver read it at the same address, and it stays there for good
    for reader in (client_of(work.secretary()), client_of(work.somebody(Role.APPROVER, lead.body))):
        assert report.uid in page_of(reader.get(address(lead)))
    accept_report(by=work.secretary(), report=report, now=NOW)
    assert "It is with the chair of the committee now." in page_of(client.get(address(lead)))
    publish_report(by=work.somebody(Role.CHAIR), report=report, now=NOW)
    page = page_of(client.get(address(lead)))
    assert "The course is written." in page
    assert ">Published<" in page
    assert closed_to_strangers(lead)


def test_what_was_sent_cannot_be_written_over(lead: Lead) -> None:
    client = focal(lead)
    send(client, lead, "send")
    reply = send(client, lead, "save", 1, narrative="Something else")
    assert reply.status_code == 422
    assert "This cannot be done" in page_of(reply)
    assert "Something else" in page_of(reply)
    assert Filed.objects.get().content["narrative"] == "The course is written."
    assert client.post(f"{address(lead)}/draft", {**WHOLE, "seen": "1", "asks": "x"}, headers=JSON).status_code == 422
    assert closed_to_strangers(lead)


def test_a_returned_report_is_mended_and_sent_again(lead: Lead) -> None:
    client = focal(lead)
    send(client, lead, "send")
    return_report(by=work.secretary(), report=Report.objects.get(), reason="How many were trained?", now=NOW)
    page = page_of(client.get(address(lead)))
    assert "It was returned with this note:" in page
    assert "How many were trained?" in page
    assert "Course written" in page
    # what was sent stays to be read by those above while it is mended
    send(client, lead, "save", 1, narrative="Twelve were trained.")
    assert "How many were trained?" in page_of(client.get(address(lead)))
    above = page_of(client_of(work.secretary()).get(address(lead)))
    assert "The course is written." in above
    assert "Twelve were trained." not in above
    assert send(client, lead, "send", 2, narrative="Twelve were trained.").status_code == 302
    page = page_of(client.get(address(lead)))
    assert "Twelve were trained." in page
    assert "It was returned with this note:" not in page
    assert Filed.objects.count() == 2
    assert closed_to_strangers(lead)


WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a day": ({"step_1_finished": "when it rained"}, "step_1_finished", "when it rained"),
    "a month is no day": ({"step_1_finished": "February 2024"}, "step_1_finished", "February 2024"),
    "a number": ({"value_0_number": "about 12"}, "value_0_number", "about 12"),
    "since": ({"obstacle_1_since": "long ago"}, "obstacle_1_since", "long ago"),
}


@pytest.mark.parametrize("fault", WRONG)
@pytest.mark.parametrize("act", ["save", "send"])
def test_what_is_not_understood_is_told_at_its_field_and_kept(fault: str, act: str, lead: Lead) -> None:
    given, name, typed = WRONG[fault]
    client = focal(lead)
    reply = send(client, lead, act, **given)
    page = page_of(reply)
    assert reply.status_code == 422
    assert f'href="#id_{name}"' in page
    assert f'id="id_{name}_error"' in page
    assert f'value="{typed}"' in page
    assert "The course is written." in page
    # saved as it was typed: a lost page loses nothing, and nothing of it was sent
    assert typed in page_of(client.get(address(lead)))
    assert not Filed.objects.exists()
    assert send(client, lead, act, 1).status_code == 302
    assert closed_to_strangers(lead)


MISSING: dict[str, Any] = {
    "claim": {"claim": ""},
    "narrative": {"narrative": " "},
    "step_1_what": {"step_1_what": ""},
    "obstacle_1_what": {"obstacle_1_what": ""},
    "obstacle_1_since": {"obstacle_1_since": ""},
    "value_0_number": {"value_0_number": ""},
    "step_1_finished": {"step_1_finished": "2024-03-02"},
}


def test_who_writes_waits_for_no_scorecard(lead: Lead, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a plan stands is worked out anew after each report: that is for who looks at it, not for who writes."""

    def worked_out(*_of: object, **_more: object) -> None:
        raise AssertionError("the scorecard was worked out")

    client, there = focal(lead), address(lead)
    for name in ("scorecard", "scorecard_of_one"):
        monkeypatch.setattr(f"palermo.office.plan.work.duties.reading.{name}", worked_out)
    assert client.get(there).status_code == 200
    assert client.post(f"{there}/draft", {**WHOLE, "seen": "0"}, headers=JSON).status_code == 200
    offer = {"act": "offer", "kind": "CA-E", "title": "The course", "proves": ["1"]}
    proof = SimpleUploadedFile("course.pdf", b"%PDF-1.7 an invented course")
    assert client.post(f"/duties/{lead.uid}", {**offer, "file": proof}).status_code == 302
    assert client.post(there, {**WHOLE, "seen": "1", "act": "send"}).status_code == 302
    assert "The course is written." in client.get(there).content.decode()
    put_to_lead(by=work.secretary(), plan=lead.plan, activity=lead.activity, body=a_body("labour"), now=NOW)
    page = client.get(there).content.decode()
    assert ("The course is written." in page, "Train 1 officers" in page) == (True, True), "what was handed over"
    with pytest.raises(AssertionError):
        client.get(f"/duties/{lead.uid}")


@pytest.mark.parametrize("name", MISSING)
def test_a_draft_may_lack_what_a_report_may_not(name: str, lead: Lead) -> None:
    client = focal(lead)
    if name != "step_1_finished":  # a day that is to come is told at once
        assert send(client, lead, "save", **MISSING[name]).status_code == 302
    reply = send(client, lead, "send", Draft.objects.count(), **MISSING[name])
    assert reply.status_code == 422
    assert f'id="id_{name}_error"' in page_of(reply)
    assert "It was not sent." in page_of(reply)
    assert not Filed.objects.exists()
    assert closed_to_strangers(lead)


def test_a_day_that_is_none_is_not_sent_past_the_form_either() -> None:
    content = {"claim": "running", "narrative": "x", "done": [{"step": 1, "what": "x", "finished": "soon"}]}
    assert [message.say() for message in lacking(content, TODAY)] == [
        "The day on which step 1 was finished is not a day: soon."
    ]


def test_one_more_obstacle_keeps_everything(lead: Lead) -> None:
    reply = send(focal(lead), lead, "row", narrative="Not yet saved")
    page = page_of(reply)
    assert reply.status_code == 200
    assert 'name="obstacle_2_what"' in page
    assert "Not yet saved" in page
    assert "No room" in page
    assert not Draft.objects.exists()
    assert closed_to_strangers(lead)


def test_two_writers_at_once_see_both_and_lose_nothing(lead: Lead) -> None:
    one, other = focal(lead), colleague(lead)
    send(one, lead, "save", narrative="What I saw", asks="Mine")
    reply = send(other, lead, "send", 0, narrative="What they saw", asks="Theirs")
    page = page_of(reply)
    assert reply.status_code == 422
    assert "Somebody else saved this draft in the meantime." in page
    assert "What I saw" in page
    assert page.count("What they saw") == 2  # beside the other, and in the form
    assert 'name="keep" value="narrative"' in page
    assert 'name="keep" value="claim"' not in page  # says the same in both
    assert 'name="seen" value="1"' in page
    assert Draft.objects.get().content["narrative"] == "What I saw"
    assert not Filed.objects.exists()
    # one field from each, by the choice of who saves
    assert send(other, lead, "save", 1, narrative="What they saw", asks="Theirs", keep="asks").status_code == 302
    content = Draft.objects.get().content
    assert (content["narrative"], content["asks"]) == ("What they saw", "Mine")
    # what was ticked before a third wording came takes over nothing that its writer has not seen
    page = page_of(send(one, lead, "save", 1, narrative="What they saw", asks="Mine once more", keep="asks"))
    assert page.count("Mine once more") == 2
    # and the first is told in turn
    assert send(one, lead, "save", 1, narrative="What I saw").status_code == 422
    assert Move.objects.filter(report__isnull=False, verb="write").count() == 2
    assert closed_to_strangers(lead)


def test_rows_of_theirs_can_be_taken_over_too(lead: Lead) -> None:
    two: dict[str, Any] = {"obstacles": "2", "obstacle_2_what": "No fuel", "obstacle_2_since": "2024-02-02"}
    send(focal(lead), lead, "save", **two)
    other = colleague(lead)
    page = page_of(send(other, lead, "save", 0))
    assert 'name="keep" value="obstacle_2_what"' in page
    keep = ["obstacle_2_what", "obstacle_2_since"]
    empty: dict[str, Any] = {"obstacles": "2", "obstacle_2_what": "", "obstacle_2_since": ""}
    assert send(other, lead, "save", 1, **empty, keep=keep).status_code == 302
    assert [each["what"] for each in Draft.objects.get().content["obstacles"]] == ["No room", "No fuel"]
    assert closed_to_strangers(lead)


def test_the_script_saves_and_learns_the_edition(lead: Lead) -> None:
    client, there = focal(lead), f"{address(lead)}/draft"
    reply = client.post(there, {**WHOLE, "seen": "0"}, headers=JSON)
    assert (reply.status_code, reply.json()) == (200, {"seen": 1})
    # its answer was lost on the way: the same words once more overtake nobody
    assert client.post(there, {**WHOLE, "seen": "0"}, headers=JSON).json() == {"seen": 1}
    assert client.post(there, {**WHOLE, "seen": "1", "asks": "More"}, headers=JSON).json() == {"seen": 2}
    reply = colleague(lead).post(there, {**WHOLE, "seen": "1", "asks": "Less"}, headers=JSON)
    assert reply.status_code == 409
    assert "Somebody else saved this draft" in reply.json()["told"]
    assert Draft.objects.get().content["asks"] == "More"
    half = client.post(there, {**WHOLE, "seen": "2", "step_1_finished": "20 Febr"}, headers=JSON)
    assert half.json() == {"seen": 3}
    assert Draft.objects.get().content["done"][0]["finished"] == "20 Febr"
    assert closed_to_strangers(lead)


def test_a_lost_session_keeps_the_draft_and_what_was_sent_too_late(lead: Lead, public_client: Client) -> None:
    client = focal(lead)
    client.post(f"{address(lead)}/draft", {**WHOLE, "seen": "0"}, headers=JSON)
    Session.objects.all().delete()
    reply = client.post(f"{address(lead)}/draft", {**WHOLE, "seen": "1", "asks": "Lost?"}, headers=JSON)
    assert reply.status_code == 302  # to the sign-in: the script says so and tries again
    again = focal(lead)
    assert "A room." in page_of(again.get(address(lead)))
    # a form that waited for its person is sent to the same address by them, and comes back as a page
    reply = again.post(f"{address(lead)}/draft", {**WHOLE, "seen": "1", "asks": "Lost?"})
    assert reply["Location"] == address(lead)
    assert Draft.objects.get().content["asks"] == "Lost?"
    assert public_client.get(address(lead))["Location"].startswith("/sign-in")
    assert closed_to_strangers(lead)


def test_who_may_not_write_reads_what_there_is(lead: Lead) -> None:
    approver, secretary = client_of(work.somebody(Role.APPROVER, lead.body)), client_of(work.secretary())
    assert "Nothing was written for this period yet." in page_of(approver.get(address(lead)))
    assert secretary.get(address(lead)).status_code == 404
    send(focal(lead), lead, "save")
    page = page_of(approver.get(address(lead)))
    assert "What the draft says so far" in page
    assert "Course written" in page
    assert secretary.get(address(lead)).status_code == 404  # a draft is the body's own
    for client in (approver, secretary):
        assert send(client, lead, "save", 1).status_code == 403
    assert closed_to_strangers(lead)


@pytest.mark.parametrize("period", ["2024-Q2", "2023-Q4", "never"])
def test_other_periods_have_no_page(period: str, lead: Lead) -> None:
    assert focal(lead).get(address(lead, period)).status_code == 404
    assert closed_to_strangers(lead)


def test_nobody_reports_on_what_they_did_not_accept() -> None:
    lead = work.asked()
    reply = send(focal(lead), lead, "save")
    assert (reply.status_code, "Accept the activity first." in page_of(reply)) == (422, True)
    assert "The course is written." in page_of(reply)
    assert closed_to_strangers(lead)


texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20).map(str.strip)


@given(data=st.data())
def test_what_is_kept_fills_the_same_form_again(data: st.DataObject) -> None:
    told = defined(Plan("p", "A plan"), Indicator(id="i", text=Cell("c")), None)
    asks = Asks((Step(Cell("a")), Step(Cell("b"))), (told,))
    names = ["narrative", "asks", "step_1_what", "step_1_finished", "step_2_what", "value_0_number", "value_0_note"]
    names += [f"obstacle_{n}_{part}" for n in (1, 2) for part in ("what", "since", "blocked_by")]
    lines = {name: data.draw(texts) for name in names}
    lines |= {"claim": data.draw(st.sampled_from(["", "running", "complete"])), "obstacles": "2"}
    content = content_of(lines, asks)
    assert content_of(lines_of(content, asks), asks) == content
    written = {each["what"] for each in (*content["done"], *content["obstacles"])}
    assert {lines[name] for name in names if name.endswith("_what")} - {""} <= written


def test_a_draft_of_a_cycle_that_is_gone_is_read_and_not_written_on() -> None:
    lead = work.drafted().lead
    halves = replace(work.RULE, every=Every.HALF)
    set_cycle(by=work.secretary(), plan=lead.plan, rule=halves, ladder=LADDER, reason="As decided.", now=NOW)
    client = client_of(work.somebody(Role.FOCAL_POINT, lead.body))
    page = client.get(f"/duties/{lead.uid}/reports/{PERIOD}").content.decode()
    assert ("What the draft says so far" in page, "The course is written." in page) == (True, True)
    assert 'name="narrative"' not in page, "what nobody can save nobody is asked to write"
    assert "days late" not in page
