"""What places inherit of an activity: its status beside theirs, files that say it, figures that are made of theirs."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from palermo.core import Cell
from palermo.core.when import read_when
from palermo.plan import (
    Claim,
    Cycle,
    Dropped,
    Indicator,
    Moved,
    OwnStep,
    OwnTarget,
    PlacePart,
    Progress,
    Scorecard,
    Status,
    Value,
    Verb,
    Work,
    read_progress,
    score,
    score_csv,
    score_schema,
    score_to_tree,
    through_lead,
    write_progress,
)
from palermo.plan.model import Step
from palermo.plan.progress import Terms, account_of, periods, progress_schema, standing, terms_of
from tests.examples import examples
from tests.unit.plan.progress.plain_status import plain_status
from tests.unit.plan.progress.records import (
    JANUARY,
    LADDER,
    YEAR,
    accepted,
    activity,
    by,
    day,
    late_end,
    proof,
    report,
)
from tests.unit.plan.progress.test_status import DAYS, TERMS, works
from tests.unit.plan.small_plans import plan

PLACES = ("Kampot", "Kep", "Takeo", "Svay Rieng")
UP = {"secretariat": "lead", "committee": "secretariat"}
TAKEN = (by(Verb.ASK, "m1", "above", day(1, 6)), by(Verb.ACCEPT, "p1", "lead", day(1, 7)))
INDICATORS = (
    Indicator("i1", Cell("Trained"), unit=Cell("persons"), target=Cell("500")),
    Indicator("i2", Cell("Of those arrested, charged"), unit=Cell("percent")),
)
PLAN = plan(activity("June 2027", "September 2027", indicators=Cell(INDICATORS)))


def climbing(moves: tuple[Moved, ...], up: Callable[[str], str]) -> tuple[Moved, ...]:
    return tuple(replace(move, level=up(move.level)) for move in moves)


def inherited(place: str, work: Work, **own: Any) -> PlacePart:
    """The same record on the levels of a part."""

    def up(level: str) -> str:
        return UP.get(level, level)

    return PlacePart(
        place,
        moves=climbing(work.moves, lambda level: "above" if level == "secretariat" else level),
        reports=tuple(replace(each, moves=climbing(each.moves, up)) for each in work.reports),
        evidence=tuple(replace(each, moves=climbing(each.moves, up)) for each in work.evidence),
        obstacles=work.obstacles,
        changes=work.changes,
        dropped=work.dropped,
        **own,
    )


OWN = st.fixed_dictionaries(
    {"end": st.none() | DAYS, "steps": st.sampled_from([(), (OwnStep("x", day(6, 30)), OwnStep("y"))])}
)


@st.composite
def cascades(draw: st.DrawFn) -> Work:
    places = draw(st.sets(st.sampled_from(PLACES), max_size=3))
    return replace(draw(works()), parts=tuple(inherited(place, draw(works()), **draw(OWN)) for place in sorted(places)))


def plainly(work: Work, terms: Terms, cycle: Cycle | None, today: date) -> Status:
    """The rule once more, in the order in which the manual says it."""
    own = plain_status(work, terms, cycle, today)
    if own is Status.DROPPED or own is Status.NOT_ACCEPTED:
        return own
    parts = []
    for part in work.parts:
        dues = tuple(step.due for step in part.steps) or plain_dues(work, terms, today)
        end = plain_end(work, terms, today) if terms.continuous or part.end is None else part.end
        its = plain_status(part.of("1.1.1"), replace(terms, steps=dues, end=end), cycle, today)
        if its is not Status.DROPPED:
            parts.append(its)
    if not parts:
        return own
    everybody = [own, *parts]
    if all(each is Status.DONE for each in everybody):
        return Status.DONE
    if all(each is Status.DONE or each is Status.PROOF_PENDING for each in everybody):
        return Status.PROOF_PENDING
    end = plain_end(work, terms, today)
    if Status.LATE in everybody or (end is not None and end < today):
        return Status.LATE
    if Status.NO_REPORT in everybody:
        return Status.NO_REPORT
    if Status.BLOCKED in everybody:
        return Status.BLOCKED
    begun = {Status.RUNNING, Status.PROOF_PENDING, Status.DONE}
    return Status.RUNNING if any(each in begun for each in everybody) else own


def plain_end(work: Work, terms: Terms, today: date) -> date | None:
    end = terms.end
    for change in sorted(work.changes, key=lambda each: each.on):
        if change.what == "end" and change.on <= today and change.reason.strip() and not terms.continuous:
            end = date.fromisoformat(change.new)
    return end


def plain_dues(work: Work, terms: Terms, today: date) -> tuple[date | None, ...]:
    dues = list(terms.steps)
    for change in sorted(work.changes, key=lambda each: each.on):
        if change.what == "step" and change.on <= today and change.reason.strip():
            dues[int(change.of) - 1] = date.fromisoformat(change.new)
    return tuple(dues)


@settings(max_examples=examples(300), deadline=None)
@given(cascades(), TERMS, DAYS, st.booleans())
def test_the_plain_way_agrees(work: Work, terms: Terms, today: date, due: bool) -> None:
    cycle = YEAR if due else None
    account = account_of(work, terms, LADDER, periods(YEAR) if due else (), today)
    found = standing(account)
    assert found.status is plainly(work, terms, cycle, today), str(found.why)
    assert str(found.why).strip()
    left = [part for part in account.parts.values() if not part.dropped and standing(part).status is not Status.DONE]
    assert not (left and found.status is Status.DONE)
    assert (account.done_on is not None) == (found.status is Status.DONE) or found.status in (
        Status.DROPPED,
        Status.NOT_ACCEPTED,
    )


DONE = Work("1.1.1", accepted(), evidence=(proof(1, 2, offered=day(3), decided=day(4)),))
RUNS = Work("1.1.1", accepted(), reports=(report("2027-Q1", day(4, 2), claim=Claim.RUNNING),))


@pytest.mark.parametrize(
    ("own", "parts", "status", "told"),
    [
        (DONE, (DONE, DONE), Status.DONE, "of its own and of its parts (done: 2 of 2)"),
        (DONE, (DONE, RUNS), Status.RUNNING, "Under way in 1 of its 2 parts."),
        (DONE, (DONE, Work("1.1.1")), Status.RUNNING, "it is proved for 1 of its 2 parts."),
        (DONE, (DONE, Work("1.1.1", accepted())), Status.NO_REPORT, "No report from 1 of its 2 parts: Kep."),
        (RUNS, (DONE, DONE), Status.RUNNING, "Under way; last report: 2027-Q1"),
        (DONE, (DONE, replace(RUNS, dropped=Dropped(day(4), "m1", "No post"))), Status.DONE, "(done: 1 of 1)"),
    ],
)
def test_the_whole_is_never_done_while_a_part_is_not(
    own: Work, parts: tuple[Work, ...], status: Status, told: str
) -> None:
    work = replace(own, parts=tuple(map(inherited, PLACES, parts)))
    found = standing(account_of(work, terms_of(activity("June 2027", "September 2027")), LADDER, periods(YEAR), day(5)))
    assert (found.status, told in str(found.why)) == (status, True), str(found.why)


def test_who_is_late_is_named_and_of_many_the_first() -> None:
    """24 of 25 is not done: one late part makes the activity late, and the sentence says where to look."""
    late = activity("June 2027", "September 2027", end=Cell(read_when("31 March 2027")))

    def why(own: Work, *parts: PlacePart) -> tuple[Status, str]:
        work = replace(own, parts=parts)
        found = standing(account_of(work, terms_of(late), LADDER, (), day(5)))
        return found.status, str(found.why)

    on_time, behind = inherited("Kampot", DONE), replace(inherited("Kep", RUNS), steps=(OwnStep("Teach", day(4)),))
    moved = replace(DONE, changes=(late_end("2027-12-31", "The bill came back"),))
    assert why(moved, on_time, behind) == (Status.LATE, "Late in 1 of its 2 parts: Kep.")
    asked = [PlacePart(place) for place in PLACES]
    status, told = why(DONE, on_time, *asked[1:])
    assert (status, told.split("(")[1]) == (Status.LATE, "done: 1 of 4): Kep, Takeo, Svay Rieng.")
    assert why(DONE, *asked)[1].endswith("(done: 0 of 4): Kampot, Kep, Takeo and 1 more.")


def test_a_moved_deadline_is_moved_for_each_part_that_has_none_of_its_own() -> None:
    terms = terms_of(activity("June 2027", "September 2027", end=Cell(read_when("31 March 2027"))))
    parts = (inherited("Kampot", RUNS), inherited("Kep", RUNS, end=day(4)), inherited("Takeo", RUNS))
    parts = (*parts[:2], replace(parts[2], changes=(late_end("2027-04-30", "The road was closed"),)))

    def found(*changes: Any) -> list[Status]:
        work = replace(RUNS, parts=parts, changes=changes)
        return [standing(part).status for part in account_of(work, terms, LADDER, (), day(5)).parts.values()]

    assert found() == [Status.LATE, Status.LATE, Status.LATE]
    assert found(late_end("2027-12-31", "The bill came back")) == [Status.RUNNING, Status.LATE, Status.LATE]
    assert found(late_end("2027-12-31", "")) == [Status.LATE, Status.LATE, Status.LATE]


@settings(max_examples=examples(100), deadline=None)
@given(works(), OWN, DAYS)
def test_a_part_is_asked_the_rules_on_progress_as_an_activity_is(work: Work, own: dict[str, Any], today: date) -> None:
    """The plain way: the part as the only activity of a plan of its own, with its own steps and its own end."""
    alone = activity("June 2027", "September 2027", indicators=Cell(INDICATORS))
    if own["steps"]:
        steps = (Step(Cell("x"), due=Cell(read_when("30 June 2027"))), Step(Cell("y")))
        alone = replace(alone, steps=Cell(steps))
    if own["end"]:
        alone = replace(alone, end=Cell(read_when(own["end"].isoformat())))
    plainly = score(plan(alone), Progress("p", LADDER, YEAR, {"1.1.1": work}), today)
    part = Work("1.1.1", parts=(inherited("Kep", work, **own),))
    card = score(PLAN, Progress("p", LADDER, YEAR, {"1.1.1": part}), today)
    (line,) = card.activities

    def told(findings: Any, by: str) -> list[tuple[str, str]]:
        return [(each.rule, str(each.message)) for each in findings if by in str(each.message) and each.rule[0] == "T"]

    found = [(rule, words.replace(", part of Kep", "")) for rule, words in told(line.parts[0].findings, "part of Kep")]
    assert found == told(plainly.findings, "")
    assert told(card.findings, "part of Kep") == told(line.parts[0].findings, "")


@pytest.mark.parametrize(
    ("ladder", "climbed"),
    [
        (LADDER, ("body", "lead", "secretariat", "committee")),
        (("body", "approver", "secretariat", "committee"), ("body", "approver", "lead", "secretariat", "committee")),
        (("body", "lead", "secretariat", "committee"), ("body", "lead", "secretariat", "committee")),
    ],
)
def test_what_a_place_reports_goes_through_the_body_that_leads(ladder: tuple[str, ...], climbed: Any) -> None:
    assert through_lead(ladder) == climbed


@settings(max_examples=examples(60), deadline=None)
@given(cascades(), st.booleans())
def test_a_file_says_parts_as_well(work: Work, as_json: bool) -> None:
    def kept(of: Any) -> Any:
        return replace(of, dropped=of.dropped if of.dropped and of.dropped.reason else None)

    work = replace(kept(work), parts=tuple(map(kept, work.parts)))
    told = Progress("p", LADDER, YEAR, {work.id: work}, dict.fromkeys(PLACES, ""))
    again, findings = read_progress(write_progress(told, as_json=as_json).encode(), PLAN)
    assert again == told
    assert {finding.rule for finding in findings} <= {"F35", "F37", "F41", "F44"}
    Draft202012Validator(progress_schema()).validate(json.loads(write_progress(told, as_json=True)))


@pytest.mark.parametrize(
    ("part", "rule", "told"),
    [
        ("{place: Kep}, {place: Kep}", "F52", "two parts are told for Kep"),
        ("{place: Kep, targets: [{indicator: i1, target: '20'}]}", "F53", "part of Kep: its target for i1"),
        ("{place: Kep, targets: [{indicator: i9, target: '20'}]}", "F43", "no indicator 'i9'"),
        ("{place: Kep, moves: [{verb: ask, by: s1, level: secretariat, on: 2027-01-02}]}", "F41", "part of Kep"),
        ("{place: Kep, steps: [{text: Teach}], changes: [{what: step, of: '2', new: 2027-03-01, on: 2027-03-01,"
         " by: c1, reason: x}]}", "F35", "no step 2"),
        ("{body: Kep}", "F32", "the place-part lacks 'place'"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_part_is_told(part: str, rule: str, told: str) -> None:
    text = f"progress: {{plan: p}}\nactivities:\n- id: 1.1.1\n  parts: [{part}]\n"
    _progress, findings = read_progress(text.encode(), PLAN, name="progress.yaml")
    assert [finding.rule for finding in findings] == [rule]
    assert told in str(findings[0].message)


def figures_of(*values: tuple[str, Value], parts: tuple[str, ...] = PLACES) -> Scorecard:
    """The scorecard where each of these places has told its value and it was accepted; "" is the lead itself."""

    def told(place: str, *levels: str) -> tuple[Any, ...]:
        own = tuple(value for where, value in values if where == place)
        made = report("2027-Q1", day(4, 2), claim=Claim.RUNNING, values=own)
        moves = (*made.moves, *(by(Verb.ACCEPT, f"a{level}", level, day(4, 3)) for level in levels))
        return (replace(made, moves=moves),) if own else ()

    below = tuple(PlacePart(place, moves=TAKEN, reports=told(place, "lead")) for place in parts)
    work = Work("1.1.1", accepted(JANUARY), told("", "secretariat"), parts=below)
    return score(PLAN, Progress("p", cycle=YEAR, activities={"1.1.1": work}, places={"Elsewhere": ""}), day(5))


def share(numerator: int, denominator: int) -> Value:
    return Value("i2", numerator=Decimal(numerator), denominator=Decimal(denominator))


def test_shares_of_unequal_places_are_made_again_and_nothing_anywhere_is_their_average() -> None:
    """1 of 2 and 90 of 100 are 91 of 102; the average of the percentages would be 70."""
    card = figures_of(("Kampot", share(1, 2)), ("Kep", share(90, 100)), parts=("Kampot", "Kep"))
    tree, table = score_to_tree(card), score_csv(card)
    Draft202012Validator(score_schema()).validate(tree)
    (figure,) = tree["figures"]
    assert (figure["number"], figure["numerator"], figure["denominator"]) == (None, 91, 102)
    assert [(each["place"], each["numerator"], each["denominator"]) for each in figure["by_place"]] == [
        ("Kampot", 1, 2),
        ("Kep", 90, 100),
    ]
    everything = json.dumps(tree) + table
    for average in ("70", "0.7", "140", "89.2", "0.89"):
        assert average not in everything


@pytest.mark.parametrize("told", [Value("i2", percent=Decimal(50)), Value("i2", number=Decimal(50))])
def test_percentages_are_neither_added_nor_averaged(told: Value) -> None:
    """Neither where they are told as such, nor as a number of an indicator that is wanted in percent."""
    card = figures_of(("Kampot", told), ("Kep", replace(told)), parts=("Kampot", "Kep"))
    (figure,) = card.figures
    assert (figure.total.number, figure.total.numerator) == (None, None)
    assert "cannot be added or averaged" in str(figure.total.why)


def test_counts_add_and_who_told_nothing_is_named() -> None:
    card = figures_of(("Kampot", Value("i1", number=Decimal(5))), ("Takeo", Value("i1", number=Decimal(7))))
    (figure,) = card.figures
    assert figure.total.number == 12
    assert figure.total.missing == ("Kep", "Svay Rieng")
    assert {place: str(total.words) for place, total in figure.by_place.items()} == {
        "Kampot": "5",
        "Kep": "cannot say",
        "Takeo": "7",
        "Svay Rieng": "cannot say",
    }


def test_what_the_lead_tells_is_held_against_what_its_parts_make() -> None:
    card = figures_of(
        ("", Value("i1", number=Decimal(13))),
        ("Kampot", Value("i1", number=Decimal(5))),
        ("Kep", Value("i1", number=Decimal(7))),
        parts=("Kampot", "Kep"),
    )
    assert card.figures[0].total.number == 12
    assert [finding.rule for finding in card.findings if finding.rule.startswith("F")] == ["F47"]


def test_parts_are_counted_one_by_one_and_never_as_activities() -> None:
    card = figures_of(("Kampot", Value("i1", number=Decimal(5))))
    (line,) = card.activities
    assert (card.tally.of, line.tally.of, line.tally.counts[Status.RUNNING]) == (1, 4, 1)
    assert line.tally.counts[Status.NO_REPORT] == 3
    assert line.standing.status is Status.NO_REPORT
    assert [(each.place, each.reports.due, each.reports.filed) for each in card.places] == [
        (place, 1, int(place == "Kampot")) for place in sorted(PLACES)
    ]
    rows = score_csv(card).splitlines()
    assert len(rows) == 1 + 1 + 4
    assert rows[0].split(",")[4:6] == ["activity", "place"]


def test_an_own_target_and_own_steps_stand_in_the_file() -> None:
    part = PlacePart("Kep", "kep-police", day(8), (OwnStep("Teach", day(6)),), (OwnTarget("i1", "20", "It is small"),))
    told = Progress("p", LADDER, YEAR, {"1.1.1": Work("1.1.1", accepted(), parts=(part,))})
    again, findings = read_progress(write_progress(told).encode(), PLAN)
    assert (again, findings) == (told, ())
