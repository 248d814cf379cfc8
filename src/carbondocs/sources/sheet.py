"""One sheet of a workbook as a grid of cells, with what openpyxl doesn't tell: merged and uncalculated cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import ZipFile

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import CarbonDocsError, DataError, InvalidValue
from carbondocs.sources.cells import Cell
from carbondocs.sources.examples import INDEX
from carbondocs.sources.tables import Grid, Line

_BLANK = Cell()


class Sheet(Grid):
    """A sheet that openpyxl has opened read-only in the workbook ``archive``."""

    def __init__(self, sheet: Any, archive: ZipFile, source: str, examples: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.examples = examples
        self.title = str(sheet.title)
        self._sheet = sheet
        self._archive = archive

    def lines(self) -> Iterator[Line]:
        """The rows, gaps included; DataError where cells are merged or the sheet is damaged."""
        with engine_at_work(self.source):
            merged, uncalculated = self._remarks()
        if merged:
            raise DataError([self._merged(reference) for reference in merged])
        self._sheet.reset_dimensions()  # what a file says of its size needn't be true
        rows = iter(self._sheet.iter_rows())
        number = 0
        while True:
            with engine_at_work(self.source):
                cells = next(rows, None)
            if cells is None:
                return
            number += 1
            yield number, [self._cell(cell, number, column, uncalculated) for column, cell in enumerate(cells, start=1)]

    def corner(self) -> str:
        """The text of the first cell, or of the second where the first heads the numbers of the rows."""
        with engine_at_work(self.source):
            cells = next(iter(self._sheet.iter_rows(max_row=1, max_col=2)), ())
        first, second = [*(str(cell.value or "").strip() for cell in cells), "", ""][:2]
        return second if first == INDEX else first

    def is_blank(self) -> bool:
        """Whether no value stands on it."""
        self._sheet.reset_dimensions()
        with engine_at_work(self.source):
            return all(value is None for line in self._sheet.iter_rows(values_only=True) for value in line)

    def place(self, row: int, column: int | None = None, heading: str = "") -> str:  # noqa: ARG002
        """``Sheet1!C17``, or ``Sheet1!17:17`` for a row."""
        title = self.title if re.fullmatch(r"\w+", self.title) else "'{}'".format(self.title.replace("'", "''"))
        return f"{title}!{row}:{row}" if column is None else f"{title}!{_letters(column)}{row}"

    def _remarks(self) -> tuple[list[str], set[str]]:
        """The merged ranges, and the cells whose formula has never been calculated."""
        from defusedxml.ElementTree import iterparse

        merged, uncalculated = [], set()
        with self._archive.open(self._sheet._worksheet_path) as stream:
            for _, element in iterparse(stream):
                match element.tag.rpartition("}")[2]:
                    case "mergeCell":
                        merged.append(str(element.get("ref")))
                    case "c" if element.find("{*}f") is not None:
                        if not element.findtext("{*}v") and element.get("t") != "str":
                            uncalculated.add(str(element.get("r")))
                    case "row":
                        element.clear()
        return merged, uncalculated

    def _merged(self, reference: str) -> Diagnostic:
        return Diagnostic(
            "table.merged",
            message("Cells are merged here."),
            message("Unmerge them, and write the value into every cell that it belongs to."),
            Place(self.source, f"{self.place(1, 1).rpartition('!')[0]}!{reference}"),
        )

    def _cell(self, cell: Any, row: int, column: int, uncalculated: set[str]) -> Cell:
        value = cell.value
        if cell.data_type == "e":
            return Cell(value, fault=_error_value(str(value)))
        if value is None:
            known = not uncalculated or f"{_letters(column)}{row}" not in uncalculated
            return _BLANK if known else Cell(fault=_UNCALCULATED)
        if isinstance(value, str):
            return Cell(_unescaped(value))
        return Cell(value, cell.number_format)


_UNCALCULATED = InvalidValue(
    "cell.uncalculated",
    message("The formula in this cell has no value yet."),
    message("Open the workbook in Excel or LibreOffice, let it calculate, and save it; or enter the value."),
)


def _error_value(value: str) -> InvalidValue:
    return InvalidValue(
        "cell.error",
        message("The cell holds the error value {value}.", value=value),
        message("Correct its formula, or enter the value."),
    )


@contextmanager
def engine_at_work(source: str) -> Iterator[None]:
    """Keeps openpyxl's warnings quiet; any exception out of it means that the workbook is damaged."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (CarbonDocsError, MemoryError):
        raise
    except Exception as error:  # openpyxl checks little, so that bad XML comes out as any exception there is
        problem = message("This is no workbook that can be read: {reason}.", reason=error or type(error).__name__)
        hint = message("Open it in Excel or LibreOffice, and save it anew as .xlsx.")
        raise DataError([Diagnostic("source.damaged", problem, hint, Place(source))]) from error


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _unescaped(text: str) -> str:
    """Excel writes a character that XML can't hold, and some others, as ``_x000D_``."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
