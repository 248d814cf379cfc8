"""The sheet 说明, which tells how a workbook is filled in; it isn't read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook

from carbondocs.diagnostics import Message, message
from carbondocs.sources.examples import EXAMPLE
from carbondocs.sources.forms import CONTENT, FREE
from carbondocs.workbooks import styles
from carbondocs.workbooks.notes import chinese

_WIDTH = 100


def guide(book: Workbook, title: str, kind: str, *, form: bool, place: int, required: Sequence[str]) -> None:
    """Write the sheet at that place of the workbook; ``required`` are the sheets that can't stay empty."""
    sheet = book.create_sheet(FREE[0], place)
    styles.column(sheet, 1, _WIDTH)
    styles.plain(styles.at(sheet, 1, 1), title, styles.TITLE)
    for row, text in enumerate(_lines(kind, required, form=form), start=2):
        styles.plain(styles.at(sheet, row, 1), f"{row - 1}. {chinese(text)}")
    styles.page(sheet, "A2")


def _lines(kind: str, required: Sequence[str], *, form: bool) -> Iterator[Message]:
    if form:
        yield message("This workbook holds one document. Fill in its sheets from left to right.")
        yield message("Where items stand one to a row, write into the column {content} only.", content=CONTENT)
    else:
        yield message(
            "Every row of the first sheet is a document; the sheets of lists name the one that they belong to."
        )
    yield message("Dark headings and yellow cells are required. Notes on the headings say what belongs there.")
    if required:
        yield message("Sheets with a green tab are required: {sheets}.", sheets="、".join(required))
    yield message("The grey row marked {example} isn't read. Write below it, or delete it.", example=EXAMPLE)
    yield message("Numbers and codes are texts here, so that 68.30 stays 68.30 and 0012 stays 0012.")
    yield message("Add rows and sort them as you like, but don't merge cells or rename sheets, headings and items.")
    yield message("Hidden rows and sheets are read like all others.")
    if form:
        words = "、".join(FREE)
        yield message("For notes and sums of your own, add sheets whose names begin with {words}.", words=words)
    yield message("Pictures are named as files that lie beside this workbook, such as photo-1.jpg; don't paste them.")
    yield message("CO2 and kgCO2e are printed as CO₂ and kgCO₂e.")
    yield message("When it is filled in: {command}", command=f"carbondocs render {kind} FILE.xlsx -o out")
