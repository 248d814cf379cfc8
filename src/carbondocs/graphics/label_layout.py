"""The whole label: the mark, and its QR code in a white field below it or beside it, on one ground.

All lengths are in units of the mark, which is 60 wide and 72 high.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Literal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.graphics.boxes import Box, centred, halves, size_within
from carbondocs.graphics.label import MARK_HEIGHT, MARK_WIDTH, Line
from carbondocs.graphics.print_size import SMALL_PRINT, Need

Arrangement = Literal["portrait", "landscape"]

_EDGE = 3.4  # from the ground's edge to the field: what the footprint keeps, too
_BESIDE = 60.2  # where the field begins beside the mark
_CORNER = 2.6  # the radius of the field's corners …
_CLEAR = round(_CORNER * (1 - sqrt(0.5)), 2) + 0.01  # … which keep out of the code's quiet zone
_PADDING = 3.0  # from the field's edge to text
_CAPTION = 5.4
_UNIT, _LEAST_UNIT, _LEADING = 4.8, 3.2, 1.3
_ASCENT, _DESCENT = 0.9, 0.24  # of the face, in em: no ink reaches into the code's quiet zone
_ONE_LINE = 4.2  # a unit that would be smaller than this on one line goes on two


@dataclass(frozen=True)
class LabelLayout:
    """Where everything stands; ``code`` is the QR code with its quiet zone, ``needs`` what must stay legible."""

    width: float
    height: float
    field: Box
    corner: float
    code: Box
    texts: tuple[Line, ...]
    needs: tuple[Need, ...]


def label_layout(arrangement: Arrangement, caption: str, unit: str, face: Path) -> LabelLayout:
    """The label with the words that it shows under the QR code and above it, either of which may be empty.

    Raises:
        InvalidValue: the unit is too long for two lines of small type, or has a character that the face lacks.
    """
    below = _CAPTION + _PADDING if caption else _CLEAR
    if arrangement == "portrait":
        across = MARK_WIDTH - 2 * _EDGE
        side = across - 2 * _CLEAR
        lines, size = _unit_lines(unit, face, across - 2 * _PADDING)
        field = Box(_EDGE, MARK_HEIGHT, across, _above(lines, size) + side + below)
    else:
        lines, size, side = _beside(unit, face, MARK_HEIGHT - 2 * _EDGE - below)
        field = Box(_BESIDE, _EDGE, side + 2 * _CLEAR, MARK_HEIGHT - 2 * _EDGE)
    code = Box(field.x + _CLEAR, field.y + _above(lines, size), side, side)
    middle = field.x + field.width / 2
    texts = [
        centred(line, face, size, middle, field.y + _PADDING + size * (_ASCENT + _LEADING * index))
        for index, line in enumerate(lines)
    ]
    sizes = [size] * bool(lines)
    if caption:
        sizes.append(size_within(caption, face, field.width - 2 * _PADDING, _CAPTION))
        texts.append(centred(caption, face, sizes[-1], middle, code.y + side + sizes[-1] * _ASCENT))
    return LabelLayout(
        round(field.x + field.width + _EDGE, 4),
        round(field.y + field.height + _EDGE, 4),
        field,
        _CORNER,
        code,
        tuple(texts),
        tuple(Need(em, SMALL_PRINT) for em in sizes),
    )


def _above(lines: tuple[str, ...], size: float) -> float:
    """The height that the unit takes above the code, whose quiet zone parts them."""
    return _PADDING + size * (_ASCENT + _DESCENT + _LEADING * (len(lines) - 1)) if lines else _CLEAR


def _beside(unit: str, face: Path, height: float) -> tuple[tuple[str, ...], float, float]:
    """The unit's lines, their size, and the code's side, in a field so high: the more text, the smaller the code."""
    lines: tuple[str, ...] = ()
    size, side = _UNIT, height
    for _ in range(3):  # the text's width follows from the code's side, which follows from the text's height
        lines, size = _unit_lines(unit, face, side + 2 * (_CLEAR - _PADDING))
        side = height - _above(lines, size)
    return lines, size, side


def _unit_lines(unit: str, face: Path, width: float) -> tuple[tuple[str, ...], float]:
    if not unit:
        return (), 0.0
    size = size_within(unit, face, width, _UNIT)
    if size >= _ONE_LINE:
        return (unit,), size
    parts = halves(unit, face) or (unit,)
    size = min(size_within(part, face, width, _UNIT) for part in parts)
    if size < _LEAST_UNIT:
        raise InvalidValue(
            "label.unit_line",
            message("“{text}” is too long for the label's small type", text=unit),
            message("state the unit with fewer words, or leave unit_line out"),
        )
    return parts, size
