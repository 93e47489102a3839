"""On a Khmer page the words of an English plan say that they are English, and our own that they are Khmer."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.test import Client

from palermo.core import BLANK, UNREAD, Cell, Presence
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.office.plan.models import State, Version
from palermo.plan import Activity, Cost, Goal, Indicator, Objective, Plan, Source, Step
from tests.office.pages.conftest import Claim, Publish
from tests.office.tongues import astray

MARK = "Zz"
PAGES = (
    "/",
    "/plans/zz/",
    "/plans/zz/?print=1",
    "/plans/zz/v/1/",
    "/plans/zz/v/2/card",
    "/plans/zz/v/2/record",
    "/plans/zz/v/2/files",
    "/plans/zz/history",
    "/plans/zz/v/2/history/1.1.1",
    "/plans/zz/v/1/history/1.1.2",
    "/plans/zz/v/2/progress",
    "/plans/zz/v/2/progress/1.1.1",
    "/plans/zz/v/2/press-sheet",
    "/plans/zz/v/2/activities/1.1.1",
    "/plans/zz/v/2/activities/1.1.2",
    "/rules/",
    "/rules/A02",
    "/rules/A12",
    "/compare",
    "/compare?old=zz:1&new=zz:2",
)
DESK = ("/desk/", "/desk/plans/zz/", "/desk/plans/zz/repair", "/desk/plans/zz/revise/1.1.2", "/desk/plans/zz/v/1/claim")


def words(text: str, *, cut: bool = False) -> Cell[str]:
    return Cell(f"{MARK} {text}", truncated=cut)


def several(*texts: str) -> Cell[tuple[str, ...]]:
    return Cell(tuple(f"{MARK} {text}" for text in texts))


def marked_plan() -> Plan:
    """Every word of the plan carries the mark, and cells of every kind stand beside each other."""
    indicator = Indicator("1.i1", words("officers trained"), unit=words("officers"), source=words("register"))
    full = Activity(
        id="1.1.1",
        code=Cell("1.1.1"),
        text=words("train officers", cut=True),
        lead=words("police"),
        bodies=several("police", "labour"),
        partners=several("unions"),
        start=Cell(read_when(f"{MARK} soon")),
        end=Cell(read_when(f"{MARK} later"), truncated=True),
        steps=Cell(
            (
                Step(words("write the course"), owner=words("school"), due=Cell(read_when(f"{MARK} spring"))),
                Step(words("give the course", cut=True), deliverable=words("course book")),
            )
        ),
        indicators=Cell((indicator,)),
        costs=Cell((Cost(Cell(read_money(f"{MARK} 40 cows")), source=words("fund")),)),
        money_source=words("fund"),
        proof=several("list"),
        places=several("border"),
        also_in=(f"{MARK} other plan",),
        marks=("placement_inferred",),
    )
    poor = Activity(
        id="1.1.2",
        code=Cell("1.1.2"),
        text=words("strengthen shelters"),
        lead=UNREAD,
        bodies=several("labour", "health"),
        timeframe=Cell(read_when(f"{MARK} 2030"), Presence.INHERITED),
        money_source=words("fund"),
    )
    objective = Objective(
        id="1.1",
        code=Cell("1.1"),
        text=words("officers know"),
        outputs=several("course"),
        indicators=Cell((replace(indicator, id="1.1.i1"),)),
        activities=Cell((full, poor)),
        marks=("id_inferred",),
    )
    unread = Objective(id="1.2", code=Cell("1.2"), text=UNREAD, activities=UNREAD)
    goal = Goal(
        id="1",
        code=Cell("1"),
        text=words("prevention"),
        coordinator=words("committee"),
        indicators=Cell((replace(indicator, id="1.i2"),)),
        aims=(f"{MARK} fewer victims",),
        objectives=Cell((objective, unread)),
    )
    return Plan(
        id="zz",
        title=f"{MARK} plan",
        country="NZ",
        issuer=f"{MARK} ministry",
        monitoring=words("watchers"),
        goals=Cell((goal, Goal(id="2", code=Cell("2"), text=words("protection"), objectives=BLANK))),
        register={f"{MARK}P": f"{MARK} police force"},
        sources=(Source(f"{MARK} printed book", pages="5"),),
    )


@pytest.fixture
def marked(publish: Publish, next_version: Callable[..., Version], claim: Claim) -> None:
    """Two versions, the second with a changed and a lost lead."""
    first = marked_plan()
    (goal, last), (objective, unread) = first.goals.value or (), (first.goals.value or ())[0].objectives.value or ()
    full, poor = objective.activities.value or ()
    changed = replace(full, lead=words("army"), text=words("train every officer"), steps=BLANK)
    acts = Cell((changed, replace(poor, lead=BLANK)))
    goals = Cell((replace(goal, objectives=Cell((replace(objective, activities=acts), unread))), last))
    claim(next_version(publish(first), replace(first, goals=goals)), State.APPROVED, "1 April 2024")


@pytest.mark.parametrize("address", PAGES)
def test_words_of_the_plan_and_our_own_each_have_their_language(
    address: str, marked: None, public_client: Client
) -> None:
    public_client.get("/language/km")
    page = public_client.get(address).content.decode()
    assert '<html lang="km">' in page
    assert list(astray(page, MARK)) == []


@pytest.mark.parametrize("address", DESK)
def test_the_desk_does_the_same(address: str, marked: None, officer_client: Client) -> None:
    officer_client.get("/language/km")
    page = officer_client.get(address).content.decode()
    assert MARK in page
    assert list(astray(page, MARK)) == []


def test_a_page_in_the_language_of_the_plan_says_it_once(marked: None, public_client: Client) -> None:
    page = public_client.get("/plans/zz/").content.decode()
    assert page.count('lang="en"') == 2  # of the page, and of the language's own name in the switch
