"""What everybody reads of how countries stand: pages, files, the feed and the calendar."""

import csv
import io
import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils import translation

from palermo.office.standing.actions import hide_forecast, show_forecast
from palermo.standing import RATED, changes, clock, forecast, shipped
from tests.office.cast import NOW
from tests.office.standing.scenes import HEAD, laid
from tests.office.work import cast as work

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
TODAY = date(2025, 11, 26)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.localdate", lambda value=None: value.date() if value else TODAY)


def text(client: Client, where: str, status: int = 200) -> str:
    reply = client.get(where)
    assert reply.status_code == status, where
    return reply.content.decode()


def test_the_table_has_every_country_with_its_mark(client: Client) -> None:
    page = text(client, "/standing/")
    record = shipped()
    assert [name for name in record.histories if f'"/standing/{name}/"' not in page] == []
    of_2019 = text(client, "/standing/?day=2019-12-31")
    assert '"/standing/?day=2019-12-31"' in of_2019, "all of them, on the same day"
    for words in ("interpolated, to be checked", "nobody could read it"):
        assert (words in page, words in of_2019) == (False, True), words
    forced = text(client, "/standing/?tier=forced")
    named = [iso3 for iso3 in record.histories if f'"/standing/{iso3}/"' in forced]
    assert named == sorted(iso3 for iso3 in named if clock(record, iso3, TODAY).forced) != []
    assert client.get("/standing/?tier=nonsense").status_code == 404


def test_a_country_tells_both_clocks_what_is_asked_and_what_is_missing(client: Client) -> None:
    page = text(client, "/standing/KHM/")
    for words in (
        "Tier 3",
        "since 2022",
        "Lists of the FATF",
        "removed",
        "22 USC 7107(b)(2)(F)",
        "for one report only",
        "All 116 asks in",
        "is judged in the report of 2026",
        "2WL",
        "The next report may keep the country on Tier 3",
    ):
        assert words in page, words
    assert page.count('class="tier tier-') == 25, "a cell a report"
    assert page.count('class="tier-listed"') == 10, "and the other clock on the same line: 2011 to 2015, 2019 to 2023"


def test_what_nobody_could_read_is_empty_and_what_is_unsure_says_so(client: Client) -> None:
    page = text(client, "/standing/DZA/")
    assert ("Unclear:" in page, "recalled, to be checked" in page) == (True, True)
    assert 'class="tier tier-none"' in text(client, "/standing/AGO/")


def test_a_day_of_the_past_sees_nothing_that_came_later(client: Client) -> None:
    page = text(client, "/standing/KHM/?day=2021-12-31")
    assert ("Tier 2 Watch List" in page, "cannot stay" in page, "since 2022" in page) == (True, True, False)
    assert ("until 2023-02" in page, "until 2023-02" in text(client, "/standing/KHM/")) == (False, True)
    listed = [text(client, f"/standing/BHS/{day}").count('class="tier-listed"') for day in ("", "?day=2018-07-15")]
    assert listed == [3, 0], "it was listed in October"
    told = text(client, "/standing/KHM/compare?day=2021-12-31")
    assert "Tier 2 Watch List, its reports there used up" in told, "its place after the report of 2021"
    for wrong in (
        "/standing/KHM/?day=soon",
        "/standing/KHM/?day=1999-01-01",
        "/standing/QQQ/",
        "/standing/?day=1999-01-01",
    ):
        assert client.get(wrong).status_code == 404, wrong


def test_asks_dates_and_comparison(client: Client) -> None:
    asks = text(client, "/standing/KHM/asks")
    assert (asks.count('<section class="duty"'), "undercover" in asks) == (116, True)
    assert "No ask is on record" in text(client, "/standing/FRA/asks")
    assert "US report of 2026 due to Congress" in text(client, "/standing/KHM/dates")
    beside = text(client, "/standing/KHM/compare?with=THA&with=vnm&with=KHM")
    assert [name in beside for name in ("Thailand", "Vietnam", "Countries in the same state")] == [True] * 3
    assert client.get("/standing/KHM/compare?with=QQQ").status_code == 404
    assert "There stand, too" in text(client, "/standing/FRA/compare"), "many are on Tier 1, and few are drawn"


def test_changes_as_page_and_as_feed(client: Client) -> None:
    page = text(client, "/standing/changes/2022")
    assert ('id="KHM"' in page, "Lowered" in page) == (True, True)
    assert client.get("/standing/changes/2001").status_code == 404
    laid(name="with\x01sign.csv")
    feed = ElementTree.fromstring(text(client, "/standing/changes.atom"))  # noqa: S314  # our own words
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in feed.iter(f"{ATOM}entry")]
    told = [
        each
        for year in (2023, 2024, 2025)
        for each in changes(shipped(), year)
        if each.turned not in ("same", "unknown")
    ]
    assert (len(ids), len(set(ids))) == (len(told) + 1, len(ids))
    assert any(each.endswith(f"/standing/changes/2025#{told[-1].iso3}") for each in ids)


