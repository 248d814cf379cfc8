"""Days and the end of validity."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from refusals import accepted, refused

from carbondocs.values.dates import Day, EndConvention, months_after, validity_end

_DAYS = st.dates(date(1990, 1, 1), date(2098, 12, 31))
_CONVENTIONS = st.sampled_from(EndConvention)


@pytest.mark.parametrize("value", ["2026-03-01", date(2026, 3, 1)])
def test_a_day_is_a_date_or_its_iso_form(value: object) -> None:
    assert accepted(Day, value) == date(2026, 3, 1)


@pytest.mark.parametrize(
    "value",
    [
        "2026/3/1",
        "2026年3月1日",
        "2026 年 3 月 1 日",
        "2026.03.01",
        "2026-3-1",
        "20260301",
        "２０２６-０３-０１",
        20260301,
        "2026-03-01T00:00:00",
        " 2026-03-01",
    ],
)
def test_another_notation_is_refused_and_the_iso_form_shown(value: object) -> None:
    error = refused(Day, value)
    assert error.code == "date.form"
    assert str(error.hint) == 'Write "2026-03-01".'


@pytest.mark.parametrize(
    "value", [46082, 460821, "2026111", 46082.0, "03/01/2026", "2026-W09-7", "", None, True, "2026年13月1日"]
)
def test_what_can_not_be_told_to_be_a_date_is_refused_without_a_guess(value: object) -> None:
    error = refused(Day, value)
    assert error.code == "date.form"
    assert "YYYY-MM-DD" in str(error.hint)


def test_a_time_of_day_is_refused() -> None:
    error = refused(Day, datetime(2026, 3, 1, 8, 30))
    assert error.code == "date.time"
    assert str(error.hint) == 'Write "2026-03-01".'


@pytest.mark.parametrize("text", ["2026-02-29", "2026-13-01", "2026-04-31", "2026-00-10"])
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    assert refused(Day, text).code == "date.calendar"


@pytest.mark.parametrize("value", ["1989-12-31", "2101-01-01", date(1, 1, 1)])
def test_a_day_lies_between_1990_and_2100(value: object) -> None:
    assert refused(Day, value).code == "date.range"


@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_round_trip(day: date) -> None:
    adapter = TypeAdapter(Day)
    assert adapter.validate_python(day.isoformat()) == day
    assert adapter.validate_json(adapter.dump_json(day)) == day


def test_schema_is_a_date() -> None:
    assert TypeAdapter(Day).json_schema() == {"type": "string", "format": "date"}


@pytest.mark.parametrize(
    ("issued", "day_before", "same_day"),
    [
        (date(2025, 3, 1), date(2027, 2, 28), date(2027, 3, 1)),
        (date(2026, 3, 1), date(2028, 2, 29), date(2028, 3, 1)),
        (date(2025, 1, 1), date(2026, 12, 31), date(2027, 1, 1)),
        (date(2024, 2, 29), date(2026, 2, 28), date(2026, 2, 28)),
        (date(2024, 2, 28), date(2026, 2, 27), date(2026, 2, 28)),
        (date(2026, 2, 28), date(2028, 2, 27), date(2028, 2, 28)),
    ],
)
def test_two_years_of_validity(issued: date, day_before: date, same_day: date) -> None:
    assert validity_end(issued, 2, EndConvention.DAY_BEFORE) == day_before
    assert validity_end(issued, 2, EndConvention.SAME_DAY) == same_day


def test_four_years_from_a_leap_day_end_by_a_leap_day() -> None:
    assert validity_end(date(2024, 2, 29), 4, EndConvention.DAY_BEFORE) == date(2028, 2, 28)
    assert validity_end(date(2024, 2, 29), 4, EndConvention.SAME_DAY) == date(2028, 2, 29)


@given(_DAYS, _CONVENTIONS)
def test_two_years_are_730_or_731_days_and_one_less_by_the_day_before(issued: date, convention: EndConvention) -> None:
    days = (validity_end(issued, 2, convention) - issued).days
    assert days in ({729, 730} if convention is EndConvention.DAY_BEFORE else {730, 731})


@given(_DAYS, st.integers(0, 400), _CONVENTIONS)
def test_who_is_certified_later_is_valid_as_long_or_longer(issued: date, days: int, convention: EndConvention) -> None:
    later = issued + timedelta(days=days)
    assert validity_end(issued, 2, convention) <= validity_end(later, 2, convention)


@given(_DAYS)
def test_conventions_are_a_day_apart_except_from_a_leap_day(issued: date) -> None:
    apart = validity_end(issued, 2, EndConvention.SAME_DAY) - validity_end(issued, 2, EndConvention.DAY_BEFORE)
    assert apart.days == (0 if (issued.month, issued.day) == (2, 29) else 1)


@pytest.mark.parametrize(
    ("day", "months", "end"),
    [
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2025, 6, 30), 6, date(2025, 12, 30)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_months_later_is_the_same_day_or_the_months_last(day: date, months: int, end: date) -> None:
    assert months_after(day, months) == end
