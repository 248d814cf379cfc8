"""What all charts of a report share: their data, their colours, and how a part is labelled.

Charts have no legend: each part carries its name, its figure and its share. All lengths are in mm, as they print;
the size of type is that of the report's tables. Texts are outlines of the shipped faces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from carbondocs.faces import Face, face
from carbondocs.graphics.label import Line
from carbondocs.graphics.outlines import Anchor, outline
from carbondocs.graphics.wrapping import text_width

LABEL_SIZE, FIGURE_SIZE = 3.17, 3.0
"""The em of names and of figures: 9 pt (小五) and 8.5 pt."""

LEADING = 4.1
"""From one base line of a label to the next."""

ASCENT, DESCENT = 2.8, 0.8
"""What a line of a label reaches above its base line and below it."""

_MIDDLE = 0.37  # of the em: where the middle of ideographs and digits stands above the base line
_BETWEEN = 1.6  # between figure and share

# Greens to ambers: dark, light and middle in turn, so that a black-and-white copier keeps neighbours apart, those of
# a sliver too.
_COLOURS = (
    "#0B4D3A", "#9CCBA9", "#2E8B57",
    "#5E4410", "#E8B23E", "#A97416",
    "#37450F", "#C3CF7E", "#758A2A",
    "#14454F", "#A5C9C4", "#4C8A86",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """One part: its name, its ``value`` and ``share`` as they are printed, and the ``amount`` that is drawn."""

    label: str
    value: str
    share: str
    amount: Decimal


@dataclass(frozen=True)
class Whole:
    """What the parts add up to, as it is printed: 合计, 68.35, kgCO₂e/kWh."""

    label: str
    value: str
    unit: str

    def __str__(self) -> str:
        return f"{self.label} {self.value} {self.unit}"


@dataclass(frozen=True)
class ChartFaces:
    """The files of the faces: one for names, shares and units, a bold one for figures."""

    text: Path
    figure: Path


@dataclass(frozen=True)
class Total:
    """The whole as it stands on a chart, its unit on one line or more."""

    label: Line
    value: Line
    unit: tuple[Line, ...]


@dataclass(frozen=True)
class Figures:
    """The value of a part and, beside it, its share."""

    value: Line
    share: Line


def chart_faces(faces: tuple[Face, ...]) -> ChartFaces:
    """The faces that set charts, out of all that there are."""
    return ChartFaces(face(faces, "CarbonDocs Hei").path, face(faces, "CarbonDocs Hei", 700).path)


def part_colours(bars: Sequence[Bar]) -> tuple[str, ...]:
    """A colour for each part: the same in every chart of the same parts, unlike its neighbours' in grey value too.

    A part of nothing isn't seen, and so uses none up. Parts may stand in a ring, where the last touches the first.
    """
    seen = sum(1 for bar in bars if bar.amount)
    colours = [_COLOURS[index % len(_COLOURS)] for index in range(seen)]
    if seen > 1 and seen % 3 == 1:  # a dark one would touch the first
        colours[-1] = _COLOURS[seen % len(_COLOURS)]
    taken = iter(colours)
    return tuple(next(taken) if bar.amount else _COLOURS[0] for bar in bars)


def described(bars: Sequence[Bar]) -> str:
    """The parts in words, for who can't see them."""
    return "; ".join(f"{bar.label} {bar.value}, {bar.share}" for bar in bars)


def line(text: str, face: Path, size: float, x: float, base: float, anchor: Anchor = "start") -> Line:
    """``text`` at that em on a base line, from ``x``, around it or up to it."""
    return Line(outline(text, face, round(size, 4), anchor=anchor), round(x, 3), round(base, 3))


def block(lines: Sequence[str], face: Path, x: float, middle: float, anchor: Anchor = "start") -> tuple[Line, ...]:
    """The lines of a name, around ``middle`` in height."""
    first = middle + _MIDDLE * LABEL_SIZE - (len(lines) - 1) * LEADING / 2
    return tuple(line(text, face, LABEL_SIZE, x, first + index * LEADING, anchor) for index, text in enumerate(lines))


def block_height(lines: int) -> float:
    """The height of so many lines."""
    return (lines - 1) * LEADING + ASCENT + DESCENT


def figures_width(bar: Bar, faces: ChartFaces, size: float) -> float:
    """The width of a part's figures at that em."""
    return text_width(bar.value, faces.figure, size) + _BETWEEN + text_width(bar.share, faces.text, size)


def figures_size(bars: Sequence[Bar], faces: ChartFaces, width: float) -> float:
    """The em at which the figures of all parts are no wider than ``width``."""
    widest = max((figures_width(bar, faces, FIGURE_SIZE) for bar in bars), default=0.0)
    return FIGURE_SIZE if widest <= width else FIGURE_SIZE * (width - _BETWEEN) / (widest - _BETWEEN)


def figures(bar: Bar, faces: ChartFaces, size: float, x: float, base: float, anchor: Anchor = "start") -> Figures:
    """The figures of a part on a base line, from ``x`` or, with ``anchor`` “end”, up to it."""
    left = x - figures_width(bar, faces, size) if anchor == "end" else x
    beside = left + text_width(bar.value, faces.figure, size) + _BETWEEN
    return Figures(line(bar.value, faces.figure, size, left, base), line(bar.share, faces.text, size, beside, base))


def centre_base(middle: float, size: float) -> float:
    """The base line of a line whose middle is to stand at ``middle``."""
    return middle + _MIDDLE * size
