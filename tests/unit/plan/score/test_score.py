"""The scorecard counts each status by itself, with its denominator, and nothing can be had that takes them together."""

import csv
import inspect
import io
import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import palermo.plan
from palermo.cli.show.lines import plain
from palermo.cli.show.score_text import score_lines
from palermo.core import BLANK, Cell
from palermo.core.when import read_when
from palermo.plan import (
    Activity,
    Basis,
    Claim,
    Goal,
    HouseFigure,
    Indicator,
    Objective,
    Own,
    Period,
    Plan,
    Progress,
    Rate,
    Report,
    Scorecard,
    Status,
    Value,
    Verb,
    Work,
    actions_of,
    answering,
    body_sheet,
    by_place,
    committee_pack,
    deadlines,
    house_value,
    lanes,
    proofs,
    said,
    score,
    score_csv,
    score_schema,
    score_to_tree,
    strips,
    what_became,
    yearly_report,
)
from tests.unit.plan.progress.records import YEAR, accepted, by, day, proof, report

# so many of each kind that no two sums of theirs are the same
FINISHED, CONTINUOUS, UNDER_WAY, LATE, UNACCEPTED = 131, 67, 29, 13, 401
TODAY = day(5)


def spelled(number: int) -> str:
    """The number in letters, so that every figure that is shown was counted."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def promise(number: int, **fields_: Any) -> Activity:
    name = spelled(number)
    return Activity(name, Cell(f"Promise {name}"), lead=Cell(f"Body {'AB'[number % 2]}"), **fields_)


def of_activities(*activities: Activity, **told: Any) -> Plan:
    half = len(activities) // 2
    goals = tuple(
        Goal(f"g{n}", Cell("A goal"), objectives=Cell((Objective(f"o{n}", Cell("x"), activities=Cell(part)),)))
        for n, part in enumerate((activities[:half], activities[half:]), 1)
    )
    return Plan("p", "An invented plan", goals=Cell(goals), **told)


def argentina() -> tuple[Plan, Progress]:
    """A plan in which much is continuous, more is merely running, and some is done."""
    activities, works = [], {}
    for number in range(FINISHED + CONTINUOUS + UNDER_WAY + LATE + UNACCEPTED):
        id_ = spelled(number)
        told = Work(id_, accepted())
        running = report("2027-Q1", day(4), claim=Claim.RUNNING)
        if number < FINISHED:
            activities.append(promise(number))
            told = replace(told, evidence=(proof(offered=day(3), decided=day(4)),), reports=(running,))
        elif number < FINISHED + CONTINUOUS:
            activities.append(promise(number, kind=Cell("continuous")))
            told = replace(told, reports=(replace(running, claim=Claim.COMPLETE),))
        elif number < FINISHED + CONTINUOUS + UNDER_WAY:
            activities.append(promise(number))
            told = replace(told, reports=(running,))
        elif number < FINISHED + CONTINUOUS + UNDER_WAY + LATE:
            activities.append(promise(number, end=Cell(read_when("March 2027"))))
            told = replace(told, reports=(running,))
        else:
            activities.append(promise(number))
            told = Work(id_)
        works[id_] = told
    return of_activities(*activities), Progress("p", cycle=YEAR, activities=works)


@pytest.fixture(scope="module")
def card() -> Scorecard:
    return score(*argentina(), TODAY)


def test_each_status_is_counted_by_itself_with_its_denominator(card: Scorecard) -> None:
    whole = FINISHED + CONTINUOUS + UNDER_WAY + LATE + UNACCEPTED
    assert card.tally.of == whole
    assert {status: n for status, n in card.tally.counts.items() if n} == {
        Status.DONE: FINISHED,
        Status.RUNNING: CONTINUOUS + UNDER_WAY,
        Status.LATE: LATE,
        Status.NOT_ACCEPTED: UNACCEPTED,
    }
    for parts in (card.goals, card.bodies):
        assert sum(part.tally.of for part in parts) == whole
        for status in Status:
            assert sum(part.tally.counts[status] for part in parts) == card.tally.counts[status]
        for part in parts:
            assert sum(part.tally.counts.values()) == part.tally.of


def numbers(tree: Any) -> Iterator[float]:
    match tree:
        case bool():
            return
        case int() | float():
            yield float(tree)
        case dict():
            for value in tree.values():
                yield from numbers(value)
        case list() | tuple():
            for value in tree:
                yield from numbers(value)
        case _ if is_dataclass(tree):
            yield from numbers([getattr(tree, each.name) for each in fields(tree)])


def words(text: str) -> set[float]:
    """The figures in a text, but for those of its days."""
    text = re.sub(r"\d{4}-\d\d-\d\d", "", text)
    return {float(found.replace(",", ".")) for found in re.findall(r"\d+(?:[.,]\d+)?", text)}


def forbidden(card: Scorecard) -> set[float]:
    """What the Argentine way of counting would print: done, continuous and running together, and that as a share."""
    found = set()
    for total in (FINISHED + CONTINUOUS + UNDER_WAY, FINISHED + CONTINUOUS, FINISHED + UNDER_WAY):
        share = 100 * total / card.tally.of
        found |= {float(total), round(share, 1), round(share, 2), float(round(share)), round(share / 100, 3)}
    return found


def test_the_argentine_way_of_counting_cannot_be_had(card: Scorecard) -> None:
    """No form of the result holds done, continuous and running work as one number, nor as a share of the whole."""
    barred = forbidden(card)
    assert not barred & set(numbers(score_to_tree(card)))
    assert not barred & {
        number for part in (card.tally, card.goals, card.bodies, card.reports) for number in numbers(part)
    }
    for told in (json.dumps(score_to_tree(card)), score_csv(card), plain(score_lines(card, 100, "en"))):
        assert not barred & words(told)
        assert "%" not in told
    assert not [key for key in keys(score_to_tree(card)) if re.search("percent|total|score$|complet|progress", key)]


def test_no_function_of_the_scorecard_gives_it_either(card: Scorecard) -> None:
    """Whatever is public of the result is read, and whatever of it can be called without arguments is called."""
    barred = forbidden(card)
    for holder in (card, card.tally, *card.goals, *card.bodies, card.reports):
        for name in dir(holder):
            if name.startswith("_") or name in ("activities", "findings", "plan"):
                continue
            told = getattr(holder, name)
            if callable(told) and not inspect.signature(told).parameters:
                told = told()
            assert not barred & set(numbers(told)), name


def test_no_output_holds_it(card: Scorecard) -> None:
    """Nor has any output for the committee, a body or the public such a figure or sentence."""
    barred = forbidden(card)
    year = Period("2027", day(1), day(12, 31), day(12, 31))
    ids = [line.activity.id for line in card.activities]
    for output in (
        committee_pack(card, {}),
        body_sheet(card, {}, Own("Body A"), ids),
        what_became(card, {}),
        yearly_report(card, card, {}, year),
    ):
        assert not barred & words(" ".join(said(value) for value in output.values()))


def test_no_board_holds_it(card: Scorecard) -> None:
    """Nor is there one in what boards draw."""
    barred, ids = forbidden(card), [line.activity.id for line in card.activities]
    drawn = [filing for strip in strips(card, {}) for filing in strip.cells.values()]
    told = [*drawn, proofs(card), [place.statuses for place in by_place(card, dict.fromkeys(ids, "x")).values()]]
    assert not barred & set(numbers(told))
    assert (len(lanes(card, {})), len(deadlines(card, {}))) == (len(ids), LATE)


def test_no_answer_to_an_ask_holds_it(card: Scorecard) -> None:
    """Of what is proved there are as many actions as activities that are done, and of those alone."""
    told, _findings = answering(card, ())
    assert not forbidden(card) & {*numbers(told.asks), float(len(told.nothing)), float(len(told.unread))}
    assert len(actions_of(card)) == FINISHED


def test_no_figure_of_the_house_holds_it(card: Scorecard) -> None:
    made = [house_value(figure, "i1", card, body) for figure in HouseFigure for body in ("", "Body A", "Body B")]
    told = [part for each in made if each.value for part in (each.value.numerator, each.value.denominator)]
    assert len(told) > len(made)
    assert not forbidden(card) & {float(part) for part in told if part is not None}


def test_no_public_name_of_the_room_counts_continuous_work_as_done() -> None:
    """Every public function that takes a scorecard or its tally is known here, and looked through above."""
    takers = set()
    for name in palermo.plan.__all__:
        made = getattr(palermo.plan, name)
        if inspect.isfunction(made) and {"Scorecard", "Tally"} & set(re.findall(r"\w+", str(inspect.signature(made)))):
            takers.add(name)
    outputs = {"body_sheet", "committee_pack", "what_became", "yearly_report"}
    boards = {"by_place", "lanes", "deadlines", "proofs", "strips"}
    of_asks = {"actions_of", "answering"}
    assert takers == {"score", "score_to_tree", "score_csv", "house_value", *outputs, *boards, *of_asks}


def keys(tree: Any) -> Iterator[str]:
    if isinstance(tree, dict):
        for key, value in tree.items():
            yield key
            yield from keys(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from keys(value)


def test_it_is_as_the_schema_says(card: Scorecard) -> None:
    Draft202012Validator.check_schema(score_schema())
    for each in (card, score(Plan("p", "Empty"), Progress("p"), TODAY)):
        for language in ("en", "km"):
            tree = json.loads(json.dumps(score_to_tree(each, language)))
            Draft202012Validator(score_schema()).validate(tree)


def test_the_table_has_a_row_for_each_activity(card: Scorecard) -> None:
    rows = list(csv.DictReader(io.StringIO(score_csv(card))))
    assert len(rows) == card.tally.of
    assert [row["activity"] for row in rows if row["status"] == "late"] == [
        line.activity.id for line in card.activities if line.standing.status is Status.LATE
    ]


def test_the_reports_of_a_body_are_counted_with_what_was_due() -> None:
    one, other = promise(0), promise(1)
    late = Work("a", accepted(), (report("2027-Q1", day(5)),))
    card = score(of_activities(one, other), Progress("p", cycle=YEAR, activities={"a": late}), day(8))
    assert {body.name: body.reports for body in card.bodies} == {"Body A": Rate(2, 1, 0), "Body B": Rate(0, 0, 0)}
    assert card.reports == Rate(2, 1, 0)


def test_what_nobody_leads_is_counted_under_no_name() -> None:
    nobody = replace(promise(0), lead=BLANK)
    card = score(of_activities(nobody, promise(1)), Progress("p"), TODAY)
    assert [body.name for body in card.bodies] == ["Body B", ""]
    assert score_to_tree(card)["bodies"][1]["name"] is None
    assert "No lead named" in plain(score_lines(card, 100, "en"))


def test_press_reports_are_never_scored() -> None:
    plan, progress = argentina()
    card = score(replace(plan, basis=Basis.PRESS), progress, TODAY)
    assert (card.scored, card.tally.of, card.activities, card.in_order) == (False, 0, (), False)


@pytest.mark.parametrize(
    ("work", "in_order"),
    [
        (Work("a", accepted(), evidence=(proof(offered=day(3), decided=day(4)),)), True),
        (Work("a", accepted(), (report("2027-Q1", day(4), claim=Claim.RUNNING),)), True),
        (Work("a", accepted()), True),
        (Work("a", accepted(), evidence=(proof(offered=day(3)),)), False),
        (Work("a"), False),
    ],
)
def test_in_order_means_that_nobody_has_to_act(work: Work, in_order: bool) -> None:
    card = score(of_activities(promise(0)), Progress("p", activities={"a": work}), date(2027, 5, 1))
    assert card.in_order is in_order, card.activities[0].standing


def counted(place: str, number: int, period: str = "2027-Q1", *, agreed: bool = True) -> Report:
    """A report with one value, accepted where it is agreed."""
    sent = report(period, day(4), values=(Value("i1", Decimal(number), place=place),))
    return replace(sent, moves=(*sent.moves, by(Verb.ACCEPT, "s1", "secretariat", day(4, 2)))) if agreed else sent


def test_figures_are_of_accepted_values_rolled_up_over_places() -> None:
    indicator = Indicator("i1", Cell("Officers trained"))
    plan = of_activities(promise(0, indicators=Cell((indicator,))), promise(1))
    works = {
        "a": Work("a", accepted(), (counted("Kampot", 10), counted("Kep", 99, "2027-Q2", agreed=False))),
        "b": Work("b", accepted(), (counted("Kep", 5),)),
    }
    progress = Progress("p", cycle=YEAR, activities=works, places={"Kampot": "south", "Kep": "south", "Takeo": "south"})
    card = score(plan, progress, TODAY)
    (figure,) = card.figures
    assert (figure.period, figure.total.number, figure.total.missing) == ("2027-Q1", Decimal(15), ("Takeo",))
    told = plain(score_lines(card, 100, "en"))
    assert "2027-Q1  15  Officers trained" in told
    assert "Not of the whole; no value of: Takeo." in told
    assert score_to_tree(card)["figures"][0]["number"] == 15
    Draft202012Validator(score_schema()).validate(json.loads(json.dumps(score_to_tree(card))))


def test_a_percentage_among_the_figures_leaves_nothing_to_say_and_a_fault_is_told() -> None:
    plan = of_activities(promise(0, indicators=Cell((Indicator("i1", Cell("Share housed")),))), promise(1))
    bare = replace(counted("Kampot", 0).values[0], number=None, percent=Decimal(50))
    twice = replace(counted("Kep", 0).values[0], number=None, numerator=Decimal(1), denominator=Decimal(2))
    works = {"a": Work("a", accepted(), (replace(counted("Kampot", 0), values=(bare, twice, twice)),))}
    card = score(plan, Progress("p", activities=works), TODAY)
    assert "Cannot say: a percentage is told without its parts" in plain(score_lines(card, 100, "en"))
    assert [finding.rule for finding in card.findings] == ["F46"]
    assert not card.in_order
    Draft202012Validator(score_schema()).validate(json.loads(json.dumps(score_to_tree(card))))
