"""Where the tile of each place stands: one tile a place, whatever its size. A picture of a country, and no map."""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Tiles:
    """Row and column of each place, from 1. `source` is empty where the grid is that of the alphabet.

    `checked`: whether somebody from the country has looked at it.
    """

    places: dict[str, tuple[int, int]]
    source: str = ""
    checked: bool = False


def tiles(country: str, places: Sequence[str]) -> Tiles:
    """The grid of a country by its ISO 3166 two-letter code; else one in which `places` stand as they are given.

    Places that the grid of the country does not hold stand in rows of their own below it.
    """
    drawn = _drawn(country.strip().upper())
    if drawn is None or not set(places) & set(drawn.places):
        return Tiles(_in_rows(places, math.ceil(math.sqrt(len(places)))))
    width, below = (max(place[at] for place in drawn.places.values()) for at in (1, 0))
    more = _in_rows([place for place in places if place not in drawn.places], width)
    lower = {place: (row + below, column) for place, (row, column) in more.items()}
    return Tiles({**drawn.places, **lower}, drawn.source, drawn.checked)


def _in_rows(places: Sequence[str], width: int) -> dict[str, tuple[int, int]]:
    return {place: (at // width + 1, at % width + 1) for at, place in enumerate(places)}


@cache
def _drawn(country: str) -> Tiles | None:
    file = resources.files("palermo.plan.boards").joinpath("tiles", f"{country}.json")
    if not country.isalpha() or not file.is_file():
        return None
    told = json.loads(file.read_text(encoding="utf-8"))
    return Tiles(
        {place: (row, column) for place, (row, column) in told["tiles"].items()}, told["source"], told["checked"]
    )
