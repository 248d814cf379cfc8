"""The mark of the product carbon footprint label: what its template draws with.

One idea: a footprint whose sole carries the value. The drawing itself is the template's; what has to be worked
out for it, the size and place of its three lines, is worked out here, in the units of the drawing. It is this
project's own design after the description in 产品碳足迹标识认证通用实施规则（试行） 9.2, not the official artwork.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.faces import Face, face
from carbondocs.graphics.outlines import Outline, extent_of, outline

MARK_WIDTH, MARK_HEIGHT = 60.0, 72.0
"""The size of the drawing in its own units: 5 wide to 6 high, scaled in proportion only."""

UNIT, WORDS = "kgCO₂e", "碳足迹"
ELSEWHERE = "见附页"

_VALUE = re.compile(r"−?[0-9][0-9,]*(\.[0-9]+)?")

# The field is the ball of the foot, which is round: the taller the digits, the less width there is for them.
# They fill it when their width + _TAPER × their height = _FIELD_WIDTH.
_FIELD_WIDTH, _TAPER = 48.6, 0.38
_TALLEST, _LOWEST = 15.0, 5.5  # digits: twelve characters are about the most
_UNIT_TALLEST, _UNIT_LOWEST = 6.4, 4.6  # half of the digits, within these
_LEADING = 0.6  # between digits and unit, in heights of the unit …
_COMMA_GAP = 1.4  # … and no less than this below a comma
_CLEAR = 1.2  # between the ink of digits and unit
_TRACKING = -0.03

# The lines follow the lean of the foot: value, unit and words stand on three axes.
_MIDDLE = 42.2
_VALUE_AXIS, _UNIT_AXIS, _WORDS_AXIS = 30.6, 31.8, 34.0
_ELSEWHERE_SIZE = 11.5
_WORDS_SIZE, _WORDS_BASE, _WORDS_TRACKING = 5.7, 64.5, 0.1


@dataclass(frozen=True)
class Inks:
    """The colours of the mark: ``dark`` for the words, ``leaf`` for the ground, ``paper`` for the footprint."""

    dark: str = "#0B4D3A"
    leaf: str = "#2E8B57"
    paper: str = "#FFFFFF"


COLOUR = Inks()
GREEN = Inks(dark="#0B4D3A", leaf="#0B4D3A")
BLACK = Inks(dark="#000000", leaf="#000000")
REVERSED = Inks(dark="#FFFFFF", leaf="#FFFFFF", paper="#0B4D3A")
"""For a ground of deep green; ``paper`` is to be the colour of that ground."""


@dataclass(frozen=True)
class Line:
    """A line of outlined text with its origin at ``x``, ``y`` in the drawing."""

    outline: Outline
    x: float
    y: float

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The ink in the drawing: left, top, right, bottom."""
        ink = self.outline
        return self.x + ink.left, self.y + ink.top, self.x + ink.right, self.y + ink.bottom


@dataclass(frozen=True)
class LabelContext:
    """What the label's template may see: ``width`` and ``height`` in mm, all else in units of the drawing."""

    title: str
    width: float
    height: float
    value: Line
    unit: Line | None
    words: Line
    inks: Inks


def label_context(value_text: str, face: Path, inks: Inks = COLOUR, height: float = 28.0) -> LabelContext:
    """The mark for a value as it is to be printed, ``68.35`` or ``128,450.5``, ``height`` mm high.

    Where the products of a certificate differ, ELSEWHERE stands in the value's place. ``face`` is the file of a
    sturdy bold face, which sets digits, unit and words.

    Raises:
        InvalidValue: the text is no value, or has more digits than can be read in the mark.
    """
    value, unit = _words_lines(face) if value_text == ELSEWHERE else _value_lines(_checked(value_text), face)
    return LabelContext(
        title=" ".join([WORDS, value_text, *([UNIT] if unit else [])]),
        width=round(height * MARK_WIDTH / MARK_HEIGHT, 3),
        height=height,
        value=value,
        unit=unit,
        words=_centred(outline(WORDS, face, _WORDS_SIZE, tracking=_WORDS_TRACKING), _WORDS_AXIS, _WORDS_BASE),
        inks=inks,
    )


def check_value(value_text: str, face: Path) -> None:
    """InvalidValue where the text is no value, or has more digits than can be read in the mark."""
    if value_text != ELSEWHERE:
        _value_size(_checked(value_text), face)


def label_face(faces: tuple[Face, ...]) -> Path:
    """The file of the face that sets the mark."""
    return face(faces, "CarbonDocs Hei", 700).path


def _value_lines(text: str, face: Path) -> tuple[Line, Line]:
    value = outline(text, face, _value_size(text, face), tracking=_TRACKING)
    digits = extent_of("0", face, _value_size(text, face))
    digit_height = digits.bottom - digits.top
    unit_height = min(max(digit_height / 2, _UNIT_LOWEST), _UNIT_TALLEST)
    unit = outline(UNIT, face, unit_height / _ink_height("C", face))
    ascender = -unit.top - unit_height
    between = max(_LEADING * unit_height, value.bottom + ascender + _CLEAR)  # a comma hangs below the digits
    top = _MIDDLE - (digit_height + between + unit_height) / 2
    unit_base = top + digit_height + between + unit_height
    return _centred(value, _VALUE_AXIS, top - digits.top), _centred(unit, _UNIT_AXIS, unit_base)


def _words_lines(face: Path) -> tuple[Line, None]:
    words = outline(ELSEWHERE, face, _ELSEWHERE_SIZE)
    return _centred(words, _VALUE_AXIS, _MIDDLE - (words.top + words.bottom) / 2), None


def _checked(text: str) -> str:
    if not _VALUE.fullmatch(text):
        raise InvalidValue(
            "label.value",
            message("“{text}” is no value that the label can show.", text=text),
            message("Give digits with a decimal point, as in 68.35 or 128,450.5."),
        )
    return text


def _value_size(text: str, face: Path) -> float:
    """The em at which the digits fill their field."""
    one_em = extent_of(text, face, 1, tracking=_TRACKING)
    digit_height = _ink_height("0", face)
    size = min(
        _FIELD_WIDTH / (one_em.right - one_em.left + _TAPER * digit_height),
        _TALLEST / digit_height,
    )
    if size * digit_height < _LOWEST:
        raise InvalidValue(
            "label.too_long",
            message("“{text}” has too many digits to be read in the label.", text=text),
            message("State the footprint with fewer digits, or for another functional unit."),
        )
    return size


def _ink_height(character: str, face: Path) -> float:
    ink = extent_of(character, face, 1)
    return ink.bottom - ink.top


def _centred(line: Outline, axis: float, base: float) -> Line:
    return Line(line, round(axis - (line.left + line.right) / 2, 3), round(base, 3))
