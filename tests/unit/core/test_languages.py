"""Folding words for comparison, guessing a language, and the word lists themselves."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.languages import ANY_LANGUAGE, LANGUAGES, fold, fold_digits, guess_language, words

DIGITS = {
    "Khmer": "០១២៣៤៥៦៧៨៩",
    "Thai": "๐๑๒๓๔๕๖๗๘๙",
    "Lao": "໐໑໒໓໔໕໖໗໘໙",
    "Myanmar": "၀၁၂၃၄၅၆၇၈၉",
    "Arabic-Indic": "٠١٢٣٤٥٦٧٨٩",
    "Bengali": "০১২৩৪৫৬৭৮৯",
    "Devanagari": "०१२३४५६७८९",
    "full width": "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19",
    "ASCII": "0123456789",
}


@pytest.mark.parametrize("script", DIGITS)
def test_digits_of_every_script_become_ascii(script: str) -> None:
    assert fold_digits(f"a{DIGITS[script]}ឆ្នាំ") == "a0123456789ឆ្នាំ"


def test_marks_that_are_no_digits_stay() -> None:
    assert fold_digits("½ ² ⅳ ៛") == "½ ² ⅳ ៛"


@given(st.text())
def test_folding_digits_leaves_no_other_digit(text: str) -> None:
    folded = fold_digits(text)

    assert len(folded) == len(text)
    assert all(letter in "0123456789" for letter in folded if unicodedata.category(letter) == "Nd")


# as written, as compared
FOLDED = [
    ("  Lead \t Agency\n", "lead agency"),
    ("ÉCHÉANCE", "echeance"),
    ("Año", "ano"),
    ("Ñandú", "nandu"),
    ("STRASSE", "straße"),
    ("\ufb01nal", "final"),
    ("\uff21\uff22\uff23", "abc"),
    ("ស្ថាប័ន\u200bទទួល\u200bខុសត្រូវ", "ស្ថាប័នទទួលខុសត្រូវ"),
    ("\ufeffWhat", "what"),
    ("co\u00adoperation", "cooperation"),
    ("a\u00a0b\u3000c", "a b c"),
    ("កុម្ភៈ", "កុម្ភៈ"),
    ("ត្រីមាសទី៣", "ត្រីមាសទី៣"),
    ("พ.ศ. ๒๕๖๗", "พ.ศ. ๒๕๖๗"),
]


@pytest.mark.parametrize(("written", "compared"), FOLDED)
def test_words_compare_without_case_accents_and_invisible_marks(written: str, compared: str) -> None:
    assert fold(written) == fold(compared)


def test_folding_keeps_the_marks_of_scripts_where_they_are_letters() -> None:
    assert fold("កា") != fold("កិ")
    assert fold("й") != fold("и")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


LANGUAGE_OF = [
    ("The Ministry of Interior will train officers in all provinces", "en"),
    ("Lead agency and the budget of each activity", "en"),
    ("ក្រសួងមហាផ្ទៃ", "km"),
    ("ក្រសួងមហាផ្ទៃ (MoI)", "km"),
    ("Melatih pegawai penguat kuasa di semua negeri dan mengadakan bengkel untuk agensi", "ms"),
    ("Former les agents de la police dans toutes les provinces", "fr"),
    ("Capacitar a los funcionarios de la policía en todas las provincias y los municipios", "es"),
    ("", None),
    ("12345", None),
    ("กระทรวงมหาดไทย", None),
    ("Министерство внутренних дел", None),
    ("xyzzy", None),
]


@pytest.mark.parametrize(("text", "language"), LANGUAGE_OF)
def test_the_language_is_guessed_by_script_and_common_words(text: str, language: str | None) -> None:
    assert guess_language(text) == language


@given(st.text())
def test_a_guess_is_one_of_ours_or_none(text: str) -> None:
    assert guess_language(text) in {*LANGUAGES, None}


def test_every_language_names_itself() -> None:
    assert list(LANGUAGES) == ["en", "km", "ms", "fr", "es"]
    assert LANGUAGES["km"] == "ខ្មែរ"


def test_a_language_without_a_file_has_no_words() -> None:
    assert words("months", "xx") == {}
    assert words("months", "../countries") == {}
    assert words("no such kind", "en") == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_words_that_dates_and_money_need(language: str) -> None:
    assert [label for label, spellings in words("months", language).items() if spellings] == [
        str(month) for month in range(1, 13)
    ]
    for kind in ("quarter", "half", "year", "month", "day", "to", "end", "before", "ongoing", "relative", "partial"):
        assert words("when", language).get(kind), kind
    for kind in ("none_needed", "filler"):
        assert words("money", language).get(kind), kind
    assert words("scales", language)["1000000"]


@pytest.mark.parametrize("language", [*LANGUAGES, ANY_LANGUAGE])
def test_no_word_stands_twice_in_one_kind(language: str) -> None:
    for kind in ("months", "ordinals", "numbers", "scales", "when", "money", "currencies"):
        for label, spellings in words(kind, language).items():
            folded = [fold(word) for word in spellings]
            assert len(folded) == len(set(folded)), (kind, label)
            assert all(folded), (kind, label)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_names_two_months_or_two_numbers(language: str) -> None:
    for kind in ("months", "ordinals", "numbers", "scales"):
        spelled = [fold(word) for spellings in words(kind, language).values() for word in spellings]
        assert len(spelled) == len(set(spelled)), kind
