"""Sheets with one fact to a row: what it is under 项目, its value under 内容; notes and examples aren't read."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError, InvalidValue
from carbondocs.sources.cells import Cell
from carbondocs.sources.examples import INDEX
from carbondocs.sources.forms import CONTENT, GROUP, ITEM, NOTE, SAMPLE
from carbondocs.sources.grids import Line
from carbondocs.sources.heading_rows import heading_texts
from carbondocs.sources.headings import Headings, Path
from carbondocs.sources.sheet import Sheet
from carbondocs.sources.tables import blame, name_cells, put, value_of
from carbondocs.values.findings import dotted
from carbondocs.values.wording import shown

_KNOWN = (GROUP, ITEM, CONTENT, NOTE, SAMPLE, INDEX)
_NOT_READ = (GROUP, NOTE, SAMPLE, INDEX)
_CLOSE = 0.5
_BLANK = Cell()


class FactSheets:
    """Reads facts into ``data`` and their places into ``cells``; ``faults`` gathers what can't be read.

    ``unread`` are the paths of values whose cells can't be read; ``incomplete`` says that items can't be, so that any
    that is absent may be one of those.
    """

    def __init__(
        self, headings: Headings, data: dict[str, Any], cells: dict[str, str], faults: list[Diagnostic]
    ) -> None:
        self._headings = headings
        self._data = data
        self._cells = cells
        self._faults = faults
        self.unread: set[str] = set()
        self.incomplete = False
        self._seen: dict[Path, str] = {}
        self._unknown: list[tuple[str, Place]] = []

    def read(self, sheet: Sheet) -> None:
        """Read one sheet."""
        try:
            self._faults.extend(blame(fault, Place(sheet.source, sheet.place(*at)))
                                for at, fault in sorted(sheet.floating().items(), key=lambda one: one[0]))  # fmt: skip
            lines = sheet.lines(passed_over=_NOT_READ)
            columns = _columns(next(lines, (1, ())), sheet)
        except DataError as error:
            self._faults.extend(error.diagnostics)
            self.incomplete = True
            return
        for row, cells in lines:
            try:
                self._read_line(sheet, row, cells, columns)
            except _Fault as fault:
                self._faults.append(_finding(fault, sheet, row))
                self.incomplete |= fault.column == columns[ITEM]

    def saw(self, path: str) -> bool:
        """Whether the item of that value is there."""
        return path in {dotted(seen) for seen in self._seen}

    def tell_unknown(self) -> None:
        """Blame the items that aren't known, once all others have been read."""
        self.incomplete |= bool(self._unknown)
        for title, place in self._unknown:
            problem = message("The item {title} is unknown.", title=shown(title))
            near = _near(self._headings.nearest(title, self._seen))
            self._faults.append(Diagnostic("form.unknown_item", problem, near, place))

    def _read_line(self, sheet: Sheet, row: int, cells: Sequence[Cell], columns: dict[str, int]) -> None:
        named = dict(enumerate(cells, start=1))
        item, content = named.get(columns[ITEM], _BLANK), named.get(columns[CONTENT], _BLANK)
        stray = next((number for number, cell in named.items() if number not in columns.values() and not cell.blank), 0)
        if stray:
            raise _Fault(stray, "table.no_heading", message("This value stands under no heading."),
                         message("Give the column a heading, or empty the cell."))  # fmt: skip
        if item.fault:
            raise _Fault(columns[ITEM], item.fault.code, item.fault.problem, item.fault.hint)
        if item.blank:
            if not content.blank:
                raise _Fault(columns[ITEM], "form.no_item", message("A value stands here without its item."),
                             message("Write the item beside it, or empty the cell."))  # fmt: skip
            return
        title = str(item.value).strip()
        column = self._headings.resolve(title)
        if column is None:
            self._unknown.append((title, Place(sheet.source, sheet.place(row, columns[ITEM]))))
            return
        if first := self._seen.get(column.path):
            problem = message("{name} stands twice, first at {first}.", name=shown(title), first=first)
            raise _Fault(columns[ITEM], "form.twice", problem, message("Keep one of the two."))
        self._seen[column.path] = sheet.place(row, columns[ITEM])
        name_cells(self._cells, column.path, sheet.place(row, columns[CONTENT]))
        if not content.blank:
            try:
                put(self._data, column.path, value_of(content, column))
            except InvalidValue as error:
                self.unread.add(dotted(column.path))
                raise _Fault(columns[CONTENT], error.code, error.problem, error.hint) from error


class _Fault(Exception):
    """What is wrong in a column of the line at hand."""

    def __init__(self, column: int, code: str, problem: Message, hint: Message) -> None:
        super().__init__(code)
        self.column, self.code, self.problem, self.hint = column, code, problem, hint


def _columns(first: Line, sheet: Sheet) -> dict[str, int]:
    """The columns of a sheet of facts by their headings; DataError where one is unknown, doubled or missing."""
    columns: dict[str, int] = {}
    faults = []
    for number, title in heading_texts(first).items():
        if title not in _KNOWN:
            near = get_close_matches(title, set(_KNOWN), n=1, cutoff=_CLOSE)
            problem = message("The heading {heading} is unknown.", heading=shown(title))
            hint = _near(near[0]) if near else message("Headings here are {known}.", known=_KNOWN[:-1])
            faults.append(_finding(_Fault(number, "table.unknown_heading", problem, hint), sheet, 1))
        elif title in columns:
            problem = message("The heading {heading} stands twice.", heading=title)
            hint = message("Delete one of the two columns.")
            faults.append(_finding(_Fault(number, "table.repeated_heading", problem, hint), sheet, 1))
        columns.setdefault(title, number)
    for title in (ITEM, CONTENT):
        if title not in columns and not faults:
            problem = message("The first row has no heading {title}.", title=title)
            hint = message("Copy the sheet from a new workbook; `carbondocs workbook` writes one.")
            faults.append(_finding(_Fault(1, "table.no_headings", problem, hint), sheet, 1))
    if faults:
        raise DataError(faults)
    return columns


def _near(near: str) -> Message:
    if near:
        return message("Did you mean {near}?", near=near)
    return message("Write it as a new workbook has it; `carbondocs workbook` writes one.")


def _finding(fault: _Fault, sheet: Sheet, row: int) -> Diagnostic:
    return Diagnostic(fault.code, fault.problem, fault.hint, Place(sheet.source, sheet.place(row, fault.column)))
