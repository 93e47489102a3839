"""The pages of parts: choosing places, the table of them, a place's own duty, and what everybody may read."""

import csv
import io
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.access import BodyKind, Role
from palermo.office.access.models import Body
from palermo.office.plan.actions import Proof, claim_state
from palermo.office.plan.models import State
from palermo.office.plan.readers import find_version
from palermo.office.plan.work import readers
from palermo.office.plan.work.actions import OfferedFile, accept_report, amend_promise, drop_part, publish_report
from palermo.office.plan.work.models import Amendment, Lead, Report
from palermo.office.plan.work.public import beside
from palermo.office.plan.work.readers import forget, on_record
from palermo.plan import Amended
from palermo.plan import State as Stands
from tests.office.cast import NOW, a_body, client_of
from tests.office.indicators import cast as indicators
from tests.office.work import cast

pytestmark = pytest.mark.django_db
PROVINCES = ("kampot", "kep", "takeo")


def provinces() -> list[Body]:
    return [a_body(key, BodyKind.PROVINCE) for key in PROVINCES]


def led() -> Lead:
    """An activity of a ministry, in an office that has three provinces."""
    provinces()
    return cast.accepted(body=a_body("labour"))


def hand(lead: Lead, role: Role = Role.FOCAL_POINT) -> Client:
    return client_of(cast.somebody(role, lead.body))


def page(client: Client, address: str, status: int = 200) -> str:
    reply = client.get(address, headers={"host": "localhost"})
    assert reply.status_code == status, address
    return reply.content.decode()


def posted(client: Client, lead: Lead, act: str, status: int = 302, **told: Any) -> str:
    sent = {"act": act, **{f"{act}-{name}": value for name, value in told.items()}}
    reply = client.post(f"/duties/{lead.uid}/parts", sent)
    assert reply.status_code == status, reply.content.decode()
    return reply.content.decode()


def published(lead: Lead) -> str:
    """The address of the plan, once everybody may read it."""
    version = find_version(lead.plan.slug)
    said: dict[str, Any] = {
        "state": State.APPROVED,
        "when": "2024",
        "said_by": "Cabinet",
        "proof": Proof(source="Gazette"),
    }
    claim_state(by=cast.secretary(), version=version, now=NOW, **said)
    return f"/plans/{lead.plan.slug}/v/1/progress"


def test_a_whole_level_is_passed_on_by_one_tick_and_each_place_answers(public_client: Client) -> None:
    lead = led()
    address = f"/duties/{lead.uid}/parts"
    assert "No place has inherited a part" in page(hand(lead), address)
    assert "Pass parts of it on to places" in page(hand(lead), f"/duties/{lead.uid}")
    posted(hand(lead), lead, "pass", level=["province"], steps="Teach | 2024-06-30\nTest", ends="2024-09-30")
    told = on_record(lead.plan).parts["1.1.1"]
    assert [each.lead.body.key for each in told] == list(PROVINCES)
    assert told[0].lead.steps == [{"text": "Teach", "due": "2024-06-30"}, {"text": "Test", "due": None}]
    shown = page(hand(lead), address)
    assert shown.count("Not accepted</") >= 3
    assert "Every place of the register has its part." in shown
    client = client_of(cast.somebody(Role.FOCAL_POINT, a_body("kep")))
    assert "part of the kep" in page(client, "/duties/").lower()
    duty = page(client, f"/duties/{told[1].lead.uid}")
    assert "Teach" in duty
    assert "2024-09-30" in duty
    assert client.post(f"/duties/{told[1].lead.uid}", {"act": "accept"}).status_code == 302
    assert public_client.get(address).status_code == 302
    assert client.get(address).status_code == 404  # of what others do the place learns nothing here


def test_single_places_and_what_is_wrong_is_told_at_the_form(outsider_client: Client) -> None:
    lead = led()
    client = hand(lead)
    assert "Choose the places first" in posted(client, lead, "pass", 422)
    assert "Write after the bar the day" in posted(client, lead, "pass", 422, place=["kep"], steps="Teach | soon")
    posted(client, lead, "pass", place=["kep", "takeo"])
    assert not Lead.objects.filter(place__key="kampot").exists()
    posted(client, lead, "change", place="kep", what="end:", new="2025-01-31", reason="The road was closed.")
    assert "The road was closed." in page(client, f"/duties/{lead.uid}/parts")
    assert "Write the new day" in posted(
        client, lead, "change", 422, place="kep", what="end:", new="soon", reason="The road."
    )
    posted(client, lead, "hand", place="kep", body="labour")
    posted(client, lead, "drop", place="takeo", reason="It has no border.")
    assert Amendment.objects.filter(what="", place__key="takeo").exists()
    # what was given up can be chosen no more
    posted(client, lead, "drop", 422, place="takeo", reason="Again.")
    assert outsider_client.get(f"/duties/{lead.uid}/parts").status_code == 403


