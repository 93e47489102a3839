"""Near-duplicates: the fast search against comparing each with each."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import Outcome
from palermo.plan.audit import Level, audit
from palermo.plan.audit.twins import Tokens, alike, twins
from tests.unit.plan.factories import activity, plan, said

# few words, so that many sets are alike
SETS = st.lists(st.frozensets(st.sampled_from("abcdefghij"), max_size=9), max_size=25)


def each_with_each(sentences: Sequence[Tokens]) -> dict[int, int]:
    """The slow way, as one would write it down."""
    found = {}
    for one, tokens in enumerate(sentences):
        others = [n for n, other in enumerate(sentences) if n != one and tokens and other and alike(tokens, other)]
        if others:
            found[one] = others[0]
    return found


@given(SETS, st.sampled_from([0, 8, 1_000]))
def test_the_fast_search_finds_what_the_slow_one_finds(sentences: list[Tokens], meetings: int) -> None:
    assert twins(sentences, meetings=meetings) == each_with_each(sentences)


@given(st.frozensets(st.integers(0, 12)), st.frozensets(st.integers(0, 12)))
def test_alike_is_four_fifths_of_all_words(one: frozenset[int], other: frozenset[int]) -> None:
    words = frozenset(map(str, one)), frozenset(map(str, other))
    every = len(words[0] | words[1])
    assert alike(*words) == (len(words[0] & words[1]) * 5 >= every * 4)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "Train labour inspectors on forced and child labour",
            "train labour inspectors on forced and child labour.",
            True,
        ),
        ("Train labour inspectors on forced labour", "Publish yearly figures on forced labour", False),
        ("Former les inspecteurs à la loi sur la traite", "Former les inspecteurs a la loi sur la traite", True),
        ("បណ្តុះបណ្តាលមន្ត្រីនគរបាលស្តីពីច្បាប់", "បណ្ដុះបណ្ដាលមន្ត្រីនគរបាលស្ដីពីច្បាប់", True),
        ("បណ្តុះបណ្តាលមន្ត្រីនគរបាល", "បោះពុម្ពសៀវភៅណែនាំ", False),
    ],
)
def test_two_activities_that_say_the_same(one: str, other: str, same: bool) -> None:
    audited = audit(plan(activity("1", text=said(one)), activity("2", text=said(other))))
    outcomes = [audited.outcomes_of(Level.ACTIVITY, id_)["A15"] for id_ in ("1", "2")]
    assert outcomes == [Outcome.FAIL if same else Outcome.PASS] * 2


def test_the_finding_names_the_first_other_activity() -> None:
    audited = audit(plan(*(activity(id_) for id_ in ("1", "2", "3"))))
    assert [str(finding.message) for finding in audited.tripped("A15")] == [
        "Activity 1 says nearly the same as activity 2.",
        "Activity 2 says nearly the same as activity 1.",
        "Activity 3 says nearly the same as activity 1.",
    ]


def test_an_activity_that_another_plan_shares_must_say_who_counts_it() -> None:
    audited = audit(plan(activity(also_in=("NAPTIP",))))
    assert [finding.rule for finding in audited.findings if finding.level == "activity"] == ["A15"]
