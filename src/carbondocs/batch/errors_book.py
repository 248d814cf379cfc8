"""errors.xlsx: the rows that failed, as they stand in their list, with what is wrong; corrected, it is fed in again."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from carbondocs.batch.book_cells import GREY, RED, sentence, steady, written_cell
from carbondocs.batch.notes import findings_of, lines_of
from carbondocs.batch.order import Order
from carbondocs.diagnostics import Diagnostic, Severity, in_words
from carbondocs.flow import Line, RawCell
from carbondocs.language import Tongue, worded
from carbondocs.sources.forms import is_form
from carbondocs.sources.headings import ORIGIN_HEADING, PROBLEMS_HEADING, Headings
from carbondocs.sources.leaves import leaves
from carbondocs.store.journal import Journal
from carbondocs.store.storage import Storage

_MAIN = "errors"
_MOST_COMMENTS = 5000  # they are held in memory until the end
_WIDTH, _HELD, _WIDE = 18, 48, 70  # characters; a column that is held leaves room for others to pass by
_FILE_AND_PLACE = ("文件 File", "位置 Place")

_Failure = tuple[str, Sequence[Diagnostic], Sequence[Line]]


@dataclass
class _Sheet:
    """The columns of a sheet: headings by what they mean."""

    headings: dict[str, str] = field(default_factory=dict)
    known: Headings | None = None

    def meaning(self, heading: str) -> str:
        """What is the same for headings that mean the same field."""
        column = self.known.resolve(heading) if self.known else None
        return repr(column.path) if column else heading

    def add(self, line: Line) -> None:
        for cell in line.cells:
            self.headings.setdefault(self.meaning(cell.heading), cell.heading)

    def content(self, line: Line) -> object:
        """What a line says, wherever it stands."""
        filled = (cell for cell in line.cells if cell.value is not None)
        return line.sheet, frozenset((self.meaning(cell.heading), cell.value, cell.number_format) for cell in filled)


def write_errors(journal: Journal, storage: Storage, order: Order, tongue: Tongue) -> None:
    """Write the rows of an order that failed; where there are none, the file goes away.

    Where each document fills a workbook of its own, a form, that is where it is corrected: what is wrong is listed.
    """
    record, name = order.kind.record, order.errors_name(journal.first_edition())
    sheets = _sheets(journal, order.edition, Headings(leaves(record)))
    if not sheets:
        storage.remove(name)
        return
    with storage.growing(name) as path, TemporaryDirectory(prefix="carbondocs-") as scratch:
        book = Path(scratch, name)
        if is_form(record):
            _list_errors(_failures(journal, order.edition), book, tongue)
        else:
            _Book(sheets, tongue).write(_failures(journal, order.edition), book)
        steady(book, path)
        journal.remember(name, hashlib.sha256(path.read_bytes()).hexdigest())


def _list_errors(failures: Iterable[_Failure], path: Path, tongue: Tongue) -> None:
    """Write a workbook that lists errors, each with its file and its place there."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    table = book.create_sheet(_MAIN)
    for column, width in zip("ABC", (_WIDTH, _WIDTH, _WIDE), strict=True):
        table.column_dimensions[column].width = width
    table.freeze_panes = "A2"
    table.append([written_cell(table, heading, bold=True) for heading in (*_FILE_AND_PLACE, PROBLEMS_HEADING)])
    for _, errors, _ in failures:
        for error in errors:
            place = in_words(error.place.path, partial(worded, tongue=tongue))
            texts = error.place.source, place, sentence(error, tongue)
            table.append([written_cell(table, text, wrap=True) for text in texts])
    book.save(path)


def _failures(journal: Journal, edition: str) -> Iterator[_Failure]:
    """Of each row that failed its place, the errors, and its lines."""
    for entry, noted, lines in journal.findings(failed_of=edition):
        errors = [finding for finding in findings_of(noted) if finding.severity is Severity.ERROR]
        yield entry.place, errors, lines_of(lines)


