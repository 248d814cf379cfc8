"""Tables of cells, as files of all kinds give them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence

from carbondocs.errors import InvalidValue
from carbondocs.sources.cells import Cell

Line = tuple[int, Sequence[Cell]]


class Grid(ABC):
    """A table of cells: its lines from the first on, and how a place in it is called.

    ``examples`` are the fingerprints of the rows that only show how to fill it in.
    """

    source: str
    examples: frozenset[str] = frozenset()

    def is_hidden(self, row: int) -> bool:  # noqa: ARG002
        """Whether a line that was reached doesn't show, as a filter or a user has hidden it."""
        return False

    def floating(self) -> Mapping[tuple[int, int], InvalidValue]:
        """What is wrong with what lies over the cells, by the row and column where it begins."""
        return {}

    @abstractmethod
    def lines(self) -> Iterator[Line]:
        """The lines with their numbers, from 1 on; each has as many cells as were found."""

    @abstractmethod
    def place(self, row: int, column: int | None = None, heading: str = "") -> str:
        """The name of a cell (rows and columns from 1), or of a row."""
