"""What anybody may read of indicators: the sheet, and what was published, each kind by itself, small parts withheld."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from palermo.access import Role
from palermo.core import UserError
from palermo.office.plan.indicators.actions import complete_sheet
from palermo.office.plan.models import Version
from palermo.office.plan.pages import public
from palermo.office.plan.work.actions import (
    accept_evidence,
    accept_lead,
    accept_report,
    amend_promise,
    publish_report,
    put_to_lead,
)
from palermo.office.plan.work.models import Lead, Report
from palermo.plan import Amended, Counts, Sheet
from tests.office.cast import NOW, a_body, client_of
from tests.office.indicators import cast
from tests.office.indicators.cast import MAY
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
Q2 = "2024-Q2"


@pytest.fixture
def version(monkeypatch: pytest.MonkeyPatch) -> Version:
    """Two quarters with values; of the second, three men were counted."""
    plan = cast.stored()
    cast.completed(plan)
    lead = work.accepted(plan)
    piece = work.offered(lead)
    accept_evidence(by=work.secretary(), evidence=piece, now=NOW)
    cast.published(lead, work.PERIOD, cast.value("31", "18", "13", file=piece.sha256))
    monkeypatch.setattr(timezone, "now", lambda: MAY)
    cast.published(lead, Q2, cast.value("24", "21", "3", note="One course."), now=MAY)
    return cast.public_version(plan)


def address(version: Version, more: str = "") -> str:
    return f"/plans/{version.plan.slug}/v/{version.number}/indicators{more}"


def text(client: Client, where: str) -> str:
    reply = client.get(where)
    assert reply.status_code == 200
    return str(reply.content.decode())


def test_a_value_stands_beside_what_it_means(client: Client, version: Version) -> None:
    page = text(client, address(version, f"/{cast.OWN}"))
    for words in (
        *("Each officer once", "persons", "Register of the police academy", "31", "female 18; male 13", "9177f5cc"),
        *(
            "60 by December 2025: Two courses a year.",
            "Head of training",
            "<svg",
            "One course.",
            "Courses of other bodies.",
        ),
        "So that everybody counts the same.",
    ):
        assert words in page, words
    assert f"{work.PERIOD}: 31" in page or "31" in text(client, address(version))


EVERYWHERE = ("", f"/{cast.OWN}", ".csv", ".json", f".json?indicator={cast.OWN}")


def test_a_part_of_few_people_is_shown_nowhere_nor_what_gives_it_away(client: Client, version: Version) -> None:
    other = [f"/plans/{version.plan.slug}/v/1/progress{more}" for more in ("", "/1.1.1", ".json", ".csv")]
    for where in (*(address(version, more) for more in EVERYWHERE), *other):
        page = text(client, where)
        figures = (",3,", ",21,", '"3"', '"21"', ": 3,", ": 21") if where.endswith((".csv", ".json")) else ()
        for given_away in ("male 3", "female 21", *figures):
            assert given_away not in page, (where, given_away)
    assert "sex: female withheld; male withheld" in text(client, address(version, f"/{cast.OWN}"))
    rows = list(csv.DictReader(io.StringIO(text(client, address(version, ".csv")).removeprefix("\ufeff"))))
    shown = {(row["period"], row["part"]): row["part_number"] for row in rows if row["part"]}
    assert shown == {
        (work.PERIOD, "female"): "18",
        (work.PERIOD, "male"): "13",
        (Q2, "female"): "withheld",
        (Q2, "male"): "withheld",
    }


def test_the_bound_is_a_setting(client: Client, version: Version, settings: Any) -> None:
    settings.PALERMO_WITHHELD_BELOW = 3
    assert "female 21; male 3" in text(client, address(version, f"/{cast.OWN}"))


def test_where_no_people_are_counted_nothing_is_withheld(client: Client, version: Version) -> None:
    cast.completed(version.plan, seen=1, people=False)
    assert "female 21; male 3" in text(client, address(version, f"/{cast.OWN}"))


def test_values_of_two_kinds_are_never_in_one_row(client: Client, version: Version) -> None:
    lead = Lead.objects.get()
    cast.completed(version.plan, seen=1, counts=Counts.SINCE)
    later = MAY.replace(month=8)
    cast.published(lead, "2024-Q3", cast.value("60", "40", "20", cumulative=True), now=later)
    timezone_later = pytest.MonkeyPatch()
    with timezone_later.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        public.forget()
        (told,) = json.loads(text(client, address(version, f".json?indicator={cast.OWN}")))["indicators"]
        page = text(client, address(version, f"/{cast.OWN}"))
    kinds = {series["counts"]: [point.get("number") for point in series["points"]] for series in told["series"]}
    assert kinds == {"period": ["31", "24", None], "since_beginning": [None, None, "60"]}
    assert page.count("<svg") == 2 + page.count('class="share')
    assert "told of another time" in page


def test_what_is_missing_is_said_and_never_filled_in(client: Client, version: Version) -> None:
    later = MAY.replace(year=2025)
    cast.filed(Lead.objects.get(), "2024-Q4", cast.value("10", "6", "4"), now=later)
    cast.published(Lead.objects.get(), "2025-Q1", now=later)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        public.forget()
        (told,) = json.loads(text(client, address(version, f".json?indicator={cast.OWN}")))["indicators"]
    assert told["missing"] == {
        "2024-Q3": "no report",
        "2024-Q4": "not published yet",
        "2025-Q1": "no value in the report",
        "2025-Q2": "due on 2025-07-15",
    }
    assert [point.get("number", "") for point in told["series"][0]["points"]] == ["31", "24", "", "", "", ""]


def placed(plan: Any, **by_place: tuple[str, str, str]) -> Lead:
    """What provinces tell of the first quarter: the whole, women and men. One of no figures tells nothing."""
    lead = work.accepted(plan, a_body("labour"))
    for key, told in by_place.items():
        part = work.inherited(lead, key)
        if told[0]:
            report = cast.filed(part, work.PERIOD, cast.value(*told))
            for by in (work.somebody(Role.FOCAL_POINT, lead.body), work.secretary()):
                accept_report(by=by, report=Report.objects.get(pk=report.pk), now=NOW)
            publish_report(by=work.somebody(Role.CHAIR), report=Report.objects.get(pk=report.pk), now=NOW)
    return lead


def test_places_make_the_whole_by_rule_and_each_is_listed(client: Client) -> None:
    """What is withheld of one place is withheld of the whole too: the other places could be taken off it."""
    plan = cast.stored()
    cast.completed(plan)
    lead = placed(plan, kampot=("12", "10", "2"), kep=("30", "14", "16"), takeo=("", "", ""))
    version = cast.public_version(plan)
    page = " ".join(text(client, address(version, f"/{cast.OWN}")).split())
    for words in (
        "42, from 2 of 3 places",
        "no value of: The takeo.",
        "The kep: 30",
        "The takeo: <span",
        "due on 2024-04-15",
    ):
        assert words in page, words
    assert "female 14; male 16" in page
    assert page.count("female withheld; male withheld") == 2  # of Kampot and of the whole
    rows = list(csv.DictReader(io.StringIO(text(client, address(version, ".csv")).removeprefix("\ufeff"))))
    told = {
        row["place"]: (row["number"], row["not_of"], row["missing"])
        for row in rows
        if not row["split"] and row["indicator"] == cast.OWN
    }
    assert told == {
        "": ("42", "takeo", ""),
        "kampot": ("12", "", ""),
        "kep": ("30", "", ""),
        "takeo": ("", "", "due on 2024-04-15"),
    }
    (tree,) = json.loads(text(client, address(version, f".json?indicator={cast.OWN}")))["indicators"]
    (point,) = tree["series"][0]["points"]
    by_place = tree["by_place"][point["period"]]
    assert (point["number"], by_place["not_of"]) == ("42", ["takeo"])
    assert [each.get("number") for each in by_place["places"]] == ["12", "30", None]

    cast.published(lead, work.PERIOD, cast.value("43", "25", "18"))  # the lead's own word does not give Kampot away
    for where in (address(version, f"/{cast.OWN}"), f"/plans/{plan.slug}/v/1/progress/1.1.1"):
        page = text(client, where)
        assert "female 25" not in page
        assert "male 18" not in page


def test_what_the_lead_tells_is_held_against_its_places(client: Client) -> None:
    plan = cast.stored()
    cast.completed(plan)
    lead = placed(plan, kampot=("12", "7", "5"))
    cast.published(lead, work.PERIOD, cast.value("13", "8", "5"))
    page = text(client, address(cast.public_version(plan), f"/{cast.OWN}"))
    assert "What is to be looked at in the values" in page
    assert "F47" in page


def test_a_figure_of_the_house_is_counted_by_the_office_and_never_typed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = cast.stored()
    lead = work.accepted(plan)
    version = cast.public_version(plan)
    cast.filed(lead, work.PERIOD)
    house = Sheet(figure="filed", targets=cast.SHEET.targets)
    told: dict[str, Any] = {"plan": plan, "indicator": cast.OWN, "reason": "Counted already.", "seen": 0, "now": NOW}
    complete_sheet(by=work.secretary(), sheet=house, **told)
    with pytest.raises(UserError, match="counted by the house itself"):
        cast.filed(lead, "2024-Q2", cast.value("31"), now=MAY)
    monkeypatch.setattr(timezone, "now", lambda: MAY)
    public.forget()
    page = " ".join(text(client, address(version, f"/{cast.OWN}")).split())
    for words in (
        "A figure of the house: Reports that were filed.",
        "Nobody types it, and no report tells it.",
        "no report was due yet",  # on the last day of March
        "counted after 2024-06-30",
        "the record of this office",
    ):
        assert words in page, words
    later = MAY.replace(month=8)
    monkeypatch.setattr(timezone, "now", lambda: later)
    public.forget()
    page = " ".join(text(client, address(version, f"/{cast.OWN}")).split())
    assert "1 of 1 <span" in page
    assert "As the record stood on 2024-06-30." in page
    # what is handed over now was its former lead's then
    other = put_to_lead(by=work.secretary(), plan=plan, activity="1.1.1", body=a_body("labour"), now=later).lead
    accept_lead(by=work.somebody(Role.FOCAL_POINT, other.body), lead=other, now=later)
    public.forget()
    assert "1 of 1 <span" in " ".join(text(client, address(version, f"/{cast.OWN}")).split())
    duty = work.somebody(Role.FOCAL_POINT, lead.body)
    shown = client_of(duty).get(f"/duties/{lead.uid}/reports/2024-Q3", headers={"host": "localhost"})
    assert b"value_0" not in shown.content, "the form of a report does not ask for it"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"figure": "happiness"}, "counts no such figure"),
        ({"figure": "done", "figure_of": "Nobody"}, "as lead of no activity"),
        ({"figure_of": "police"}, "Choose the figure of the house"),
        ({"figure": "done", "counts": Counts.PERIOD}, "has no splits"),
    ],
)
def test_what_the_house_does_not_count_is_told(wrong: dict[str, Any], says: str) -> None:
    told: dict[str, Any] = {"plan": cast.stored(), "indicator": cast.OWN, "reason": "So.", "seen": 0, "now": NOW}
    with pytest.raises(UserError, match=says):
        complete_sheet(by=work.secretary(), sheet=Sheet(**wrong), **told)


def test_a_changed_target_stands_with_its_reason(client: Client, version: Version) -> None:
    told: dict[str, Any] = {"plan": version.plan, "activity": "1.1.1", "now": NOW, "of": cast.OWN}
    amend_promise(by=work.secretary(), what=Amended.TARGET, new="50", reason="One course fewer.", **told)
    assert "One course fewer." in text(client, address(version, f"/{cast.OWN}"))


def test_the_ways_in(client: Client, version: Version) -> None:
    progress = f"/plans/{version.plan.slug}/v/1/progress"
    assert address(version) in text(client, progress)
    assert address(version, f"/{cast.OWN}") in text(client, f"{progress}/1.1.1")
    page = text(client, address(version, f"/{cast.OF_GOAL}"))
    assert "Nobody has said which reports tell the value." in page
    assert "Nobody has completed the sheet yet." in page


def test_twelve_questions_at_most(client: Client, version: Version, django_assert_max_num_queries: Counting) -> None:
    for more in EVERYWHERE:
        public.forget()
        with django_assert_max_num_queries(12):
            client.get(address(version, more))


def test_who_must_not_get_in(client: Client) -> None:
    plan = cast.stored()
    path = f"/plans/{plan.slug}/v/1/indicators"
    for more in EVERYWHERE:
        assert client.get(f"{path}{more}").status_code == 404, "a version of which nothing is claimed"
    cast.public_version(plan)
    public.forget()
    assert client.get(f"{path}/9.9").status_code == 404
    assert client.get(path).status_code == 200
