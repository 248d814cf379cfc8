"""Days, and the day on which a certificate's validity ends."""

from __future__ import annotations

import re
import unicodedata
from calendar import isleap, monthrange
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue
from carbondocs.values.wording import shown

_FIRST_YEAR = 1990
_LAST_YEAR = 2100
_SEPARATED = re.compile(r"\s*([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})(?![0-9])")
_COMPACT = re.compile("((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_EXAMPLE = message('Write the date as YYYY-MM-DD, for example "2026-03-01".')


class EndConvention(StrEnum):
    """Which day is the last of a validity of whole years; the rules leave it to the body."""

    DAY_BEFORE = "day_before"
    SAME_DAY = "same_day"


def validity_end(issued: date, years: int, convention: EndConvention) -> date:
    """The last day of a validity of ``years`` years from ``issued`` on.

    From 2025-03-01 two years last until 2027-02-28 (the day before) or 2027-03-01 (the same day). From 29 February
    they last until 28 February by either convention, where the last year has no leap day.
    """
    leaps = (issued.month, issued.day) == (2, 29)
    year = issued.year + years
    if convention is EndConvention.SAME_DAY:
        return date(year, 2, 28) if leaps and not isleap(year) else issued.replace(year=year)
    next_day = date(year, 3, 1) if leaps and not isleap(year) else issued.replace(year=year)
    return next_day - timedelta(days=1)


def months_after(day: date, months: int) -> date:
    """The same day of the month that many months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def parse_day(value: object) -> date:
    """The day that ``value`` is or writes as ``YYYY-MM-DD``; ``InvalidValue`` refuses any other notation."""
    if isinstance(value, datetime):
        problem = message("{value} is a date with a time of day.", value=shown(value))
        raise InvalidValue("date.time", problem, _form(value.date()))
    day = value if isinstance(value, date) else _read(value)
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InvalidValue(
            "date.range",
            message("{day} is not between {first} and {last}.", day=day, first=_FIRST_YEAR, last=_LAST_YEAR),
            message("Check the year."),
        )
    return day


def _read(value: object) -> date:
    quote = shown(value)
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise InvalidValue("date.form", message("{value} is no date in the ISO form.", value=quote), _hint(value))
    try:
        return date.fromisoformat(value)
    except ValueError:
        problem = message("There is no day {value} in the calendar.", value=quote)
        raise InvalidValue("date.calendar", problem, message("Check month and day.")) from None


def _hint(value: object) -> Message:
    text = unicodedata.normalize("NFKC", value) if isinstance(value, str) else shown(value)
    parts = _SEPARATED.match(text) or _COMPACT.fullmatch(text)
    try:
        return _form(date(*map(int, parts.groups()))) if parts else _EXAMPLE
    except ValueError:
        return _EXAMPLE


def _form(day: date) -> Message:
    return message('Write "{day}".', day=day)


Day = Annotated[date, BeforeValidator(parse_day)]
"""A day from 1990 to 2100, as ``datetime.date`` or in the ISO form ``YYYY-MM-DD``."""
