"""Where labels stand on sheets: pure layout, all lengths in mm, x from the left edge of the page, y from its top."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise
from math import isfinite
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, field_validator

from carbondocs.diagnostics import Message, message
from carbondocs.errors import InvalidValue, UsageError, one
from carbondocs.values.model import Model

A4 = 210.0, 297.0
LONGEST, MOST = 2000.0, 500  # mm, and cells on an axis: what no sheet goes beyond

_SLACK = 0.01  # mm: the sides of stock are given to a tenth or two, and their sums may be off by as much
_MARK_LENGTH, _MARK_DISTANCE, _LEAST_MARK = 3.0, 0.5, 0.5


def _number(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise InvalidValue(
            "sheet.number", message("“{value}” is no number.", value=value), message("Give a number of millimetres.")
        )
    return value


def _length(value: float) -> float:
    if not 0 < value <= LONGEST:
        raise _out_of_bounds(f"{value:g}", message("Give a length above 0 and up to {most} mm.", most=f"{LONGEST:g}"))
    return value


def _distance(value: float) -> float:
    if not 0 <= value <= LONGEST:
        raise _out_of_bounds(f"{value:g}", message("Give a distance of 0 to {most} mm.", most=f"{LONGEST:g}"))
    return value


def _count(value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= MOST:
        raise _out_of_bounds(value, message("Give a whole number of 1 to {most}.", most=MOST))
    return value


def _out_of_bounds(value: object, hint: Message) -> InvalidValue:
    return InvalidValue("sheet.bounds", message("{value} is out of bounds.", value=value), hint)


Length = Annotated[float, BeforeValidator(_number), AfterValidator(_length)]
Distance = Annotated[float, BeforeValidator(_number), AfterValidator(_distance)]
Count = Annotated[int, BeforeValidator(_count)]


class LabelStock(Model):
    """A page with cells for labels in columns and rows; all lengths in mm. It is checked that the cells fit the page.

    Raises pydantic's ValidationError, whose findings ``values.findings.diagnose`` tells.
    """

    page_width: Length = Field(A4[0], description="The page, upright as it is fed.")
    page_height: Length = A4[1]
    label_width: Length = Field(description="One cell.")
    label_height: Length
    left: Distance = Field(0.0, description="From the page's left edge to the first column.")
    top: Distance = Field(0.0, description="From the page's top edge to the first row.")
    column_gap: Distance = Field(0.0, description="Between two columns.")
    row_gap: Distance = Field(0.0, description="Between two rows.")
    columns: Count
    rows: Count

    @field_validator("columns")
    @classmethod
    def _columns_fit(cls, number: int, info: ValidationInfo) -> int:
        _check_fit(number, info.data, ("left", "label_width", "column_gap", "page_width"))
        return number

    @field_validator("rows")
    @classmethod
    def _rows_fit(cls, number: int, info: ValidationInfo) -> int:
        _check_fit(number, info.data, ("top", "label_height", "row_gap", "page_height"))
        return number

    @property
    def capacity(self) -> int:
        """How many cells a page has."""
        return self.columns * self.rows

    @property
    def lefts(self) -> list[float]:
        """The left edges of the columns."""
        return [self.left + column * (self.label_width + self.column_gap) for column in range(self.columns)]

    @property
    def tops(self) -> list[float]:
        """The top edges of the rows."""
        return [self.top + row * (self.label_height + self.row_gap) for row in range(self.rows)]


def _check_fit(number: int, known: dict[str, float], names: tuple[str, str, str, str]) -> None:
    if any(name not in known for name in names):
        return  # one of them is wrong itself, and told of
    before, side, gap, page = (known[name] for name in names)
    needed = before + number * side + (number - 1) * gap
    if needed > page + _SLACK:
        raise InvalidValue(
            "sheet.overflow",
            message("The labels need {needed} mm; the page has {page} mm.", needed=f"{needed:.5g}", page=f"{page:.5g}"),
            message("Check {names}.", names=", ".join(names)),
        )


@dataclass(frozen=True)
class Grid:
    """A plain page for cutting: as many cells of the label's own size as it holds, centred; all lengths in mm."""

    page_width: float = A4[0]
    page_height: float = A4[1]
    margin: float = 10.0
    gap: float = 4.0

    def stock(self, width: float, height: float) -> LabelStock:
        """The stock for labels of that size; InvalidValue where not one fits the page."""
        columns, rows = self._number(width, self.page_width), self._number(height, self.page_height)
        if not columns or not rows:
            raise InvalidValue(
                "sheet.large",
                message(
                    "A label of {width} × {height} mm doesn't fit a page of {page_width} × {page_height} mm.",
                    width=f"{width:.5g}",
                    height=f"{height:.5g}",
                    page_width=f"{self.page_width:g}",
                    page_height=f"{self.page_height:g}",
                ),
                message("Choose a smaller size, or a sheet with cells of its own, to which labels are scaled down."),
            )
        return LabelStock(
            page_width=self.page_width,
            page_height=self.page_height,
            label_width=width,
            label_height=height,
            left=(self.page_width - columns * width - (columns - 1) * self.gap) / 2,
            top=(self.page_height - rows * height - (rows - 1) * self.gap) / 2,
            column_gap=self.gap,
            row_gap=self.gap,
            columns=columns,
            rows=rows,
        )

    def _number(self, side: float, page: float) -> int:
        return min(int((page - 2 * self.margin + self.gap + _SLACK) / (side + self.gap)), MOST)


