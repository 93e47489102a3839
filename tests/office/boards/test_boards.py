"""Boards: what they show stands in their tables too, each in words, and nothing unpublished is on them."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from palermo.access import BodyKind
from palermo.office.plan.boards import bodies, gantt
from palermo.office.plan.boards.frame import BOARDS
from palermo.office.plan.models import Version
from palermo.office.plan.pages import public
from palermo.office.plan.readers import find_version
from palermo.office.plan.work.actions import amend_promise
from palermo.plan import Amended, Filing
from tests.office.cast import NOW, a_body
from tests.office.outputs.scene import KHMER, a_plan_at_work
from tests.office.work import cast

pytestmark = pytest.mark.django_db
Counting = Callable[[int], AbstractContextManager[object]]
PAGES = ("", "calendar", "bodies", "places", "evidence")


@pytest.fixture
def version() -> Version:
    return a_plan_at_work()


def text(client: Client, version: Version, page: str = "", status: int = 200) -> str:
    reply = client.get(f"/plans/{version.plan.slug}/v/{version.number}/boards/{page}")
    assert reply.status_code == status
    return str(reply.content.decode())


def test_a_bar_shows_where_an_end_was_moved_from(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {"plan": version.plan, "activity": "1.1.3", "reason": "The hall burned.", "now": NOW}
    amend_promise(by=cast.secretary(), what=Amended.END, new="2025-06-30", **told)
    page = text(client, version)
    row = page[page.index("progress/1.1.3") : page.index("progress/1.1.4")]
    assert ("2025-06-30" in row, "planned 2024-12-31" in row, "g-moved" in row, ">Running<" in row) == (True,) * 4
    other = page[page.index("progress/1.1.4") :]
    assert ("g-moved" in other, "planned" in other) == (False, False)
    assert "<span>2024</span><span>2025</span>" in page
    monkeypatch.setattr(gantt, "PAGE", 3)
    assert "progress/1.1.4" not in text(client, version, "?goal=1")
    assert "progress/1.1.4" in text(client, version, "?goal=1&page=2")
    assert "progress/1.1.1" in text(client, version, "?goal=nothing")


def test_bars_lie_where_their_days_do() -> None:
    axis = gantt.Axis(date(2024, 1, 1), date(2025, 12, 31))
    assert (axis.at(date(2024, 1, 1)), axis.after(date(2025, 12, 31))) == (0, gantt.WIDTH)
    assert axis.at(date(2025, 1, 1)) == axis.after(date(2024, 12, 31)) == 501
    assert (axis.at(date(2020, 1, 1)), axis.after(date(2030, 1, 1))) == (0, gantt.WIDTH)


def test_a_month_tells_what_falls_due_in_it_and_kinds_of_evidence_are_counted(client: Client, version: Version) -> None:
    page = text(client, version, "calendar")
    assert "Due in 2024-12" in page
    assert page.count(">To come<") == 4, "four activities end in December, and their steps name no day"
    assert '?month=2024-12#month" aria-current="true"' in page
    assert KHMER in page
    evidence = text(client, version, "evidence")
    assert re.search(r"training given</th><td class=\"number\">1</td>", evidence)
    assert "The police" not in evidence[evidence.index("<main") :], "counted for the plan and for no body"


def test_a_strip_tells_each_body_in_shapes_and_in_words(
    client: Client, version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "No report has fallen due yet." in text(client, version, "bodies")
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_args: date(2024, 8, 1))
    public.forget()
    page = text(client, version, "bodies")
    rows = dict(re.findall(r'<tr><th scope="row">([^<]*)</th>(.*?)</tr>', page))
    assert list(rows) == ["The police", "The labour", "The north"]
    assert "●1" in rows["The labour"]
    assert "1 on time" in rows["The labour"]
    assert "heat-missing" in rows["The labour"], "the second quarter"
    monkeypatch.setattr(bodies, "WIDE", 1)
    later = text(client, version, "bodies?until=2024-Q2")
    assert ('?until=2024-Q1"' in later, '<th scope="col">2024-Q1' in later) == (True, False)
    assert '?until=2024-Q2"' in text(client, version, "bodies?until=2024-Q1")


def test_a_cell_has_the_colour_of_its_worst_and_words_for_all() -> None:
    with override("en"):
        told = bodies.cell(Filing(on_time=2, late=1, missing=3))
        assert "heat-missing" in told
        assert "●2 ◐1 ○3" in told
        assert "2 on time, 1 late, 3 no report" in told
        assert "none due" in bodies.cell(None)


def test_tiles_stand_by_the_alphabet_or_as_the_country_is_drawn(client: Client, version: Version) -> None:
    page = text(client, version, "places")
    assert "The tiles stand in the order of the alphabet" in page
    assert page.count('<li class="tile ') == 1
    assert "1 of 1 filed" not in page, "nothing is due yet"
    a_body("kh-23", BodyKind.PROVINCE)
    drawn = text(client, version, "places")
    assert drawn.count('<li class="tile ') == 26, "all of Cambodia, and a place that its grid does not hold"
    assert re.search(r't-r6 t-c3"><span class="tile-name">The kh-23</span> <span class="tile-said">none due', drawn)
    assert 'tile-absent t-r4 t-c4"><span class="tile-name">Phnom Penh</span> <span class="tile-said">no body' in drawn
    assert "Nobody from the country has checked it yet." in drawn


def test_a_board_asks_twelve_questions_and_shows_nothing_that_is_not_published(
    client: Client, version: Version, django_assert_max_num_queries: Counting
) -> None:
    for page in PAGES:
        public.forget()
        with django_assert_max_num_queries(12):
            shown = text(client, version, page)
        assert ("driver" in shown, "illness" in shown) == (False, False)
        assert shown.count('aria-current="page"') >= 2


def test_who_must_not_get_in(client: Client, version: Version) -> None:
    hidden = find_version(cast.accepted().plan.slug)
    for page in PAGES:
        text(client, hidden, page, status=404)
        assert len(BOARDS) == len(PAGES)
