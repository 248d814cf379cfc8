"""What long texts are made of once they are read: a flat row of paragraphs, items of lists, and tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Literal

Align = Literal["left", "center", "right"]

GRID = 60
"""The steps into which the width of a table is divided; each of its columns spans some of them."""

_LINE, _PADDING = 84, 3  # Latin characters: a table as wide as the page's text, the room beside a cell's text


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style. ``italic`` stands for emphasis, which Chinese sets in Kai."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``flush`` where it goes on behind a line break, and so isn't set in."""

    runs: Runs
    flush: bool = False
    kind: str = "paragraph"

    @property
    def leads(self) -> bool:
        """Whether it leads to what follows, and so must not be parted from it."""
        return plain(self.runs).endswith(("：", ":"))


@dataclass(frozen=True, slots=True)
class Item:
    """A paragraph of a list, at ``level`` 1 or 2.

    ``marker`` is what hangs before it: a bullet, the number as it was written, or nothing before a further paragraph
    of the same item or a line that was broken on purpose.
    """

    level: int
    marker: str
    runs: Runs
    kind: str = "item"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; ``span`` is its column's share of the table's ``GRID``."""

    runs: Runs
    align: Align
    span: int

    @property
    def width(self) -> float:
        """Its share of the table's width, from 0 to 1."""
        return self.span / GRID


@dataclass(frozen=True, slots=True)
class Table:
    """A table; ``heading`` is empty where no column has one."""

    heading: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    kind: str = "table"

    @property
    def columns(self) -> tuple[Cell, ...]:
        """A cell of each column, for its width and alignment."""
        return self.heading or self.rows[0]


Block = Paragraph | Item | Table


def plain(runs: Sequence[Run]) -> str:
    """The text of runs without their style."""
    return "".join(run.text for run in runs)


def table(aligns: Sequence[Align], rows: Sequence[Sequence[Runs]]) -> Table:
    """A table whose first row is its heading; the more a column holds, the wider it is."""
    spans = _spans([max(breadth(plain(runs)) for runs in column) for column in zip(*rows, strict=True)])
    heading, *body = (
        tuple(Cell(runs, align, span) for runs, align, span in zip(row, aligns, spans, strict=True)) for row in rows
    )
    return Table(heading if any(cell.runs for cell in heading) else (), tuple(body))


def _spans(breadths: Sequence[int]) -> list[int]:
    """Shares of the grid: what is short stays on one line, the long columns share the rest alike."""
    needs = [breadth + _PADDING for breadth in breadths]
    widest = _widest(needs)
    edges = list(accumulate((min(need, widest) for need in needs), initial=0.0))
    steps = [round(GRID * edge / edges[-1]) for edge in edges]
    return [right - left for left, right in pairwise(steps)]


def _widest(needs: Sequence[int]) -> float:
    """The width at which columns are cut off so that all of them fill a line."""
    room = float(_LINE)
    for rank, need in enumerate(sorted(needs)):
        if (share := room / (len(needs) - rank)) < need:
            return share
        room -= need
    return max(needs)


def breadth(text: str) -> int:
    """The breadth of a text in Latin characters."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
