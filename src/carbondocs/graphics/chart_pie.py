"""The pie chart: the shares of stages as a ring around the total, each slice labelled at its side.

Labels stand in a column at the left and one at the right, as near to their slices as they can without touching
each other; a thin line leads from each to its slice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import degrees, pi
from pathlib import Path

from carbondocs.graphics.boxes import size_within
from carbondocs.graphics.chart import (
    ASCENT,
    LABEL_SIZE,
    LEADING,
    Bar,
    ChartFaces,
    Figures,
    Total,
    Whole,
    block_height,
    centre_base,
    described,
    figures,
    figures_size,
    line,
    part_colours,
)
from carbondocs.graphics.label import Line
from carbondocs.graphics.outlines import Anchor
from carbondocs.graphics.ring import Ring, stroke
from carbondocs.graphics.spacing import spaced
from carbondocs.graphics.wrapping import wrapped

_RADIUS, _HOLE = 0.17, 0.6  # of the chart's width; of the radius
_HAIRLINE, _LEADER = 0.35, 0.18
_MOST_LINES = 3
_APART = 2.2  # between two labels
_EDGE = 0.6
_OUT, _GUTTER = 0.8, 8.0  # from the ring to where its leaders begin and end
_TICK, _GAP = 1.2, 1.0  # the level end of a leader; from there to the label
_TOTAL_WIDTH = 0.78  # of the hole's diameter
_TOTAL_SIZE, _SMALL_SIZE, _TOTAL_LEADING = 0.235, 0.118, 0.21  # of the radius
_LEAST_UNIT = 2.2


@dataclass(frozen=True)
class Slice:
    """One part: its path in its colour, its angles in degrees clockwise from twelve o'clock, its label and leader."""

    path: str
    colour: str
    start: float
    sweep: float
    label: tuple[Line, ...]
    figures: Figures
    leader: str


@dataclass(frozen=True)
class PieChart:
    """What the template of a pie chart may see; ``cuts`` are the white lines between slices, empty for a single one.

    ``total`` stands in the hole; ``foot`` has the unit where it is too long for it.
    """

    title: str
    description: str
    width: float
    height: float
    slices: tuple[Slice, ...]
    cuts: str
    total: Total
    foot: tuple[Line, ...]


@dataclass(frozen=True)
class _Part:
    """A slice before its label has its place: its angles in radians, and the lines of its name."""

    number: int
    bar: Bar
    colour: str
    start: float
    sweep: float
    name: tuple[str, ...]

    @property
    def height(self) -> float:
        return block_height(len(self.name) + 1)

    @property
    def middle(self) -> float:
        return (self.start + self.sweep / 2) % (2 * pi)

    @property
    def tip(self) -> float:
        """Where its leader begins: as near to the side as the middle half of the slice lets it."""
        side = pi / 2 if self.middle <= pi else 3 * pi / 2
        return min(max(side, self.middle - self.sweep / 4), self.middle + self.sweep / 4)

    def turned(self, by: float) -> _Part:
        return replace(self, start=self.start + by)


def pie_chart(bars: Sequence[Bar], whole: Whole, *, width: float, faces: ChartFaces) -> PieChart | None:
    """The parts clockwise in their order, in the colours of the bar chart of the same parts; without those of nothing.

    None where a part is negative or all are nothing, which a pie can't show. ``width`` is in mm, at least 120; the
    height follows. The first part starts at twelve o'clock, or another where labels that crowd on one side then need
    less height.

    Raises:
        InvalidValue: a face lacks a character.
    """
    if any(bar.amount < 0 for bar in bars) or not any(bar.amount for bar in bars):
        return None
    radius = width * _RADIUS
    column = width / 2 - radius - _GUTTER - _GAP - _EDGE
    parts, height = _turned(_parts(bars, column, faces), 2 * (radius + _OUT + _EDGE))
    ring = Ring(width / 2, height / 2, radius * _HOLE, radius)
    total = _total(whole, ring, faces)
    foot = () if total.unit else _foot(whole.unit, width, height, faces)
    return PieChart(
        title=str(whole),
        description=described(bars),
        width=width,
        height=round(height + bool(foot) * _APART + len(foot) * LEADING, 3),
        slices=_slices(parts, ring, height, figures_size(bars, faces, column), faces),
        cuts=_cuts(parts, ring),
        total=total,
        foot=foot,
    )


