"""Text as outlines: the one place that sets a line of text as a path.

What is drawn this way needs no font on any machine, and a renderer without glyph fall-back never meets text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Literal

from carbondocs.diagnostics import message
from carbondocs.errors import InvalidValue

if TYPE_CHECKING:
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


@lru_cache(maxsize=1024)
def outline(text: str, face: Path, size: float, *, tracking: float = 0, anchor: Anchor = "start") -> Outline:
    """Set ``text`` in ``face``, a TrueType file, at ``size``: the em, in the caller's unit, usually mm.

    ``tracking`` is the space added between characters, in em; ``anchor`` says which point of the advance width
    stands at x = 0. Characters aren't kerned.

    Raises:
        InvalidValue: the face lacks a character.
    """
    from fontTools.pens.boundsPen import BoundsPen
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    with _FONT_LOCK:
        font = _font(face)
        names = _glyph_names(text, font, face)
        advances = [font["hmtx"][name][0] for name in names]
        scale = size / font["head"].unitsPerEm
        step = tracking * size
        width = sum(advances) * scale + step * max(len(names) - 1, 0)
        glyphs = font.getGlyphSet()
        path, bounds = SVGPathPen(glyphs, _number), BoundsPen(glyphs)
        x = _SHIFT[anchor] * width
        for name, advance in zip(names, advances, strict=True):
            for pen in (path, bounds):
                glyphs[name].draw(TransformPen(pen, (scale, 0, 0, -scale, x, 0)))
            x += advance * scale + step
    left, top, right, bottom = bounds.bounds or (0.0, 0.0, 0.0, 0.0)
    return Outline(path.getCommands().replace(" -", "-"), width, left, right, top, bottom)


@lru_cache(maxsize=16)
def _font(face: Path) -> TTFont:
    from fontTools.ttLib import TTFont

    return TTFont(BytesIO(face.read_bytes()), lazy=True)


def _glyph_names(text: str, font: Any, face: Path) -> list[str]:
    names: dict[int, str] = font.getBestCmap()
    for character in text:
        if ord(character) not in names:
            raise InvalidValue(
                "glyph.missing",
                message(
                    "the face {face} has no glyph for {character} (U+{code})",
                    face=face.stem,
                    character=character,
                    code=f"{ord(character):04X}",
                ),
                message("write it with another character"),
            )
    return [names[ord(character)] for character in text]


def _number(value: float) -> str:
    """A coordinate to a hundredth (in mm: 2540 dpi), and never minus zero."""
    return f"{round(value, 2) + 0.0:g}"