@dataclass(frozen=True)
class Cell:
    """A place for one label: its page, from 0, and its left and top edge on it."""

    page: int
    x: float
    y: float


def cells(stock: LabelStock, start: int = 1) -> Iterator[Cell]:
    """Cells row by row and page by page, without end, from the cell numbered ``start`` (from 1) of the first page.

    UsageError: the page has no cell of that number.
    """
    if not 1 <= start <= stock.capacity:
        raise UsageError(
            one(
                "sheet.start",
                "The sheet has no label {start}; it has {capacity}.",
                "Count to the first free label row by row, from 1 at the top left.",
                start=start,
                capacity=stock.capacity,
            )
        )
    return _cells(stock, start - 1)


def _cells(stock: LabelStock, first: int) -> Iterator[Cell]:
    lefts, tops = stock.lefts, stock.tops
    for number in count(first):
        page, index = divmod(number, stock.capacity)
        row, column = divmod(index, stock.columns)
        yield Cell(page, lefts[column], tops[row])


@dataclass(frozen=True)
class Fit:
    """How a label stands in a cell: its scale, and its left and top edge from those of the cell."""

    scale: float
    x: float
    y: float


def fit(stock: LabelStock, width: float, height: float) -> Fit:
    """A label of that size in a cell: scaled down in proportion where it must be, never up, and centred."""
    scale = min(1.0, stock.label_width / width, stock.label_height / height)
    return Fit(scale, (stock.label_width - scale * width) / 2, (stock.label_height - scale * height) / 2)


@dataclass(frozen=True)
class Stroke:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float


def crop_marks(stock: LabelStock) -> list[Stroke]:
    """Short lines that go on with the edges of the cells where no cell is: in the margins, and in gaps wide enough."""
    columns, rows = _edges(stock.lefts, stock.label_width), _edges(stock.tops, stock.label_height)
    upright = [Stroke(x, a, x, b) for a, b in _marks(rows, stock.page_height) for x in dict.fromkeys(columns)]
    level = [Stroke(a, y, b, y) for a, b in _marks(columns, stock.page_width) for y in dict.fromkeys(rows)]
    return upright + level


def _edges(starts: list[float], side: float) -> list[float]:
    return [round(edge, 4) for start in starts for edge in (start, start + side)]


def _marks(edges: list[float], page: float) -> list[tuple[float, float]]:
    """Where marks lie along an axis: in each space beside a cell, a little off it."""
    spaces = list(pairwise([0.0, *edges, page]))[::2]
    marks = []
    for number, (start, end) in enumerate(spaces):
        start, end = start + _MARK_DISTANCE, end - _MARK_DISTANCE
        if end - start < _LEAST_MARK:
            continue
        if number > 0:
            marks.append((start, min(end, start + _MARK_LENGTH)))
        if number < len(spaces) - 1:
            marks.append((max(start, end - _MARK_LENGTH), end))
    return list(dict.fromkeys(marks))
