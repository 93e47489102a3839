"""What is ruled out by the words of a sentence, against a search for every phrase and every rule without hints."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import product
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.languages import LANGUAGES
from palermo.plan.audit import RULES, Level
from palermo.plan.audit.context import Context
from palermo.plan.audit.lexicon import Asked, lexicon
from tests.unit.plan.factories import activity, goal, indicator, plan, said

LISTS = get_args(Asked)
SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
WRITTEN = [
    ("en", "Strengthen the law and promote the act"),
    *((language, row["text"]) for language, rows in SENTENCES.items() for row in rows),
]
BETWEEN = st.sampled_from(
    [" ", " ", "", ", ", "; ", ". ", "-", "_", " 3 ", " (", ") ", " x ", "្", "ា", "'", "&", "\n- "]
)
OF_ACTIVITY = ("A07", "A08", "A09", "A13", "P08")
OF_INDICATOR = ("I08", "I10")


def spellings(entry: str) -> Iterator[str]:
    """What a phrase of the lists may look like in a text."""
    parts = re.split(r"(\([^()]*\)|\[[^][]*\]|~|\*)", entry.replace("<", ""))
    ways = {"~": ("some", "this and", ""), "*": ("", "ing")}
    options = [
        ways.get(part) or (part[1:-1].split("|") + [""] * part.startswith("[") if part[:1] in ("(", "[") else [part])
        for part in parts
    ]
    return (" ".join("".join(chosen).split()) for chosen in product(*options))


@cache
def phrases(language: str) -> st.SearchStrategy[str]:
    """Phrases of a list of some language, most of them whole."""
    words = lexicon(language)
    told = {name: sorted({way for entry in words.words(name) for way in spellings(entry) if way}) for name in LISTS}
    whole = st.sampled_from([name for name in LISTS if told[name]]).flatmap(lambda name: st.sampled_from(told[name]))
    return whole.flatmap(lambda way: st.sampled_from([way, way, way, way, way[:-1], way[1:], f"{way}s"]))


@st.composite
def sentences(draw: st.DrawFn, language: str) -> str:
    pieces = draw(st.lists(st.tuples(phrases(language), BETWEEN), min_size=1, max_size=6))
    return draw(BETWEEN) + "".join(part for pair in pieces for part in pair)


def without_hints(context: Context) -> Context:
    plain = Context(context.plan)
    plain.wording = lambda text: replace(context.tongues.read(text), hints=frozenset(LISTS))
    return plain


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_hints_lose_no_phrase(language: str, data: st.DataObject) -> None:
    words = lexicon(language)
    told = words.read(data.draw(sentences(language)))
    plain = {name: (words[name].find(told.text), words[name].leads(told.text)) for name in LISTS}
    assert {name: (told.find(name), told.begins(name)) for name in LISTS} == plain
    # a single word counts beside an underscore too
    held = {name: bool(found) or not words[name].words.isdisjoint(told.tokens) for name, (found, _) in plain.items()}
    assert {name: told.holds(name) for name in LISTS} == held


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spelling_of_every_phrase_is_hinted_at(language: str) -> None:
    words = lexicon(language)
    for name in LISTS:
        told = (spelling for entry in words.words(name) for spelling in spellings(entry))
        lost = [text for text in told if words[name].find(text) and not words.read(text).find(name)]
        assert (name, lost) == (name, [])


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_rule_something_out(language: str) -> None:
    """A list that is hinted at everywhere would make the tests above say nothing."""
    assert len(lexicon(language).read("57 ...").hints) < 2


@pytest.mark.parametrize("language", LANGUAGES)
@given(st.data())
def test_no_rule_answers_differently_without_hints(language: str, data: st.DataObject) -> None:
    text = said(data.draw(sentences(language)))
    act, seen = activity(text=text, partners=said(())), indicator(text=text, unit=said("x"))
    context = Context(plan(act, language=language))
    plain = without_hints(context)
    for node, rules in ((act, OF_ACTIVITY), (seen, OF_INDICATOR), (goal(text=text), ("O04",))):
        for rule in rules:
            assert (rule, RULES[rule].test(node, context)) == (rule, RULES[rule].test(node, plain))


@pytest.mark.parametrize(("language", "text"), WRITTEN)
def test_no_written_sentence_is_answered_differently(language: str, text: str) -> None:
    act = activity(text=said(text))
    context = Context(plan(act, language=language))
    plain = without_hints(context)
    for rule in OF_ACTIVITY:
        assert (rule, RULES[rule].test(act, context)) == (rule, RULES[rule].test(act, plain))


def test_the_rules_on_words_are_all_asked_here() -> None:
    read = {rule.id for rule in RULES.values() if "text" in rule.looks_at and rule.judges != (Level.PLAN,)}
    assert read == {*OF_ACTIVITY, *OF_INDICATOR, "O04", "A15"}
