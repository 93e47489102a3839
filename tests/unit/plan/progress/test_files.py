"""Progress files: what is written is read back, what is wrong is told with its line, and nothing is a traceback."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from palermo.core import UNREAD, Cell, Outcome
from palermo.plan import Cycle, Every, Indicator, Part, Plan, Progress, Value, Work, read_progress, write_progress
from palermo.plan.progress import SHAPES, progress_schema
from palermo.plan.yaml_file import yaml_tree
from tests.examples import examples
from tests.unit.plan.progress.records import YEAR, accepted, activity, day, report
from tests.unit.plan.progress.test_status import works
from tests.unit.plan.small_plans import plan

PLAN: Plan = plan(activity("June 2027", "September 2027", indicators=Cell((Indicator("1.1.1.i1", Cell("Trained")),))))
HEAD = (
    "progress:\n  plan: p\n  cycle: {every: quarter, from: 2027-01-01, until: 2027-12-31}\nactivities:\n- id: 1.1.1\n"
)
ASK = "{verb: ask, by: s1, level: secretariat, on: 2027-01-02}"
ACCEPT = "{verb: accept, by: m1, level: lead, on: 2027-01-05}"
SENT = "[{verb: write, by: f1, level: body, on: 2027-04-02}, {verb: send, by: f1, level: body, on: 2027-04-02}]"
VALUES = (
    Value("1.1.1.i1", number=Decimal(40), parts=(Part("sex", "women", Decimal(25)), Part("sex", "men", Decimal(15)))),
    Value("1.1.1.i1", numerator=Decimal("1.5"), denominator=Decimal(3), cumulative=True, place="Kampot", note="why"),
    Value("1.1.1.i1", percent=Decimal(12)),
)


def rules(text: str, of: Plan = PLAN) -> list[str]:
    progress, findings = read_progress(text.encode(), of, name="progress.yaml")
    assert progress is not None
    return [finding.rule for finding in findings]


@settings(max_examples=examples(100), deadline=None)
@given(works(), st.sampled_from([None, YEAR, Cycle(Every.ONCE, day(1), day(12), due_days=0)]), st.booleans())
def test_what_is_written_is_read_back(work: Work, cycle: Cycle | None, as_json: bool) -> None:
    if work.dropped and not work.dropped.reason:
        work = replace(work, dropped=None)  # no file can say that
    told = Progress("p", ("a", "b", "c", "d"), cycle, {work.id: work, "x": Work("x", accepted())}, {"a": "b", "b": ""})
    text = write_progress(told, as_json=as_json)
    again, findings = read_progress(text.encode(), PLAN, name="p.json" if as_json else "p.yaml")
    # told of what the plan does not hold, but nothing is left out
    assert {finding.rule for finding in findings} <= {"F35", "F37", "F41", "F42", "F44"}
    assert again == told
    Draft202012Validator(progress_schema()).validate(json.loads(write_progress(told, as_json=True)))


def test_values_are_read_back() -> None:
    told = Progress(
        "p", cycle=YEAR, activities={"1.1.1": Work("1.1.1", reports=(report("2027-Q1", day(4), values=VALUES),))}
    )
    again, findings = read_progress(write_progress(told).encode(), PLAN)
    assert (again, findings) == (told, ())


def test_a_small_file_is_read_without_a_word() -> None:
    text = f"{HEAD}  moves: [{ASK}, {ACCEPT}]\n  reports: [{{period: 2027-Q1, moves: {SENT}}}]\n"
    assert rules(text) == []
    assert not list(Draft202012Validator(progress_schema()).iter_errors(yaml_tree(text)[0]))


@pytest.mark.parametrize(
    ("lines", "rule", "told"),
    [
        ("  moves: [{verb: accept, by: m1, level: lead, on: 2027-01-05}]", "F41", "move 1 does not count"),
        (f"  moves: [{ASK}, {{verb: accept, by: s1, level: lead, on: 2027-01-05}}]", "F41", "their own work"),
        ("  moves: [{verb: agree, by: m1, level: lead, on: 2027-01-05}]", "F29", "line 6: 'verb' cannot be used"),
        ("  moves: [{verb: ask, by: m1, level: lead, on: 5 January}]", "F29", "wanted: a day, as 2027-03-31"),
        ("  moves: [{verb: ask, by: m1, level: lead, on: 0001-01-01}]", "F29", "a day of our time"),
        ("  moves: ask", "F29", "a list of entries"),
        ("  moves: [ask]", "F29", "an entry"),
        ("  moves: [{verb: ask, by: m1, level: lead}]", "F32", "the move lacks 'on'"),
        (f"  reports: [{{period: 2027-Q5, moves: {SENT}}}]", "F37", "no period '2027-Q5'; it has 2027-Q1 to 2027-Q4"),
        (
            f"  reports: [{{period: 2027-Q1, moves: {SENT}}}, {{period: 2027-Q1, moves: {SENT}}}]",
            "F36",
            "two reports for 2027-Q1",
        ),
        (f"  reports: [{{period: 2027-Q1, moves: {SENT}, done: [{{step: 3, what: x}}]}}]", "F35", "no step 3"),
        (f"  reports: [{{period: 2027-Q1, moves: {SENT}, done: [{{step: 0, what: x}}]}}]", "F29", "a whole number"),
        ("  evidence: [{sha256: abc, kind: CA-A, moves: []}]", "F29", "64 hexadecimal digits"),
        (f"  evidence: [{{sha256: {'a' * 64}, kind: CA-Z, moves: []}}]", "F29", "CA-A, CA-B"),
        (f"  evidence: [{{sha256: {'a' * 64}, kind: CA-A, moves: []}}]", "F44", "which step it proves"),
        (f"  evidence: [{{sha256: {'A' * 64}, kind: CA-A, moves: [], proves: [1, 7]}}]", "F35", "no step 7"),
        ("  dropped: {on: 2027-03-01, by: c1}", "F32", "the dropped lacks 'reason'"),
        ("  changes: [{what: end, new: soon, on: 2027-03-01, by: c1}]", "F38", "'soon' is not a day"),
        ("  changes: [{what: step, of: '9', new: 2027-03-01, on: 2027-03-01, by: c1}]", "F35", "no step 9"),
        (
            f"  changes: [{{what: step, of: '{'9' * 5000}', new: 2027-03-01, on: 2027-03-01, by: c1}}]",
            "F35",
            "no step 9",
        ),
        ("  changes: [{what: target, of: i9, new: '50', on: 2027-03-01, by: c1}]", "F43", "no indicator 'i9'"),
        ("  report: []", "F33", "did you mean 'reports'?"),
        ("  note: mine", "F45", "the key 'note' is not known here"),
        ("- id: 1.1.1", "F31", "stands twice"),
        ("- id: 9.9.9", "F42", "Activity 9.9.9 (line 6) is not in the plan"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(lines: str, rule: str, told: str) -> None:
    progress, findings = read_progress(f"{HEAD}{lines}\n".encode(), PLAN, name="progress.yaml")
    assert progress is not None
    assert [finding.rule for finding in findings] == [rule]
    assert told in str(findings[0].message)
    assert str(findings[0].advice)
    assert findings[0].outcome is Outcome.FAIL
    assert findings[0].origin is not None
    assert findings[0].origin.line in (5, 6)


def test_of_steps_that_nobody_could_read_it_is_not_said_that_they_are_not_there() -> None:
    unread_steps = plan(replace(activity("June 2027", "September 2027"), steps=UNREAD))
    for lines in (
        f"  reports: [{{period: 2027-Q1, moves: {SENT}, done: [{{step: 2, what: x}}]}}]",
        f"  evidence: [{{sha256: {'a' * 64}, kind: CA-A, moves: [], proves: [2]}}]",
        "  changes: [{what: step, of: '2', new: 2027-03-01, on: 2027-03-01, by: c1}]",
    ):
        assert rules(f"{HEAD}{lines}\n", unread_steps) == ["F51"]


def test_places_in_a_circle_are_told_once() -> None:
    assert rules("progress: {plan: p, places: {a: b, b: a}}\nactivities: []\n") == ["F50"]


@pytest.mark.parametrize(
    ("value", "rules_told"),
    [
        ("number: 40, parts: [{split: sex, name: women, number: 25}, {split: sex, name: men, number: 15}]", []),
        ("number: 40, parts: [{split: sex, name: women, number: 25}, {split: sex, name: men, number: 14}]", ["F40"]),
        ("number: 40, note: one not told, parts: [{split: sex, name: women, number: 25}]", []),
        ("number: 40, percent: 3", ["F39"]),
        ("numerator: 40", ["F39"]),
        ("numerator: 4, denominator: 0", ["F39"]),
        ("number: -1", ["F29", "F39"]),
        ("number: 1e9999999", ["F29", "F39"]),
        ("number: NaN", ["F29", "F39"]),
        ("number: 1, cumulative: maybe", ["F29"]),
    ],
)
def test_a_value_is_one_thing_and_its_parts_add_up(value: str, rules_told: list[str]) -> None:
    made = f"{HEAD}  reports: [{{period: 2027-Q1, moves: {SENT}, values: [{{indicator: 1.1.1.i1, {value}}}]}}]\n"
    assert rules(made) == rules_told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("progress: {plan: other}\n", ["F34"]),
        ("progress: {levels: [a, b]}\n", ["F29"]),
        ("progress: {levels: [a, b, a]}\n", ["F29"]),
        ("progress: {levels: 3}\n", ["F29"]),
        ("progress: {cycle: quarterly}\n", ["F29"]),
        ("progress: {places: south}\n", ["F29"]),
        ("progress: {places: {Kep: [south]}}\n", ["F29"]),
        ("progress: {places: {Kep: south, south: null}}\n", []),
        ("progress: {cycle: {every: quarter, from: 2027-01-01}}\n", ["F32"]),
        ("progress: {cycle: {every: quarter, from: 2027-02-01, until: 2027-01-01}}\n", ["F29"]),
        ("progress: {cycle: {every: year, from: 2027-02-01, until: 2027-12-01, starts: 13}}\n", ["F29"]),
    ],
)
def test_the_head_is_checked(text: str, told: list[str]) -> None:
    assert rules(text) == told


def test_a_fiscal_year_is_the_plans_unless_the_cycle_says_otherwise() -> None:
    text = b"progress: {cycle: {every: year, from: 2027-01-01, until: 2027-12-31}}\n"
    progress, _ = read_progress(text, plan(fiscal_start=10, fiscal_named_by="end"))
    assert progress is not None
    assert progress.cycle == Cycle(Every.YEAR, date(2027, 1, 1), date(2027, 12, 31), 10, named_by="end")


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"progress: [", "F20"),
        (b"{", "F20"),
        (b"- a\n", "F30"),
        (b"", "F30"),
        (b"progress: {}\nactivities: x\n", "F30"),
        (b"a: &b c\n", "F24"),
        (b"\xff\xfe\x00", "F13"),
        (b"progress: {}\nprogress: {}\n", "F23"),
    ],
)
def test_what_is_no_progress_is_refused_with_a_finding(content: bytes, rule: str) -> None:
    progress, findings = read_progress(content, PLAN)
    assert (progress, [finding.rule for finding in findings]) == (None, [rule])


def test_a_file_that_is_not_there_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in read_progress(tmp_path / "none.yaml", PLAN)[1]] == ["F19"]


ATOMS = (
    st.none() | st.booleans() | st.integers(-5, 5) | st.sampled_from(["", "x", "2027-01-01", "1", "1.1.1", "quarter"])
)
KEYS = st.sampled_from(sorted({"plan", "levels", "cycle", *(key.key for shape in SHAPES for key in shape.keys)}))
TREES = st.recursive(ATOMS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5))


@settings(max_examples=examples(150), deadline=None)
@given(TREES | st.dictionaries(KEYS, TREES), TREES | st.lists(st.dictionaries(KEYS, TREES), max_size=3))
def test_nothing_that_a_file_may_hold_ends_in_a_traceback(head: Any, activities: Any) -> None:
    tree = {"progress": head, "activities": activities}
    progress, findings = read_progress(json.dumps(tree).encode(), PLAN, name="p.json")
    assert progress is not None or findings
    for finding in findings:
        assert str(finding.message)
        assert finding.message.say("km")
