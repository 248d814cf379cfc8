"""The known name that is nearest to one that isn't known."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str:
    """The nearest of ``known``, or nothing where none is near."""
    names = list(dict.fromkeys(known))
    lowered = {each.lower(): each for each in names}
    found = get_close_matches(name.lower(), list(lowered), 1, 0.6)
    return lowered[found[0]] if found else ""
