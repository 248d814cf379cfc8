"""Chemical formulas as they are typed, brought to the form in which they are printed: CO2 to CO₂."""

from __future__ import annotations

import re

_TYPED = re.compile(r"(?<![A-Za-z0-9])(?P<mass>(?:kg|t|g)?)(?P<gas>CO2(?:eq?)?|N2O|CH4|SF6|NF3|H2O)(?![A-Za-z0-9])")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def subscripted(text: str) -> str:
    """``text`` with the digits of greenhouse gases set low; a unit such as kgCO2e is one of them."""
    return _TYPED.sub(lambda found: found["mass"] + found["gas"].translate(_SUBSCRIPTS), text)
