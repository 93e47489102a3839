"""The reading of dates: what each form of words covers, in five languages, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.countries import country
from palermo.core.when import Precision, When, read_when, write_when

DAY, MONTH, QUARTER, HALF = Precision.DAY, Precision.MONTH, Precision.QUARTER, Precision.HALF
YEAR, FISCAL, RANGE, SEVERAL = Precision.YEAR, Precision.FISCAL_YEAR, Precision.RANGE, Precision.SEVERAL

# words, precision, first day, last day
COVERED = [
    # one day
    ("2024-06-30", DAY, "2024-06-30", "2024-06-30"),
    ("2024-06-30T00:00:00", DAY, "2024-06-30", "2024-06-30"),
    ("2024-06-30 14:05", DAY, "2024-06-30", "2024-06-30"),
    ("2024/06/30", DAY, "2024-06-30", "2024-06-30"),
    ("31/12/2024", DAY, "2024-12-31", "2024-12-31"),
    ("31.12.2024", DAY, "2024-12-31", "2024-12-31"),
    ("31-12-2024", DAY, "2024-12-31", "2024-12-31"),
    ("05/04/2024", DAY, "2024-04-05", "2024-04-05"),
    ("12/31/2024", DAY, "2024-12-31", "2024-12-31"),
    ("30 June 2024", DAY, "2024-06-30", "2024-06-30"),
    ("30th of June, 2024", DAY, "2024-06-30", "2024-06-30"),
    ("June 30, 2024", DAY, "2024-06-30", "2024-06-30"),
    ("30-Jun-24", DAY, "2024-06-30", "2024-06-30"),
    ("by 30 June 2024", DAY, "2024-06-30", "2024-06-30"),
    ("no later than 30 June 2024", DAY, "2024-06-30", "2024-06-30"),
    ("before 30 June 2024", DAY, "2024-06-29", "2024-06-29"),
    ("29 February 2024", DAY, "2024-02-29", "2024-02-29"),
    ("ថ្ងៃទី៣០ ខែមិថុនា ឆ្នាំ២០២៤", DAY, "2024-06-30", "2024-06-30"),
    ("៣១/១២/២០២៤", DAY, "2024-12-31", "2024-12-31"),
    ("30 Jun 2024", DAY, "2024-06-30", "2024-06-30"),
    ("1er juillet 2024", DAY, "2024-07-01", "2024-07-01"),
    ("au plus tard le 14 juillet 2024", DAY, "2024-07-14", "2024-07-14"),
    ("a más tardar el 30 de junio de 2024", DAY, "2024-06-30", "2024-06-30"),
    ("31/12/2567", DAY, "2024-12-31", "2024-12-31"),
    ("29/02/2567", DAY, "2024-02-29", "2024-02-29"),
    # one month
    ("12/2024", MONTH, "2024-12-01", "2024-12-31"),
    ("06-2024", MONTH, "2024-06-01", "2024-06-30"),
    ("2024-06", MONTH, "2024-06-01", "2024-06-30"),
    ("2024/06", MONTH, "2024-06-01", "2024-06-30"),
    ("June 2024", MONTH, "2024-06-01", "2024-06-30"),
    ("JUNE 2024", MONTH, "2024-06-01", "2024-06-30"),
    ("2024 June", MONTH, "2024-06-01", "2024-06-30"),
    ("February 2023", MONTH, "2023-02-01", "2023-02-28"),
    ("Sept. 2024", MONTH, "2024-09-01", "2024-09-30"),
    ("Jun-24", MONTH, "2024-06-01", "2024-06-30"),
    ("Jun/24", MONTH, "2024-06-01", "2024-06-30"),
    ("Jun ’24", MONTH, "2024-06-01", "2024-06-30"),
    ("by the end of June 2024", MONTH, "2024-06-01", "2024-06-30"),
    ("before June 2024", MONTH, "2024-05-01", "2024-05-31"),
    ("before January 2024", MONTH, "2023-12-01", "2023-12-31"),
    ("ខែមិថុនា ឆ្នាំ២០២៤", MONTH, "2024-06-01", "2024-06-30"),
    ("មិថុនា ២០២៤", MONTH, "2024-06-01", "2024-06-30"),
    ("ខែ\u200bមិថុនា\u200b ឆ្នាំ\u200b២០២៤", MONTH, "2024-06-01", "2024-06-30"),
    ("ខែ៦ ឆ្នាំ២០២៤", MONTH, "2024-06-01", "2024-06-30"),
    ("មុនខែមិថុនា ឆ្នាំ២០២៤", MONTH, "2024-05-01", "2024-05-31"),
    ("Ogos 2024", MONTH, "2024-08-01", "2024-08-31"),
    ("bulan Mac tahun 2024", MONTH, "2024-03-01", "2024-03-31"),
    ("août 2024", MONTH, "2024-08-01", "2024-08-31"),
    ("mois de décembre 2024", MONTH, "2024-12-01", "2024-12-31"),
    ("setiembre de 2024", MONTH, "2024-09-01", "2024-09-30"),
    ("diciembre del 2024", MONTH, "2024-12-01", "2024-12-31"),
    ("มิถุนายน 2567", MONTH, "2024-06-01", "2024-06-30"),
    # one quarter
    ("Q3 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("Q3, 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("Q3-2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("Q3/2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("2024 Q4", QUARTER, "2024-10-01", "2024-12-31"),
    ("2024-Q4", QUARTER, "2024-10-01", "2024-12-31"),
    ("3Q 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("3rd quarter of 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("third quarter 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("Quarter 1, 2024", QUARTER, "2024-01-01", "2024-03-31"),
    ("quarter III 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("last quarter of 2024", QUARTER, "2024-10-01", "2024-12-31"),
    ("before Q1 2024", QUARTER, "2023-10-01", "2023-12-31"),
    ("ត្រីមាសទី៣ ឆ្នាំ២០២៤", QUARTER, "2024-07-01", "2024-09-30"),
    ("ត្រីមាសទី៣/២០២៤", QUARTER, "2024-07-01", "2024-09-30"),
    ("ត្រីមាសទីបី ឆ្នាំ ២០២៤", QUARTER, "2024-07-01", "2024-09-30"),
    ("suku ketiga 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("suku tahun ke-3 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("3e trimestre 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("3ème trimestre de 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("T3 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("tercer trimestre de 2024", QUARTER, "2024-07-01", "2024-09-30"),
    ("3.º trimestre 2024", QUARTER, "2024-07-01", "2024-09-30"),
    # one half
    ("first half of 2025", HALF, "2025-01-01", "2025-06-30"),
    ("H1 2025", HALF, "2025-01-01", "2025-06-30"),
    ("H2/2025", HALF, "2025-07-01", "2025-12-31"),
    ("ឆមាសទី១ ឆ្នាំ២០២៤", HALF, "2024-01-01", "2024-06-30"),
    ("separuh kedua 2025", HALF, "2025-07-01", "2025-12-31"),
    ("1er semestre 2025", HALF, "2025-01-01", "2025-06-30"),
    ("segundo semestre de 2025", HALF, "2025-07-01", "2025-12-31"),
    # one year
    ("2024", YEAR, "2024-01-01", "2024-12-31"),
    ("២០២៤", YEAR, "2024-01-01", "2024-12-31"),
    ("\uff12\uff10\uff12\uff14", YEAR, "2024-01-01", "2024-12-31"),
    ("ឆ្នាំ២០២៤", YEAR, "2024-01-01", "2024-12-31"),
    ("by end of 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("before the end of 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("before 2025", YEAR, "2024-01-01", "2024-12-31"),
    ("mid-2024", YEAR, "2024-01-01", "2024-12-31"),
    ("until 2025", YEAR, "2025-01-01", "2025-12-31"),
    ("ចុងឆ្នាំ២០២៤", YEAR, "2024-01-01", "2024-12-31"),
    ("akhir 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("fin 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("d’ici fin 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("a finales de 2024", YEAR, "2024-01-01", "2024-12-31"),
    ("antes de 2025", YEAR, "2024-01-01", "2024-12-31"),
    ("short term (2024)", YEAR, "2024-01-01", "2024-12-31"),
    # the Buddhist era
    ("2567", YEAR, "2024-01-01", "2024-12-31"),
    ("២៥៦៧", YEAR, "2024-01-01", "2024-12-31"),
    ("พ.ศ. 2567", YEAR, "2024-01-01", "2024-12-31"),
    ("พ.ศ. ๒๕๖๗", YEAR, "2024-01-01", "2024-12-31"),
    ("B.E. 2567", YEAR, "2024-01-01", "2024-12-31"),
    ("2567 BE", YEAR, "2024-01-01", "2024-12-31"),
    ("ព.ស. ២៥៦៧", YEAR, "2024-01-01", "2024-12-31"),
    ("គ.ស. ២០២៤", YEAR, "2024-01-01", "2024-12-31"),
    ("2564-2568", RANGE, "2021-01-01", "2025-12-31"),
    # fiscal years, where the fiscal year is the calendar year or not known
    ("FY2024", FISCAL, "2024-01-01", "2024-12-31"),
    ("FY24", FISCAL, "2024-01-01", "2024-12-31"),
    ("fiscal 2024", FISCAL, "2024-01-01", "2024-12-31"),
    ("Q3 FY 2024/25", FISCAL, "2024-01-01", "2025-12-31"),
    ("FY 2024/25", FISCAL, "2024-01-01", "2025-12-31"),
    ("FY24/25", FISCAL, "2024-01-01", "2025-12-31"),
    ("2024/25", FISCAL, "2024-01-01", "2025-12-31"),
    ("2011/12", FISCAL, "2011-01-01", "2012-12-31"),
    ("1999/00", FISCAL, "1999-01-01", "2000-12-31"),
    ("2024/2025", FISCAL, "2024-01-01", "2025-12-31"),
    ("2567/68", FISCAL, "2024-01-01", "2025-12-31"),
    ("fiscal year 2024-2025", FISCAL, "2024-01-01", "2025-12-31"),
    ("ឆ្នាំសារពើពន្ធ ២០២៤", FISCAL, "2024-01-01", "2024-12-31"),
    ("tahun kewangan 2024", FISCAL, "2024-01-01", "2024-12-31"),
    ("exercice 2024", FISCAL, "2024-01-01", "2024-12-31"),
    ("año fiscal 2024", FISCAL, "2024-01-01", "2024-12-31"),
    # from one to another
    ("2021-2025", RANGE, "2021-01-01", "2025-12-31"),
    ("2021–25", RANGE, "2021-01-01", "2025-12-31"),
    ("2021 to 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("from 2021 to 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("between 2021 and 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("3 years (2021-2023)", RANGE, "2021-01-01", "2023-12-31"),
    ("ពីឆ្នាំ២០២១ ដល់ ២០២៥", RANGE, "2021-01-01", "2025-12-31"),
    ("២០២១-២០២៥", RANGE, "2021-01-01", "2025-12-31"),
    ("2021 hingga 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("antara 2021 dan 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("de 2021 à 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("entre 2021 y 2025", RANGE, "2021-01-01", "2025-12-31"),
    ("Q1-Q3 2024", RANGE, "2024-01-01", "2024-09-30"),
    ("Q1-3 2024", RANGE, "2024-01-01", "2024-09-30"),
    ("2024 Q1 - 2025 Q2", RANGE, "2024-01-01", "2025-06-30"),
    ("2024 - Q3 2025", RANGE, "2024-01-01", "2025-09-30"),
    ("January - March 2024", RANGE, "2024-01-01", "2024-03-31"),
    ("Jan 2023 – Dec 2024", RANGE, "2023-01-01", "2024-12-31"),
    ("Jan-24 - Mar-24", RANGE, "2024-01-01", "2024-03-31"),
    ("November - February 2025", RANGE, "2024-11-01", "2025-02-28"),
    ("1-15 June 2024", RANGE, "2024-06-01", "2024-06-15"),
    ("June 1-15, 2024", RANGE, "2024-06-01", "2024-06-15"),
    ("01/06/2024 - 30/09/2024", RANGE, "2024-06-01", "2024-09-30"),
    ("2023-01-01/2024-12-31", RANGE, "2023-01-01", "2024-12-31"),
    ("Start: Jan 2024 End: Dec 2024", RANGE, "2024-01-01", "2024-12-31"),
    ("from January 2024, until June 2025", RANGE, "2024-01-01", "2025-06-30"),
    ("du 1er janvier au 30 juin 2024", RANGE, "2024-01-01", "2024-06-30"),
    ("enero a marzo de 2024", RANGE, "2024-01-01", "2024-03-31"),
    ("FY2023-FY2025", RANGE, "2023-01-01", "2025-12-31"),
]


def iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


@pytest.mark.parametrize(("words", "precision", "first", "last"), COVERED)
def test_the_days_that_words_cover(words: str, precision: Precision, first: str, last: str) -> None:
    when = read_when(words)

    assert (when.precision, iso(when.first), iso(when.last)) == (precision, first, last)
    assert when.points == (when.last,)
    assert when.dated
    assert not when.ongoing
    assert when.raw == words


# words, points, partial points
SEVERAL_POINTS = [
    ("2022, 2025", ["2022-12-31", "2025-12-31"], []),
    ("2025, 2022", ["2022-12-31", "2025-12-31"], []),
    ("2022 and 2025", ["2022-12-31", "2025-12-31"], []),
    ("2022\n2025", ["2022-12-31", "2025-12-31"], []),
    ("2023 (partially), 2025", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("2023 partially; 2025 fully", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("partially in 2023 and fully in 2025", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("2023 (partiellement), 2025", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("2023 (parcialmente), 2025", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("2023 (sebahagian), 2025", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("២០២៣ (មួយផ្នែក) និង ២០២៥", ["2023-12-31", "2025-12-31"], ["2023-12-31"]),
    ("Q1 and Q3 2024", ["2024-03-31", "2024-09-30"], []),
    ("first and second quarter of 2024", ["2024-03-31", "2024-06-30"], []),
    ("2024: Q1, Q2", ["2024-03-31", "2024-06-30"], []),
    ("2024 Q1, 2025 Q2", ["2024-03-31", "2025-06-30"], []),
    ("January, April and July 2024", ["2024-01-31", "2024-04-30", "2024-07-31"], []),
    ("30 June and 31 December 2024", ["2024-06-30", "2024-12-31"], []),
    ("1, 15 and 30 June 2024", ["2024-06-01", "2024-06-15", "2024-06-30"], []),
    ("2021-2023, 2025", ["2023-12-31", "2025-12-31"], []),
]


@pytest.mark.parametrize(("words", "points", "partial"), SEVERAL_POINTS)
def test_every_dated_point_is_kept(words: str, points: list[str], partial: list[str]) -> None:
    when = read_when(words)

    assert when.precision is SEVERAL
    assert [iso(point) for point in when.points] == points
    assert [iso(point) for point in when.partial] == partial
    assert iso(when.last) == points[-1]


def test_a_single_year_may_be_partial() -> None:
    when = read_when("2023 (partially)")

    assert when.precision is YEAR
    assert when.partial == (date(2023, 12, 31),)


def test_one_time_said_twice_is_one_time() -> None:
    assert read_when("2567 (2024)").precision is YEAR
    assert read_when("Q3 2024 (July - September 2024)").points == (date(2024, 9, 30),)


ONGOING = [
    "ongoing", "Ongoing", "on-going", "continuous", "continuously", "every year", "each quarter", "annually", "annual",
    "every 6 months", "every June", "twice a year", "throughout the plan period", "short; ongoing",
    "បន្ត", "ជាប្រចាំ", "ជាបន្តបន្ទាប់", "រៀងរាល់ឆ្នាំ", "ប្រចាំឆ្នាំ",
    "berterusan", "setiap tahun", "secara berterusan", "sepanjang masa",
    "en continu", "en cours", "permanent", "chaque année", "tous les ans",
    "continuo", "permanente", "cada año", "de forma continua",
]  # fmt: skip


@pytest.mark.parametrize("words", ONGOING)
def test_ongoing_and_recurrent_work_has_no_end(words: str) -> None:
    assert read_when(words) == When(words, Precision.ONGOING, None, None, ongoing=True)
    assert not read_when(words).dated


def test_ongoing_work_may_have_dated_points() -> None:
    when = read_when("ongoing, reviewed each December 2024 and 2025")

    assert when.ongoing
    assert when.points == (date(2024, 12, 31), date(2025, 12, 31))
    assert read_when("each June 2024 and 2025").points == (date(2024, 6, 30), date(2025, 6, 30))
    assert read_when("ongoing until 2025").last == date(2025, 12, 31)
    assert read_when("2021-2025 (ongoing)").ongoing


def test_ongoing_with_words_we_do_not_know_has_no_points() -> None:
    assert read_when("ongoing under the 2015 Act").points == ()


@pytest.mark.parametrize("words", ["2023 - ongoing", "2023 onwards", "ongoing from 2023", "2023 to present"])
def test_ongoing_work_may_have_a_start(words: str) -> None:
    assert read_when(words) == When(words, Precision.ONGOING, date(2023, 1, 1), None, ongoing=True)


RELATIVE = [
    "short", "short; medium", "short term", "medium-term", "long", "Long Term", "immediate", "within 6 months",
    "within 6 months of adoption", "within six months", "within 6 months of June 2024", "6-12 months", "12 months",
    "Year 1", "Year 1-3", "Month 6", "first year", "as soon as possible", "ASAP", "after adoption of the law",
    "as needed", "no fixed date", "រយៈពេលខ្លី", "រយៈពេល ៦ ខែ", "ឆ្នាំទី១", "jangka pendek", "dalam tempoh 6 bulan",
    "secepat mungkin", "à court terme", "dans les 6 mois", "dès que possible", "corto plazo", "en un plazo de 6 meses",
    "lo antes posible",
]  # fmt: skip


@pytest.mark.parametrize("words", RELATIVE)
def test_relative_times_have_no_day(words: str) -> None:
    assert read_when(words) == When(words, Precision.RELATIVE, None, None)


UNCLEAR = [
    "", " ", "-", "TBD", "n/a", "2024?", "2024, if funds allow", "2024 or 2025", "31/06/2024", "32/01/2024", "13/2024",
    "30/02/2567", "31/12/24", "12/24", "Jun 24", "June 30", "June", "Q3", "Q5 2024", "H3 2024", "2025-2021",
    "FY 2025/2023", "June 2024/25", "to be decided, be it in 2024 or later", "2024, B.E.", "1850",
    "2300", "45292", "2024 -", "research in marching 2024", "Ministry of Interior", "2024.5", "not before 2025",
    "2081 BE",
    "xin chào 2024", "٪", "\ud800", "1,2,3", "2024" * 200,
]  # fmt: skip


@pytest.mark.parametrize("words", UNCLEAR)
def test_what_is_not_understood_is_unclear_and_kept(words: str) -> None:
    assert read_when(words) == When(words, Precision.UNCLEAR, None, None)


def test_a_start_without_an_end_is_no_date() -> None:
    assert read_when("from 2024") == When("from 2024", Precision.UNCLEAR, date(2024, 1, 1), None)
    assert read_when("after 2024") == When("after 2024", Precision.UNCLEAR, date(2025, 1, 1), None)
    assert read_when("à partir de juin 2024").first == date(2024, 6, 1)
    assert not read_when("desde 2024").dated


# country, words, first day, last day
FISCAL_YEARS = [
    ("NZ", "FY2024", "2023-07-01", "2024-06-30"),
    ("NZ", "2024/25", "2024-07-01", "2025-06-30"),
    ("NZ", "2024-25", "2024-07-01", "2025-06-30"),
    ("NZ", "2024-2025", "2024-01-01", "2025-12-31"),
    ("NZ", "Q1 FY2024/25", "2024-07-01", "2024-09-30"),
    ("NZ", "2024/25 Q4", "2025-04-01", "2025-06-30"),
    ("NZ", "H2 2024/25", "2025-01-01", "2025-06-30"),
    ("NZ", "FY2023 - FY2025", "2022-07-01", "2025-06-30"),
    ("NZ", "Q1 2024", "2024-01-01", "2024-03-31"),
    ("TH", "FY2567", "2023-10-01", "2024-09-30"),
    ("TH", "ปีงบประมาณ 2567", "2023-10-01", "2024-09-30"),
    ("IN", "FY25", "2024-04-01", "2025-03-31"),
    ("US", "fiscal year 2024", "2023-10-01", "2024-09-30"),
    ("JP", "FY2024", "2024-04-01", "2025-03-31"),
    ("KH", "FY2024", "2024-01-01", "2024-12-31"),
]


@pytest.mark.parametrize(("iso2", "words", "first", "last"), FISCAL_YEARS)
def test_fiscal_years_are_those_of_the_country(iso2: str, words: str, first: str, last: str) -> None:
    facts = country(iso2)
    when = read_when(words, fiscal_start=facts.fiscal_start, fiscal_named_by=facts.fiscal_named_by)

    assert (iso(when.first), iso(when.last)) == (first, last)


def test_the_buddhist_era_can_be_switched_off_or_be_the_countrys_own() -> None:
    assert read_when("2567", buddhist=False).precision is Precision.UNCLEAR
    assert read_when("B.E. 2567", buddhist=False).last == date(2024, 12, 31)
    assert read_when("มิ.ย.-67", buddhist=True).last == date(2024, 6, 30)
    assert read_when("Jun-24", buddhist=True).last == date(2024, 6, 30)


def test_only_the_languages_asked_for_and_english_are_read() -> None:
    assert read_when("fin 2024", languages=("km",)).precision is Precision.UNCLEAR
    assert read_when("end of 2024", languages=("km",)).precision is YEAR
    assert read_when("2024", languages=("xx", "../en")).precision is YEAR


def test_numbers_and_dates_of_a_spreadsheet() -> None:
    assert read_when(2024) == read_when("2024")
    assert read_when(2024.0) == read_when("2024")
    assert read_when(2567).last == date(2024, 12, 31)
    assert read_when(45292).precision is Precision.UNCLEAR
    assert read_when(2024.5).precision is Precision.UNCLEAR
    assert read_when(float("nan")).precision is Precision.UNCLEAR
    assert read_when(True).precision is Precision.UNCLEAR
    assert read_when(date(2024, 6, 30)) == read_when("2024-06-30")
    assert read_when(datetime(2024, 6, 30, 23, 59, tzinfo=UTC)) == read_when("2024-06-30")


# ---- properties

YEARS = st.integers(1990, 2090)
MONTH_WORDS = st.sampled_from(["June", "Sept.", "ខែមិថុនា", "Ogos", "décembre", "enero", "feb"])
QUARTERS = st.sampled_from(["Q1", "Q4", "third quarter of", "ត្រីមាសទី២", "suku kedua", "1er trimestre", "H2", "ឆមាសទី១"])
DAYS = st.dates(date(1950, 1, 1), date(2090, 12, 31))
ATOMS = st.one_of(
    YEARS.map(str),
    st.builds("{} {}".format, MONTH_WORDS, YEARS),
    st.builds("{} {}".format, QUARTERS, YEARS),
    DAYS.map(date.isoformat),
    DAYS.map(lambda day: f"{day.day:02d}/{day.month:02d}/{day.year}"),
    YEARS.map(lambda year: f"FY {year}/{(year + 1) % 100:02d}"),
    YEARS.map(lambda year: f"B.E. {year + 543}"),
    st.sampled_from(["ongoing", "short term", "TBD", "within 6 months", "បន្ត", "en continu"]),
)
LINKS = st.sampled_from([", ", " - ", " to ", " (partially), ", "; ", " and ", " និង ", "/", "\n", " until "])
OPENINGS = st.sampled_from(["", "by ", "before ", "from ", "end of ", "between ", "ongoing, ", "avant "])
FORMS = st.builds(
    lambda opening, first, rest: opening + first + "".join(link + atom for link, atom in rest),
    OPENINGS,
    ATOMS,
    st.lists(st.tuples(LINKS, ATOMS), max_size=3),
)
OPTIONS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "fiscal_start": st.integers(1, 12),
        "fiscal_named_by": st.sampled_from(["start", "end"]),
        "buddhist": st.sampled_from([None, True, False]),
    }
)


@given(st.one_of(FORMS, st.text(max_size=60)), OPTIONS)
def test_reading_what_was_written_gives_the_same(words: str, options: dict[str, Any]) -> None:
    when = read_when(words, **options)

    assert when.raw == words
    assert read_when(write_when(when), **options) == when


@given(FORMS, OPTIONS)
def test_what_is_read_is_in_order(words: str, options: dict[str, Any]) -> None:
    when = read_when(words, **options)

    assert when.dated == (when.last is not None)
    if when.first and when.last:
        assert when.first <= when.last == when.points[-1]
    assert list(when.points) == sorted(set(when.points))
    assert set(when.partial) <= set(when.points)


def bare(precision: Precision, first: date | None, last: date | None = None, **more: Any) -> When:
    return When("", precision, first, last, points=(last,) if last else (), **more)


@given(DAYS, st.integers(0, 2000), st.booleans())
def test_a_time_without_raw_words_is_written_so_that_it_reads_back(day: date, length: int, ongoing: bool) -> None:
    year, later = day.year, day + timedelta(days=length)
    times = [
        bare(DAY, day, day, ongoing=ongoing),
        bare(YEAR, date(year, 1, 1), date(year, 12, 31), ongoing=ongoing),
        bare(FISCAL, date(year, 1, 1), date(year, 12, 31), ongoing=ongoing),
        bare(FISCAL, date(year, 1, 1), date(year + 1, 12, 31), ongoing=ongoing),
        bare(MONTH, date(year, 12, 1), date(year, 12, 31), partial=(date(year, 12, 31),)),
        bare(QUARTER, date(year, 7, 1), date(year, 9, 30)),
        bare(HALF, date(year, 7, 1), date(year, 12, 31)),
        bare(Precision.UNCLEAR, day),
        bare(Precision.ONGOING, day, ongoing=True),
        bare(Precision.RELATIVE, None),
        bare(Precision.ONGOING, None, ongoing=True),
        bare(Precision.UNCLEAR, None),
    ]
    if later > day:
        times.append(bare(RANGE, day, later, ongoing=ongoing))
        times.append(When("", SEVERAL, day, later, (day, later), ongoing, (day,)))
    for when in times:
        words = write_when(when)
        back = read_when(words)
        assert back == When(words, when.precision, when.first, when.last, when.points, when.ongoing, when.partial)


def test_a_fiscal_quarter_without_raw_words_becomes_a_range() -> None:
    when = bare(QUARTER, date(2024, 8, 1), date(2024, 10, 31))

    assert write_when(when) == "2024-08-01/2024-10-31"


def test_a_list_that_begins_before_its_first_point_reads_back() -> None:
    when = read_when("2021-2025, 2023 (partially)")
    bared = When("", when.precision, when.first, when.last, when.points, when.ongoing, when.partial)

    assert write_when(bared) == "2021-01-01/2023-12-31 (partially), 2025-12-31"
    assert read_when(write_when(bared)).points == when.points