def _parts(bars: Sequence[Bar], column: float, faces: ChartFaces) -> list[_Part]:
    whole = sum(bar.amount for bar in bars)
    parts: list[_Part] = []
    start = 0.0
    for bar, colour in zip(bars, part_colours(bars), strict=True):
        if bar.amount:
            sweep = 2 * pi * float(bar.amount / whole)
            name = wrapped(bar.label, faces.text, LABEL_SIZE, column, _MOST_LINES)
            parts.append(_Part(len(parts), bar, colour, start, sweep, name))
            start += sweep
    return parts


def _turned(parts: list[_Part], least: float) -> tuple[list[_Part], float]:
    """The parts with one of them at twelve o'clock, the first if that will do, and the height that the chart takes."""
    ways = ([part.turned(-first.start) for part in parts] for first in parts)
    return min(((way, max(least, _column_height(way))) for way in ways), key=lambda found: found[1])


def _sides(parts: Sequence[_Part]) -> tuple[list[_Part], list[_Part]]:
    """The parts whose labels stand at the right and at the left, from above."""
    clockwise = sorted(parts, key=lambda part: part.middle)
    right = [part for part in clockwise if part.middle <= pi]
    return right, clockwise[len(right) :][::-1]


def _column_height(parts: Sequence[_Part]) -> float:
    """The height of the taller column of labels."""
    return max(sum(part.height + _APART for part in side) for side in _sides(parts)) - _APART + 2 * _EDGE


def _slices(parts: Sequence[_Part], ring: Ring, height: float, size: float, faces: ChartFaces) -> tuple[Slice, ...]:
    made: dict[int, Slice] = {}
    for side, column in zip((1, -1), _sides(parts), strict=True):
        wanted = [ring.at(part.tip, ring.radius)[1] for part in column]
        middles = spaced(wanted, [part.height for part in column], _APART, _EDGE, height - _EDGE)
        for part, middle in zip(column, middles, strict=True):
            made[part.number] = _slice(part, middle, side, ring, size, faces)
    return tuple(made[part.number] for part in parts)


def _slice(part: _Part, middle: float, side: int, ring: Ring, size: float, faces: ChartFaces) -> Slice:
    anchor: Anchor = "start" if side > 0 else "end"
    near, far = ring.x + side * (ring.radius + 2 * _OUT), ring.x + side * (ring.radius + _GUTTER)
    x, base = far + side * _GAP, middle - part.height / 2 + ASCENT
    tip = ring.at(part.tip, ring.radius + _OUT)
    return Slice(
        ring.sector(part.start, part.sweep),
        part.colour,
        round(degrees(part.start) % 360, 4),
        round(degrees(part.sweep), 4),
        tuple(
            line(text, faces.text, LABEL_SIZE, x, base + index * LEADING, anchor)
            for index, text in enumerate(part.name)
        ),
        figures(part.bar, faces, size, x, base + len(part.name) * LEADING, anchor),
        stroke(_LEADER, tip, (near, tip[1]), (far - side * _TICK, middle), (far, middle)),
    )


def _cuts(parts: Sequence[_Part], ring: Ring) -> str:
    """A hairline before each part, thinner beside a sliver, so that it stays to be seen."""
    if len(parts) == 1:
        return ""
    before = [parts[-1], *parts]
    return "".join(
        ring.cut(part.start, min(_HAIRLINE, min(part.sweep, other.sweep) * ring.radius / 3))
        for part, other in zip(parts, before, strict=False)
    )


def _total(whole: Whole, ring: Ring, faces: ChartFaces) -> Total:
    """The total in the hole; without its unit where that is too long for it."""
    across, small = 2 * ring.hole * _TOTAL_WIDTH, ring.radius * _SMALL_SIZE
    apart = ring.radius * _TOTAL_LEADING

    def centred(text: str, face: Path, largest: float, middle: float) -> Line:
        size = size_within(text, face, across, largest)
        return line(text, face, size, ring.x, centre_base(middle, size), "middle")

    fits = size_within(whole.unit, faces.text, across, small) >= _LEAST_UNIT
    return Total(
        centred(whole.label, faces.text, small, ring.y - apart),
        centred(whole.value, faces.figure, ring.radius * _TOTAL_SIZE, ring.y),
        (centred(whole.unit, faces.text, small, ring.y + apart),) if fits else (),
    )


def _foot(unit: str, width: float, top: float, faces: ChartFaces) -> tuple[Line, ...]:
    lines = wrapped(unit, faces.text, LABEL_SIZE, width - 2 * _EDGE, _MOST_LINES)
    return tuple(
        line(text, faces.text, LABEL_SIZE, width / 2, top + _APART + ASCENT + index * LEADING, "middle")
        for index, text in enumerate(lines)
    )
