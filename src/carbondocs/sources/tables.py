"""Rows out of a table: the headings in its first line say what the cells below them mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from carbondocs.diagnostics import Diagnostic, Place, Severity, message
from carbondocs.errors import DataError, InvalidValue
from carbondocs.flow import Line as RawLine
from carbondocs.flow import RawCell, Row
from carbondocs.sources.cells import Cell, read_cell
from carbondocs.sources.choices import meant
from carbondocs.sources.examples import EXAMPLE, INDEX, fingerprint
from carbondocs.sources.grids import Grid, Line
from carbondocs.sources.heading_rows import (
    earlier_heading,
    fault_of,
    heading_row,
    not_at_the_top,
    repeated_heading,
    titles_of,
    unknown_heading,
    without_origins,
)
from carbondocs.sources.headings import ORIGIN, PROBLEMS, Column, Headings, Path
from carbondocs.sources.inputs import Input
from carbondocs.values.findings import dotted

EXAMPLE_CHANGED = "table.example_changed"
"""The code of a row that is marked as the example, but isn't as it was written."""


@dataclass(frozen=True)
class Entry:
    """What one line of a table says, with the names of its cells by the paths of their values.

    ``faults`` tell what of it can't be read, ``unread`` the paths of the values that are absent for it, ``remarks``
    are warnings; ``lines`` are the line itself and those that belong to it; ``origin`` is the place that it had in an
    earlier list, None where the table has no column for it.
    """

    row: int
    data: dict[str, Any]
    cells: dict[str, str]
    faults: list[Diagnostic] = field(default_factory=list)
    lines: list[RawLine] = field(default_factory=list)
    origin: str | None = None
    unread: set[str] = field(default_factory=set)
    remarks: list[Diagnostic] = field(default_factory=list)


@dataclass
class Table:
    """A grid whose headings are understood.

    ``sheet`` is its title where it isn't the first; ``index`` is the column that numbers the rows, or 0; ``strays``
    tell, once all entries were given, what lies where there are none.
    """

    grid: Grid
    columns: dict[int, tuple[str, Column]]
    lines: Iterator[Line]
    sheet: str = ""
    index: int = 0
    strays: list[Diagnostic] = field(default_factory=list)

    def entries(self) -> Iterator[Entry]:
        """The lines that aren't blank, nor an example, each with what can't be read in it."""
        floating = sorted(self.grid.floating().items(), key=lambda one: one[0])
        for entry in self._filled():
            mine = [(column, fault) for (row, column), fault in floating if row == entry.row]
            floating = [one for one in floating if one[0][0] != entry.row]
            entry.faults.extend(blame(fault, self.cell(entry.row, column)) for column, fault in mine)
            entry.unread.update(dotted(self.columns[column][1].path) for column, _ in mine if column in self.columns)
            yield entry
        self.strays += [blame(fault, self.cell(*place)) for place, fault in floating]

    def _filled(self) -> Iterator[Entry]:
        for row, cells in self.lines:
            values = [(number, cell) for number, cell in enumerate(cells, 1) if number != self.index and not cell.blank]
            if not values:
                continue
            if not self._marked(cells):
                yield self._entry(row, cells, values)
            elif fingerprint(cell.value for _, cell in values) not in self.grid.examples:
                entry = self._entry(row, cells, values)
                entry.faults.insert(0, self._changed_example(row))
                entry.unread.add("")
                yield entry

    def cell(self, row: int, column: int) -> Place:
        """The place of a cell."""
        heading = self.columns[column][0] if column in self.columns else ""
        return Place(self.grid.source, self.grid.place(row, column, heading))

    @property
    def _corrects(self) -> bool:
        """Whether it says of its rows what they correct."""
        return any(column == ORIGIN for _, column in self.columns.values())

    def _marked(self, cells: Sequence[Cell]) -> bool:
        """Whether a line says that it is the example."""
        return 0 < self.index <= len(cells) and str(cells[self.index - 1].value or "").strip() == EXAMPLE

    def _changed_example(self, row: int) -> Diagnostic:
        """An example that isn't as it was written may be meant as data."""
        problem = message("This row is marked as the example, but isn't as it was written.")
        hint = message("Delete the word {word} if the row is data, else delete the whole row.", word=EXAMPLE)
        return Diagnostic(EXAMPLE_CHANGED, problem, hint, self.cell(row, self.index))

    def _entry(self, row: int, cells: Sequence[Cell], filled: Sequence[tuple[int, Cell]]) -> Entry:
        values: dict[str, Any] = {}
        names = {number: self.grid.place(row, number, heading) for number, (heading, _) in self.columns.items()}
        paths = {"": self.grid.place(row)}
        faults: list[Diagnostic] = []
        unread: set[str] = set()
        for number, (_, column) in self.columns.items():
            name_cells(paths, column.path, names[number])
        for number, cell in filled:
            try:
                self._read(values, number, cell)
            except InvalidValue as error:
                faults.append(blame(error, self.cell(row, number)))
                if number in self.columns:
                    unread.add(dotted(self.columns[number][1].path))
        origin = str(values.pop(str(ORIGIN.path[0]), "")) if self._corrects else None
        values.pop(str(PROBLEMS.path[0]), None)
        remarks = [self._hidden(row)] if self.grid.is_hidden(row) else []
        return Entry(row, values, paths, faults, [self._line(cells, names)], origin, unread, remarks)

    def _hidden(self, row: int) -> Diagnostic:
        return Diagnostic(
            "table.hidden",
            message("This row is hidden in the workbook; it is taken all the same."),
            message("Show it, or take the filter off; delete it if it isn't meant."),
            Place(self.grid.source, self.grid.place(row)),
            severity=Severity.WARNING,
        )

    def _line(self, cells: Sequence[Cell], names: dict[int, str]) -> RawLine:
        """The line as it stands, without remarks of ours."""
        shown = (
            (heading, cells[number - 1] if number <= len(cells) else Cell(), names[number])
            for number, (heading, column) in self.columns.items()
            if column not in (ORIGIN, PROBLEMS)
        )
        raw = (RawCell(heading, cell.value, cell.number_format, name) for heading, cell, name in shown)
        return RawLine(self.sheet, tuple(raw))

    def _read(self, values: dict[str, Any], number: int, cell: Cell) -> None:
        if number not in self.columns:
            raise InvalidValue(
                "table.no_heading",
                message("This value stands under no heading."),
                message("Give the column a heading, or empty the cell."),
            )
        column = self.columns[number][1]
        put(values, column.path, value_of(cell, column))


