"""Text as outlines: the one place that sets a line of text as a path.

What is drawn this way needs no font on any machine, and a renderer without glyph fall-back never meets text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Literal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue
from carbondocs.faces import numbered_glyphs

if TYPE_CHECKING:
    from fontTools.pens.recordingPen import DecomposingRecordingPen
    from fontTools.ttLib import TTFont

Anchor = Literal["start", "middle", "end"]

_SHIFT: dict[Anchor, float] = {"start": 0.0, "middle": -0.5, "end": -1.0}
_FONT_LOCK = Lock()  # fontTools reads tables and glyphs on demand, which isn't safe across threads


@dataclass(frozen=True)
class Outline:
    """A line of text as the ``d`` of one SVG path, its baseline on y = 0 and y pointing down.

    ``width`` is the advance width; ``left``, ``right``, ``top`` and ``bottom`` bound the ink (all 0 where there
    is none). All in the unit in which the size was given.
    """

    path: str
    width: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Extent:
    """The size of an Outline, without its path."""

    width: float
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class _Glyph:
    """A glyph in units of the face: its outline as calls of a pen, and the box of its ink where it has any."""

    advance: int
    drawing: DecomposingRecordingPen
    box: tuple[float, float, float, float] | None


@lru_cache(maxsize=1024)
def outline(text: str, face: Path, size: float, *, tracking: float = 0, anchor: Anchor = "start") -> Outline:
    """Set ``text`` in ``face``, a TrueType file, at ``size``: the em, in the caller's unit, usually mm.

    ``tracking`` is the space added between characters, in em; ``anchor`` says which point of the advance width
    stands at x = 0. Characters aren't kerned.

    Raises:
        InvalidValue: the face lacks a character.
    """
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    glyphs, scale, step = _set(text, face, size, tracking)
    extent = extent_of(text, face, size, tracking=tracking, anchor=anchor)
    path = SVGPathPen(None, _number)
    x = _SHIFT[anchor] * extent.width
    for glyph in glyphs:
        glyph.drawing.replay(TransformPen(path, (scale, 0, 0, -scale, x, 0)))
        x += glyph.advance * scale + step
    return Outline(path.getCommands().replace(" -", "-"), **vars(extent))


def extent_of(text: str, face: Path, size: float, *, tracking: float = 0, anchor: Anchor = "start") -> Extent:
    """How large the text is that outline() would set, in a fraction of its time."""
    glyphs, scale, step = _set(text, face, size, tracking)
    width = sum(glyph.advance for glyph in glyphs) * scale + step * max(len(glyphs) - 1, 0)
    horizontal, vertical = [], []
    x = _SHIFT[anchor] * width
    for glyph in glyphs:
        if glyph.box:
            left, bottom, right, top = (side * scale for side in glyph.box)
            horizontal += [x + left, x + right]
            vertical += [-top, -bottom]
        x += glyph.advance * scale + step
    return Extent(
        width,
        left=min(horizontal, default=0.0),
        right=max(horizontal, default=0.0),
        top=min(vertical, default=0.0),
        bottom=max(vertical, default=0.0),
    )


def _set(text: str, face: Path, size: float, tracking: float) -> tuple[list[_Glyph], float, float]:
    """The glyphs of a text, the scale of their units, and the space between them."""
    return [_glyph(character, face) for character in text], size / _units(face), tracking * size


@lru_cache(maxsize=1024)
def _glyph(character: str, face: Path) -> _Glyph:
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.recordingPen import DecomposingRecordingPen

    with _FONT_LOCK:
        font = _font(face)
        name = font.getBestCmap().get(ord(character))
        if name is None:
            raise _missing(character, face)
        glyphs = font.getGlyphSet()
        drawing, bounds = DecomposingRecordingPen(glyphs), BoundsPen(glyphs)
        for pen in (drawing, bounds):
            glyphs[name].draw(pen)
        return _Glyph(font["hmtx"][name][0], drawing, bounds.bounds)


@lru_cache(maxsize=16)
def _units(face: Path) -> int:
    with _FONT_LOCK:
        return int(_font(face)["head"].unitsPerEm)


@lru_cache(maxsize=16)
def _font(face: Path) -> TTFont:
    return numbered_glyphs(BytesIO(face.read_bytes()))


def _missing(character: str, face: Path) -> InvalidValue:
    return InvalidValue(
        "glyph.missing",
        message(
            "the face {face} has no glyph for {character} (U+{code})",
            face=face.stem,
            character=character,
            code=f"{ord(character):04X}",
        ),
        message("write it with another character"),
    )


def _number(value: float) -> str:
    """A coordinate to a hundredth (in mm: 2540 dpi), and never minus zero."""
    return f"{round(value, 2) + 0.0:g}"
