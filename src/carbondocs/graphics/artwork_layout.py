"""What stands in the boxes of an artwork."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from carbondocs.graphics.artwork import Artwork
from carbondocs.graphics.boxes import fitted
from carbondocs.graphics.label import Line
from carbondocs.graphics.print_size import DIGITS, SMALL_PRINT, Need

_CAPITALS = 0.75  # the height of capitals and digits in an em
_LEAST_INK = {"value": DIGITS, "name": SMALL_PRINT}


def texts_in_boxes(artwork: Artwork, texts: Mapping[str, str], face: Path) -> tuple[tuple[Line, ...], tuple[Need, ...]]:
    """The texts by role, each as large as it fits its box, where the artwork has one; and what they need in print.

    Raises:
        InvalidValue: the face lacks a character.
    """
    placed = {role: fitted(text, face, artwork.boxes[role]) for role, text in texts.items() if role in artwork.boxes}
    needs = (Need(-line.outline.top, _LEAST_INK.get(role, SMALL_PRINT * _CAPITALS)) for role, line in placed.items())
    return tuple(placed.values()), tuple(needs)
