"""Decimal figures, digit by digit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter
from refusals import refused

from carbondocs.errors import InvalidValue
from carbondocs.values.figure import Figure, parse_figure, plain

FIGURES = st.from_regex(r"-?(?:0|[1-9][0-9]{0,11})(?:\.[0-9]{1,9})?", fullmatch=True).filter(
    lambda text: Decimal(text) or text[0] != "-"
)


@pytest.mark.parametrize(
    ("value", "digits"),
    [
        ("68.30", "68.30"),
        (Decimal("68.30"), "68.30"),
        (68, "68"),
        (0, "0"),
        ("0.00", "0.00"),
        (-5, "-5"),
        ("0.000000001", "0.000000001"),
        (Decimal("1E-7"), "0.0000001"),
        ("123456789012.123456789", "123456789012.123456789"),
    ],
)
def test_digits_stay_as_they_were_given(value: object, digits: str) -> None:
    assert plain(parse_figure(value)) == digits


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("６８.３５", "full_width", "68.35"),
        ("68．35", "full_width", "68.35"),
        ("－5", "full_width", "-5"),
        ("1,234.5", "comma", "1234.5"),
        ("68.35 kgCO2e", "unit_inside", "68.35"),
        ("68.35kgCO₂e", "unit_inside", "68.35"),
        ("68.35 kgCO₂e/kWh", "unit_inside", "68.35"),
        ("+5", "plus", "5"),
        (".5", "point", "0.5"),
        ("-.5", "point", "-0.5"),
        ("5.", "point", "5"),
        ("007.1", "leading_zero", "7.1"),
        ("-05", "leading_zero", "-5"),
        ("−5", "minus", "-5"),
        (" 5", "space", "5"),
        ("5\n", "space", "5"),
        ("1e3", "exponent", "1000"),
        ("6.8E-1", "exponent", "0.68"),
        (Decimal("1E+3"), "exponent", "1000"),
    ],
)
def test_another_notation_is_refused_and_the_right_one_shown(text: object, code: str, form: str) -> None:
    error = refused(Figure, text)
    assert error.code == f"quantity.{code}"
    assert f'"{form}", if' in str(error.hint)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("", "empty"),
        ("NaN", "not_finite"),
        ("-Infinity", "not_finite"),
        (Decimal("NaN"), "not_finite"),
        (Decimal("sNaN"), "not_finite"),
        (Decimal("-Infinity"), "not_finite"),
        ("68,35", "comma"),
        ("12.5%", "unit_inside"),
        ("5 t", "unit_inside"),
        ("1 234", "space"),
        ("1e999999999", "exponent"),
        (Decimal("1E+400"), "exponent"),
        ("--5", "form"),
        ("5_0", "form"),
        ("1.2.3", "form"),
        ("٣", "form"),
        ("约68", "form"),
        (None, "type"),
        (True, "type"),
        ([68], "type"),
    ],
)
def test_what_is_no_figure_is_refused_without_a_guess(value: object, code: str) -> None:
    error = refused(Figure, value)
    assert error.code == f"quantity.{code}"
    assert "68.35" in str(error.hint)


@pytest.mark.parametrize("value", ["-0", "-0.00", Decimal("-0"), Decimal("-0.00")])
def test_zero_has_no_sign(value: object) -> None:
    error = refused(Figure, value)
    assert error.code == "quantity.negative_zero"
    assert str(error.hint) == f'Write "{str(value)[1:]}".'


@pytest.mark.parametrize("value", ["1" * 13, "0." + "1" * 10, 10**12, Decimal("1" * 18), "9" * 5000])
def test_figures_have_at_most_12_digits_before_the_point_and_9_after_it(value: object) -> None:
    assert refused(Figure, value).code == "quantity.too_long"


@pytest.mark.parametrize("value", [68.35, 1.0, float("nan"), float("inf")])
def test_a_float_has_lost_its_digits(value: float) -> None:
    error = refused(Figure, value)
    assert error.code == "quantity.float"
    assert "lost its digits" in str(error.problem)


@pytest.mark.parametrize(
    ("value", "shorter"),
    [
        (Decimal.from_float(0.1), "0.1"),
        (Decimal("0.30000000000000004"), "0.3"),
        (Decimal("68.349999999999994"), "68.35"),
        (Decimal("-68.349999999999994"), "-68.35"),
    ],
)
def test_a_decimal_with_the_digits_of_a_float_is_refused(value: Decimal, shorter: str) -> None:
    error = refused(Figure, value)
    assert error.code == "quantity.float_digits"
    assert f'quoted string; it may have been "{shorter}"' in str(error.hint)


def test_only_a_string_may_have_more_than_15_significant_digits() -> None:
    assert plain(parse_figure(Decimal("123456.789012345"))) == "123456.789012345"
    assert refused(Figure, Decimal("1234567.890123456")).code == "quantity.float_digits"
    assert plain(parse_figure("1234567.890123456")) == "1234567.890123456"


@given(FIGURES)
def test_round_trip_as_json(text: str) -> None:
    adapter = TypeAdapter(Figure)
    figure = adapter.validate_python(text)
    assert plain(figure) == text
    assert adapter.dump_json(figure).decode() == f'"{text}"'
    assert plain(adapter.validate_json(adapter.dump_json(figure))) == text


@given(st.floats())
def test_no_float_is_ever_accepted(value: float) -> None:
    assert refused(Figure, value).code == "quantity.float"


@given(st.text("0123456789.-+eE, ０−kg", max_size=12) | st.text(max_size=12))
def test_what_is_accepted_is_printed_as_it_was_written(text: str) -> None:
    try:
        figure = parse_figure(text)
    except InvalidValue:
        refused(Figure, text)
    else:
        assert plain(figure) == text
