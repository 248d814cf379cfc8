"""How far something is that takes long."""

from __future__ import annotations

from collections.abc import Callable

Tell = Callable[[int, int], None]
"""Is told how many documents are done, and how many there are."""


def silent(done: int, count: int) -> None:
    """Tell nobody."""
