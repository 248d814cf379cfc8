"""Rounding by GB/T 8170-2008, and percentages that add up."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carbondocs.errors import InvalidValue
from carbondocs.values.rounding import rounded, shares

FIGURES = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**40), max_value=10**40, places=12)
PARTS = st.lists(st.decimals(-(10**12), 10**12, places=9, allow_nan=False), min_size=1, max_size=40)


@pytest.mark.parametrize(
    ("figure", "decimals", "digits"),
    [
        ("12.1498", 0, "12"),
        ("12.1498", 1, "12.1"),
        ("10.5002", 0, "11"),
        ("1.050", 1, "1.0"),
        ("0.35", 1, "0.4"),
        ("2500", -3, "2E+3"),
        ("3500", -3, "4E+3"),
        ("15.4546", 0, "15"),
        ("8.53459", 2, "8.53"),
        ("2.675", 2, "2.68"),
        ("-2.675", 2, "-2.68"),
        ("-0.25", 1, "-0.2"),
        ("-10.5002", 0, "-11"),
    ],
)
def test_the_examples_of_the_standard(figure: str, decimals: int, digits: str) -> None:
    assert str(rounded(Decimal(figure), decimals)) == digits


def test_steps_of_a_half_and_a_fifth_go_by_way_of_a_multiple() -> None:
    assert rounded(Decimal("60.25") * 2, 0) / 2 == Decimal("60.0")
    assert rounded(Decimal(830) * 5, -2) / 5 == 840


def test_it_rounds_once() -> None:
    step_by_step = rounded(rounded(rounded(Decimal("15.4546"), 3), 2), 1)
    assert (rounded(step_by_step, 0), rounded(Decimal("15.4546"), 0)) == (Decimal(16), Decimal(15))


@pytest.mark.parametrize(
    ("figure", "decimals", "digits"),
    [
        ("68.3", 4, "68.3000"),
        ("0", 3, "0.000"),
        ("99.995", 2, "100.00"),
        ("-0.004", 2, "0.00"),
        ("0.0000000001", 2, "0.00"),
        ("7", -3, "0E+3"),
        ("123456789012345678901234567890.125", 2, "123456789012345678901234567890.12"),
        ("9" * 60 + ".5", 0, "1" + "0" * 60),
    ],
)
def test_it_has_exactly_so_many_decimals_at_any_size(figure: str, decimals: int, digits: str) -> None:
    assert str(rounded(Decimal(figure), decimals)) == digits


@given(FIGURES, st.integers(-6, 15))
def test_the_nearest_and_of_two_the_even(figure: Decimal, decimals: int) -> None:
    unit = Fraction(10) ** -decimals
    result = rounded(figure, decimals)
    assert result.as_tuple().exponent == -decimals
    off = abs(Fraction(result) - Fraction(figure))
    assert off <= unit / 2
    if off == unit / 2:
        assert Fraction(result) / unit % 2 == 0


@given(FIGURES, st.integers(0, 9))
def test_negative_figures_round_like_positive_ones(figure: Decimal, decimals: int) -> None:
    assert rounded(figure.copy_negate(), decimals) == -Fraction(rounded(figure, decimals))


@given(FIGURES)
def test_the_context_of_the_caller_changes_nothing(figure: Decimal) -> None:
    with localcontext() as context:
        context.prec, context.rounding = 3, "ROUND_UP"
        narrow = rounded(figure, 2), shares([figure, Decimal(1)])
    assert narrow == (rounded(figure, 2), shares([figure, Decimal(1)]))
    assert getcontext().prec > 3


@pytest.mark.parametrize("figure", ["NaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(figure: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        rounded(Decimal(figure), 2)
    assert refused.value.code == "quantity.not_finite"


def given_shares(*figures: str) -> Sequence[str]:
    return [str(share) for share in shares([Decimal(figure) for figure in figures]) or ()]


@pytest.mark.parametrize(
    ("figures", "percentages"),
    [
        (("68.35",), ["100.00"]),
        (("1", "1"), ["50.00", "50.00"]),
        (("1", "1", "1"), ["33.34", "33.33", "33.33"]),  # a tie: the earlier one
        (("1", "1", "1", "1", "1", "1"), ["16.67", "16.67", "16.67", "16.67", "16.66", "16.66"]),
        (("2", "1"), ["66.67", "33.33"]),
        (("1", "2"), ["33.33", "66.67"]),
        (("0", "3", "0"), ["0.00", "100.00", "0.00"]),
        (("99.999", "0.001"), ["100.00", "0.00"]),
        (("120", "-20"), ["120.00", "-20.00"]),
        (("4", "-1"), ["133.33", "-33.33"]),
        (("-3", "1"), ["150.00", "-50.00"]),  # net removals: a negative total
    ],
)
def test_shares(figures: tuple[str, ...], percentages: list[str]) -> None:
    assert given_shares(*figures) == percentages


@pytest.mark.parametrize("figures", [(), ("0",), ("0.00", "0"), ("3", "-3")])
def test_nothing_is_a_percentage_of_zero(figures: tuple[str, ...]) -> None:
    assert shares([Decimal(figure) for figure in figures]) is None


@given(PARTS, st.integers(0, 4))
def test_shares_add_up_and_are_off_by_less_than_a_unit(figures: list[Decimal], decimals: int) -> None:
    total = sum(map(Fraction, figures))
    assume(total)
    found = shares(figures, decimals)
    assert found is not None
    assert sum(map(Fraction, found)) == 100
    for figure, share in zip(figures, found, strict=True):
        assert share.as_tuple().exponent == -decimals
        assert abs(Fraction(share) - Fraction(figure) * 100 / total) < Fraction(10) ** -decimals
        assert figure or not share


@given(PARTS)
def test_a_larger_part_never_has_the_smaller_share(figures: list[Decimal]) -> None:
    assume(sum(map(Fraction, figures)) > 0)
    pairs = sorted(zip(figures, shares(figures) or (), strict=True))
    found = [share for figure, share in pairs if figures.count(figure) == 1]
    assert found == sorted(found)
