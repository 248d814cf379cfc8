"""errors.xlsx: the rows that failed, as they stand in their list, with what is wrong; corrected, it is fed in again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from pydantic import BaseModel

from carbondocs.batch.notes import findings_of, lines_of
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.flow import Line, RawCell
from carbondocs.language import Tongue, worded
from carbondocs.sources.headings import ORIGIN_HEADING, PROBLEMS_HEADING, Headings
from carbondocs.sources.leaves import leaves
from carbondocs.store.journal import Journal
from carbondocs.store.storage import Storage

ERRORS = "errors.xlsx"

_MAIN = "errors"
_MOST_COMMENTS = 5000  # they are held in memory until the end
_WIDTH, _WIDE = 18, 70  # characters
_RED, _GREY = "FFFFC7CE", "FFD9D9D9"
_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED_DATE = rb"\g<1>1980-01-01T00:00:00Z"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


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


def write_errors(journal: Journal, storage: Storage, record: type[BaseModel], tongue: Tongue) -> None:
    """Write the rows that failed; where there are none, the file goes away."""
    sheets = _sheets(journal, Headings(leaves(record)))
    if not sheets:
        storage.remove(ERRORS)
        return
    with storage.growing(ERRORS) as path, TemporaryDirectory(prefix="carbondocs-") as scratch:
        book = Path(scratch, ERRORS)
        _Book(sheets, tongue).write(_failures(journal), book)
        _steady(book, path)


def _failures(journal: Journal) -> Iterator[tuple[str, Sequence[Diagnostic], Sequence[Line]]]:
    """Of each row that failed its place, the errors, and its lines."""
    for entry, noted, lines in journal.findings(this_run=False):
        errors = [finding for finding in findings_of(noted) if finding.severity is Severity.ERROR]
        yield entry.place, errors, lines_of(lines)


def _sheets(journal: Journal, known: Headings) -> dict[str, _Sheet]:
    sheets: dict[str, _Sheet] = {}
    for _, _, lines in _failures(journal):
        for line in lines:
            sheets.setdefault(line.sheet, _Sheet(known=None if line.sheet else known)).add(line)
    return dict(sorted(sheets.items()))  # the main one first, for its title is empty


class _Book:
    """Writes the workbook row by row."""

    def __init__(self, sheets: dict[str, _Sheet], tongue: Tongue) -> None:
        from openpyxl import Workbook

        self._tongue = tongue
        self._sheets = sheets
        self._book = Workbook(write_only=True)
        self._tables = {title: self._book.create_sheet(title or _MAIN) for title in sheets}
        self._comments = 0

    def write(self, failures: Iterable[tuple[str, Sequence[Diagnostic], Sequence[Line]]], path: Path) -> None:
        for title in self._sheets:
            self._head(title)
        for place, errors, lines in failures:
            told: dict[str, list[Diagnostic]] = {}
            for error in errors:
                told.setdefault(error.place.path, []).append(error)
            sheets = {cell.place: line.sheet for line in lines for cell in line.cells}
            problems = {error: self._sentence(error, sheets.get(error.place.path, "")) for error in errors}
            for line in lines:
                self._line(line, told, problems, place)
        self._book.save(path)

    def _head(self, title: str) -> None:
        from openpyxl.utils import get_column_letter

        table, headings = self._tables[title], list(self._sheets[title].headings.values())
        extra = [PROBLEMS_HEADING] if title else [PROBLEMS_HEADING, ORIGIN_HEADING]
        for number in range(1, len(headings) + len(extra) + 1):
            wide = number == len(headings) + 1
            table.column_dimensions[get_column_letter(number)].width = _WIDE if wide else _WIDTH
        table.freeze_panes = "A2"
        table.append([self._cell(table, heading, bold=True) for heading in headings + extra])

    def _line(self, line: Line, told: dict[str, list[Diagnostic]], errors: dict[Diagnostic, str], place: str) -> None:
        """Write a line with what is wrong in it; beside the main one stands what is wrong on all sheets."""
        sheet, table = self._sheets[line.sheet], self._tables[line.sheet]
        given = {sheet.meaning(cell.heading): cell for cell in line.cells}
        cells = [self._source_cell(table, given.get(meaning), told) for meaning in sheet.headings]
        here = {cell.place for cell in line.cells}
        mine = [sentence for error, sentence in errors.items() if not line.sheet or error.place.path in here]
        problems = self._cell(table, "\n".join(mine), colour=_RED if mine else "", wrap=True)
        table.append([*cells, problems] if line.sheet else [*cells, problems, self._cell(table, place, colour=_GREY)])

    def _source_cell(self, table: Any, cell: RawCell | None, told: dict[str, list[Diagnostic]]) -> Any:
        from openpyxl.comments import Comment

        if cell is None:
            return None
        wrong = told.get(cell.place, [])
        written = self._cell(table, cell.value, cell.number_format, colour=_RED if wrong else "")
        if wrong and self._comments < _MOST_COMMENTS:
            self._comments += 1
            written.comment = Comment("\n".join(map(self._sentence, wrong)), "carbondocs", height=120, width=320)
        return written

    def _cell(
        self,
        table: Any,
        value: object,
        shown: str = "General",
        *,
        colour: str = "",
        bold: bool = False,
        wrap: bool = False,
    ) -> Any:
        """A cell whose text is never taken for a formula or a number, not even after it was edited."""
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment, Font, PatternFill

        cell = WriteOnlyCell(table, _storable(value))
        if isinstance(value, str):
            cell.data_type = "s"
            cell.number_format = "@"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        else:
            cell.number_format = shown
        if colour:
            cell.fill = PatternFill("solid", fgColor=colour)
        if bold:
            cell.font = Font(bold=True)
        if wrap:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return cell

    def _sentence(self, finding: Diagnostic, sheet: str = "") -> str:
        clause = f" [{finding.clause}]" if finding.clause else ""
        hint = f" → {worded(finding.hint, self._tongue)}" if finding.hint.template else ""
        return f"{f'{sheet}: ' if sheet else ''}{worded(finding.message, self._tongue)}{clause}{hint}"


def _storable(value: object) -> Any:
    """A value as Excel stores it: characters that XML can't hold as ``_x000B_``."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    return ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPED.sub("_x005F_", value))


def _steady(book: Path, target: Path) -> None:
    """The same workbook without the time of day."""
    with ZipFile(book) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            content = source.read(name)
            archive.writestr(entry, _DATE.sub(_FIXED_DATE, content) if name == "docProps/core.xml" else content)
