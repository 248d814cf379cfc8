"""One sheet of a workbook as a grid of cells, with what openpyxl doesn't tell: merged and uncalculated cells."""

from __future__ import annotations

import re
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any
from zipfile import ZipFile

from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import CarbonDocsError, DataError, InvalidValue
from carbondocs.sources.cells import NO_VALUE, Cell, error_value
from carbondocs.sources.drawings import PICTURE, floating
from carbondocs.sources.examples import INDEX
from carbondocs.sources.grids import Grid, Line
from carbondocs.sources.heading_rows import MAX_COLUMNS, ROWS_ABOVE

REPAIR = message(
    "Fetch or copy the file again; or open it in Excel or WPS, let it be repaired, check it, and save it as .xlsx."
)
"""What to do with a damaged workbook."""

_BLANK = Cell()


class Sheet(Grid):
    """A sheet that openpyxl has opened read-only in the workbook ``archive``."""

    def __init__(self, sheet: Any, archive: ZipFile, source: str, examples: frozenset[str] = frozenset()) -> None:
        self.source = source
        self.examples = examples
        self.title = str(sheet.title)
        self._sheet = sheet
        self._archive = archive
        self._hidden: set[int] = set()

    def lines(self, passed_over: Collection[str] = ()) -> Iterator[Line]:
        """The rows, gaps included; DataError where cells are merged or the sheet is damaged.

        What is merged below the headings ``passed_over`` alone doesn't matter.
        """
        with engine_at_work(self.source):
            merged, remarks = self._remarks()
        if merged := [one for one in merged if not (self._lies_below(one, passed_over) or self._is_title(one))]:
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
            yield number, [self._cell(cell, number, column, remarks) for column, cell in enumerate(cells, start=1)]

    def is_hidden(self, row: int) -> bool:
        """Whether a filter or a user has hidden a row."""
        return row in self._hidden

    def top(self) -> list[str]:
        """The texts in the first row."""
        self._sheet.reset_dimensions()
        with engine_at_work(self.source):
            cells = next(iter(self._sheet.iter_rows(max_row=1, max_col=MAX_COLUMNS)), ())
        return [str(cell.value).strip() for cell in cells if cell.value is not None]

    def corner(self) -> str:
        """The text of the first cell, or of the second where the first heads the numbers of the rows."""
        with engine_at_work(self.source):
            cells = next(iter(self._sheet.iter_rows(max_row=1, max_col=2)), ())
        first, second = [*(str(cell.value or "").strip() for cell in cells), "", ""][:2]
        return second if first == INDEX else first

    def floating(self) -> dict[tuple[int, int], InvalidValue]:
        """What is wrong with pictures and drawings, by the cells where they begin."""
        with engine_at_work(self.source):
            return floating(self._archive, self._sheet._worksheet_path)

    def is_blank(self) -> bool:
        """Whether no value stands on it."""
        self._sheet.reset_dimensions()
        with engine_at_work(self.source):
            return all(value is None for line in self._sheet.iter_rows(values_only=True) for value in line)

    def place(self, row: int, column: int | None = None, heading: str = "") -> str:  # noqa: ARG002
        """``Sheet1!C17``, or ``Sheet1!17:17`` for a row."""
        title = self.title if re.fullmatch(r"\w+", self.title) else "'{}'".format(self.title.replace("'", "''"))
        return f"{title}!{row}:{row}" if column is None else f"{title}!{_letters(column)}{row}"

    def _lies_below(self, reference: str, headings: Collection[str]) -> bool:
        """Whether a range lies wholly below some headings."""
        from openpyxl.utils import range_boundaries

        first, _, last, _ = (bound or 0 for bound in range_boundaries(reference))
        with engine_at_work(self.source):
            titles = [str(cell.value or "").strip() for cell in next(iter(self._sheet.iter_rows(max_row=1)), ())]
        return bool(headings) and all(title in headings for title in titles[first - 1 : last]) and last <= len(titles)

    def _is_title(self, reference: str) -> bool:
        """Whether a range holds all that stands in the first rows: no headings then, as who reads them will say."""
        from openpyxl.utils import range_boundaries

        _, first, _, last = (bound or 0 for bound in range_boundaries(reference))
        if first != 1:
            return False
        self._sheet.reset_dimensions()
        with engine_at_work(self.source):
            lines = self._sheet.iter_rows(max_row=min(last, ROWS_ABOVE), values_only=True)
            return sum(value is not None for line in lines for value in line) == 1

    def _remarks(self) -> tuple[list[str], dict[str, InvalidValue | str]]:
        """The merged ranges, and of the cells that openpyxl can't tell rightly what is wrong, or what stands there."""
        from defusedxml.ElementTree import iterparse

        merged: list[str] = []
        remarks: dict[str, InvalidValue | str] = {}
        row = 0
        with self._archive.open(self._sheet._worksheet_path) as stream:
            for _, element in iterparse(stream):
                match element.tag.rpartition("}")[2]:
                    case "mergeCell":
                        merged.append(str(element.get("ref")))
                    case "c" if remark := _remark(element):
                        remarks[str(element.get("r"))] = remark
                    case "row":
                        row = int(element.get("r") or row + 1)
                        if element.get("hidden") in ("1", "true"):
                            self._hidden.add(row)
                        element.clear()
        return merged, remarks

    def _merged(self, reference: str) -> Diagnostic:
        return Diagnostic(
            "table.merged",
            message("Cells are merged here."),
            message("Unmerge them, and write the value into every cell that it belongs to."),
            Place(self.source, f"{self.place(1, 1).rpartition('!')[0]}!{reference}"),
        )

    def _cell(self, cell: Any, row: int, column: int, remarks: dict[str, InvalidValue | str]) -> Cell:
        value = cell.value
        remark = remarks.get(f"{_letters(column)}{row}") if remarks else None
        if isinstance(remark, InvalidValue):
            return Cell(NO_VALUE if value is None else value, fault=remark)
        if cell.data_type == "e":  # a number that is no day, in a cell for dates, is one to openpyxl too
            return Cell(remark) if remark else Cell(value, fault=error_value(str(value)))
        if value is None:
            return _BLANK
        if isinstance(value, str):
            return Cell(value, fault=PICTURE) if _PICTURE_FORMULA.match(value) else Cell(_unescaped(value))
        return Cell(value, cell.number_format)


