"""In random worlds, `decide` says what the plain oracle says, and `reach` what `decide` does."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.access import ACTS, Actor, Ask, Condition, Decision, decide, reach
from tests.examples import examples
from tests.unit.access.plain_rights import LINES, answer
from tests.unit.access.worlds import NOW, World, world

WORDS = {
    Condition.SECOND_FACTOR: "2",
    Condition.FRESH_SIGN_IN: "5",
    Condition.REASON: "r",
    Condition.TWO_PERSONS: "t",
}


@pytest.fixture(scope="module")
def many() -> tuple[World, ...]:
    return tuple(world(Random(seed)) for seed in range(18_000))  # noqa: S311  # no key is made here


def said(decision: Decision) -> tuple[str, tuple[str, ...]]:
    if decision.allowed:
        word = "yes"
    elif decision.conditions:
        word = "missing"
    else:
        word = "hidden" if decision.hidden else "no"
    return word, tuple(WORDS[condition] for condition in decision.conditions)


def disagreements(seen: World) -> Iterator[tuple[object, ...]]:
    for thing in (None, *seen.things):
        ours = said(decide(seen.actor, seen.act, thing, NOW, reason=seen.reason))
        theirs = answer(seen.actor, seen.act, thing, NOW, seen.reason)
        if ours != theirs:
            yield seen.actor, seen.act, thing, ours, theirs


def test_the_oracle_speaks_of_the_same_acts() -> None:
    assert set(LINES) == set(ACTS)


@settings(max_examples=examples(50))
@given(st.randoms(use_true_random=False))
def test_the_decision_is_that_of_the_oracle(random: Random) -> None:
    assert list(disagreements(world(random))) == []


def test_the_decision_is_that_of_the_oracle_in_many_thousand_worlds(many: tuple[World, ...]) -> None:
    assert [found for seen in many for found in disagreements(seen)] == []


def test_the_worlds_hold_every_sort_of_answer_for_every_act(many: tuple[World, ...]) -> None:
    """Otherwise agreement would say little."""
    words: Counter[tuple[str, str]] = Counter()
    for seen in many:
        words.update((seen.act, answer(seen.actor, seen.act, thing, NOW, seen.reason).word) for thing in seen.things)
    with_a_thing = {act for act, line in LINES.items() if line.kind}
    lacking = {
        word: {act for act in with_a_thing if words[act, word] < 3} for word in ("yes", "no", "hidden", "missing")
    }
    # whoever may break glass knows the bodies, and operators and analysts may not; a link is for whoever holds it
    by_link = {"invitation.accepted", "sign_in.renewed"}
    by_machine = {"run.finished"}  # whose runs everybody in an office may know of, and which asks for nothing first
    bodies = {act for act, line in LINES.items() if line.kind == "body"} - {
        "capture.brought",
        "key.made",
        "person.invited",
    }
    assert lacking == {
        "yes": set(),
        "no": set(),
        "hidden": bodies | by_link | by_machine,
        "missing": by_link | by_machine,
    }


def test_to_filter_by_reach_is_to_ask_for_each(many: tuple[World, ...]) -> None:
    for seen in many:
        span = reach(seen.actor, seen.act, NOW)
        for thing in seen.things:
            decision = decide(seen.actor, seen.act, thing, NOW)
            only = bool(decision.conditions) and set(decision.conditions) <= {Condition.REASON, Condition.TWO_PERSONS}
            assert span.covers(thing) == (decision.allowed or only), (seen.actor, seen.act, thing)
        assert span or not any(map(span.covers, seen.things))


def test_what_is_hidden_cannot_be_told_from_what_does_not_exist(many: tuple[World, ...]) -> None:
    for seen in many:
        missing = decide(seen.actor, seen.act, None, NOW, reason=seen.reason)
        for thing in seen.things:
            decision = decide(seen.actor, seen.act, thing, NOW, reason=seen.reason)
            assert decision == missing or not decision.hidden


def test_a_password_alone_learns_nothing_of_closed_things(many: tuple[World, ...]) -> None:
    for seen in many:
        if Condition.SECOND_FACTOR in ACTS[seen.act].conditions:
            actor = replace(seen.actor, second_factor=False)
            closed = [replace(thing, closed=True) for thing in seen.things]
            assert len({str(decide(actor, seen.act, thing, NOW).reason) for thing in (None, *closed)}) == 1


def test_who_brings_what_is_missing_is_let_in(many: tuple[World, ...]) -> None:
    met = 0
    for seen in many:
        for thing in seen.things:
            missing = decide(seen.actor, seen.act, thing, NOW).conditions
            if missing and Condition.SECOND_FACTOR not in missing:
                asked = replace(thing, asks=(_another(seen.actor, seen.act),))
                assert decide(replace(seen.actor, fresh_at=NOW), seen.act, asked, NOW, reason="lost phone")
                met += 1
    assert met > 1000


def _another(actor: Actor, act: str) -> Ask:
    """Somebody else with the same terms, standing for nobody, who asked for the act."""
    held = tuple(replace(term, person="another", deputy_for=None) for term in actor.terms if term.runs(NOW))
    return Ask(by=replace(actor, id="another", terms=held, glasses=(), brought_by=frozenset()), act=act, at=NOW)


def test_a_closed_account_can_do_nothing(many: tuple[World, ...]) -> None:
    for seen in many:
        closed = replace(seen.actor, closed=True)
        assert not any(decide(closed, seen.act, thing, NOW, reason="why").possible for thing in (None, *seen.things))
        assert not reach(closed, seen.act, NOW)