def test_the_chair_takes_the_acceptance_of_a_place_back_and_the_place_is_asked_again() -> None:
    lead = led()
    kep, takeo = cast.inherited(lead, "kep"), cast.passed(lead, "takeo")
    address = f"/duties/{lead.uid}/parts"
    assert "Your body cannot take its acceptance back itself" in page(hand(kep), f"/duties/{kep.uid}")
    for client in (hand(lead), client_of(cast.secretary())):  # who passes it on cannot: it is for the one above
        assert "Take the acceptance of a part back" not in page(client, address)
        posted(client, lead, "undo", 422, place="kep", reason="Another mandate.")
    chair = client_of(cast.somebody(Role.CHAIR))
    assert "Take the acceptance of a part back" in page(chair, address)
    posted(chair, lead, "undo", 422, place="takeo", reason="It has not answered.")
    posted(chair, lead, "undo", place="kep", reason="The province said that it has no court.")
    told = {each.lead.uid: each.held.state for each in on_record(lead.plan).parts["1.1.1"]}
    assert told == {kep.uid: Stands.ASKED, takeo.uid: Stands.ASKED}
    shown = page(hand(kep), f"/duties/{kep.uid}")
    assert "Does your body take it on?" in shown
    assert hand(takeo).post(address, {"act": "undo"}).status_code == 404  # of what others do it learns nothing


def test_rules_on_progress_and_who_is_late_stand_on_the_pages_of_parts(public_client: Client) -> None:
    lead = led()
    address = published(lead)
    about: dict[str, Any] = {"plan": lead.plan, "activity": "1.1.1", "reason": "The bill came back.", "now": NOW}
    amend_promise(by=cast.secretary(), what=Amended.END, new="2060-12-31", **about)  # for its places too
    kep = cast.inherited(lead, "kep", steps=(("Teach", date(2024, 2, 1)),))
    cast.inherited(lead, "takeo")
    cast.sent(kep, claim="complete", done=[])
    said = "Activity 1.1.1, part of The kep is said to be complete, and accepted proof is there for 0 of 1."
    late = "Late in 1 of its 2 parts: The kep."
    for client, where, sentences in (
        (public_client, f"{address}/1.1.1", (said, late)),
        (hand(lead), f"/duties/{lead.uid}/parts", (said, late)),
        (client_of(cast.secretary()), f"/desk/plans/{lead.plan.slug}/work/1.1.1", (said, late)),
        (hand(kep), f"/duties/{kep.uid}", (said,)),
        (public_client, address, (late,)),
    ):
        shown = page(client, where)
        assert [shown.count(sentence) for sentence in sentences] == [1] * len(sentences), where
    assert "part of The kep" not in page(hand(cast.inherited(lead, "kampot")), "/duties/")


def test_a_place_reads_its_part_and_not_what_another_writes() -> None:
    lead = led()
    kep, takeo = cast.inherited(lead, "kep"), cast.inherited(lead, "takeo")
    report = cast.drafted(kep, narrative="The guards came.")
    own, other = hand(kep), hand(takeo)
    address = f"/duties/{kep.uid}/reports/{cast.PERIOD}"
    assert "The guards came." in page(own, address)
    for client in (other, hand(lead)):  # who leads reads what was sent, and no draft
        page(client, address, 404)
    assert report.lead == kep


def test_who_leads_reads_what_was_sent_and_agrees() -> None:
    lead = led()
    report = cast.sent(cast.inherited(lead, "kep"))
    client = hand(lead)
    shown = page(client, f"/duties/{lead.uid}/parts")
    assert f"/review/reports/{report.uid}" in shown
    assert "part of the kep" in page(client, "/review/").lower()
    assert client.post(f"/review/reports/{report.uid}", {"act": "accept"}).status_code == 302
    assert f"/review/reports/{report.uid}" not in page(client, f"/duties/{lead.uid}/parts")
    assert f"/review/reports/{report.uid}" in page(client_of(cast.secretary()), "/review/")


def test_everybody_reads_the_activity_by_place(public_client: Client) -> None:
    lead = led()
    kep = cast.inherited(lead, "kep")
    cast.passed(lead, "takeo")
    address = published(lead)
    report = cast.sent(kep, narrative="The guards came.")
    accept_report(by=cast.somebody(Role.FOCAL_POINT, lead.body), report=report, now=NOW)
    report = Report.objects.get(pk=report.pk)
    accept_report(by=cast.secretary(), report=report, now=NOW)
    drop_part(by=cast.secretary(), lead=lead, place=a_body("takeo"), reason="It has no border.", now=NOW)
    shown = page(public_client, f"{address}/1.1.1")
    assert "2 places have inherited a part" in shown
    assert "It has no border." in shown
    assert "The guards came." not in shown
    publish_report(by=cast.somebody(Role.CHAIR), report=Report.objects.get(pk=report.pk), now=NOW)
    assert "The guards came." in page(public_client, f"{address}/1.1.1")
    assert "Parts of activities, by place" in page(public_client, address)
    rows = list(csv.DictReader(io.StringIO(page(public_client, f"{address}.csv"))))
    assert [(row["activity"], row["place"]) for row in rows] == [
        ("1.1.1", ""),
        ("1.1.1", "kep"),
        ("1.1.1", "takeo"),
        ("1.1.2", ""),
    ]
    tree = public_client.get(f"{address}.json").json()
    assert tree["activities"][0]["parts"]["of"] == 2
    assert [each["place"] for each in tree["places"]] == ["kep", "takeo"]