def _remark(cell: Any) -> InvalidValue | str | None:
    """What is wrong with a cell, or what openpyxl would hide of it: ``cell`` is its element in the sheet's XML."""
    text, kind, formula = cell.findtext("{*}v") or "", cell.get("t"), cell.find("{*}f")
    written = f"{formula.text if formula is not None else ''}{text if kind == 'str' else ''}"
    if _PICTURE_FORMULA.match(written) or (kind == "e" and cell.get("vm")):
        return PICTURE
    if formula is not None and not text and kind != "str":
        return _UNCALCULATED
    return text if kind in (None, "n") and _NO_DAY.fullmatch(text) else None


_PICTURE_FORMULA = re.compile(r"=?(?:_xlfn\.)?(?:DISPIMG|IMAGE)\(")
_NO_DAY = re.compile(r"-[0-9.]{1,20}|[0-9]{7,12}(?:\.[0-9]+)?")
_UNCALCULATED = InvalidValue(
    "cell.uncalculated",
    message("The formula in this cell has no value yet."),
    message("Open the workbook in Excel or LibreOffice, let it calculate, and save it; or enter the value."),
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
        problem = message("The workbook is damaged: a part of it can't be read.")
        raise DataError([Diagnostic("source.damaged", problem, REPAIR, Place(source))]) from error


def _letters(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _unescaped(text: str) -> str:
    """Excel writes a character that XML can't hold, and some others, as ``_x000D_``."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), text)
