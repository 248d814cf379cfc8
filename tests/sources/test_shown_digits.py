"""The digits that a cell of Excel shows."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.errors import InvalidValue
from carbondocs.sources.shown_digits import shown_digits


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (68.3, "General", "68.3"),
        (68.3, "0.00", "68.30"),
        (68, "0.00", "68.00"),
        (68.0, "General", "68"),
        (-68.3, "0.00", "-68.30"),
        (-68.3, "0.00_);[Red]\\(0.00\\)", "-68.30"),
        (0, '0.00;-0.00;"-"', "0"),
        (0, "0.00", "0.00"),
        (-0.0, "0.0", "0.0"),
        (1234.5, "#,##0.00", "1234.50"),
        (1234, "#,##0", "1234"),
        (68.3, '0.00" kgCO2e"', "68.30"),
        (68.3, "[$-409]0.00", "68.30"),
        (68.3, "0.0##", "68.3"),
        (68.325, "0.0##", "68.325"),
        (12, "0000", "0012"),
        (0.5, "#.00", "0.50"),
        (0.683, "0.0%", "68.3%"),
        (68.35, "0.00E+00", "68.35"),
        (0.5, "# ?/?", "0.5"),
        (68350, "0,", "68350"),
        (68350, "0.0,", "68350"),
        (68.3, "@", "68.3"),
        (0.1 + 0.2, "0.00", "0.30"),
        (0.1 + 0.2, "General", "0.30000000000000004"),
        (1e-7, "General", "0.0000001"),
        (1.2345678901234567e20, "0.00", "123456789012345670000"),
        (10**20, "General", "1" + "0" * 20),
        (2.5, "0." + "0" * 30, "2.5" + "0" * 29),
    ],
)
def test_digits_are_those_that_the_cell_shows(value: float, number_format: str, shown: str) -> None:
    assert shown_digits(value, number_format) == shown


@pytest.mark.parametrize(("value", "number_format"), [(68.35, "0.0"), (68.5, "0"), (0.6835, "0%"), (-0.004, "0.00")])
def test_a_cell_that_rounds_its_value_is_refused(value: float, number_format: str) -> None:
    with pytest.raises(InvalidValue, match="The cell shows"):
        shown_digits(value, number_format)


@given(st.decimals(-(10**9), 10**9, places=4))
def test_no_digit_is_lost_or_made_up(value: Decimal) -> None:
    shown = shown_digits(float(value), "0.000000")
    assert Decimal(shown) == value
    assert len(shown.partition(".")[2]) == 6
    assert Decimal(shown_digits(float(value), "General")) == value
