"""What reports are made of: headings and the blocks below them, in the order in which they are set.

A report's templates loop over its parts and set each block by its ``kind``, so that every format holds the same
texts in the same order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from carbondocs.kinds.parts import Fact
from carbondocs.values.prose_blocks import Block as ProseBlock

Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3 with its number in the form's own style (一、（一） 1.)."""

    level: int
    number: str
    text: str
    anchor: str
    kind: str = "heading"


@dataclass(frozen=True)
class Text:
    """A long text: its paragraphs, lists and tables."""

    blocks: tuple[ProseBlock, ...]
    kind: str = "text"


@dataclass(frozen=True)
class Facts:
    """Labels with their values, one below the other."""

    facts: tuple[Fact, ...]
    kind: str = "facts"


@dataclass(frozen=True)
class Column:
    """A column of a table; its width in mm. A line break in its title is kept."""

    title: str
    width: float
    align: Align = "left"


@dataclass(frozen=True)
class Table:
    """A table with its numbered caption; ``total`` is its last row, ``notes`` stand below.

    ``height`` is the least height of a row in mm: room for signatures.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    height: float = 0
    kind: str = "table"

    @property
    def width(self) -> float:
        """The width of all columns in mm."""
        return sum(column.width for column in self.columns)


@dataclass(frozen=True)
class Figure:
    """A picture or a chart with its numbered caption; ``name`` is what templates show as ``picture:name``.

    Width and height are in mm.
    """

    name: str
    caption: str
    width: float
    height: float
    kind: str = "figure"


@dataclass(frozen=True)
class Signature:
    """Where the body signs and seals: its label and name, and the date."""

    body: Fact
    date: Fact
    kind: str = "signature"


Block = Heading | Text | Facts | Table | Figure | Signature


@dataclass(frozen=True)
class Part:
    """Blocks that follow each other on pages of one orientation."""

    blocks: tuple[Block, ...]
    landscape: bool = False


def contents(parts: Iterable[Part], deepest: int = 2) -> tuple[Heading, ...]:
    """The headings that the table of contents lists."""
    return tuple(
        block for part in parts for block in part.blocks if isinstance(block, Heading) and block.level <= deepest
    )
