"""The short form turned into a revised plan."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import UNREAD, Cell, Outcome
from palermo.plan.audit import Verdict, audit
from palermo.plan.compare import Kind, compare
from palermo.plan.model import Plan, Step
from palermo.plan.revise import REVISION, Answers, StepAnswer, missing, revise
from tests.unit.plan.small_plans import activity, costs, first, plan, plans, said, steps, when

PROMISE = activity("2.1.2", "Amend the private employment agencies act")
OTHER = activity("2.1.3", "Amend the trade unions act")
FULL = Answers(
    lead="MoI",
    partners="MoJ; Police\nCustoms",
    steps=(StepAnswer("Send the draft to parliament", "MoJ", "30 June 2025"),),
    end="30 June 2025",
    proof="law gazette",
    cost="USD 12,000",
    money_source="national budget",
)
blank = st.sampled_from(["", " ", "\n\t"])


@given(plans(), blank, st.lists(st.builds(StepAnswer, blank, blank, blank), max_size=2).map(tuple))
def test_empty_answers_change_nothing(whole: Plan, empty: str, lines: tuple[StepAnswer, ...]) -> None:
    answers = Answers(empty, empty, lines, empty, empty, empty, empty, empty)
    for _, _, held in whole.each_activity():
        assert revise(whole, held.id, answers) == (whole, ())


def test_answers_are_given_cells_with_the_words_typed() -> None:
    revised, findings = revise(plan(PROMISE, OTHER), "2.1.2", FULL)
    held = first(revised)
    assert findings == ()
    assert held.lead == Cell("MoI")
    assert held.partners.value == ("MoJ", "Police", "Customs")
    assert held.end.value == when("30 June 2025").value
    assert held.end.words == "30 June 2025"
    assert held.proof.value == ("law gazette",)
    assert held.costs.value is not None
    [cost] = held.costs.value
    assert (cost.money.words, cost.source.value, held.money_source.value) == ("USD 12,000", *["national budget"] * 2)
    assert held.steps.value == (
        Step(Cell("Send the draft to parliament"), Cell("MoJ"), Cell(when("30 June 2025").value, raw="30 June 2025")),
    )
    for name in ("lead", "partners", "end", "proof", "costs", "money_source", "steps"):
        cell = getattr(held, name)
        assert cell.given
        assert (cell.origin.file, cell.origin.sheet, cell.origin.cell) == (REVISION, "2.1.2", name)


def test_everything_else_is_the_same_object() -> None:
    whole = plan(PROMISE, OTHER)
    revised, _ = revise(whole, "2.1.2", Answers(lead="MoI"))
    told = [(old, new) for (_, _, old), (_, _, new) in zip(whole.each_activity(), revised.each_activity(), strict=True)]
    assert told[1][0] is told[1][1]
    assert all(
        getattr(told[0][0], field.name) is getattr(told[0][1], field.name)
        for field in fields(PROMISE)
        if field.name != "lead"
    )
    assert {kind for pair in compare(whole, revised).each() for kind in pair.kinds} == {Kind.LEAD}
    assert first(whole).lead.blank


def test_other_goals_and_objectives_are_the_same_objects() -> None:
    goal, objective = next(plan(PROMISE).each_objective())
    held = replace(goal, objectives=said((objective, replace(objective, id="1.2", activities=said((OTHER,))))))
    whole = replace(plan(), goals=said((held, replace(goal, id="2", objectives=said(())))))
    revised, _ = revise(whole, "2.1.2", Answers(lead="MoI"))
    assert [old is new for old, new in zip(whole.each_goal(), revised.each_goal(), strict=True)] == [False, True]
    both = zip(whole.each_objective(), revised.each_objective(), strict=True)
    assert [old[1] is new[1] for old, new in both] == [False, True]


@pytest.mark.parametrize(
    ("answers", "rule"),
    [
        (Answers(lead="MoI", end="when the moon is blue"), "R01"),
        (Answers(lead="MoI", timeframe="???"), "R01"),
        (Answers(steps=(StepAnswer("Draft it", "", "whenever xyz"),)), "R01"),
        (Answers(lead="MoI", cost="some money"), "R02"),
        (Answers(lead="MoI", steps=(StepAnswer("", "MoJ"),)), "R03"),
    ],
)
def test_a_bad_answer_leaves_the_plan_as_it_was(answers: Answers, rule: str) -> None:
    whole = plan(PROMISE)
    revised, [finding] = revise(whole, "2.1.2", answers)
    assert revised is whole
    assert finding.rule == rule
    assert finding.outcome is Outcome.FAIL
    assert finding.object == "2.1.2"
    assert "2.1.2" in str(finding.message)
    assert str(finding.advice)


def test_every_bad_answer_has_its_finding() -> None:
    _, findings = revise(plan(PROMISE), "2.1.2", Answers(end="blue moon", cost="lots", lead="MoI"))
    assert [finding.rule for finding in findings] == ["R01", "R02"]
    assert "'blue moon'" in str(findings[0].message)


def test_an_unknown_activity_is_a_finding() -> None:
    whole = plan(PROMISE)
    revised, [finding] = revise(whole, "9.9", FULL)
    assert (revised, finding.rule) == (whole, "R04")
    assert "9.9" in str(finding.message)


def test_steps_are_added_and_a_known_step_gets_its_owner_and_date() -> None:
    whole = plan(replace(PROMISE, steps=steps("Draft it", "Print it")))
    answers = Answers(steps=(StepAnswer("Print it", "MoI", "30 June 2025"), StepAnswer("Publish it")))
    held = first(revise(whole, "2.1.2", answers)[0]).steps.value
    assert held is not None
    assert [step.text.value for step in held] == ["Draft it", "Print it", "Publish it"]
    assert held[1].owner == Cell("MoI")
    assert held[1].due.given


def test_steps_with_the_same_words_or_none_are_kept() -> None:
    held = (*(steps("Meet", "Meet").value or ()), Step(UNREAD))
    whole = plan(replace(PROMISE, steps=said(held)))
    revised = first(revise(whole, "2.1.2", Answers(steps=(StepAnswer("Meet", "MoI"),)))[0]).steps.value
    assert revised is not None
    assert revised[:3] == held
    assert len(revised) == 4


def test_partners_and_proof_are_added_to_and_a_cost_is_replaced() -> None:
    whole = plan(replace(PROMISE, proof=said(("gazette",)), costs=costs("USD 1", "USD 2"), partners=UNREAD))
    answers = Answers(proof="list; gazette", cost="no extra cost", partners="MoJ")
    held = first(revise(whole, "2.1.2", answers)[0])
    assert held.proof == Cell(("gazette", "list"))
    assert held.partners.value == ("MoJ",)
    assert held.costs.value is not None
    assert [line.money.value and line.money.value.none_needed for line in held.costs.value] == [True]


def test_a_cost_keeps_the_source_the_plan_already_names() -> None:
    whole = plan(replace(PROMISE, money_source=said("donor")))
    held = first(revise(whole, "2.1.2", Answers(cost="USD 5"))[0])
    assert held.costs.value is not None
    assert held.costs.value[0].source.value == "donor"


def test_dates_follow_the_fiscal_year_of_the_plan() -> None:
    whole = plan(PROMISE, fiscal_start=7, fiscal_named_by="end")
    answers = Answers(end="FY2025")
    own = first(revise(whole, "2.1.2", answers)[0]).end.value
    other = first(revise(whole, "2.1.2", answers, fiscal_start=1, fiscal_named_by="start")[0]).end.value
    assert own is not None
    assert other is not None
    assert (str(own.last), str(other.last)) == ("2025-06-30", "2025-12-31")


@given(plans())
def test_all_five_answers_make_an_activity_verifiable(whole: Plan) -> None:
    for _, _, held in whole.each_activity():
        revised, findings = revise(whole, held.id, FULL)
        audited = audit(revised)
        assert findings == ()
        assert audited.verdicts[held.id] is Verdict.VERIFIABLE
        assert missing(audited.outcomes[held.id]) == ()


@given(plans())
def test_the_form_asks_for_something_wherever_a_promise_cannot_be_checked(whole: Plan) -> None:
    audited = audit(whole)
    for id_, verdict in audited.verdicts.items():
        assert verdict in (Verdict.VERIFIABLE, Verdict.CANNOT_SAY) or missing(audited.outcomes[id_])


def test_the_form_asks_for_what_failed_and_not_for_what_was_not_read() -> None:
    fail = dict.fromkeys(("A01", "A02", "A04", "A06", "A10", "A12"), Outcome.FAIL)
    assert missing(fail) == ("lead", "step", "date", "proof", "cost")
    assert missing(dict.fromkeys(fail, Outcome.UNKNOWN)) == ()
    assert missing(fail | {"A06": Outcome.PASS, "A12": Outcome.PASS, "A10": Outcome.UNKNOWN}) == ("lead", "step")
    assert missing({"A02": Outcome.PASS, "A03": Outcome.FAIL}) == ("lead",)
