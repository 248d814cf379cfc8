"""The digits that Excel shows for a number in a cell: 68.3 in the format ``0.00`` is 68.30."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

EXCEL_DIGITS = 15
"""How many significant digits of a number Excel keeps and shows."""

_AMPLE = Context(prec=400)
_DECORATION = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_FIXED = re.compile(r"(?P<whole>[#0?]+(?:,[#0?]+)*)(?:\.(?P<decimals>[#0?]*))?(?![,.0#?])")


def shown_digits(value: float, number_format: str) -> str:
    """The number as its cell shows it, without the separators of thousands and without a unit.

    A format without a fixed number of digits (General, a fraction, an exponent) gives all the digits of the value.
    ``InvalidValue`` refuses a value that its cell shows rounded: nobody can tell which of the two was certified.
    """
    section = _section(value, number_format)
    form = _FIXED.search(section)
    if form is None or re.search("[E/]", section) or abs(value) >= 10**EXCEL_DIGITS:
        return _all_digits(value)
    if "%" in section:
        return f"{_fixed(_scaled(value, 2), form)}%"
    return _fixed(_scaled(value, 0), form)


def _section(value: float, number_format: str) -> str:
    """The part of the format for positive or negative numbers or for zero, without colours, texts and spaces."""
    sections = _DECORATION.sub("", number_format).split(";")
    wanted = 1 if value < 0 else 2 if value == 0 else 0
    return sections[wanted] if wanted < len(sections) else sections[0]


def _all_digits(value: float) -> str:
    written = repr(value + 0)  # an addition that makes 0 of -0
    return f"{Decimal(written):f}".removesuffix(".0")


def _scaled(value: float, places: int) -> Decimal:
    return Decimal(f"{value:.{EXCEL_DIGITS}g}").scaleb(places)


def _fixed(value: Decimal, form: re.Match[str]) -> str:
    decimals = form["decimals"] or ""
    shown = value.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP, _AMPLE)
    if shown != value:
        raise InvalidValue(
            "cell.rounded",
            message("The cell shows {shown} but holds {value}.", shown=f"{shown:f}", value=f"{value:f}"),
            message("Enter the figure that is meant, or round it in the workbook with ROUND()."),
        )
    whole, _, fraction = f"{shown.copy_abs():f}".partition(".")
    needed = decimals.count("0")
    fraction = fraction[:needed] + fraction[needed:].rstrip("0")
    sign = "-" if value < 0 else ""
    return f"{sign}{whole.zfill(form['whole'].count('0'))}{'.' if fraction else ''}{fraction}"
