"""How a plan answers asks: the Malaysian plan, linked by hand to six of them, in every state that an ask can have."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from palermo.core import BLANK, UNREAD, Cell
from palermo.core.money import read_money
from palermo.core.when import read_when
from palermo.plan import (
    PROOF_KINDS,
    Activity,
    Answering,
    Answers,
    AskState,
    Basis,
    Dropped,
    FiscalYear,
    Grounds,
    MoneyLine,
    Output,
    OwnStep,
    Plan,
    Posting,
    Progress,
    Scorecard,
    Spending,
    State,
    Status,
    Step,
    StepAnswer,
    Work,
    actions_of,
    answering,
    answering_to_tree,
    audit,
    line_accounts,
    output_docx,
    output_xlsx,
    promises_of,
    read_yaml,
    revise,
    said,
    score,
    self_assessment,
    suggested_answers,
    waiver_file,
)
from palermo.standing import Ask, Figure, clock, data_duty, shipped, shipped_asks, shipped_law, shipped_standards
from tests.source import PACKAGE
from tests.unit.plan.factories import activity
from tests.unit.plan.progress.records import accepted, day, proof
from tests.unit.plan.progress.test_parts import inherited
from tests.unit.plan.score.test_score import of_activities

TODAY = day(6)
NO_WORK = Progress("p")
SIX = ("KH18-15", "KH18-04", "KH18-03", "KH18-09", "KH18-11", "KH18-12")
LINKS = {
    "2.4.1": ("KH18-04",),  # more inspectors: no steps
    "2.4.2": ("KH18-03",),  # training: a step was due
    "3.2.2": ("KH18-09",),  # recruiters: proof is offered
    "1.3.2": ("KH18-11",),  # a database: proof is accepted
    "1.3.3": ("KH18-12",),  # statistics: half of it is proved
}


@pytest.fixture(scope="module")
def malaysia() -> Plan:
    """The plan as it is, but for three activities that have been given steps since."""
    text = (PACKAGE / "demo" / "plans" / "plan_malaysia_napfl_2021.yaml").read_text(encoding="utf-8")
    plan = read_yaml(text)[0]
    assert plan is not None
    for id_, due in (("2.4.2", "1 March 2027"), ("3.2.2", "1 December 2027"), ("1.3.2", ""), ("1.3.3", "")):
        plan, faults = revise(plan, id_, Answers(steps=(StepAnswer("Do it", due=due), StepAnswer("Show it"))))
        assert faults == ()
    return plan


@pytest.fixture(scope="module")
def work() -> Progress:
    offered, whole = proof(1, 2, offered=day(3)), proof(1, 2, offered=day(3), decided=day(4))
    half = replace(whole, proves=(1,), kind="CA-E")
    told = (
        Work("3.2.2", accepted(), evidence=(offered,)),
        Work("1.3.2", accepted(), evidence=(replace(whole, kind="CA-F"), replace(whole, kind="document"))),
        Work("1.3.3", accepted(), evidence=(half,)),
    )
    return Progress("my-napfl-2021", activities={each.id: each for each in told})


def six() -> tuple[Ask, ...]:
    asks = {ask.id: ask for ask in shipped_asks("KHM")}
    return tuple(asks[id_] for id_ in SIX)


@pytest.fixture(scope="module")
def found(malaysia: Plan, work: Progress) -> Answering:
    told, findings = answering(score(malaysia, work, TODAY), six(), LINKS)
    assert findings == ()
    return told


def test_the_malaysian_plan_and_six_asks(found: Answering) -> None:
    assert {each.ask.id: each.state for each in found.asks} == {
        "KH18-15": AskState.NO_MEASURE,
        "KH18-04": AskState.NO_STEPS,
        "KH18-03": AskState.LATE,
        "KH18-09": AskState.PROOF_PENDING,
        "KH18-11": AskState.ANSWERED,
        "KH18-12": AskState.PROOF_PENDING,
    }
    assert [str(each.why) for each in found.asks[2:5]] == [
        "Late: 2.4.2.",
        "Proof is not all in: 3.2.2.",
        "Done by accepted proof: 1.3.2.",
    ]


def test_every_measure_must_be_done_for_an_ask_to_be_answered(malaysia: Plan, work: Progress) -> None:
    links = {**LINKS, "1.3.3": ("KH18-11", "KH18-12")}
    told = {each.ask.id: each for each in answering(score(malaysia, work, TODAY), six(), links)[0].asks}
    assert (told["KH18-11"].state, str(told["KH18-11"].why)) == (AskState.PROOF_PENDING, "Proof is not all in: 1.3.3.")


def test_asks_without_an_answer_and_measures_that_answer_nothing(malaysia: Plan, found: Answering) -> None:
    assert [each.ask.id for each in found.unanswered] == ["KH18-15"]
    linked = {each.id for each in found.nothing}
    assert len(found.nothing) == malaysia.counts().activities - len(LINKS)
    assert not linked & LINKS.keys()


def test_before_the_day_nothing_is_late(malaysia: Plan, work: Progress) -> None:
    told = {
        each.ask.id: each.state for each in answering(score(malaysia, work, date(2027, 3, 1)), six(), LINKS)[0].asks
    }
    assert told["KH18-03"] is AskState.PROOF_PENDING


def test_without_a_record_of_work_nothing_is_answered(malaysia: Plan) -> None:
    told = {each.ask.id: each.state for each in answering(score(malaysia, NO_WORK, TODAY), six(), LINKS)[0].asks}
    assert told["KH18-11"] is AskState.PROOF_PENDING
    assert AskState.ANSWERED not in told.values()


def one(**fields: object) -> tuple[Plan, Ask]:
    """A plan of one activity that names the ask itself."""
    ask = six()[0]
    return of_activities(activity("1", answers=Cell((ask.id,)), **fields)), ask


def state_of(plan: Plan, ask: Ask, progress: Progress | None = None) -> AskState:
    return answering(score(plan, progress or NO_WORK, TODAY), (ask,))[0].asks[0].state


def test_what_the_plan_itself_says_counts() -> None:
    plan, ask = one()
    assert state_of(plan, ask) is AskState.LATE  # its end has passed
    assert promises_of(plan)[0].answers == (ask.id,)


def test_steps_that_nobody_could_read_leave_it_unknown() -> None:
    plan, ask = one(steps=UNREAD)
    assert state_of(plan, ask) is AskState.CANNOT_SAY


def test_proof_that_waits_to_be_decided_is_not_late() -> None:
    ask, due = six()[0], Cell(read_when("1 March 2027"))
    fields = {"steps": Cell((Step(Cell("Write it"), due=due),)), "end": BLANK, "answers": Cell((ask.id,))}
    plan = of_activities(activity("1", **fields))
    offered = Progress("p", activities={"1": Work("1", accepted(), evidence=(proof(1, offered=day(4)),))})
    assert state_of(plan, ask) is AskState.LATE
    assert state_of(plan, ask, offered) is AskState.PROOF_PENDING


def test_late_is_what_the_scorecard_calls_so() -> None:
    """Proof of all of it that waits for a decision is not late after its end; a step of a place alone is."""
    plan, ask = one(steps=Cell((Step(Cell("Write it"), due=Cell(read_when("1 March 2027"))),)))
    offered = Progress("p", activities={"1": Work("1", accepted(), evidence=(proof(1, offered=day(2)),))})
    assert score(plan, offered, TODAY).activities[0].standing.status is Status.PROOF_PENDING
    assert state_of(plan, ask, offered) is AskState.PROOF_PENDING
    later, ask = one(steps=Cell((Step(Cell("Write it")),)), end=BLANK)
    place = inherited("Kep", Work("1", accepted()))
    for steps, state in (((OwnStep("Teach", day(4)),), AskState.LATE), ((), AskState.PROOF_PENDING)):
        told = Progress("p", activities={"1": Work("1", accepted(), parts=(replace(place, steps=steps),))})
        assert state_of(later, ask, told) is state


def test_proof_of_a_place_is_proof() -> None:
    plan, ask = one(steps=BLANK, end=BLANK)
    place = inherited("Kep", Work("1", accepted(), evidence=(proof(offered=day(4)),)))
    shown = Progress("p", activities={"1": Work("1", accepted(), parts=(place,))})
    assert state_of(plan, ask) is AskState.NO_STEPS
    assert state_of(plan, ask, shown) is AskState.PROOF_PENDING


def test_what_was_given_up_answers_nothing() -> None:
    plan, ask = one()
    dropped = Progress("p", activities={"1": Work("1", dropped=Dropped(day(2), "s", "No money"))})
    assert state_of(plan, ask, dropped) is AskState.NO_MEASURE


def test_a_plan_known_from_the_press_is_never_judged() -> None:
    plan, ask = one()
    assert state_of(replace(plan, basis=Basis.PRESS), ask) is AskState.CANNOT_SAY


def test_an_unread_cell_is_not_a_measure_that_answers_nothing() -> None:
    plan = of_activities(Activity("1", Cell("A promise"), answers=UNREAD), Activity("2", Cell("Another")))
    told = answering(score(plan, NO_WORK, TODAY), six())[0]
    assert ([each.id for each in told.nothing], [each.id for each in told.unread]) == (["2"], ["1"])


def test_an_ask_that_is_on_no_list_is_told() -> None:
    plan = of_activities(activity("1", answers=Cell(("KH99-1",))))
    (fault,) = answering(score(plan, NO_WORK, TODAY), six())[1]
    assert (fault.rule, fault.object) == ("S30", "1")
    assert "KH99-1" in str(fault.message)


def test_actions_are_accepted_evidence_of_the_nine_kinds_with_their_day(malaysia: Plan, work: Progress) -> None:
    told = {(each.promise, each.kind, each.on) for each in actions_of(score(malaysia, work, TODAY))}
    assert told == {("1.3.2", "CA-F", day(4)), ("1.3.3", "CA-E", day(4))}
    assert actions_of(score(malaysia, work, date(2027, 3, 31))) == ()


def test_a_suggestion_is_apart_from_an_answer(malaysia: Plan, found: Answering) -> None:
    suggested = suggested_answers(malaysia, six())
    assert suggested["KH18-09"][0].id == "3.2.2"
    tree = answering_to_tree(found, suggested)
    assert json.loads(json.dumps(tree))["states"]["no_measure"] == 1
    (recruiters,) = (each for each in tree["asks"] if each["id"] == "KH18-09")
    assert recruiters["activities"] == ["3.2.2"]
    assert recruiters["suggested"][0]["activity"] == "3.2.2"


def test_the_kinds_of_action_are_those_of_proof() -> None:
    kinds = {kind for each in shipped_standards() for kind in each.actions}
    assert kinds <= PROOF_KINDS.keys()


def grounds(malaysia: Plan, card: Scorecard, found: Answering) -> Grounds:
    """What the file is made from: one cost line with money committed in the period, and one figure told."""
    told = Figure("XXA", 2028, "convictions", "7", "persons", "2027", "the courts")
    duty = data_duty(shipped_law(), "XXA", 2028, (told,))
    line = MoneyLine("l", "1.3.2", Cell(read_money("USD 100")), FiscalYear(), what="A database")
    first = Posting("p", "1.3.2", "l", Spending.COMMITTED, Decimal(40), "USD", day(5), State.ACCEPTED)
    postings = (
        first,
        replace(first, id="q", amount=Decimal(45), corrects="p"),
        replace(first, id="r", amount=Decimal(5), spending=Spending.SPENT),
        replace(first, id="s", amount=Decimal(99), state=State.SENT),
    )
    accounts = line_accounts((line,), postings)
    return Grounds(card, audit(malaysia, as_of=TODAY).card, found, duty, accounts, postings, LINKS)


def table(output: Output, key: str) -> list[list[str]]:
    chapter = output.chapter(key)
    assert chapter is not None
    return [[said(cell) for cell in entry.cells] for entry in chapter.rows]


def test_the_file_lists_gaps_as_plainly_as_what_there_is(malaysia: Plan, work: Progress, found: Answering) -> None:
    told = waiver_file(grounds(malaysia, score(malaysia, work, TODAY), found), clock(shipped(), "KHM", TODAY))
    assert ["2019: first report on the Watch List.", "22 USC 7107(b)(2)(A)(iii)"] in table(told, "clock")
    assert ["Steps", "4 of 44", "0"] in table(told, "plan")
    assert table(told, "resources") == [["", "USD", "100", "45", "5", "55"]]
    assert ["training given", "1"] in table(told, "proofs")
    rows = {row[0]: row[2:6] for row in table(told, "criteria")}
    # what stands at C1 is the ask for a data system: one measure, one action proved, its money
    assert rows["C1"] == ["1", "1", "1", "45 USD"]
    assert rows["C12"] == ["1", "0", "0", ""]
    kinds = {row[0]: row[1:] for row in table(told, "kinds")}
    assert kinds["C12"] == ["", "prevention work"]
    assert kinds["C2"] == ["", "training given; services given to victims"]
    assert "C10" not in kinds
    assert ["C1", "Convictions", "7 persons (2027; the courts)"] in table(told, "figures")
    assert {row[0]: row[1:] for row in table(told, "missing")} == {
        "Asks that no measure answers": ["1", "6"],
        "Asks whose measure has no steps": ["1", "6"],
        "Asks whose steps are late": ["1", "6"],
        "Criteria with asks and no action proved in the period": ["3", "7"],
        "Criteria with asks and no money committed in the period": ["5", "7"],
        "Figures that nobody told": ["7", "8"],
        "Activities without steps": ["40", "44"],
        "Activities without a cost": ["44", "44"],
        "Cost lines to which nothing was committed": ["0", "1"],
    }
    on_time = score(malaysia, work, date(2027, 3, 1))
    before = grounds(malaysia, on_time, answering(on_time, six(), LINKS)[0])
    late = table(self_assessment(before), "missing")[1:3]
    assert late == [["Asks whose measure has no steps", "1", "6"], ["Asks whose steps are late", "0", "6"]]


def test_the_self_assessment_is_of_a_period_and_advises_nothing(
    malaysia: Plan, work: Progress, found: Answering
) -> None:
    of = grounds(malaysia, score(malaysia, work, TODAY), found)
    told = self_assessment(of)
    assert str(told.lines[0]) == "Reporting period: 2027-04-01 to 2028-03-31."
    assert told.chapter("clock") is None
    early = replace(of, duty=data_duty(shipped_law(), "XXA", 2027, ()))
    assert {row[4] for row in table(self_assessment(early), "criteria")} == {"0"}
    words = " ".join(said(value) for value in told.values()).lower()
    assert [word for word in ("should", "better", "improve", "score", "rank") if f" {word} " in words] == []
    assert output_docx(told).startswith(b"PK")
    assert output_xlsx(told).startswith(b"PK")
