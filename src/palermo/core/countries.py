"""Countries: their names, and what their plans take for granted: currency, fiscal year, calendar and languages.

The facts are in `countries.json`; a fact that is not there is not certain, and the neutral value stands for it. Every
country has its names, most of them from Unicode CLDR.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Literal, TypedDict

__all__ = ["Country", "countries", "country", "country_by_iso3"]


class _Facts(TypedDict, total=False):
    iso3: str
    names: dict[str, str]
    currency: str
    fiscal_start: int
    fiscal_named_by: Literal["start", "end"]
    buddhist_era: bool
    languages: list[str]


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 two-letter code. `iso3`: the three-letter one; empty where we know nothing of it.

    `fiscal_start` is the month the state's budget year starts in, `fiscal_named_by` the year that "FY2024" names
    it by; `buddhist_era` says that official papers also count years in that era. `languages` are ISO 639 codes,
    those a plan is likeliest written in first; names are by language.
    """

    iso2: str
    names: Mapping[str, str] = field(hash=False)
    currency: str | None = None
    fiscal_start: int = 1
    fiscal_named_by: Literal["start", "end"] = "start"
    buddhist_era: bool = False
    languages: tuple[str, ...] = ()
    iso3: str = ""

    def name(self, language: str = "en") -> str:
        """The name in the language, else in English, else the code."""
        return self.names.get(language) or self.names.get("en") or self.iso2


@cache
def _countries() -> Mapping[str, _Facts]:
    source = resources.files("palermo.core").joinpath("countries.json")
    facts: dict[str, _Facts] = json.loads(source.read_text(encoding="utf-8"))["countries"]
    return MappingProxyType(facts)


@cache
def country(iso2: str) -> Country:
    """The country; one we know nothing of has no currency and the calendar year as its fiscal year."""
    code = iso2.strip().upper()
    facts = _countries().get(code, {})
    return Country(
        code,
        names=MappingProxyType(facts.get("names", {})),
        currency=facts.get("currency"),
        fiscal_start=facts.get("fiscal_start", 1),
        fiscal_named_by=facts.get("fiscal_named_by", "start"),
        buddhist_era=facts.get("buddhist_era", False),
        languages=tuple(facts.get("languages", ())),
        iso3=facts.get("iso3", ""),
    )


def countries() -> tuple[Country, ...]:
    """Every country that we can name, by code."""
    return tuple(country(code) for code in sorted(_countries()))


def country_by_iso3(iso3: str) -> Country | None:
    """The country of a three-letter code; None where no country has it."""
    return _by_iso3().get(iso3.strip().upper())


@cache
def _by_iso3() -> Mapping[str, Country]:
    return MappingProxyType({each.iso3: each for each in countries()})
