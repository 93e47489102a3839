"""The days that the law names, by the law of the year, for everybody or for one country; the calendar file."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import UserError
from palermo.standing import LegalDate, Mark, calendar_file, days_left, legal_dates, shipped, shipped_lists
from palermo.standing.ics import escaped, folded

MADE = datetime(2026, 1, 31, 12, tzinfo=UTC)


def dated(first: date, last: date, iso3: str = "") -> dict[str, LegalDate]:
    return {each.uid: each for each in legal_dates(shipped(), shipped_lists(), first, last, iso3)}


def days(first: date, last: date, iso3: str = "") -> dict[str, tuple[date, date]]:
    return {uid: (each.first, each.last) for uid, each in dated(first, last, iso3).items()}


def test_what_a_year_holds() -> None:
    found = days(date(2027, 1, 1), date(2027, 12, 31))
    assert found["tip-report-2027"] == (date(2027, 6, 30), date(2027, 6, 30))
    assert found["tip-determination-2027"] == (date(2027, 8, 14), date(2027, 9, 28))
    assert found["tip-action-plan-2027"][1] == date(2027, 12, 27)
    assert found["tip-period-end-2027"] == (date(2027, 3, 31), date(2027, 3, 31))
    assert found["tip-period-start-2028"] == (date(2027, 4, 1), date(2027, 4, 1))
    assert found["tip-interim-2026"] == (date(2027, 2, 1), date(2027, 2, 1))
    assert found["fatf-plenary-2027-02"] == (date(2027, 2, 1), date(2027, 2, 28))
    assert len([uid for uid in found if uid.startswith("fatf-plenary")]) == 3


@pytest.mark.parametrize(
    ("first", "last"),
    [(date(2027, 2, 1), date(2027, 1, 1)), (date(1, 1, 1), date(2027, 1, 1)), (date(2027, 1, 1), date(9999, 12, 31))],
)
def test_a_stretch_that_is_none(first: date, last: date) -> None:
    with pytest.raises(UserError, match="between 2001-01-01 and 2100-12-31"):
        dated(first, last)


def test_the_law_of_the_year_decides() -> None:
    assert days(date(2020, 1, 1), date(2020, 12, 31))["tip-report-2020"][0] == date(2020, 6, 1)
    assert days(date(2021, 1, 1), date(2021, 12, 31))["tip-report-2021"][0] == date(2021, 6, 30)
    assert "tip-action-plan-2022" not in days(date(2022, 1, 1), date(2023, 12, 31))


def test_a_report_that_came_late_moves_what_follows_it() -> None:
    found = days(date(2025, 6, 1), date(2026, 5, 1))
    assert found["tip-out-2025"][0] == date(2025, 9, 29)
    assert found["tip-determination-2025"] == (date(2025, 11, 13), date(2025, 12, 28))


@pytest.mark.parametrize(
    ("iso3", "holds", "lacks"),
    [
        ("KHM", {"tip-determination-2025"}, {"tip-interim-2025", "tip-action-plan-2025"}),
        ("TKM", {"tip-interim-2025", "tip-action-plan-2025"}, {"tip-determination-2025"}),
        ("COG", {"tip-interim-2025", "tip-special-list-2025"}, {"tip-action-plan-2025", "tip-determination-2025"}),
        ("NOR", {"tip-report-2026"}, {"tip-interim-2025", "tip-action-plan-2025", "tip-determination-2025"}),
    ],
)
def test_a_country_is_told_what_concerns_it(iso3: str, holds: set[str], lacks: set[str]) -> None:
    found = dated(date(2025, 6, 1), date(2026, 12, 31), iso3).keys()
    assert holds <= found
    assert not lacks & found
    assert "tip-determination-2026" in found  # nobody knows yet whom it will be about


def test_an_item_of_a_plan_is_due() -> None:
    found = dated(date(2021, 1, 1), date(2021, 2, 1), "KHM")
    assert found["fatf-item-KHF-9"].last == date(2021, 1, 31)
    assert "fatf-item-KHF-9" not in dated(date(2021, 1, 1), date(2021, 2, 1), "NOR")
    assert days_left(found["fatf-item-KHF-9"], date(2021, 1, 1)) == 30


def test_as_of_a_past_day_only_what_was_out_then_is_told() -> None:
    day, last = date(2019, 1, 15), date(2021, 12, 31)
    now = days(day, last, "KHM")
    then = {each.uid: each for each in legal_dates(shipped(), shipped_lists(), day, last, "KHM", day)}
    assert {"fatf-item-KHF-2", "tip-out-2019"} <= now.keys() - then.keys()
    assert "tip-report-2019" in then
    # whether it would be on Tier 3 in 2021 nobody knew
    assert ("tip-determination-2021" in now, "tip-determination-2021" in then) == (False, True)
    today = date(2025, 11, 26)
    assert days(today, today.replace(year=2026), "KHM") == {
        each.uid: (each.first, each.last)
        for each in legal_dates(shipped(), shipped_lists(), today, today.replace(year=2026), "KHM", today)
    }


def test_a_date_that_is_recalled_says_so() -> None:
    (asked,) = (each for uid, each in dated(date(2027, 1, 1), date(2027, 1, 2)).items() if uid == "tip-request-2027")
    assert asked.mark is Mark.RECALLED


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def unescaped(value: str) -> str:
    told, letters = "", iter(value)
    for letter in letters:
        told += {"n": "\n"}.get(after := next(letters), after) if letter == "\\" else letter
    return told


def test_the_calendar_file_is_as_the_standard_asks() -> None:
    dates = legal_dates(shipped(), shipped_lists(), date(2027, 1, 1), date(2027, 12, 31), "KHM")
    text = calendar_file(dates, MADE, name="palermo KHM; dates", language="km")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    lines = unfolded(text)
    assert lines[:2] == ["BEGIN:VCALENDAR", "VERSION:2.0"]
    assert "X-WR-CALNAME:palermo KHM\\; dates" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(uids) == len(set(uids)) == len(dates) == text.count("BEGIN:VEVENT") == text.count("END:VEVENT")
    assert lines.count("DTSTAMP:20260131T120000Z") == len(dates)
    at = lines.index("UID:tip-report-2027@palermo.invalid")
    assert lines[at + 2 : at + 4] == ["DTSTART;VALUE=DATE:20270630", "DTEND;VALUE=DATE:20270701"]
    assert lines.count("TRIGGER:-P14D") == len(dates)
    assert "VALARM" not in calendar_file(dates, MADE, name="x", remind_days=0)


@given(st.text(st.characters(exclude_characters="\r", codec="utf-8"), max_size=200))
def test_any_text_comes_back_from_a_calendar_file(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    pieces = folded(line).split("\r\n")
    assert max(len(piece.encode()) for piece in pieces) <= 75
    assert all(piece.startswith(" ") for piece in pieces[1:])
    together = pieces[0] + "".join(piece[1:] for piece in pieces[1:])
    assert unescaped(together.removeprefix("SUMMARY:")) == text
