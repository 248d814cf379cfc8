"""Spans of days."""

from __future__ import annotations

import pickle
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from refusals import accepted, refused

from carbondocs.values.period import Period

_DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))


@given(_DAYS, _DAYS)
def test_a_period_does_not_end_before_it_starts(one: date, other: date) -> None:
    start, end = sorted((one, other))
    period = accepted(Period, {"start": start.isoformat(), "end": end})
    assert (period.start, period.end) == (start, end)
    assert pickle.loads(pickle.dumps(period)) == period
    assert hash(period) == hash(Period(start=start, end=end))
    if start != end:
        error = refused(Period, {"start": end, "end": start})
        assert error.code == "period.reversed"
        assert start.isoformat() in str(error.problem)
        assert end.isoformat() in str(error.problem)


def test_a_period_may_be_a_single_day() -> None:
    assert accepted(Period, {"start": "2025-01-01", "end": "2025-01-01"}).end == date(2025, 1, 1)
