"""Sheets with a heading row and an entry in each row below it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from carbondocs.diagnostics import message
from carbondocs.sources.choices import word
from carbondocs.sources.examples import EXAMPLE, INDEX, fingerprint
from carbondocs.sources.forms import offered
from carbondocs.sources.headings import Headings
from carbondocs.sources.leaves import Leaf, Reading
from carbondocs.workbooks import styles
from carbondocs.workbooks.notes import chinese, note
from carbondocs.workbooks.values import CellValue, cell_value

_LAST_ROW = 20_010
_EARLIEST, _LATEST = "32874", "73415"  # 1990-01-01 and 2100-12-31, as Excel counts days
_LONGEST_ERROR = 225
_INDEX_WIDTH, _LONG, _NARROWEST, _WIDEST = 7, 60, 12, 36
_WIDTHS = {Reading.DAY: 13, Reading.FIGURE: 16, Reading.TEXTS: 40, Reading.TEXT: 22}

Values = Sequence[CellValue]


@dataclass(frozen=True)
class Column:
    """A column to fill in: its heading, the field below it, and the cells that its entries are chosen from, if any."""

    title: str
    leaf: Leaf
    source: str = ""

    @property
    def width(self) -> float:
        """As wide as its heading or its longest word asks for, within reason."""
        if self.leaf.long:
            return _LONG
        words = [self.title, *map(word, self.leaf.choices)]
        asked = max(2.2 * len(text) + 3 for text in words)
        return min(max(asked, _NARROWEST if self.leaf.choices else _WIDTHS[self.leaf.reading]), _WIDEST)


def columns_of(fields: tuple[Leaf, ...]) -> list[Column]:
    """The columns for some fields, under their shortest headings."""
    headings = Headings(fields)
    return [Column(headings.label(leaf), leaf) for leaf in offered(fields)]


def row_of(entry: BaseModel, columns: Sequence[Column]) -> Values:
    """What an entry has in these columns."""
    return [cell_value(entry, column.leaf) for column in columns]


def table(
    sheet: Worksheet, columns: Sequence[Column], example: Values | None, rows: Iterable[Values], keep: int
) -> str:
    """Write a table whose first ``keep`` columns stay in sight; returns the fingerprint of the example, if any."""
    styles.column(sheet, 1, _INDEX_WIDTH)
    index_note = message("May number the rows; a row marked {example} isn't read.", example=EXAMPLE)
    styles.heading(styles.at(sheet, 1, 1), INDEX, required=False, note=chinese(index_note))
    for number, column in enumerate(columns, start=2):
        styles.column(sheet, number, column.width, column.leaf)
        styles.heading(styles.at(sheet, 1, number), column.title, required=column.leaf.required, note=note(column.leaf))
        restrict(sheet, f"{get_column_letter(number)}2:{get_column_letter(number)}{_LAST_ROW}", column)
    first = 2
    if example is not None:
        styles.example(styles.at(sheet, 2, 1), EXAMPLE)
        for number, (column, value) in enumerate(zip(columns, example, strict=True), start=2):
            styles.example(styles.at(sheet, 2, number), value, column.leaf)
        first = 3
    for row, values in enumerate(rows, start=first):
        for number, (column, value) in enumerate(zip(columns, values, strict=True), start=2):
            styles.filled_in(styles.at(sheet, row, number), value, column.leaf)
    styles.page(sheet, f"{get_column_letter(keep + 2)}2")
    return fingerprint(example) if example is not None else ""


def restrict(sheet: Worksheet, cells: str, column: Column) -> None:
    """Offer the choices of a field in its cells, and refuse what is no date where one belongs."""
    if column.leaf.choices or column.source:
        words = ",".join(map(word, column.leaf.choices))
        check = DataValidation("list", formula1=column.source or f'"{words}"', allow_blank=True)
    elif column.leaf.reading is Reading.DAY:
        check = DataValidation("date", operator="between", formula1=_EARLIEST, formula2=_LATEST, allow_blank=True)
    else:
        return
    check.showErrorMessage = True
    check.error = note(column.leaf)[:_LONGEST_ERROR]
    check.add(cells)
    sheet.add_data_validation(check)
