"""Bar charts: the shares of stages in their order, and contributions from the largest to the smallest.

Every bar begins at one zero line; a removal or credit goes to the left of it. The name stands at the left, the
figures at the right end of each bar, and the total below all of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from carbondocs.graphics.boxes import Box, size_within
from carbondocs.graphics.chart import (
    LABEL_SIZE,
    LEADING,
    Bar,
    ChartFaces,
    Figures,
    Total,
    Whole,
    block,
    block_height,
    centre_base,
    described,
    figures,
    figures_size,
    figures_width,
    line,
    part_colours,
)
from carbondocs.graphics.label import Line
from carbondocs.graphics.wrapping import text_width, wrapped

_EMITTED, _REMOVED, _OTHERS = "#2E8B57", "#E8B23E", "#A9B5AE"

_LABELS, _FIGURES = 0.34, 0.38  # of the chart's width: the most that names and figures take
_MOST_LINES = 3
_GAP = 1.6  # between name, bar and figures
_APART = 2.4  # between the names of two rows
_AXIS = 0.2
_EDGE = 0.4
_TOTAL_SIZE = 4.2
_TOTAL_HEIGHT = 9.0


@dataclass(frozen=True)
class BarRow:
    """One part: the lines of its name, its figures, and its bar in its colour."""

    label: tuple[Line, ...]
    figures: Figures
    bar: Box
    colour: str


@dataclass(frozen=True)
class BarChart:
    """What the template of a bar chart may see: ``axis`` is the zero line, ``rule`` stands above the total."""

    title: str
    description: str
    width: float
    height: float
    rows: tuple[BarRow, ...]
    axis: Box
    rule: Box
    total: Total


@dataclass(frozen=True)
class _Scale:
    """Where the zero line stands, how many mm an amount of 1 takes, and the em of the figures."""

    zero: float
    unit: float
    size: float


@dataclass(frozen=True)
class _Rows:
    """How thick a bar is, and how high a row is at least."""

    bar: float
    pitch: float


@dataclass(frozen=True)
class _Sheet:
    """What the chart is drawn on and set with."""

    width: float
    faces: ChartFaces


def bar_chart(bars: Sequence[Bar], whole: Whole, *, width: float, faces: ChartFaces) -> BarChart:
    """The parts in their order, each in a colour of its own: that of the pie of the same parts.

    ``width`` is in mm, at least 100; the height follows.

    Raises:
        InvalidValue: a face lacks a character.
    """
    return _chart(bars, part_colours(bars), _Rows(5.2, 9.0), whole, _Sheet(width, faces))


def contribution_chart(
    bars: Sequence[Bar], whole: Whole, *, width: float, faces: ChartFaces, others: Bar | None = None
) -> BarChart:
    """The parts from the largest to the smallest, removals last, in one colour for each of these two.

    ``others``, what all unnamed parts make together, stands last in grey. Parts of the same amount keep their
    order. All else is as for `bar_chart`.
    """
    ranked = sorted(bars, key=lambda bar: -bar.amount)
    colours = [_REMOVED if bar.amount < 0 else _EMITTED for bar in ranked]
    if others:
        ranked, colours = [*ranked, others], [*colours, _OTHERS]
    return _chart(ranked, colours, _Rows(3.8, 7.0), whole, _Sheet(width, faces))


def _chart(bars: Sequence[Bar], colours: Sequence[str], measures: _Rows, whole: Whole, sheet: _Sheet) -> BarChart:
    width, face = sheet.width, sheet.faces.text
    names = [wrapped(bar.label, face, LABEL_SIZE, width * _LABELS, _MOST_LINES) for bar in bars]
    left = max(text_width(text, face, LABEL_SIZE) for text in (whole.label, *chain(*names))) + _GAP
    scale = _scale(bars, left, sheet)
    rows, y = [], _EDGE
    for bar, name, colour in zip(bars, names, colours, strict=True):
        height = max(measures.pitch, block_height(len(name)) + _APART)
        rows.append(_row(bar, name, colour, Box(0.0, y, width, height), measures.bar, scale, sheet.faces))
        y += height
    total = _total(whole, left, y + _GAP + _TOTAL_HEIGHT / 2, sheet)
    return BarChart(
        title=str(whole),
        description=described(bars),
        width=width,
        height=round(y + _GAP + _TOTAL_HEIGHT + (len(total.unit) - 1) * LEADING, 3),
        rows=tuple(rows),
        axis=Box(round(scale.zero - _AXIS / 2, 3), _EDGE, _AXIS, round(y - _EDGE, 3)),
        rule=Box(0.0, round(y + _GAP, 3), width, _AXIS),
        total=total,
    )


def _scale(bars: Sequence[Bar], left: float, sheet: _Sheet) -> _Scale:
    """The scale at which the longest bars and their figures fill the width.

    The largest removal must find room beside each emission with its figures; those of a removal stand right of the
    zero line.
    """
    size = figures_size(bars, sheet.faces, sheet.width * _FIGURES)
    amounts = [float(bar.amount) for bar in bars]
    removed = -min([0.0, *amounts])
    room = sheet.width - left - _GAP - _EDGE
    unit = min(
        (
            (room - figures_width(bar, sheet.faces, size)) / (removed + max(amount, 0.0))
            for bar, amount in zip(bars, amounts, strict=True)
            if removed or amount > 0
        ),
        default=0.0,
    )
    return _Scale(left + removed * unit, unit, size)


def _row(
    bar: Bar, name: Sequence[str], colour: str, room: Box, thickness: float, scale: _Scale, faces: ChartFaces
) -> BarRow:
    middle = room.y + room.height / 2
    start, end = sorted((scale.zero, scale.zero + float(bar.amount) * scale.unit))
    return BarRow(
        block(name, faces.text, room.x, middle),
        figures(bar, faces, scale.size, end + _GAP, centre_base(middle, scale.size)),
        Box(round(start, 4), round(middle - thickness / 2, 3), round(end - start, 4), thickness),
        colour,
    )


def _total(whole: Whole, left: float, middle: float, sheet: _Sheet) -> Total:
    faces, base = sheet.faces, centre_base(middle, _TOTAL_SIZE)
    size = size_within(whole.value, faces.figure, sheet.width * _FIGURES, _TOTAL_SIZE)
    after = left + text_width(whole.value, faces.figure, size) + _GAP
    unit = wrapped(whole.unit, faces.text, LABEL_SIZE, sheet.width - after - _EDGE, _MOST_LINES)
    return Total(
        line(whole.label, faces.text, LABEL_SIZE, 0.0, base),
        line(whole.value, faces.figure, size, left, base),
        tuple(line(part, faces.text, LABEL_SIZE, after, base + index * LEADING) for index, part in enumerate(unit)),
    )
