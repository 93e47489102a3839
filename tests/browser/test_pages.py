"""Every page, in both languages, wide and narrow: no barrier, no English in Khmer, nothing wrong behind the scenes."""

import re
from functools import cache

import pytest

from tests.browser.addresses import PAGELESS, PLACES, Place
from tests.browser.conftest import Reader, Reading
from tests.browser.quality import faults, shown, sideways, violations
from tests.browser.served import Office
from tests.browser.words import english

LATIN = re.compile("[A-Za-z]{2}")  # every English text of ours has it, and looking for it is quick


def opened(reader: Reader, place: Place) -> None:
    if place.status != 200:
        reader.watch.allow(place.status)
    reply = reader.page.goto(place.path.format(**reader.office.stock))
    assert reply is not None
    assert reply.status == place.status


def test_every_page_of_the_office_is_looked_at(office: Office) -> None:
    looked_at = {place.route for place in PLACES} - {""}
    assert looked_at | PAGELESS == set(office.stock["routes"])


@pytest.mark.parametrize("language", ["en", "km"])
@pytest.mark.parametrize("place", PLACES, ids=lambda place: f"{place}{'-desk' * place.officer}")
def test_a_page_has_no_barrier(place: Place, language: str, reader: Reading) -> None:
    visitor = reader(language, officer=place.officer)
    opened(visitor, place)
    axe = axe_looks(place, language)
    wrong = [f"1280: {fault}" for fault in [*faults(visitor.page, language), *sideways(visitor.page)]]
    wrong += violations(visitor.page) if axe and language == "en" else []
    visitor.page.set_viewport_size({"width": 360, "height": 740})
    wrong += [f"360: {fault}" for fault in sideways(visitor.page)]
    wrong += violations(visitor.page) if axe and language == "km" else []
    if language == "km":
        wrong += [f"in English: {text}" for text in left_in_english(shown(visitor.page))]
    assert wrong == []


def axe_looks(place: Place, language: str) -> bool:
    """Wide in English and narrow in Khmer, and at further pages of an address in one of the two by turns: it takes
    longer than all the rest.
    """
    before = PLACES[: PLACES.index(place)]
    further = sum(1 for other in before if (other.route, other.officer) == (place.route, place.officer))
    return not further or language == ("km" if further % 2 else "en")


def left_in_english(texts: list[str]) -> list[str]:
    return [text for text in texts if is_english(text)]


@cache
def is_english(text: str) -> bool:
    """Whether it is a text of ours in English. Most of what one page says stands on others too."""
    own_name = {"English"}  # of the language itself, in a list of languages
    return bool(LATIN.search(text)) and text not in own_name and any(known.fullmatch(text) for known in english())


@pytest.mark.parametrize("officer", [False, True], ids=["public", "desk"])
def test_every_page_works_without_script(officer: bool, reader: Reading) -> None:
    visitor = reader("km", 360, script=False, officer=officer)
    wrong = []
    for place in PLACES:
        if place.officer == officer:
            opened(visitor, place)
            wrong += [f"{place}: {fault}" for fault in faults(visitor.page, "km") + sideways(visitor.page)]
    assert wrong == []
