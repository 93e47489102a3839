"""Recognising items of one plan in another."""

from hypothesis import given
from hypothesis import strategies as st

from palermo.plan.compare.pairing import How, Item, pair

WORDS = ["train", "police", "judges", "open", "shelter", "north", "south", "report", "law", "amend"]
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join)


@st.composite
def sequences(draw: st.DrawFn) -> list[Item]:
    ids = draw(st.lists(st.sampled_from([f"1.{n}" for n in range(9)]), unique=True, max_size=7))
    return [Item(number, draw(texts)) for number in ids]


def links(old: list[Item], new: list[Item], *, versions: bool = True) -> set[tuple[str | None, str | None]]:
    return {
        (None if m.old is None else old[m.old].id, None if m.new is None else new[m.new].id)
        for m in pair(old, new, versions=versions)
    }


@given(sequences(), sequences(), st.booleans())
def test_every_item_is_paired_once_and_alike_in_both_directions(
    old: list[Item], new: list[Item], versions: bool
) -> None:
    found = pair(old, new, versions=versions)
    assert sorted(m.old for m in found if m.old is not None) == list(range(len(old)))
    assert sorted(m.new for m in found if m.new is not None) == list(range(len(new)))
    assert links(old, new, versions=versions) == {(a, b) for b, a in links(new, old, versions=versions)}


@given(sequences())
def test_a_plan_is_itself(items: list[Item]) -> None:
    assert links(items, items) == {(item.id, item.id) for item in items}


@given(sequences(), sequences())
def test_no_likely_pair_is_missed_by_the_prefix_filter(old: list[Item], new: list[Item]) -> None:
    """The plain way, every text against every other, is the oracle: no two items left alone are alike."""
    alone = [m for m in pair(old, new, versions=False) if m.how is How.ALONE]
    for a in (old[m.old].text for m in alone if m.old is not None):
        for b in (new[m.new].text for m in alone if m.new is not None):
            one, two = set(a.split()), set(b.split())
            assert not (one and two) or len(one & two) / len(one | two) < 0.5


def test_an_item_put_in_front_renumbers_the_rest() -> None:
    old = [Item("1", "Train police in the north"), Item("2", "Train judges in the north")]
    new = [
        Item("1", "Train officials in the north"),
        Item("2", "Train police in the north well"),
        Item("3", old[1].text),
    ]
    assert links(old, new) == {(None, "1"), ("1", "2"), ("2", "3")}


def test_the_number_decides_between_equally_like_texts() -> None:
    old = [Item("1", "Train police officers"), Item("2", "Train police officers")]
    new = [Item("2", "Train police officers"), Item("1", "Train police officers")]
    assert links(old, new) == {("1", "1"), ("2", "2")}


def test_an_equal_number_alone_pairs_versions_but_not_two_plans() -> None:
    old, new = [Item("1", "Train police")], [Item("1", "Publish yearly figures")]
    assert links(old, new) == {("1", "1")}
    assert links(old, new, versions=False) == {("1", None), (None, "1")}
    assert pair(old, new, versions=True)[0].how is How.ID
