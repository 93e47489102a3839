"""The tree of bodies, and the bodies that come with palermo."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.access import ENFORCEMENT, Bodies, Body, BodyKind, known_bodies
from tests.source import PACKAGE
from tests.unit.access.cast import BODIES


def test_a_path_leads_from_the_top_to_the_body() -> None:
    assert BODIES.path("post") == ("committee", "ministry", "police", "post")
    assert BODIES.path("shelter") == ("shelter",)
    assert BODIES["post"].parent == "police"


@given(st.lists(st.integers(0, 5), min_size=1, max_size=8))
def test_what_lies_below_is_what_has_it_in_its_path(parents: list[int]) -> None:
    bodies = [
        Body(str(number), {}, BodyKind.AGENCY, str(parent) if parent < number else None)
        for number, parent in enumerate(parents)
    ]
    tree = Bodies(bodies)
    for body in bodies:
        climbing, found = body, [body.id]
        while climbing.parent is not None:
            climbing = tree[climbing.parent]
            found.insert(0, climbing.id)
        assert tree.path(body.id) == tuple(found)
        assert tree.below(body.id) == {other.id for other in bodies if body.id in tree.path(other.id)}


def test_a_body_enforces_by_its_kind_by_what_is_above_or_by_who_leads_it() -> None:
    assert {body.id for body in BODIES if BODIES.enforces(body.id)} == {"police", "post", "board"}
    for kind in BodyKind:
        assert Bodies([Body("one", {}, kind)]).enforces("one") == (kind in ENFORCEMENT)


@pytest.mark.parametrize(
    ("bodies", "match"),
    [
        ([("a", None, None), ("a", None, None)], "stands twice"),
        ([("a", "b", None)], "names b, which is not a body"),
        ([("a", None, "b")], "names b, which is not a body"),
        ([("a", "a", None)], "below itself"),
        ([("a", "b", None), ("b", "c", None), ("c", "b", None)], "below itself"),
    ],
)
def test_what_is_no_tree_is_refused(bodies: list[tuple[str, str | None, str | None]], match: str) -> None:
    with pytest.raises(ValueError, match=match):
        Bodies(Body(id_, {}, BodyKind.AGENCY, parent, led_by) for id_, parent, led_by in bodies)


def test_a_name_is_said_in_the_language_or_in_english_or_by_the_id() -> None:
    body = Body("kh-1", {"en": "Banteay Meanchey", "km": "បន្ទាយមានជ័យ"}, BodyKind.PROVINCE)
    assert [body.name("km"), body.name("ms"), Body("x", {}, BodyKind.NGO).name()] == [
        "បន្ទាយមានជ័យ",
        "Banteay Meanchey",
        "x",
    ]


@pytest.mark.parametrize("path", sorted((PACKAGE / "access" / "countries").glob("*.json")), ids=lambda path: path.stem)
def test_the_bodies_that_come_with_palermo_are_a_tree_with_names(path: Path) -> None:
    bodies = known_bodies(path.stem)
    tree = Bodies(bodies)
    assert bodies[0].id == "committee"
    assert {tree.path(body.id)[0] for body in bodies} == {"committee"}
    assert all(re.fullmatch(r"[a-z0-9-]+", body.id) and body.names["en"] for body in bodies)


def test_cambodia_has_its_provinces_and_its_police_led_subcommittee() -> None:
    bodies = known_bodies("kh")
    assert sum(body.kind is BodyKind.PROVINCE for body in bodies) == 25
    assert Bodies(bodies).enforces("subcommittee-2022")
    assert not Bodies(bodies).enforces("mosvy")
    assert {body.id for body in bodies if not body.source} == {"moh", "mef", "cafiu"}


def test_of_a_country_that_nobody_wrote_down_there_are_none() -> None:
    assert known_bodies("XX") == ()
