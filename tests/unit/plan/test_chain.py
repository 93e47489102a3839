"""Circles are named, a late step says what it holds up, and the longest chain is that of trying every way."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from palermo.plan import Chain, Link, StepId, circle, held_up, longest_chain, out_of_order

START = date(2027, 1, 1)


def step(n: int) -> StepId:
    return StepId(f"1.{n // 10}", n % 10 + 1)


def day(n: int | None) -> date | None:
    return None if n is None else START + timedelta(days=n)


days = st.one_of(st.none(), st.integers(0, 30))


@st.composite
def links(draw: st.DrawFn, *, circles: bool = False) -> list[Link]:
    many = draw(st.integers(1, 7))
    made = []
    for n in range(many):
        others = range(many) if circles else range(n)
        after = draw(st.lists(st.sampled_from(others), max_size=3, unique=True)) if others else []
        made.append(Link(step(n), day(draw(days)), day(draw(days)), tuple(map(step, after))))
    return draw(st.permutations(made))


def every_way(told: dict[StepId, Link], last: StepId) -> Iterator[tuple[StepId, ...]]:
    """Every chain that ends with this step."""
    yield (last,)
    for before in told[last].after:
        for way in every_way(told, before):
            yield (*way, last)


def first_day(link: Link) -> date | None:
    if link.begins is not None and (link.due is None or link.begins <= link.due):
        return link.begins
    return link.due


@given(links())
def test_no_chain_takes_longer_than_the_longest(made: list[Link]) -> None:
    told = {link.step: link for link in made}
    lengths = {}
    for last, link in told.items():
        for way in every_way(told, last):
            begun = [begins for each in way if (begins := first_day(told[each])) is not None]
            if len(way) > 1 and link.due is not None and begun:
                lengths[way] = (link.due - min(begun)).days
    found = longest_chain(made)
    assert (found.days if found else None) == max(lengths.values(), default=None)
    if found:
        assert lengths[found.steps] == found.days


def reaches(told: dict[StepId, Link], one: StepId, other: StepId, most: int) -> bool:
    """Whether one waits for the other, by at most so many links: asked again and again, as plainly as can be."""
    return most > 0 and any(each == other or reaches(told, each, other, most - 1) for each in told[one].after)


@given(links(circles=True))
def test_a_circle_is_named_exactly_where_a_step_waits_for_itself(made: list[Link]) -> None:
    told = {link.step: link for link in made}
    found = circle(made)
    assert bool(found) == any(reaches(told, each, each, len(told)) for each in told)
    if found:
        assert found[0] == found[-1]
        assert all(before in told[after].after for before, after in pairwise(found))
        assert longest_chain(made) is None


@given(links())
def test_a_late_step_holds_up_whatever_waits_for_it(made: list[Link]) -> None:
    told = {link.step: link for link in made}
    for late in told:
        assert held_up(made, late) == tuple(sorted(each for each in told if reaches(told, each, late, len(told))))


def test_a_chain_of_two_activities() -> None:
    law, course, exam = StepId("1.1", 1), StepId("2.1", 1), StepId("2.1", 2)
    made = [Link(law, day(20), day(0)), Link(course, day(40), None, (law,)), Link(exam, day(30), None, (course,))]
    assert longest_chain(made) == Chain((law, course), 40)
    assert held_up(made, law) == (course, exam)
    assert out_of_order(made) == ((exam, course),)
    assert set(circle([made[1], Link(law, after=(course,))])) == {law, course}
    assert longest_chain(made[:1]) is None
    assert circle(made) == ()
