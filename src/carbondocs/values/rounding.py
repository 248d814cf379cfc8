"""Rounding for print, after GB/T 8170-2008: once, from the figure itself, a five going to the even digit."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_EVEN, Context, Decimal
from fractions import Fraction

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue


def rounded(figure: Decimal, decimals: int) -> Decimal:
    """``figure`` with exactly so many decimals, half to even (GB/T 8170-2008 3.2); never a negative zero.

    Negative ``decimals`` round to tens, hundreds and so on: −3 makes 2E+3 of 2500. Since a figure may be rounded
    only once (3.3), give the one that was worked out, and sum before rounding.

    Raises:
        InvalidValue: the figure is no finite number.
    """
    if not figure.is_finite():
        raise InvalidValue("quantity.not_finite", message('"{text}" is not a finite number.', text=figure))
    digits = max(figure.adjusted() + decimals + 2, 1)  # one more than it has, for a carry
    exactly = Context(prec=digits, rounding=ROUND_HALF_EVEN, Emax=MAX_EMAX, Emin=MIN_EMIN)
    result = figure.quantize(Decimal((0, (1,), -decimals)), context=exactly)
    return result if result else result.copy_abs()


def shares(figures: Sequence[Decimal], decimals: int = 2) -> tuple[Decimal, ...] | None:
    """The percentages that ``figures`` are of their total, which add up to exactly 100; None where that is zero.

    By the largest-remainder method: each percentage is cut down to so many ``decimals``, and the units of the last
    digit that are then missing go one each to those that lost most; of two that lost as much, to the earlier. So
    each differs from its exact value by less than one unit of the last digit, and what is exact, zero above all,
    stays as it is.

    Parts may be negative (removals, credits): cut down means towards minus infinity, so that no part loses more
    than others; theirs are negative percentages, and the others may exceed 100. Where the total itself is negative,
    it is the removals whose percentages are positive.
    """
    total = sum(map(Fraction, figures), Fraction())
    if not total:
        return None
    whole = 10 ** (decimals + 2)
    quotas = [Fraction(figure) * whole / total for figure in figures]
    units = [quota.__floor__() for quota in quotas]
    by_loss = sorted(range(len(quotas)), key=lambda index: units[index] - quotas[index])
    for index in by_loss[: whole - sum(units)]:
        units[index] += 1
    return tuple(Decimal(f"{unit}E{-decimals}") for unit in units)
