"""Suggestions are an activity's own words, and only for what it leaves empty."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import Cell, Origin
from palermo.plan.compare import clusters
from palermo.plan.model import Activity, Plan
from palermo.plan.suggest import suggest
from palermo.plan.suggest.deliverables import deliverables, lexicon
from tests.unit.plan.small_plans import activity, costs, said, steps, when

PIECES = ["a", "the", "act", "shelter", "in", "2025", "30", "June", "USD", "5", "million", "MoI", "("]
REGISTER = {
    "MoI": "Ministry of Interior",
    "Police": "National Police",
    "Interior": "Committee of the Interior",
    "ក.ម": "ក្រសួងមហាផ្ទៃ",
}


def offered(text: str, field: str, language: str = "en", **fields: Any) -> list[str]:
    plan = Plan("p", "Plan", language=language, register=REGISTER, period_start=when("2021"))
    return [found.words for found in suggest(activity("1", text, **fields), plan) if found.field == field]


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        (
            "en",
            "More support services (shelter, freedom to move, skills, jobs), starting with a new shelter in Sarawak",
            ["a new shelter in Sarawak"],
        ),
        (
            "en",
            "Collect what is missing and build a forced labour database across authorities",
            ["a forced labour database"],
        ),
        ("en", "Government strategy that makes training permanent", ["Government strategy"]),
        ("en", "Amend the trade unions act to take away barriers", ["Amend the trade unions act"]),
        ("en", "Amend the Anti-Trafficking Act 2007", ["Amend the Anti-Trafficking Act 2007"]),
        ("en", "Publish the report by Q2 2026", ["the report"]),
        ("en", "Hand out material on the anti-trafficking act", ["material on the anti-trafficking act"]),
        ("km", "បង្កើតជម្រកថ្មីនៅខេត្តសៀមរាប ដើម្បីជួយជនរងគ្រោះ", ["ជម្រកថ្មីនៅខេត្តសៀមរាប"]),
        ("km", "ធ្វើវិសោធនកម្មច្បាប់ស្តីពីពលកម្ម មុនឆ្នាំ២០២៥", ["ធ្វើវិសោធនកម្មច្បាប់ស្តីពីពលកម្ម"]),
        ("km", "រៀបចំ\u200bមូលដ្ឋាន\u200bទិន្នន័យជាតិ", ["មូលដ្ឋាន\u200bទិន្នន័យជាតិ"]),
        ("km", "បង្កើតយុទ្ធសាស្ត្រ", ["យុទ្ធសាស្ត្រ"]),
        ("ms", "Membina rumah perlindungan baharu di Sarawak", ["rumah perlindungan baharu di Sarawak"]),
        ("ms", "Perluas kempen kesedaran", ["kempen kesedaran"]),
        ("en", "Communication strategy on reports", ["Communication strategy on reports"]),
        ("ms", "Meminda Akta Agensi Pekerjaan Swasta 1981", ["Meminda Akta Agensi Pekerjaan Swasta 1981"]),
        ("fr", "Ouvrir un nouveau refuge à Siem Reap", ["un nouveau refuge à Siem Reap"]),
        ("fr", "Création d'une base de données nationale", ["une base de données nationale"]),
        ("fr", "Modifier la loi sur les agences d'emploi", ["Modifier la loi sur les agences d'emploi"]),
        ("es", "Abrir un nuevo albergue en Lima antes de 2025", ["un nuevo albergue en Lima"]),
        ("es", "Elaborar la estrategia nacional de comunicación", ["la estrategia nacional de comunicación"]),
    ],
)
def test_a_thing_to_be_delivered_is_offered_as_a_step(language: str, text: str, words: list[str]) -> None:
    assert offered(text, "step", language) == words


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Train police and judges on forced labour law"),
        ("en", "Analyse the data for policy gaps"),
        ("en", "Measure how the plan is progressing and how to report it"),
        ("en", "Act against it"),
        ("en", "Teach the public how to report"),
        ("ms", "Memperkukuh pelan ini"),
        ("fr", "Renforcer le plan national et la stratégie"),
        ("km", "ពង្រឹងការអនុវត្តផែនការ"),
        ("km", "អនុវត្តផែនការសកម្មភាពនេះ"),
    ],
)
def test_what_is_only_referred_to_is_not_offered(language: str, text: str) -> None:
    assert offered(text, "step", language) == []


def test_a_long_khmer_phrase_ends_with_a_whole_character() -> None:
    text = "បង្កើតជម្រក" + "ស្ត្រី" * 60
    [phrase] = deliverables(text, "km")
    words = text[phrase.start : phrase.end]
    assert 80 < len(words) < 130
    assert clusters(words)[-1] == "ស្ត្រី"


def test_a_sentence_is_read_in_its_own_language_whatever_the_plan_is_in() -> None:
    assert offered("Build a shelter in the north", "step", "km") == ["a shelter in the north"]
    assert offered("បង្កើតជម្រកថ្មី", "step", "en") == ["ជម្រកថ្មី"]


def test_a_language_without_lists_offers_no_things() -> None:
    assert deliverables("Build a shelter", "xx") == ()


def test_kinds_of_proof_are_never_offered() -> None:
    assert offered("Amend the act and train police", "proof") == []


def test_a_body_of_the_register_is_offered_as_lead() -> None:
    assert offered("The ministry of interior trains the Police", "lead") == ["ministry of interior", "Police"]
    assert offered("Ministry of Interior trains police", "lead") == ["Ministry of Interior"]
    assert offered("Train police and National Police staff", "lead") == ["National Police"]
    assert offered("ក្រសួងមហាផ្ទៃបណ្តុះបណ្តាលនគរបាល", "lead", "km") == ["ក្រសួងមហាផ្ទៃ"]


def test_bodies_listed_without_a_lead_are_offered() -> None:
    assert offered("Train staff", "lead", bodies=said(("MoI", "Customs"))) == ["MoI", "Customs"]


def test_dates_and_amounts_of_the_sentence_are_offered() -> None:
    text = "Open a shelter by 30 June 2025 for USD 12,000"
    assert offered(text, "date") == ["30 June 2025"]
    assert offered(text, "cost") == ["USD 12,000"]
    text = "Build from 1 January 2024 to 30 June 2025, first phase RM 2.5 million, second phase USD 7"
    assert offered(text, "date") == ["1 January 2024 to 30 June 2025"]
    assert offered(text, "cost") == ["RM 2.5 million", "USD 7"]


def test_a_year_before_the_plan_is_no_date_of_the_work() -> None:
    assert offered("Amend the Anti-Trafficking Act 2007", "date") == []


def test_numbers_of_things_are_neither_dates_nor_amounts() -> None:
    text = "Train 60 officers in 3 provinces"
    assert offered(text, "date") == offered(text, "cost") == []


@pytest.mark.parametrize(
    ("field", "filled"),
    [
        ("lead", {"lead": said("MoI")}),
        ("step", {"steps": steps("Buy land")}),
        ("date", {"end": when("2025")}),
        ("cost", {"costs": costs("USD 5")}),
    ],
)
def test_a_field_that_is_filled_gets_no_suggestion(field: str, filled: dict[str, Any]) -> None:
    text = "MoI opens a shelter by 30 June 2025 for USD 12,000"
    assert offered(text, field)
    assert offered(text, field, **filled) == []


@given(st.text(max_size=60) | st.lists(st.sampled_from(PIECES)).map(" ".join))
def test_a_suggestion_stands_in_the_sentence_word_for_word(text: str) -> None:
    origin = Origin("plan.xlsx", "Matrix", "C4")
    plan = Plan("p", "Plan", register=REGISTER)
    for found in suggest(Activity("1", Cell(text, origin=origin)), plan):
        assert found.words in text
        assert found.origin == origin
        assert str(found.why)


def test_an_unread_sentence_offers_nothing() -> None:
    assert suggest(replace(activity("1")), Plan("p", "Plan")) == ()


@pytest.mark.parametrize("language", ["en", "km", "ms", "fr", "es"])
def test_every_language_has_the_same_lists(language: str) -> None:
    words, english = lexicon(language), lexicon("en")
    assert words is not None
    assert english is not None
    assert set(words.spellings) == set(english.spellings)
    assert set(words.spellings["things"]) <= set(english.spellings["things"])
