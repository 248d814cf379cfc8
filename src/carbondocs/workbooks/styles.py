"""How the sheets of a workbook look, and how they are printed."""

from __future__ import annotations

import re
from datetime import date

from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from carbondocs.sources.leaves import Leaf, Reading
from carbondocs.workbooks.values import CellValue

TEXT_FORMAT, DAY_FORMAT = "@", "yyyy-mm-dd"

_FACE = "Microsoft YaHei"
_DARK, _PALE, _WANTED, _GREY, _GREY_TEXT = "0B4D3A", "DDEBE3", "FFF9E0", "EFEFEF", "6E6E6E"
_TAB = "2E8B57"
_LINE = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAPPED = Alignment(vertical="top", wrap_text=True)
_HEAD = Alignment(vertical="center", wrap_text=True)
_FIGURES = Alignment(horizontal="right", vertical="top")
_NOTE_WIDTH, _NOTE_LINE, _NOTE_CHARACTERS = 300, 22, 20

TITLE = Font(name=_FACE, size=14, bold=True, color=_DARK)
PLAIN = Font(name=_FACE, size=10)
QUIET = Font(name=_FACE, size=9, color=_GREY_TEXT)
GROUP = Font(name=_FACE, size=10, bold=True, color=_DARK)
EXAMPLE = Font(name=_FACE, size=10, italic=True, color=_GREY_TEXT)


def at(sheet: Worksheet, row: int, column: int) -> Cell:
    """The cell there; our sheets have no merged ones."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def heading(cell: Cell, title: str, *, required: bool, note: str = "") -> None:
    """A heading: white on green where the column is required, dark on pale where it isn't."""
    write(cell, title)
    cell.font = Font(name=_FACE, size=10, bold=required, color="FFFFFF" if required else _DARK)
    cell.fill = _filled(_DARK if required else _PALE)
    cell.alignment = _HEAD
    cell.border = _BOX
    if note:
        cell.comment = Comment(note, "carbondocs", _note_height(note), _NOTE_WIDTH)


def filled_in(cell: Cell, value: CellValue, leaf: Leaf, *, wanted: bool = False) -> None:
    """A cell that is for data; ``wanted`` colours one that can't stay empty."""
    cell.number_format = number_format(leaf)
    cell.font = PLAIN
    cell.border = _BOX
    cell.alignment = alignment(leaf)
    if wanted:
        cell.fill = _filled(_WANTED)
    write(cell, value)


def example(cell: Cell, value: CellValue, leaf: Leaf | None = None) -> None:
    """A cell that only shows how."""
    if leaf:
        cell.number_format = number_format(leaf)
    cell.font = EXAMPLE
    cell.fill = _filled(_GREY)
    cell.border = _BOX
    cell.alignment = alignment(leaf) if leaf else _WRAPPED
    write(cell, value)


def plain(cell: Cell, text: str, font: Font = PLAIN) -> None:
    """A cell that is for reading only."""
    write(cell, text)
    cell.font = font
    cell.alignment = _WRAPPED


def write(cell: Cell, value: CellValue) -> None:
    """Put a value into a cell; a text stays one, whatever it looks like."""
    if isinstance(value, str):
        cell.value = _escaped(value)
        cell.data_type = "s"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = DAY_FORMAT


def number_format(leaf: Leaf) -> str:
    """Text for all but dates, so that a code keeps its zeros and a figure its digits."""
    return DAY_FORMAT if leaf.reading is Reading.DAY else TEXT_FORMAT


def alignment(leaf: Leaf) -> Alignment:
    """Figures stand on the right, and what is long breaks into lines."""
    return _FIGURES if leaf.reading is Reading.FIGURE else _WRAPPED


def column(sheet: Worksheet, number: int, width: float, leaf: Leaf | None = None) -> None:
    """The width of a column, and how cells in it look that are filled in later."""
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = width
    if leaf:
        dimension.number_format = number_format(leaf)
        dimension.alignment = alignment(leaf)
        dimension.font = PLAIN


def mark_required(sheet: Worksheet) -> None:
    """Colour the tab of a sheet that can't stay empty."""
    sheet.sheet_properties.tabColor = _TAB


def page(sheet: Worksheet, freeze: str) -> None:
    """Keep the headings in sight, and print on the width of A4 landscape with the headings on each page."""
    sheet.freeze_panes = freeze
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&A  &P / &N"))


def _filled(colour: str) -> PatternFill:
    return PatternFill("solid", start_color=colour)


def _note_height(text: str) -> int:
    return _NOTE_LINE * (1 + sum(1 + len(line) // _NOTE_CHARACTERS for line in text.split("\n")))


def _escaped(text: str) -> str:
    """What looks like one of Excel's escapes of characters, such as ``_x000D_``, must be told from one."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
