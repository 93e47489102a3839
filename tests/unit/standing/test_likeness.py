"""Likeness of texts, letter by letter: in English, in Khmer, and as suggestions only."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.standing import alike
from palermo.standing.likeness import pieces
from tests.examples import examples

KHMER = {
    "1": "បណ្តុះបណ្តាលមន្ត្រីត្រួតពិនិត្យការងារអំពីការជួញដូរមនុស្ស",
    "2": "បង្កើតប្រព័ន្ធទិន្នន័យស្តីពីជនរងគ្រោះ",
    "3": "ផ្សព្វផ្សាយអំពីទេសចរណ៍ប្រកបដោយសុវត្ថិភាព",
}
ENGLISH = {
    "1": "Train labour inspectors to look for debt bondage in brick kilns",
    "2": "Set up a register of recruiters and check their licences",
    "3": "Run a campaign against demand for child sex tourism",
}


def likeness(one: str, other: str) -> float:
    """How like two texts are, where there is nothing to weigh them against."""
    found = alike(one, [("other", other)], least=0)
    return found[0].likeness


@pytest.mark.parametrize(
    ("text", "others", "wanted"),
    [
        ("More labour inspections in brick kilns, looking for debt bondage", ENGLISH, "1"),
        ("Inspect recruitment agencies and brokers under their licence", ENGLISH, "2"),
        ("ប្រព័ន្ធទិន្នន័យ អំពីជនរងគ្រោះ", KHMER, "2"),
        ("ការបណ្តុះបណ្តាលមន្ត្រីអំពីការជួញដូរ", KHMER, "1"),
    ],
)
def test_the_likest_comes_first(text: str, others: dict[str, str], wanted: str) -> None:
    assert alike(text, others.items())[0].id == wanted


def test_what_stands_in_all_of_them_tells_little() -> None:
    often = "Ministries of the national committee for counter trafficking are to "
    others = [(str(n), often + text) for n, text in enumerate(("open shelters", "train judges", "print leaflets"))]
    (first, *_) = alike("The national committee for counter trafficking is to train all judges", others)
    assert first.id == "1"
    assert alike("Judges need more training", others, least=0.1)[0].id == "1"
    gap = [each.likeness for each in alike("train judges for the national committee", others, least=0)]
    assert gap[0] > 2 * gap[1]


def test_what_is_unlike_is_not_suggested() -> None:
    assert alike("Extradite as for other grave crimes", KHMER.items()) == ()
    assert alike("", ENGLISH.items()) == ()
    assert alike("Anything", []) == ()


def test_no_more_than_asked_for() -> None:
    same = [(str(n), ENGLISH["1"]) for n in range(9)]
    assert [each.id for each in alike(ENGLISH["1"], same, most=2)] == ["0", "1"]


def test_by_hand() -> None:
    # " ab ": " ab", "ab " and " abc ": " ab", "abc", "bc " have one string of two and three in common
    assert pieces("ab") == {" ab": 1, "ab ": 1}
    assert likeness("ab", "abc") == pytest.approx(1 / (2**0.5 * 3**0.5), abs=0.001)


@settings(max_examples=examples(100))
@given(st.text(max_size=40), st.text(max_size=40))
def test_likeness_is_the_same_both_ways_and_never_more_than_one(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1
    if one.strip().isalnum():
        assert likeness(one, one.upper().lower() if one.isascii() else one) == pytest.approx(1)


def test_an_invisible_break_between_khmer_words_changes_nothing() -> None:
    assert likeness(KHMER["2"], KHMER["2"].replace("ទិន្នន័យ", "\u200bទិន្នន័យ\u200b")) == pytest.approx(1)