def test_files_carry_marks_sources_and_terms(client: Client) -> None:
    reply = client.get("/standing/placements.csv")
    rows = list(csv.DictReader(io.StringIO(reply.content.decode("utf-8-sig"))))
    read = [row for row in rows if row["tier"]]
    assert len(read) == sum(len(each.placements) for each in shipped().histories.values())
    assert all(row["mark"] and row["source"] for row in read)
    assert 'rel="license"' in reply["Link"]
    tree = json.loads(client.get("/standing/KHM/placements.json").content)
    assert (len(tree["placements"]), tree["placements"][0]["iso3"], "our own words" in tree["terms"]) == (
        25,
        "KHM",
        True,
    )
    both = json.loads(client.get("/standing/KHM/clock.json").content)
    assert (both["clock"]["tier"], both["lists"]["stage"], both["duty"]["report_year"]) == ("3", "removed", 2026)
    assert len(json.loads(client.get("/standing/KHM/asks.json").content)["asks"]) == 116
    assert "KH18-01" in client.get("/standing/KHM/asks.csv").content.decode()
    assert "our own words" in text(client, "/standing/terms.txt")


def test_legal_days_are_a_calendar_that_stays_the_same_all_day(client: Client) -> None:
    reply = client.get("/standing/KHM/days.ics")
    body = reply.content.decode()
    assert (reply["Content-Type"].split(";")[0], body.startswith("BEGIN:VCALENDAR\r\n")) == ("text/calendar", True)
    assert ("UID:tip-report-2026@" in body, body == client.get("/standing/KHM/days.ics").content.decode()) == (
        True,
        True,
    )
    assert "UID:fatf-plenary-2026-02@" in client.get("/standing/days.ics").content.decode()


def test_the_forecast_is_off_until_the_secretariat_shows_it(client: Client, outsider_client: Client) -> None:
    for stranger in (client, outsider_client):
        assert stranger.get("/standing/chances/?country=KHM").status_code == 404
    assert "Chances" not in text(client, "/standing/KHM/")
    show_forecast(by=work.secretary(), reason="Asked for.", now=NOW)
    assert "as chances" in text(client, "/standing/KHM/"), "the page is made anew"
    page = text(client, "/standing/chances/?country=KHM")
    told = forecast(shipped(), shipped().histories["KHM"])
    assert all(f"{100 * told.chances[tier]:.0f} %" in page for tier in RATED if told.chances[tier] >= 0.01)
    assert ("0.522" in page, "0.902" in page, "no target and no advice" in page) == (True, True, True)
    assert client.get("/standing/chances/?country=QQQ").status_code == 404
    hide_forecast(by=work.secretary(), reason="It was read as a target.", now=NOW)
    assert client.get("/standing/chances/").status_code == 404


def test_a_correction_shows_wherever_its_placement_goes(client: Client) -> None:
    row = laid(HEAD + "KHM,2018,2,2018 report page 124\n")
    page = text(client, "/standing/KHM/")
    assert (row.file_name in page, "corrected here" in page) == (True, True)
    tree = json.loads(client.get("/standing/KHM/placements.json").content)
    assert [each["report_year"] for each in tree["placements"] if each["corrected"]] == [2018]
    assert tree["corrections"][0]["file"] == row.file_name
    assert row.reason in text(client, "/standing/files/")


def test_khmer_pages_and_files_name_countries_in_khmer_and_mark_what_is_english(client: Client) -> None:
    client.cookies["palermo_language"] = "km"
    page = text(client, "/standing/KHM/")
    assert "<h1>កម្ពុជា</h1>" in page
    assert 'lang="en">' in page  # what is asked of it
    for where in ("", "KHM/compare", "placements.csv", "FRA/clock.json", "FRA/days.ics"):
        told = text(client, f"/standing/{where}")
        assert ("បារាំង" in told, "France" in told) == (True, False), where
    translation.activate("en")


def test_few_queries(client: Client, django_assert_max_num_queries: Counting) -> None:
    for where in (
        "",
        "KHM/",
        "KHM/asks",
        "KHM/dates",
        "KHM/compare",
        "changes/",
        "files/",
        "changes.atom",
        "placements.csv",
    ):
        with django_assert_max_num_queries(7):
            text(client, f"/standing/{where}")


def test_nobody_writes_here(client: Client) -> None:
    for where in ("", "KHM/", "KHM/compare", "changes/", "files/", "chances/", "days.ics"):
        assert client.post(f"/standing/{where}").status_code == 405