def test_the_desk_shows_the_parts_as_well() -> None:
    lead = led()
    cast.inherited(lead, "kep")
    shown = page(client_of(cast.secretary()), f"/desk/plans/{lead.plan.slug}/work/1.1.1")
    assert f"/duties/{lead.uid}/parts" in shown
    assert "1 place has inherited a part" in shown


def test_more_places_take_no_more_questions(django_assert_max_num_queries: DjangoAssertNumQueries) -> None:
    lead = led()
    address = published(lead)
    parts = [cast.inherited(lead, key) for key in PROVINCES]
    for part in parts:
        cast.offered(cast.sent(part).lead)
    chief, own, place = client_of(cast.secretary()), hand(lead), hand(parts[0])
    desk = f"/desk/plans/{lead.plan.slug}/work"
    for client, where in (
        (own, f"/duties/{lead.uid}/parts"),
        (own, "/review/"),
        (own, "/duties/"),
        (place, "/duties/"),
        (place, f"/duties/{parts[0].uid}"),
        (place, f"/duties/{parts[0].uid}/reports/{cast.PERIOD}"),
        (chief, "/review/"),
        (chief, desk),
        (chief, f"{desk}/1.1.1"),
        (Client(), f"{address}/1.1.1"),
        (Client(), address),
    ):
        forget()
        with django_assert_max_num_queries(12):
            page(client, where)


def test_how_many_questions_a_page_asks_right_after_somebody_filed(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for module in (readers, beside):  # as where no test wraps it
        monkeypatch.setattr(module, "connection", SimpleNamespace(in_atomic_block=False))
    lead = led()
    address, part = published(lead), cast.inherited(lead, PROVINCES[0])
    chief, own, place = client_of(cast.secretary()), hand(lead), hand(part)
    for n, (client, where, most) in enumerate(
        (
            (own, f"/duties/{lead.uid}", 9),
            (own, f"/duties/{lead.uid}/reports/{cast.PERIOD}", 9),
            (own, f"/duties/{lead.uid}/steps/1", 11),
            (place, f"/duties/{part.uid}", 9),
            (place, f"/duties/{part.uid}/reports/{cast.PERIOD}", 9),
            (chief, f"/desk/plans/{lead.plan.slug}/statements", 10),
            (chief, f"{address}/1.1.1", 9),
            (Client(), f"{address}/1.1.1", 6),
        )
    ):
        page(client, where)
        cast.offered(part, OfferedFile(f"{n}.pdf", cast.PDF.content + b"%d" % n))
        with django_assert_max_num_queries(most, info=where):
            page(client, where)


def test_unequal_shares_are_one_share_everywhere_and_their_average_is_nowhere(public_client: Client) -> None:
    """1 of 2 and 90 of 100 are 91 of 102. The average of the two percentages would be 70, their sum 140."""
    lead = cast.accepted(indicators.stored(), a_body("labour"))
    address = published(lead)
    for key, (n, of) in {"kampot": ("1", "2"), "kep": ("90", "100")}.items():
        told = {"indicator": indicators.OWN, "number": "", "numerator": n, "denominator": of}
        report = cast.sent(cast.inherited(lead, key), values=[{**told, "cumulative": False, "note": ""}])
        for by, act in (
            (cast.somebody(Role.FOCAL_POINT, lead.body), accept_report),
            (cast.secretary(), accept_report),
            (cast.somebody(Role.CHAIR), publish_report),
        ):
            act(by=by, report=Report.objects.get(pk=report.pk), now=NOW)
    cast.inherited(lead, "takeo")
    for client, where in (
        (public_client, f"{address}/1.1.1"),
        (hand(lead), f"/duties/{lead.uid}/parts"),
        (client_of(cast.secretary()), f"/desk/plans/{lead.plan.slug}/work/1.1.1"),
    ):
        shown = page(client, where)
        assert "<strong>91 of 102</strong>" in shown
        assert "no value of: The takeo." in " ".join(shown.split())
    (figure,) = public_client.get(f"{address}.json").json()["figures"]
    assert [figure[name] for name in ("number", "numerator", "denominator", "missing")] == [None, 91, 102, ["takeo"]]
    for form in ("csv", "json"):
        told_all = page(public_client, f"{address}.{form}")
        for average in ("70", "0.7", "140", "89.2", "0.892"):
            assert average not in told_all.replace("2024", "")
