"""The facts of countries, and the neutral country."""

from __future__ import annotations

import re

import pytest

from palermo.core.countries import Country, countries, country, country_by_iso3
from palermo.core.languages import LANGUAGES
from palermo.core.money_tokens import currencies

# code, English name, currency, first month of the fiscal year, named by
FACTS = [
    ("KH", "Cambodia", "KHR", 1, "start"),
    ("MY", "Malaysia", "MYR", 1, "start"),
    ("NZ", "New Zealand", "NZD", 7, "end"),
    ("TH", "Thailand", "THB", 10, "end"),
    ("LA", "Laos", "LAK", 1, "start"),
    ("VN", "Viet Nam", "VND", 1, "start"),
    ("ID", "Indonesia", "IDR", 1, "start"),
    ("PH", "Philippines", "PHP", 1, "start"),
    ("BD", "Bangladesh", "BDT", 7, "end"),
    ("IN", "India", "INR", 4, "end"),
    ("CH", "Switzerland", "CHF", 1, "start"),
    ("US", "United States", "USD", 10, "end"),
    ("AU", "Australia", "AUD", 7, "end"),
    ("FR", "France", "EUR", 1, "start"),
    ("ES", "Spain", "EUR", 1, "start"),
    ("IE", "Ireland", "EUR", 1, "start"),
    ("MX", "Mexico", "MXN", 1, "start"),
    ("AR", "Argentina", "ARS", 1, "start"),
    ("PY", "Paraguay", "PYG", 1, "start"),
    ("NG", "Nigeria", "NGN", 1, "start"),
]


@pytest.mark.parametrize(("iso2", "name", "currency", "fiscal_start", "named_by"), FACTS)
def test_known_countries(iso2: str, name: str, currency: str, fiscal_start: int, named_by: str) -> None:
    found = country(iso2)

    assert (found.name(), found.currency, found.fiscal_start, found.fiscal_named_by) == (
        name,
        currency,
        fiscal_start,
        named_by,
    )


def test_fiscal_years_that_begin_in_april_or_july() -> None:
    assert {iso2: country(iso2).fiscal_start for iso2 in ("GB", "ZA", "MM", "KE")} == {
        "GB": 4,
        "ZA": 4,
        "MM": 4,
        "KE": 7,
    }


def test_a_country_we_know_nothing_of_is_neutral() -> None:
    assert country("zz") == Country("ZZ", {})
    assert country("zz").fiscal_start == 1
    assert country("zz").currency is None
    assert country("zz").name("km") == "ZZ"


def test_codes_are_read_in_any_case() -> None:
    assert country(" kh ") is not None
    assert country(" kh ") == country("KH")


def test_a_country_is_named_in_the_language_asked_for_or_in_english() -> None:
    assert country("KH").name("km") == "កម្ពុជា"
    assert country("KH").name("fr") == "Cambodge"
    assert country("KH").name("sv") == "Cambodia"


def test_the_buddhist_era_is_marked_where_official_papers_use_it() -> None:
    assert {found.iso2 for found in countries() if found.buddhist_era} == {"KH", "TH"}


def test_every_country_has_its_codes_and_its_names() -> None:
    assert [found.iso2 for found in countries() if not re.fullmatch("[A-Z]{2}", found.iso2)] == []
    assert [found.iso2 for found in countries() if not re.fullmatch("[A-Z]{3}", found.iso3)] == []
    assert [found.iso2 for found in countries() if not {"en", "km"} <= found.names.keys()] == []
    assert len({found.iso3 for found in countries()}) == len(countries())


def test_a_country_is_found_by_its_three_letters() -> None:
    assert country_by_iso3(" khm ") == country("KH")
    assert country_by_iso3("COD") == country("CD")
    assert country_by_iso3("ZZZ") is None


def test_every_country_with_a_currency_is_whole() -> None:
    known = [found for found in countries() if found.currency]
    assert len(known) == 32
    for found in known:
        assert found.currency in currencies().codes
        assert 1 <= found.fiscal_start <= 12
        assert found.fiscal_named_by in ("start", "end")
        assert found.languages
        assert found.names["en"]
        assert {"fr", "es"} & set(found.names) <= set(LANGUAGES)
        assert hash(found)
