"""Places and refusals are said in the language of the reader."""

import pytest

from palermo.core import Message, Named, Origin, UserError, listed, mark


@pytest.mark.parametrize(
    ("origin", "english", "khmer"),
    [
        (Origin("plan.yaml", "", "line 46"), "plan.yaml, line 46", "plan.yaml, បន្ទាត់ទី 46"),
        (Origin("plan.docx", "table 2", "B3"), "plan.docx, table 2, B3", "plan.docx, តារាងទី 2, B3"),
        (Origin("plan.docx", "above table 2"), "plan.docx, above table 2", "plan.docx, ខាងលើ តារាងទី 2"),
        (Origin("plan.xlsx", "table 2", "B3"), "plan.xlsx, table 2, B3", "plan.xlsx, table 2, B3"),
        (Origin("plan.csv", "", "C2"), "plan.csv, C2", "plan.csv, C2"),
        (Origin("{odd}.csv", "{0}", "C2"), "{odd}.csv, {0}, C2", "{odd}.csv, {0}, C2"),
    ],
)
def test_a_place_is_said_in_any_language(origin: Origin, english: str, khmer: str) -> None:
    assert str(origin) == origin.told.say() == english
    assert origin.told.say("km") == khmer


def test_a_place_inside_its_file_leaves_the_file_out() -> None:
    assert Origin("plan.yaml", "", "line 46").inside.say("km") == "បន្ទាត់ទី 46"
    assert Origin("plan.xlsx", "Measures", "C14").inside.say() == "Measures, C14"


def test_only_a_line_has_a_number() -> None:
    assert [Origin("a", "", cell).line for cell in ("line 46", "B7", "")] == [46, None, None]


def test_a_refusal_is_said_in_any_language_and_shows_english_to_programmers() -> None:
    refused = UserError(Message(mark("'{word}' is not the address of a cell; write it like B7."), {"word": "7B"}))
    assert str(refused) == "'7B' is not the address of a cell; write it like B7."
    assert refused.message.say("km").startswith("«7B» ")


def test_a_name_is_said_in_the_language_of_the_reader_and_never_translated() -> None:
    kep = Named("kep", {"en": "Kep", "km": "កែប"})
    assert [each.say(language) for each in (kep, Named("No.", {})) for language in ("en", "km", "fr")] == [
        *("Kep", "កែប", "Kep"),
        *("No.", "No.", "No."),
    ]
    assert listed([Message("{place}", {"place": kep}), Message("x")]).say("km") == "កែប, x"
