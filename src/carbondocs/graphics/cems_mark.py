"""The mark of carbon emission management systems: what its template draws with, in the units of the drawing.

The emblem is a stand-in after 碳排放管理体系认证实施规则 10.2, or the issuer's official artwork. The body's name and,
as 10.3.4 demands, the certificate number stand below it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from carbondocs.faces import Face, face
from carbondocs.graphics.artwork import Artwork
from carbondocs.graphics.artwork_layout import texts_in_boxes
from carbondocs.graphics.boxes import Box, centred, fitted, size_within
from carbondocs.graphics.label import Line
from carbondocs.graphics.print_size import SMALL_PRINT, Need

MARK_WIDTH, MARK_HEIGHT = 60.0, 87.0
"""The size of our own drawing, in its units: the emblem is 60 wide and high, three lines stand below it."""

SCHEME = "碳排放管理体系认证"
INK = "#0B4D3A"

_MIDDLE = 30.0
_SCHEME_BASE, _NAME_BASE, _NUMBER_BASE = 68.6, 76.6, 84.2
_SCHEME_SIZE, _NAME_SIZE, _NUMBER_SIZE = 6.5, 5.2, 5.2
_SAMPLE = (("样张", Box(0.2, 52.2, 7.4, 3.7)), ("SAMPLE", Box(0.2, 56.9, 7.4, 1.7)))


@dataclass(frozen=True)
class MarkDrawing:
    """The mark of one certificate: its size, its lines, and what they need in print."""

    width: float
    height: float
    lines: tuple[Line, ...]
    needs: tuple[Need, ...]
    sample_lines: tuple[Line, ...]
    artwork: Artwork | None = field(repr=False)

    @property
    def ink(self) -> str:
        """The colour of the lines."""
        return self.artwork.ink if self.artwork else INK


def mark_drawing(
    body_name: str, number: str, faces: tuple[Face, ...], artwork: Artwork | None = None, *, sample: bool = False
) -> MarkDrawing:
    """The mark with the body's name and the number; our own drawing where there is no ``artwork``.

    Raises:
        InvalidValue: the face lacks a character.
    """
    hei, bold = (face(faces, "CarbonDocs Hei", weight).path for weight in (400, 700))
    if artwork:
        width, height = artwork.width, artwork.height
        lines, needs = texts_in_boxes(artwork, {"name": body_name, "number": number}, hei)
    else:
        width, height = MARK_WIDTH, MARK_HEIGHT
        rows = (
            (SCHEME, bold, _SCHEME_SIZE, _SCHEME_BASE),
            (body_name, hei, _NAME_SIZE, _NAME_BASE),
            (number, hei, _NUMBER_SIZE, _NUMBER_BASE),
        )
        sizes = [size_within(text, font, width, most) for text, font, most, _ in rows]
        placed = zip(sizes, rows, strict=True)
        lines = tuple(centred(text, font, size, _MIDDLE, base) for size, (text, font, _, base) in placed)
        needs = tuple(Need(size, SMALL_PRINT) for size in sizes)
    marked = (fitted(text, bold, box.scaled(width / MARK_WIDTH)) for text, box in _SAMPLE) if sample else ()
    return MarkDrawing(width, height, lines, needs, tuple(marked), artwork)