def open_table(grid: Grid, headings: Headings, key: Column | None = None, sheet: str = "") -> Table:
    """The table in a grid; DataError names every heading that is unknown or stands twice.

    ``key`` is what the first column means, after one of numbers, where that isn't a heading of ``headings``.
    """
    lines = grid.lines()
    titles = titles_of(next(lines, (1, ())), grid, lines, headings)
    index = next((number for number, title in titles.items() if title == INDEX), 0)
    columns: dict[int, tuple[str, Column]] = {}
    unknown: list[int] = []
    faults: dict[int, Diagnostic] = {}
    for number, title in titles.items():
        if number == index:
            continue
        column = key if key and number == min(titles.keys() - {index}) else headings.resolve(title)
        if column is None:
            unknown.append(number)
        elif earlier := earlier_heading(column.path, columns):
            faults[number] = fault_of(grid, number, title, *repeated_heading(title, earlier))
        else:
            columns[number] = title, column
    if unknown and not columns and (row := heading_row(lines, headings)):
        raise DataError([not_at_the_top(grid, row)])
    used = {column.path for _, column in columns.values()}
    for number in unknown:
        faults[number] = fault_of(grid, number, titles[number], *unknown_heading(titles[number], headings, used))
    if faults:
        raise DataError([faults[number] for number in sorted(faults)])
    if not key and PROBLEMS.path in used and ORIGIN.path not in used:
        raise DataError([without_origins(grid)])
    return Table(grid, columns, lines, sheet, index)


def blame(error: InvalidValue, place: Place) -> Diagnostic:
    """The finding that something can't be read there."""
    return Diagnostic(error.code, error.problem, error.hint, place)


def row_of(entry: Entry, source: Input) -> Row:
    """The row that an entry of the main table makes."""
    faults, lines = tuple(entry.faults), tuple(entry.lines)
    unread = frozenset(entry.unread)
    remarks = tuple(entry.remarks)
    return Row(entry.data, source.name, source.folder, entry.cells, faults, lines, entry.origin, unread, remarks)


def value_of(cell: Cell, column: Column) -> Any:
    """The value of a cell that isn't blank, as the data may give it; ``InvalidValue`` where it can't be told."""
    value = read_cell(cell, column.reading)
    return meant(value, column.choices) if column.choices else value


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value into nested mappings and lists; entries of a list that are passed over stay empty."""
    holder: Any = data
    for part, following in pairwise(path):
        if isinstance(part, int):
            holder.extend({} for _ in range(part + 1 - len(holder)))
            holder = holder[part]
        else:
            holder = holder.setdefault(part, [] if isinstance(following, int) else {})
    last = path[-1]
    if isinstance(last, int):
        holder.extend("" for _ in range(last + 1 - len(holder)))
    holder[last] = value


def below(base: str, path: str) -> str:
    """The path of a value in what stands at ``base``; nothing stands for that itself."""
    return f"{base}.{path}" if path else base


def name_cells(cells: dict[str, str], path: Path, cell: str) -> None:
    """Name the cell of a value, and for what holds the value its first cell."""
    for end in range(1, len(path)):
        cells.setdefault(dotted(path[:end]), cell)
    cells[dotted(path)] = cell
