"""How a value is quoted in a message: short, printable, and in the terms of the data file."""

from __future__ import annotations

import datetime
import unicodedata
from decimal import Decimal

_LONGEST_QUOTE = 60


def shown(value: object) -> str:
    """``value`` as a message may quote it: at most 60 characters, nothing in it that a terminal would act upon."""
    words = _words(value)
    quote = words if len(words) <= _LONGEST_QUOTE else words[: _LONGEST_QUOTE - 1] + "…"
    return "".join(char if char.isprintable() else f"<U+{ord(char):04X}>" for char in quote)


def code_point(char: str) -> str:
    """A character by its number and its Unicode name: ``U+200B ZERO WIDTH SPACE``."""
    return f"U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _words(value: object) -> str:
    match value:
        case str():
            return value
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case int():
            return str(Decimal(value))  # Python itself won't write out an int of more than 4300 digits
        case float() | Decimal() | datetime.date():
            return str(value)
        case _:
            return type(value).__name__
