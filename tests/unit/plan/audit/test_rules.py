"""Each rule on a plan that lacks nothing but the one thing the rule asks for."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from palermo.core import BLANK, UNREAD, Cell, Finding, Outcome, Presence
from palermo.core.when import read_when
from palermo.plan.audit import RULES, Asks, Level, audit
from palermo.plan.model import Activity, Basis, Goal, Indicator, Objective, Plan
from palermo.plan.names import FIELD_NAMES
from tests.unit.plan.factories import activity, cost, day, goal, indicator, objective, plan, said, step, without

PASS, FAIL, UNKNOWN, NOT_ASKED = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE
NEVER_ASKED_HERE = {"A11", "P05", "P06", "T01", "T02", "T03", "T04", "T05"}


def inherited(cell: Cell[Any]) -> Cell[Any]:
    return replace(cell, presence=Presence.INHERITED)


def of_activity(rule: str, given: Activity, **fields: Any) -> Outcome:
    return audit(plan(given, **fields)).outcomes_of(Level.ACTIVITY, given.id)[rule]


def of_objective(rule: str, given: Objective, **above: Any) -> Outcome:
    made = plan(goals=said((goal(given, **above),)))
    return audit(made).outcomes_of(Level.OBJECTIVE, given.id)[rule]


def of_goal(rule: str, given: Goal) -> Outcome:
    return audit(plan(goals=said((given,)))).outcomes_of(Level.GOAL, given.id)[rule]


def of_indicator(rule: str, given: Indicator, *, as_of: date | None = None, **fields: Any) -> Outcome:
    made = plan(activity(indicators=said((given,))), **fields)
    return audit(made, as_of=as_of).outcomes_of(Level.INDICATOR, given.id)[rule]


def of_plan(rule: str, given: Plan, **told: Any) -> Outcome:
    return audit(given, **told).outcomes_of(Level.PLAN, given.id)[rule]


def words(findings: tuple[Finding, ...], rule: str) -> list[str]:
    return [str(finding.message) for finding in findings if finding.rule == rule]


def test_the_model_plan_trips_nothing() -> None:
    hears = activity(
        "1.1.2", text=said("Ask survivors for their views of shelters"), end=day("2026"), lead=said("NCCT")
    )
    assert [finding.rule for finding in audit(plan(activity(), hears)).findings] == []


def test_there_are_43_rules_with_everything_told() -> None:
    assert len(RULES) == 43
    for rule in RULES.values():
        told = (rule.title, rule.advice, rule.why, rule.good, rule.bad)
        assert all(text.text for text in told), rule.id
        assert rule.source, rule.id
        assert rule.looked_at or rule.level is Level.PROGRESS, rule.id
        assert rule.advice.text.count(". ") == 0, rule.id  # one sentence


def test_sections_and_severities_are_those_of_the_rule_book() -> None:
    assert [rule.id for rule in RULES.values()] == [
        *(f"A{n:02}" for n in range(1, 16)),
        *(f"O{n:02}" for n in range(1, 5)),
        *(f"I{n:02}" for n in range(1, 11)),
        *(f"P{n:02}" for n in range(1, 10)),
        *(f"T{n:02}" for n in range(1, 6)),
    ]
    assert "".join(rule.severity for rule in RULES.values()) == (
        "AAAABABBCABACBC" + "BBAC" + "AAABBBCBBA" + "AABABACBC" + "AAAAB"
    )


ACTIVITIES: list[tuple[str, dict[str, Any], Outcome]] = [
    ("A01", {"steps": BLANK}, FAIL),
    ("A01", {"steps": UNREAD}, UNKNOWN),
    ("A01", {"steps": inherited(said((step(),)))}, FAIL),
    ("A01", {"steps": said(())}, FAIL),
    ("A01", {"steps": said((step(" "),))}, FAIL),
    ("A01", {"steps": said((step(" ", deliverable=said("a guide")),))}, PASS),
    ("A01", {"steps": said((replace(step(), text=UNREAD),))}, UNKNOWN),
    ("A02", {"lead": BLANK}, FAIL),
    ("A02", {"lead": UNREAD}, UNKNOWN),
    ("A02", {"lead": BLANK, "bodies": UNREAD}, UNKNOWN),
    ("A02", {"lead": inherited(said("Police"))}, FAIL),
    ("A02", {"lead": BLANK, "bodies": said(("Police",))}, PASS),
    ("A02", {"lead": BLANK, "bodies": said(("Police", "Customs"))}, FAIL),
    ("A02", {"lead": UNREAD, "bodies": said(("Police", "Customs"))}, UNKNOWN),
    ("A02", {"lead": BLANK, "bodies": inherited(said(("Police",)))}, FAIL),
    ("A02", {"lead": said("Police"), "bodies": said(("Police", "Customs"))}, PASS),
    ("A02", {"lead": said("Police; Customs")}, FAIL),
    ("A02", {"lead": said("all relevant ministries")}, FAIL),
    ("A03", {"lead": BLANK}, NOT_ASKED),
    ("A03", {"lead": UNREAD}, UNKNOWN),
    ("A03", {"lead": said("relevant agencies")}, FAIL),
    ("A03", {"lead": said("Any ministry")}, FAIL),
    ("A03", {"lead": said("Government")}, FAIL),
    ("A03", {"lead": said("Ministry of Women, Family and Community Development")}, PASS),
    ("A03", {"lead": said("ក្រសួង-ស្ថាប័នពាក់ព័ន្ធ")}, FAIL),
    ("A03", {"lead": said("ក្រសួងមហាផ្ទៃ")}, PASS),
    ("A03", {"lead": BLANK, "bodies": said(("stakeholders",))}, FAIL),
    ("A04", {"end": BLANK}, FAIL),
    ("A04", {"end": UNREAD}, UNKNOWN),
    ("A04", {"end": BLANK, "timeframe": day("short term")}, FAIL),
    ("A04", {"end": BLANK, "timeframe": day("ongoing")}, FAIL),
    ("A04", {"end": BLANK, "timeframe": day("2026, if funds allow")}, FAIL),
    ("A04", {"end": BLANK, "timeframe": day("Q3 2026")}, PASS),
    ("A04", {"end": UNREAD, "timeframe": day("Q3 2026")}, PASS),
    ("A04", {"end": UNREAD, "timeframe": day("ongoing")}, UNKNOWN),
    ("A04", {"end": BLANK, "timeframe": inherited(day("2026"))}, FAIL),
    ("A05", {"end": BLANK}, NOT_ASKED),
    ("A05", {"end": UNREAD}, UNKNOWN),
    ("A05", {"end": day("December 2029")}, FAIL),
    ("A05", {"end": day("2023-2029")}, FAIL),
    ("A05", {"start": day("2023")}, FAIL),
    ("A05", {"start": day("July 2026")}, FAIL),
    ("A05", {"start": day("January 2025")}, PASS),
    ("A06", {}, NOT_ASKED),
    ("A06", {"end": BLANK, "timeframe": UNREAD}, UNKNOWN),
    ("A06", {"timeframe": UNREAD}, NOT_ASKED),
    ("A06", {"end": BLANK, "timeframe": day("ongoing")}, FAIL),
    ("A06", {"end": BLANK, "timeframe": day("ongoing, measured June 2025 and June 2026")}, PASS),
    ("A06", {"end": BLANK, "kind": said("continuous")}, FAIL),
    ("A06", {"end": BLANK, "kind": said("single")}, NOT_ASKED),
    ("A06", {"end": BLANK, "kind": said("repeated"), "steps": said((step(due=day("June 2025")),))}, PASS),
    ("A06", {"end": BLANK, "kind": said("repeated"), "indicators": said((indicator(),))}, PASS),
    ("A06", {"end": BLANK, "kind": said("repeated"), "steps": UNREAD}, UNKNOWN),
    ("A06", {"end": BLANK, "kind": said("repeated"), "indicators": UNREAD}, UNKNOWN),
    ("A10", {"costs": BLANK}, FAIL),
    ("A10", {"costs": UNREAD}, UNKNOWN),
    ("A10", {"costs": UNREAD, "money_source": BLANK}, UNKNOWN),
    ("A10", {"costs": BLANK, "money_source": UNREAD}, FAIL),
    ("A10", {"costs": inherited(said((cost(),)))}, FAIL),
    ("A10", {"money_source": BLANK}, FAIL),
    ("A10", {"money_source": BLANK, "costs": said((cost(source=said("donor")),))}, PASS),
    ("A10", {"costs": said((cost("no extra cost"),))}, PASS),
    ("A10", {"costs": said((cost("to be found"),))}, FAIL),
    ("A10", {"money_source": BLANK, "costs": said((cost("USD 45,000, national budget of the ministry"),))}, PASS),
    ("A10", {"money_source": BLANK, "costs": said((cost("២០,០០០ ដុល្លារ (ថវិកាជាតិ)"),))}, PASS),
    ("A10", {"money_source": BLANK, "costs": said((cost("estimated budget: USD 45,000 a year"),))}, FAIL),
    ("A10", {"costs": said((replace(cost(), money=UNREAD),))}, UNKNOWN),
    ("A12", {"proof": BLANK}, FAIL),
    ("A12", {"proof": UNREAD}, UNKNOWN),
    ("A12", {"proof": inherited(said(("gazette",)))}, FAIL),
    ("A12", {"proof": BLANK, "steps": said((step(proof=said("photograph")),))}, PASS),
    ("A12", {"proof": BLANK, "steps": said((step(proof=said("photograph")), step()))}, FAIL),
    ("A12", {"proof": BLANK, "steps": said((step(" ", deliverable=said("a guide"), proof=said("print")),))}, PASS),
    ("A12", {"proof": BLANK, "steps": said((step(" ", proof=said("photograph")),))}, FAIL),
    ("A12", {"proof": said((" ",))}, FAIL),
    ("A13", {}, NOT_ASKED),
    ("A13", {"text": said("Set up a joint patrol at two borders"), "partners": BLANK}, FAIL),
    ("A13", {"text": said("Set up a joint patrol at two borders"), "partners": UNREAD}, UNKNOWN),
    ("A13", {"text": said("Set up a joint patrol at two borders")}, PASS),
    ("A13", {"text": Cell("Set up a patrol", truncated=True), "partners": BLANK}, UNKNOWN),
    ("A13", {"steps": said((step(owner=said("Customs")),)), "partners": BLANK}, FAIL),
    ("A14", {}, PASS),
    ("A14", {"answers": BLANK}, PASS),
    ("A14", {"marks": ("placement_inferred",)}, UNKNOWN),
    ("P01", {}, PASS),
    ("P01", {"code": BLANK}, FAIL),
    ("P01", {"code": UNREAD}, UNKNOWN),
    ("P01", {"marks": ("id_inferred",)}, UNKNOWN),
    ("P08", {}, NOT_ASKED),
    ("P08", {"text": UNREAD}, UNKNOWN),
    ("P08", {"text": said("Train village chiefs")}, FAIL),
    ("P08", {"text": said("Train village chiefs"), "places": said(("Kampot",))}, PASS),
    ("P08", {"text": said("Train village chiefs"), "places": UNREAD}, UNKNOWN),
    ("P08", {"text": said("Train village chiefs in Kampot province")}, PASS),
    ("P08", {"text": said("Provincial courts hear cases")}, FAIL),
    ("P08", {"text": said("បណ្តុះបណ្តាលមន្ត្រីនៅថ្នាក់ខេត្ត")}, FAIL),
]


@pytest.mark.parametrize(("rule", "fields", "outcome"), ACTIVITIES)
def test_rules_on_activities(rule: str, fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_activity(rule, activity(**fields)) is outcome


@pytest.mark.parametrize(("lead", "outcome"), [("MoL", PASS), ("ministry of labour", PASS), ("Ministry of Love", FAIL)])
def test_a_lead_must_stand_in_the_register_where_there_is_one(lead: str, outcome: Outcome) -> None:
    assert of_activity("A02", activity(lead=said(lead)), register={"MoL": "Ministry of Labour"}) is outcome


def test_the_plan_period_must_be_known_for_dates_to_fit_it() -> None:
    assert of_activity("A05", activity(), period_end=UNREAD) is UNKNOWN
    assert of_activity("A05", activity(), period_start=UNREAD) is UNKNOWN
    assert of_activity("A05", activity(), period_end=BLANK) is PASS


def test_no_activity_stands_under_an_objective_that_the_source_has_not() -> None:
    made = plan(goals=said((goal(objective(implicit=True)),)))
    assert audit(made).outcomes_of(Level.ACTIVITY, "1.1.1")["A14"] is FAIL


def test_a_code_stands_once_on_its_level() -> None:
    audited = audit(plan(activity("1", code=said("x")), activity("2", code=said("x")), activity("3")))
    assert [finding.object for finding in audited.tripped("P01")] == ["1", "2"]


OBJECTIVES: list[tuple[str, dict[str, Any], Outcome]] = [
    ("O01", {"outputs": BLANK}, FAIL),
    ("O01", {"outputs": UNREAD}, UNKNOWN),
    ("O01", {"outputs": BLANK, "implicit": True}, NOT_ASKED),
    ("O02", {"timeframe": BLANK}, FAIL),
    ("O02", {"timeframe": UNREAD}, UNKNOWN),
    ("O02", {"timeframe": inherited(day("2025"))}, FAIL),
    ("O02", {"timeframe": day("medium term")}, FAIL),
    ("O02", {"timeframe": day("2023 (partially), 2025")}, FAIL),
    ("O02", {"timeframe": BLANK, "implicit": True}, NOT_ASKED),
    ("O03", {"indicators": BLANK}, FAIL),
    ("O03", {"indicators": UNREAD}, UNKNOWN),
    ("O03", {"indicators": BLANK, "activities": UNREAD}, UNKNOWN),
    ("O03", {"indicators": BLANK, "activities": said((activity(indicators=UNREAD),))}, UNKNOWN),
    ("O03", {"indicators": BLANK, "activities": said((activity(indicators=said((indicator(),))),))}, PASS),
    ("O03", {"indicators": BLANK, "implicit": True}, NOT_ASKED),
]


@pytest.mark.parametrize(("rule", "fields", "outcome"), OBJECTIVES)
def test_rules_on_objectives(rule: str, fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_objective(rule, replace(objective(), **fields)) is outcome


def test_an_indicator_of_the_goal_alone_is_named() -> None:
    made = plan(goals=said((goal(objective(indicators=BLANK), indicators=said((indicator("1.i1"),))),)))
    assert words(audit(made).findings, "O03") == ["Objective 1.1 has no indicator; only goal 1 has."]


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Fewer workers are exploited", PASS),
        ("By 2025 victims reach remedy more easily", PASS),
        ("Reduce the number of children in brick kilns", PASS),
        ("Train officials", FAIL),
        ("Prevent modern slavery", FAIL),
        ("Strengthening of the response", FAIL),
        ("Prevention", FAIL),
        ("Victims and witnesses", FAIL),
        ("Victims, witnesses and families", PASS),
        ("A national response to trafficking in which every province takes part", PASS),
        (" ", FAIL),
    ],
)
def test_a_goal_states_a_change(text: str, outcome: Outcome) -> None:
    assert of_goal("O04", goal(text=said(text))) is outcome


def test_a_goal_not_read_is_unknown() -> None:
    assert of_goal("O04", goal(text=UNREAD)) is UNKNOWN
    assert of_goal("O04", goal(marks=("text_inferred",))) is UNKNOWN
    assert of_goal("O04", goal(text=Cell("The country and its", truncated=True))) is UNKNOWN
    assert of_goal("O04", goal(implicit=True)) is NOT_ASKED


INDICATORS: list[tuple[str, dict[str, Any], Outcome]] = [
    ("I01", {"unit": BLANK}, FAIL),
    ("I01", {"unit": UNREAD}, UNKNOWN),
    ("I01", {"unit": said("percent")}, FAIL),
    ("I01", {"unit": said("%"), "numerator": said("a"), "denominator": said("b")}, PASS),
    ("I01", {"unit": said("percent"), "numerator": said("a"), "denominator": UNREAD}, UNKNOWN),
    ("I01", {"unit": said("ភាគរយ")}, FAIL),
    ("I02", {"baseline": BLANK}, FAIL),
    ("I02", {"baseline": UNREAD}, UNKNOWN),
    ("I02", {"baseline": inherited(said("31 (2023)"))}, FAIL),
    ("I02", {"baseline": said("31")}, FAIL),
    ("I02", {"baseline": said("31"), "baseline_date": day("2023")}, PASS),
    ("I02", {"baseline": said("31"), "baseline_date": UNREAD}, UNKNOWN),
    ("I02", {"baseline": BLANK, "baseline_date": day("December 2025")}, PASS),
    ("I02", {"baseline": BLANK, "baseline_date": UNREAD}, UNKNOWN),
    ("I02", {"baseline": said("to be determined")}, FAIL),
    ("I02", {"baseline": said("TBD."), "baseline_date": day("2025")}, PASS),
    ("I03", {"target": BLANK}, FAIL),
    ("I03", {"target": UNREAD}, UNKNOWN),
    ("I03", {"target": said("to be set")}, FAIL),
    ("I03", {"target_date": BLANK}, FAIL),
    ("I03", {"target_date": UNREAD}, UNKNOWN),
    ("I03", {"target": said("60 by 2027"), "target_date": BLANK}, PASS),
    ("I03", {"target": said("31")}, FAIL),
    ("I03", {"target": said("20")}, FAIL),
    ("I03", {"target": said("20"), "direction": said("down")}, PASS),
    ("I03", {"target": said("60"), "direction": said("down")}, FAIL),
    ("I03", {"target": said("20"), "direction": BLANK}, PASS),
    ("I03", {"target": said("more convictions")}, PASS),
    ("I04", {}, NOT_ASKED),
    ("I04", {"baseline_date": day("2023")}, PASS),
    ("I04", {"baseline_date": UNREAD}, UNKNOWN),
    ("I04", {"baseline": BLANK, "baseline_date": day("2027")}, FAIL),
    ("I04", {"baseline": BLANK, "baseline_date": day("2026"), "target_date": day("2026")}, FAIL),
    ("I04", {"baseline": said("31"), "baseline_date": day("2026"), "target_date": day("2026")}, PASS),
    ("I05", {"source": BLANK}, FAIL),
    ("I05", {"source": UNREAD}, UNKNOWN),
    ("I05", {"method": BLANK}, FAIL),
    ("I05", {"source": said("public reports")}, FAIL),
    ("I05", {"source": said("Monitoring system")}, FAIL),
    ("I05", {"source": said("Reports of the labour ministry")}, PASS),
    ("I05", {"source": said("របាយការណ៍")}, FAIL),
    ("I06", {"frequency": BLANK}, FAIL),
    ("I06", {"frequency": UNREAD}, UNKNOWN),
    ("I06", {"frequency": said("annual")}, PASS),
    ("I06", {"frequency": said("once a year")}, PASS),
    ("I06", {"frequency": said("twice: baseline and end (yearly stands there too)")}, FAIL),
    ("I06", {"frequency": said("every four months")}, FAIL),
    ("I06", {"frequency": said("once every two years")}, PASS),
    ("I06", {"frequency": said("as needed")}, FAIL),
    ("I06", {"frequency": said("ពីរដងក្នុងមួយឆ្នាំ")}, PASS),
    ("I06", {"frequency": said("រៀងរាល់ ៦ ខែ")}, PASS),
    ("I07", {"responsible": BLANK}, FAIL),
    ("I07", {"responsible": UNREAD}, UNKNOWN),
    ("I07", {"responsible": said("Mr Example Person")}, FAIL),
    ("I07", {"responsible": said("Dr Example Person, head of unit")}, PASS),
    ("I07", {"responsible": said("លោកស្រី ឧទាហរណ៍")}, FAIL),
    ("I08", {"split": BLANK}, FAIL),
    ("I08", {"split": UNREAD}, UNKNOWN),
    ("I08", {"split": said(("sex", "age"))}, FAIL),
    ("I08", {"text": said("Officers who pass the test"), "split": said(("sex", "age"))}, PASS),
    ("I08", {"text": said("Officers who pass the test"), "split": said(("age group",))}, FAIL),
    ("I08", {"text": said("Laws amended"), "unit": said("laws"), "split": BLANK}, NOT_ASKED),
    ("I08", {"text": said("Laws amended"), "unit": said("persons"), "split": BLANK}, FAIL),
    ("I08", {"text": UNREAD, "unit": said("cases")}, UNKNOWN),
    ("I08", {"text": said("ចំនួនជនរងគ្រោះ"), "split": said(("ប្រភេទ", "អាយុ", "សញ្ជាតិ"))}, FAIL),
    ("I08", {"text": said("ចំនួនជនរងគ្រោះ"), "split": said(("ភេទ", "អាយុ", "ប្រភេទ", "សញ្ជាតិ"))}, PASS),
    ("I10", {"text": said("Evaluation of the campaign")}, FAIL),
    ("I10", {"text": said("An independent evaluation will be made")}, FAIL),
    ("I10", {"text": said("The programme will be evaluated")}, FAIL),
    ("I10", {"text": said("Peer review of the research")}, PASS),
    ("I10", {"text": said("Evaluation score of trained officers")}, PASS),
    ("I10", {"text": said("Évaluation de la campagne")}, PASS),  # French words in an English plan are not known
    ("I10", {"text": said("ការវាយតម្លៃលើយុទ្ធនាការ")}, FAIL),
    ("I10", {"text": UNREAD}, UNKNOWN),
    ("I10", {"text": BLANK}, FAIL),
    ("I10", {"text": Cell("Engagement brings in more", truncated=True)}, UNKNOWN),
]


@pytest.mark.parametrize(("rule", "fields", "outcome"), INDICATORS)
def test_rules_on_indicators(rule: str, fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_indicator(rule, indicator(**fields)) is outcome


def test_a_baseline_that_was_promised_for_a_day_gone_by_is_missing() -> None:
    promised = indicator(baseline=BLANK, baseline_date=day("December 2025"))
    assert of_indicator("I02", promised, as_of=date(2025, 12, 31)) is PASS
    assert of_indicator("I02", promised, as_of=date(2026, 1, 1)) is FAIL


@pytest.mark.parametrize(
    ("rule", "field"),
    [
        ("I01", "unit"),
        ("I02", "baseline"),
        ("I03", "target"),
        ("I03", "target_date"),
        ("I04", "baseline_date"),
        ("I05", "source"),
        ("I05", "method"),
        ("I06", "frequency"),
        ("I07", "responsible"),
        ("I08", "split"),
        ("I10", "text"),
    ],
)
def test_what_was_not_read_is_named(rule: str, field: str) -> None:
    cells: dict[str, Any] = {field: UNREAD}
    made = plan(activity(indicators=said((indicator(**cells),))))
    (told,) = words(audit(made).findings, rule)
    assert told == f"Indicator 1.1.1.i1: nobody could read {FIELD_NAMES[field]}, so this cannot be judged."


def test_a_rhythm_longer_than_the_plan_gives_no_figure() -> None:
    assert of_indicator("I06", indicator(frequency=said("every five years")), period_end=day("2026")) is FAIL
    assert of_indicator("I06", indicator(frequency=said("every four months")), reporting=BLANK) is PASS


def test_a_persons_name_is_not_repeated() -> None:
    made = plan(activity(indicators=said((indicator(responsible=said("Mr Example Person")),))))
    assert words(audit(made).findings, "I07") == ["Indicator 1.1.1.i1 names a person and no role."]


@pytest.mark.parametrize(
    ("fields", "outcome"),
    [
        ({}, PASS),
        ({"text": said("Number of trainings held")}, FAIL),
        ({"text": said("Number of leaflets distributed")}, FAIL),
        ({"text": said("Evaluation of the campaign")}, FAIL),
        ({"kind": said("output")}, FAIL),
        ({"kind": said("of another kind")}, PASS),
        ({"text": said("Number of trainings held"), "kind": said("outcome")}, PASS),
        ({"text": UNREAD}, UNKNOWN),
    ],
)
def test_a_goal_has_an_indicator_of_what_changes(fields: dict[str, Any], outcome: Outcome) -> None:
    assert of_goal("I09", goal(objective(indicators=said((indicator("i", **fields),))))) is outcome


def test_what_was_not_read_may_hold_the_indicator() -> None:
    bare = without(objective(), "indicators")
    assert of_goal("I09", goal(bare)) is FAIL
    assert of_goal("I09", goal(objectives=UNREAD)) is UNKNOWN
    assert of_goal("I09", goal(replace(bare, activities=UNREAD))) is UNKNOWN
    assert of_goal("I09", goal(bare, indicators=UNREAD)) is UNKNOWN
    assert of_goal("I09", goal(bare, implicit=True)) is NOT_ASKED


def test_rules_that_cannot_be_asked_yet_are_listed_with_their_reason() -> None:
    waiting = audit(plan()).not_applicable
    assert {each.rule.id for each in waiting} == NEVER_ASKED_HERE
    assert all(str(each.reason) for each in waiting)


@pytest.mark.parametrize("presence", [BLANK, UNREAD])
def test_nothing_that_is_not_there_passes(presence: Cell[Any]) -> None:
    """A blank or unread cell never makes a rule pass, whichever rule looks at it alone."""
    for rule in RULES.values():
        if rule.level is not Level.ACTIVITY or len(rule.looks_at) != 1 or rule.id in {"A11", "A14", "A15"}:
            continue
        cells: dict[str, Any] = {rule.looks_at[0]: presence}
        assert of_activity(rule.id, activity(**cells)) is not PASS, rule.id


ASK_1 = activity(answers=said(("ask-1",)))


@pytest.mark.parametrize(
    ("given", "asks", "outcome"),
    [
        (ASK_1, Asks(("ask-1",)), PASS),
        (ASK_1, Asks(("ask-1", "ask-2")), FAIL),
        (ASK_1, Asks(("ask-1", "ask-2"), {"1.1.1": ("ask-2",)}), PASS),
        (ASK_1, Asks(("ask-1", "ask-2"), declined=frozenset({"ask-2"})), PASS),
        (ASK_1, Asks(("ask-1", "ask-2"), {"9.9.9": ("ask-2",)}), FAIL),  # no activity of the plan
        (activity(answers=UNREAD), Asks(("ask-1",)), UNKNOWN),
        (activity(answers=UNREAD), Asks(("ask-1",), {"1.1.1": ("ask-1",)}), PASS),
        (activity(answers=inherited(said(("ask-1",)))), Asks(("ask-1",)), FAIL),
        (ASK_1, Asks(()), NOT_ASKED),
    ],
)
def test_p06_every_ask_has_its_answer(given: Activity, asks: Asks, outcome: Outcome) -> None:
    assert of_plan("P06", plan(given), asks=asks) is outcome


def test_p06_says_how_many_asks_are_open_and_is_never_passed_without_asks() -> None:
    found = audit(plan(ASK_1), asks=Asks(("ask-1", "ask-2", "ask-3")))
    assert words(found.findings, "P06") == ["The plan: 2 of the 3 asks have no answer, ask-2 the first of them."]
    assert "P06" not in audit(plan(ASK_1)).outcomes_of(Level.PLAN, "xx-plan")


def test_a_rule_shows_the_cells_it_looks_at() -> None:
    made = activity()
    assert RULES["A04"].cells(made) == {"end": made.end, "timeframe": made.timeframe}
    assert RULES["A15"].cells(made) == {"text": made.text}
    assert [str(field) for field in RULES["A04"].looked_at] == ["the end date", "the timeframe"]


def test_press_reports_are_no_fault_of_the_plan() -> None:
    audited = audit(plan(without(activity(), "lead", "steps", "end"), basis=Basis.PRESS))
    assert {finding.outcome for finding in audited.findings} == {UNKNOWN}
    assert (audited.card.scored, audited.verdict, audited.verdicts) == (False, "cannot_say", {"1.1.1": "cannot_say"})
    assert (audited.card.owned.n, audited.card.owned.of, audited.card.owned.unread) == (0, 0, 1)


def test_a_finding_shows_the_words_that_are_no_date() -> None:
    audited = audit(plan(activity(end=BLANK, timeframe=Cell(read_when("as soon as funds allow")))))
    assert words(audited.findings, "A04") == [
        "Activity 1.1.1 says 'as soon as funds allow', which is no date on a calendar."
    ]
