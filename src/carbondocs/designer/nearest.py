"""The known name that is nearest to one that isn't known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

MOST = 8
"""How many names are told where any of them would do."""


def first_of(known: Iterable[str]) -> list[str]:
    """The first of the known names, and a sign that there are more."""
    names = list(dict.fromkeys(known))
    return [*names[:MOST], "…"] if len(names) > MOST else names


def nearest(name: str, known: Iterable[str]) -> str:
    """The nearest of ``known``, or nothing where none is near."""
    names = list(dict.fromkeys(known))
    lowered = {each.lower(): each for each in names}
    found = get_close_matches(name.lower(), list(lowered), 1, 0.6)
    return lowered[found[0]] if found else ""
