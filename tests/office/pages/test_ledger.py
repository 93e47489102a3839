"""One plan as a ledger: chapters, sections, rows; filters; pages; paper."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from palermo.core import Cell, Presence
from palermo.core.money import read_money
from palermo.office.plan.models import State, Version
from palermo.plan import Activity, Cost, Goal, Objective
from tests.office.cast import small_plan
from tests.office.pages.conftest import Claim, Publish
from tests.office.pages.rich import every_kind, large, press_reports

ROW = re.compile(r'<tr id="a([^"]+)">(.*?)</tr>', re.DOTALL)


def rows(client: Client, address: str) -> dict[str, str]:
    return dict(ROW.findall(client.get(address).content.decode()))


@pytest.fixture
def rich(publish: Publish, public_client: Client) -> Client:
    publish(every_kind())
    return public_client


def test_blank_unread_inherited_and_cut_off_are_told_apart(rich: Client) -> None:
    good, poor = rows(rich, "/plans/nz-rich/").values()
    assert '<i class="cell-unread">not read</i>' in poor
    assert '<i class="cell-blank">not stated</i>' in poor
    assert "from the level above; not stated here" in poor
    assert "cut off in the source" in poor
    assert "not read" not in good
    assert "Write the course" in good


def test_bodies_without_a_lead_marks_and_sharing_are_shown(rich: Client) -> None:
    poor = rows(rich, "/plans/nz-rich/")["1.1.2"]
    assert "named without a lead: Ministry of Works, Police" in poor
    assert "Where it belongs was worked out, not read." in poor
    assert "also in OTHER" in poor


def test_words_of_the_plan_are_escaped(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/").content.decode()
    assert "<b>strengthen</b>" not in html
    assert "&lt;b&gt;strengthen&lt;/b&gt;" in html


def test_a_verdict_is_a_shape_and_a_word_with_the_number_of_findings(rich: Client) -> None:
    good, poor = rows(rich, "/plans/nz-rich/").values()
    assert 'class="verdict verdict-verifiable"' in good
    assert "Verifiable" in good
    assert "Promise only" in poor
    assert re.search(r"\d+ findings", poor)


def test_paper_carries_no_link_that_nobody_can_follow(rich: Client) -> None:
    paper = rich.get("/plans/nz-rich/?print=1").content.decode()
    assert '<th scope="row">1.1.1</th>' in paper
    assert "/activities/" not in paper


def test_an_amount_is_never_parted_over_two_lines(publish: Publish, public_client: Client) -> None:
    costs = [Cost(Cell(read_money(words))) for words in ("USD 40,000", "1 250 000 KHR", "about USD 3 million a year")]
    activity = Activity("1", Cell("Paint the road"), costs=Cell(tuple(costs)))
    objective = Objective("1", Cell("Roads"), activities=Cell((activity,)))
    publish(replace(small_plan(), goals=Cell((Goal("1", Cell("Roads"), objectives=Cell((objective,))),))))
    html = public_client.get("/plans/nz-test/").content.decode().replace("\N{NO-BREAK SPACE}", "~")
    assert "USD~40,000<br>1~250~000~KHR<br>about USD~3~million a year" in html


def test_goals_nobody_read_and_goals_without_activities_differ(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/").content.decode()
    assert "were not read. Whether the plan names any is unknown." in html
    assert "The plan names no objective and no activity under this goal." in html
    assert "The activities of this objective were not read." in html


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("verdict=verifiable", {"1.1.1"}),
        ("verdict=promise_only", {"1.1.2"}),
        ("verdict=cannot_say", set()),
        ("goal=1", {"1.1.1", "1.1.2"}),
        ("goal=2", set()),
        ("rule=A12", {"1.1.2"}),
        ("body=Police", {"1.1.1", "1.1.2"}),
        ("body=Ministry+of+Works", {"1.1.2"}),
        ("words=BORDER+train", {"1.1.1"}),
        ("words=course", {"1.1.1"}),
        ("words=nothing+like+it", set()),
        ("verdict=verifiable&words=shelters", set()),
        ("verdict=no-such&goal=no-such&rule=no-such&body=no-such", {"1.1.1", "1.1.2"}),
    ],
)
def test_filters_show_what_they_say_and_count_it(query: str, shown: set[str], rich: Client) -> None:
    address = f"/plans/nz-rich/?{query}"
    html = rich.get(address).content.decode()
    assert set(dict(ROW.findall(html))) == shown
    if "no-such" not in query:
        assert f"{len(shown)} of 2 activities are shown." in html
    if not shown:
        assert "No activity of this plan answers all of these filters." in html


def test_what_was_asked_stays_in_the_form(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/?verdict=verifiable&words=%22%3E%3Cscript%3E").content.decode()
    assert '<option value="verifiable" selected>' in html
    assert 'value="&quot;&gt;&lt;script&gt;"' in html


def test_a_body_is_offered_by_its_full_name(rich: Client) -> None:
    assert '<option value="Police">National Police (2)</option>' in rich.get("/plans/nz-rich/").content.decode()


def test_a_hundred_activities_make_a_page_and_none_is_lost(publish: Publish, public_client: Client) -> None:
    publish(large(230))
    pages = [rows(public_client, f"/plans/nz-large/?page={n}") for n in (1, 2, 3)]
    assert [len(page) for page in pages] == [100, 100, 30]
    assert len({number for page in pages for number in page}) == 230
    second = public_client.get("/plans/nz-large/?page=2").content.decode()
    assert "Activities 101 to 200 of 230." in second
    assert "continued" in second


def test_headings_without_rows_stand_on_one_page_only(publish: Publish, public_client: Client) -> None:
    publish(every_kind())
    html = public_client.get("/plans/nz-rich/").content.decode()
    assert html.count(" Partnership</h2>") == 1


def test_paper_has_the_whole_plan_and_no_chrome(publish: Publish, public_client: Client) -> None:
    publish(large(230))
    html = public_client.get("/plans/nz-large/?print=1&verdict=verifiable&page=2").content.decode()
    assert html.count('<th scope="row">') == 230
    for chrome in ("<nav", "<form", "<script", "masthead"):
        assert chrome not in html
    assert html.count('class="running"') == html.count('<table class="ledger">') == 10


def test_a_version_that_is_not_the_newest_says_so(
    publish: Publish, next_version: Callable[..., Version], claim: Claim, public_client: Client
) -> None:
    claim(next_version(publish()), State.DRAFT, "1 April 2024")
    old = public_client.get("/plans/nz-test/v/1/").content.decode()
    assert "Version 1 is not the newest" in old
    assert "/compare?old=nz-test:1&amp;new=nz-test:2" in old
    assert "is not the newest" not in public_client.get("/plans/nz-test/v/2/").content.decode()


def test_a_page_links_its_permanent_address_and_its_audit_for_programs(rich: Client) -> None:
    html = rich.get("/plans/nz-rich/").content.decode()
    assert '<link rel="canonical" href="/plans/nz-rich/v/1/">' in html
    assert '<link rel="alternate" type="application/json" href="/plans/nz-rich/v/1/audit.json">' in html


def test_press_reports_have_no_ledger_and_no_card(stored_plan: Publish, public_client: Client) -> None:
    stored_plan(press_reports())
    html = public_client.get("/plans/kh-press/").content.decode()
    for words in (
        "Press reports, not the plan",
        "Cannot say",
        "Better prevention",
        "Train officers",
        "Money did not come",
    ):
        assert words in html
    assert "https://example.org/news" in html
    assert "Plan card" not in html
    assert '<table class="ledger">' not in html
    assert public_client.get("/plans/kh-press/v/1/card").status_code == 404


def test_a_plan_that_is_not_there_gets_no_page(rich: Client, outsider_client: Client) -> None:
    for address in ("/plans/no-such/", "/plans/nz-rich/v/2/", "/plans/nz-rich/v/0/"):
        assert rich.get(address).status_code == 404
        assert outsider_client.get(address).status_code == 404


def test_a_level_that_the_plan_does_not_have_is_no_gap(publish: Publish, public_client: Client) -> None:
    (goal,) = small_plan().goals.value or ()
    (objective,) = goal.objectives.value or ()
    objective = replace(objective, text=Cell(None, Presence.BLANK), implicit=True)
    goal = replace(goal, text=Cell(None, Presence.BLANK), objectives=Cell((objective,)), implicit=True)
    publish(replace(small_plan(), goals=Cell((goal,))))
    ledger = public_client.get("/plans/nz-test/v/1/").content.decode()
    head = ledger[ledger.index("chapter-head") : ledger.index("<table")]
    assert "not stated" not in head
    assert ">Activities</h2>" in head
    assert 'id="f-goal"' not in ledger
    assert "Activities of goal" not in public_client.get("/plans/nz-test/v/1/?print=1").content.decode()
    assert "activity-place" not in public_client.get("/plans/nz-test/v/1/activities/1.1.1").content.decode()
    assert "Verdicts by goal" not in public_client.get("/plans/nz-test/v/1/card").content.decode()