def _sheets(journal: Journal, edition: str, known: Headings) -> dict[str, _Sheet]:
    sheets: dict[str, _Sheet] = {}
    for _, _, lines in _failures(journal, edition):
        for line in lines:
            sheets.setdefault(line.sheet, _Sheet(known=None if line.sheet else known)).add(line)
    return dict(sorted(sheets.items()))  # the main one first, for its title is empty


class _Book:
    """Writes the workbook row by row."""

    def __init__(self, sheets: dict[str, _Sheet], tongue: Tongue) -> None:
        from openpyxl import Workbook

        self._tongue = tongue
        self._say = partial(worded, tongue=tongue)
        self._sheets = sheets
        self._book = Workbook(write_only=True)
        self._tables = {title: self._book.create_sheet(title or _MAIN) for title in sheets}
        self._comments = 0
        self._written: Counter[object] = Counter()

    def write(self, failures: Iterable[_Failure], path: Path) -> None:
        for title in self._sheets:
            self._head(title)
        for place, errors, lines in failures:
            told: dict[str, list[Diagnostic]] = {}
            for error in errors:
                told.setdefault(error.place.path, []).append(error)
            sheets = {cell.place: line.sheet for line in lines for cell in line.cells}
            problems = {error: sentence(error, self._tongue, sheets.get(error.place.path, "")) for error in errors}
            for line in self._unwritten(lines):
                self._line(line, told, problems, place)
        self._book.save(path)

    def _unwritten(self, lines: Iterable[Line]) -> Iterator[Line]:
        """The lines of a row, but of further sheets none that is written already: rows of one number share theirs."""
        met: Counter[object] = Counter()
        for line in lines:
            content = self._sheets[line.sheet].content(line)
            met[content] += 1
            if not line.sheet or met[content] > self._written[content]:
                self._written[content] += bool(line.sheet)
                yield line

    def _head(self, title: str) -> None:
        from openpyxl.utils import get_column_letter

        table, headings = self._tables[title], list(self._sheets[title].headings.values())
        columns = [*headings[:1], PROBLEMS_HEADING, *headings[1:], *([] if title else [ORIGIN_HEADING])]
        for number, heading in enumerate(columns, 1):
            width = _HELD if heading == PROBLEMS_HEADING else _WIDTH
            table.column_dimensions[get_column_letter(number)].width = width
        table.freeze_panes = "C2"
        table.append([written_cell(table, heading, bold=True) for heading in columns])

    def _line(self, line: Line, told: dict[str, list[Diagnostic]], errors: dict[Diagnostic, str], place: str) -> None:
        """Write a line with what is wrong in it; beside the main one stands what is wrong on all sheets."""
        sheet, table = self._sheets[line.sheet], self._tables[line.sheet]
        given = {sheet.meaning(cell.heading): cell for cell in line.cells}
        cells = [self._source_cell(table, given.get(meaning), told) for meaning in sheet.headings]
        here = {cell.place for cell in line.cells}
        mine = [sentence for error, sentence in errors.items() if not line.sheet or error.place.path in here]
        problems = written_cell(table, "\n".join(mine), colour=RED if mine else "", wrap=True)
        origin = [] if line.sheet else [written_cell(table, in_words(place, self._say), colour=GREY)]
        table.append([*cells[:1], problems, *cells[1:], *origin])

    def _source_cell(self, table: Any, cell: RawCell | None, told: dict[str, list[Diagnostic]]) -> Any:
        from openpyxl.comments import Comment

        if cell is None:
            return None
        wrong = told.get(cell.place, [])
        written = written_cell(table, cell.value, cell.number_format, colour=RED if wrong else "")
        if wrong and self._comments < _MOST_COMMENTS:
            self._comments += 1
            written.comment = Comment(
                "\n".join(sentence(error, self._tongue) for error in wrong), "carbondocs", height=120, width=320
            )
        return written
