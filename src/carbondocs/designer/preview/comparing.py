"""The text of two Word files line by line, those that are the same beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest

Pair = tuple[str | None, str | None]
"""A line of mine and one of the built-in pack's; None where there is none."""


def beside(mine: Sequence[str], built_in: Sequence[str]) -> Iterator[Pair]:
    """All lines of both in their order."""
    for _, since, until, start, end in SequenceMatcher(None, built_in, mine, autojunk=False).get_opcodes():
        yield from zip_longest(mine[start:end], built_in[since:until])
