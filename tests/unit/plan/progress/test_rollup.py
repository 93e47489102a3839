"""Counts add, shares are made again, percentages are never added or averaged, and what is missing is named."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import Finding, Message
from palermo.plan import Part, Places, Total, Value, rolled_up, spread
from palermo.plan.progress import fell, rolled_up_each
from tests.examples import examples

ABOVE = Places({"Kampot": "south", "Kep": "south", "Siem Reap": "north", "south": "", "north": ""})


def value(place: str, *, parts: tuple[Part, ...] = (), **told: Any) -> Value:
    numbers: dict[str, Any] = {
        key: each if isinstance(each, bool) else Decimal(str(each)) for key, each in told.items()
    }
    return Value("i1", place=place, parts=parts, **numbers)


def share(place: str, numerator: int, denominator: int, **told: Any) -> Value:
    return value(place, numerator=numerator, denominator=denominator, **told)


def whole(*values: Value) -> tuple[Any, list[str]]:
    total, findings = rolled_up(values, ABOVE)
    assert all(str(finding.message) for finding in findings)
    return total, [finding.rule for finding in findings]


def test_counts_add_up_the_tree() -> None:
    told = (value("Kampot", number=10), value("Kep", number=1), value("Siem Reap", number="200.5"))
    total, findings = whole(*told)
    assert (total.number, total.missing, findings) == (Decimal("211.5"), (), [])
    assert rolled_up(told, ABOVE, "south")[0].number == 11
    assert total.places == ("Siem Reap", "Kampot", "Kep")


def test_shares_of_unequal_places_are_made_again_from_their_parts() -> None:
    """9 of 10 and 10 of 90 are 19 of 100; the mean of the two percentages would be 50.6, and their sum 101.1."""
    total, findings = whole(share("Kampot", 9, 10), share("Kep", 10, 90))
    assert (total.numerator, total.denominator, findings) == (19, 100, [])
    assert total.number is None


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_bare_percentage_leaves_nothing_to_say(number: int) -> None:
    told = [share("Kampot", 9, 10), share("Kep", 10, 90), share("Siem Reap", 1, 2)]
    told[:number] = [value(each.place, percent=50) for each in told[:number]]
    total, _ = whole(*told)
    assert (total.number, total.numerator, total.denominator) == (None, None, None)
    assert "percentages cannot be added or averaged" in str(total.why)


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"number": 5, "percent": 50},
        {"number": 5, "numerator": 1, "denominator": 2},
        {"numerator": 1},
        {"denominator": 2},
        {"numerator": 0, "denominator": 0},
    ],
)
def test_a_value_that_is_not_one_thing_leaves_nothing_to_say(told: dict[str, Any]) -> None:
    total, _ = whole(value("Kampot", **told), value("Kep", number=10), value("Siem Reap", number=5))
    assert (total.number, total.numerator, total.denominator) == (None, None, None)
    assert "not one number" in str(total.why)


def test_a_fault_of_the_whole_names_it() -> None:
    twice = rolled((value("", number=1), value("", number=1)), Places({}))[1]
    unlike = rolled((value("", number=1), value("Kep", number=2)), Places({}))[1]
    assert ["the whole" in str(finding.message) for finding in (*twice, *unlike)] == [True, True]


def test_what_is_missing_is_named_and_never_filled() -> None:
    total, findings = whole(value("Kampot", number=10), value("Siem Reap", number=5))
    assert (total.number, total.missing, findings) == (15, ("Kep",), [])
    nothing, _ = whole()
    assert (nothing.number, set(nothing.missing)) == (None, {"Kampot", "Kep", "Siem Reap"})


def test_what_a_place_tells_of_itself_is_held_against_what_lies_below() -> None:
    parts = (value("Kampot", number=10), value("Kep", number=1))
    assert rolled_up((*parts, value("south", number=11)), ABOVE, "south")[1] == ()
    total, findings = rolled((*parts, value("south", number=12)), ABOVE, "south")
    assert (total.number, [finding.rule for finding in findings]) == (11, ["F47"])
    own, findings = rolled((parts[0], value("south", number=12)), ABOVE, "south")
    assert (own.number, own.places, findings) == (12, ("south",), ())


def test_unlike_values_are_never_added() -> None:
    assert "side by side" in str(whole(value("Kampot", number=10), share("Kep", 1, 2))[0].why)
    mixed = whole(value("Kampot", number=10, cumulative=True), value("Kep", number=1))[0]
    assert "since the beginning" in str(mixed.why)
    assert mixed.number is None


def test_a_place_counts_once() -> None:
    total, findings = whole(value("Kep", number=1), value("Kep", number=2))
    assert (total.number, findings) == (1, ["F46"])


def test_a_place_that_nobody_placed_lies_below_the_whole() -> None:
    assert whole(value("Kep", number=1), value("elsewhere", number=2))[0].number == 3


def test_a_tree_that_bites_its_tail_is_told() -> None:
    total, findings = rolled((value("a", number=1),), Places({"a": "b", "b": "a"}))
    assert (str(total.why), total.number, findings) == ("a place lies above itself", None, ())


def rolled(values: tuple[Value, ...], places: Places, place: str = "") -> tuple[Any, tuple[Finding, ...]]:
    """As it is, of a type that a test may compare with what it likes."""
    return rolled_up(values, places, place)


def by_sex(women: int, men: int) -> tuple[Part, ...]:
    return Part("sex", "women", Decimal(women)), Part("sex", "men", Decimal(men))


def test_disaggregations_add_by_name_and_only_where_all_have_them() -> None:
    split = (value("Kampot", number=10, parts=by_sex(6, 4)), value("Kep", number=3, parts=by_sex(1, 2)))
    assert rolled_up(split, ABOVE, "south")[0].parts == by_sex(7, 6)
    total, findings = rolled((split[0], value("Kep", number=3)), ABOVE, "south")
    assert (total.number, total.parts, [finding.rule for finding in findings]) == (13, (), ["F48"])


def test_what_was_counted_since_the_beginning_cannot_become_less() -> None:
    since = [Total(Decimal(n), cumulative=True) for n in (3, 7, 12)]
    assert fell("i1", since) == ()
    (finding,) = fell("i1", [since[0], since[2], Total(why=Message("not told")), since[1]])
    assert (finding.rule, finding.level, finding.object) == ("F49", "indicator", "i1")
    assert "from 12 to 7" in str(finding.message)
    assert fell("i1", [Total(Decimal(3)), Total(Decimal(1))]) == ()


def test_a_place_that_did_not_tell_is_no_fall() -> None:
    told = [
        rolled_up([value(place, number=n, cumulative=True) for place, n in values.items()], ABOVE)[0]
        for values in ({"Kampot": 9, "Kep": 4}, {"Kampot": 10}, {"Kampot": 11, "Kep": 3}, {"Kampot": 8})
    ]
    assert [total.number for total in told] == [13, 10, 14, 8]
    (finding,) = fell("i1", told)
    assert "from 10 to 8" in str(finding.message)


COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50)), min_size=3, max_size=3)


@settings(max_examples=examples(150), deadline=None)
@given(COUNTS)
def test_the_share_of_the_whole_is_never_outside_those_of_its_parts(pairs: list[tuple[int, int]]) -> None:
    pairs = [(min(pair), max(pair)) for pair in pairs]
    total, _ = whole(*(share(place, *pair) for place, pair in zip(("Kampot", "Kep", "Siem Reap"), pairs, strict=True)))
    assert total.numerator is not None
    assert total.denominator is not None
    assert total.denominator == sum(of for _, of in pairs)
    made = Fraction(int(total.numerator), int(total.denominator))
    parts = [Fraction(n, of) for n, of in pairs]
    assert min(parts) <= made <= max(parts)


@st.composite
def provinces(draw: st.DrawFn) -> tuple[dict[str, str], dict[str, int | None]]:
    """A tree of any shape, and what each of its leaves tells, where it tells anything."""
    names = [f"p{n}" for n in range(draw(st.integers(1, 12)))]
    above = {name: draw(st.sampled_from(["", *names[:n]])) for n, name in enumerate(names)}
    leaves = [name for name in names if name not in above.values()]
    return above, {name: draw(st.none() | st.integers(0, 99)) for name in leaves}


@settings(max_examples=examples(150), deadline=None)
@given(provinces(), st.booleans())
def test_whatever_the_tree_the_whole_is_what_its_leaves_told(
    made: tuple[dict[str, str], dict[str, int | None]], shares: bool
) -> None:
    above, leaves = made
    told = {name: number for name, number in leaves.items() if number is not None}
    of = (share(name, n, n + 7) if shares else value(name, number=n) for name, n in told.items())
    total, findings = rolled_up(tuple(of), Places(above))
    assert (set(total.places), set(total.missing), findings) == ({*told}, {*leaves} - {*told}, ())
    whole, parts = sum(told.values()), sum(n + 7 for n in told.values())
    expected = (None, whole, parts) if shares else (whole, None, None)
    assert (total.number, total.numerator, total.denominator) == (expected if told else (None, None, None))


def test_the_totals_of_places_are_those_of_each_alone() -> None:
    told = [value("a", number=1), value("south", number=9), value("elsewhere", number=3)]
    wanted = sorted(ABOVE.names)
    whole, each, findings = rolled_up_each(told, ABOVE, wanted)
    assert (whole, findings) == rolled_up(told, ABOVE)
    assert each == {place: rolled_up(told, ABOVE, place)[0] for place in wanted}


@settings(max_examples=60, deadline=None)
@given(
    st.dictionaries(st.sampled_from("abcd"), st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=4),
    st.sets(st.sampled_from("abcd")),
    st.sampled_from(["count", "share", "percent"]),
)
def test_places_that_were_passed_a_part_make_the_whole(
    told: dict[str, tuple[int, int]], wanted: set[str], kind: str
) -> None:
    """The plain way: a loop over what was told; who was asked and told nothing is missing, and nobody else is."""
    values = [
        share(place, n, of) if kind == "share" else value(place, number=n) for place, (n, of) in sorted(told.items())
    ]
    made = spread(values, sorted(wanted), Places({}), percent=kind == "percent")
    assert set(made.by_place) == wanted
    assert set(made.total.missing) - {""} == wanted - set(told)
    numbers: Any = (made.total.number, made.total.numerator, made.total.denominator)
    if not told or kind == "percent":
        assert (numbers, bool(made.total.why)) == ((None, None, None), True)
    elif kind == "count":
        assert numbers == (sum(n for n, _of in told.values()), None, None)
    else:
        assert numbers == (None, sum(n for n, _of in told.values()), sum(of for _n, of in told.values()))


def test_where_every_part_was_given_up_no_other_place_is_missing() -> None:
    made = spread([value("Kep", number=3)], (), Places({"Kampot": "", "Kep": ""}))
    assert made.total.number == 3
    assert (made.total.missing, dict(made.by_place)) == ((), {})
