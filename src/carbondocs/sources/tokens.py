"""Numbers out of their written form, with every digit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_LONGEST_INT = 18
_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")


def number(token: str) -> int | Decimal | str:
    """The number that a JSON number token writes; an exponent beyond all bounds leaves it text."""
    digits = token.removeprefix("-")
    if digits.isdecimal() and len(digits) <= _LONGEST_INT and token != "-0":
        return int(token)
    try:
        return Decimal(token)
    except InvalidOperation:
        return token


def scalar(text: str) -> int | Decimal | str:
    """The number where ``text`` is a plain decimal one (``68.30``), else the text.

    Whatever else could be meant as a number (``0012``, ``+1``, ``1e5``, ``.nan``) stays as it is written: it may be
    a code, and where a figure is wanted the value types say what is wrong with it.
    """
    return number(text) if _PLAIN.fullmatch(text) else text
