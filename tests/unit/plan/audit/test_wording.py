"""The rules on words, over sentences written for it in five languages and over the four plans that are shipped."""

import json
from pathlib import Path

import pytest

from palermo.core import UNREAD, Cell, Outcome
from palermo.plan.audit import Level, audit
from tests.unit.plan.factories import activity, plan, said

SENTENCES = json.loads((Path(__file__).parent / "sentences.json").read_text(encoding="utf-8"))
TABLE = [
    pytest.param(language, row["text"], set(row["fails"]), id=f"{language}-{row['text'][:40]}")
    for language, rows in SENTENCES.items()
    for row in rows
]
RULES = ("A07", "A08", "A09")


def outcomes(text: Cell[str], language: str = "en") -> dict[str, Outcome]:
    audited = audit(plan(activity(text=text), language=language))
    return {rule: audited.outcomes_of(Level.ACTIVITY, "1.1.1")[rule] for rule in RULES}


@pytest.mark.parametrize(("language", "text", "fails"), TABLE)
def test_a_sentence_trips_exactly_these_rules(language: str, text: str, fails: set[str]) -> None:
    told = outcomes(said(text), language)
    assert {rule for rule, outcome in told.items() if outcome is Outcome.FAIL} == fails
    assert set(told.values()) <= {Outcome.PASS, Outcome.FAIL}


def test_every_language_has_its_sentences() -> None:
    assert {language: len(rows) >= 20 for language, rows in SENTENCES.items()} == dict.fromkeys(
        ("en", "km", "ms", "fr", "es"), True
    )


def test_a_cut_off_wording_is_unknown_where_nothing_is_found() -> None:
    told = outcomes(Cell("Build open and easy complaint channels inside", truncated=True))
    assert told == dict.fromkeys(RULES, Outcome.UNKNOWN)


def test_a_cut_off_wording_still_fails_where_something_is_found() -> None:
    told = outcomes(Cell("Consider further opportunities", truncated=True))
    assert told == {"A07": Outcome.FAIL, "A08": Outcome.UNKNOWN, "A09": Outcome.UNKNOWN}


def test_an_unread_wording_is_unknown() -> None:
    assert outcomes(UNREAD) == dict.fromkeys(RULES, Outcome.UNKNOWN)


def test_without_a_wording_there_is_no_act() -> None:
    told = outcomes(Cell(" "))
    assert told == {"A07": Outcome.FAIL, "A08": Outcome.NOT_APPLICABLE, "A09": Outcome.NOT_APPLICABLE}


def test_the_words_are_quoted_as_the_plan_writes_them() -> None:
    text = "Élaborer un guide, s’il y a lieu"
    audited = audit(
        plan(
            activity(text=said("Étudier la possibilité d'un numéro vert, et élaborer un guide, au besoin")),
            language="fr",
        )
    )
    messages = [str(finding.message) for finding in audited.of_activity("1.1.1")]
    assert "Activity 1.1.1 says 'Étudier la possibilité': an intention, not an act." in messages
    assert outcomes(said(text), "fr")["A08"] is Outcome.FAIL


@pytest.mark.parametrize(
    ("language", "text", "fails"),
    [
        ("km", "Consider a new law", True),  # an English sentence in a Khmer plan
        ("en", "ពិចារណាលើសេចក្តីព្រាងច្បាប់", True),  # and the other way round
        ("xx", "Consider a new law", True),  # a language that nobody here knows is read as English
        ("", "Considérer la création d'un centre pour les victimes dans la capitale", True),  # not said: guessed
        ("fr-CA", "Envisager un centre", True),
        ("de", "Das Gesetz wird geprüft", False),
    ],
)
def test_the_words_of_the_right_language_are_used(language: str, text: str, fails: bool) -> None:
    assert (outcomes(said(text), language)["A07"] is Outcome.FAIL) is fails
