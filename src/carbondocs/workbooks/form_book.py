"""The sheets of a form: its facts and texts one to a row, and its lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import BaseModel

from carbondocs.sources.forms import (
    CONTENT,
    FACTS,
    GROUP,
    ITEM,
    NOTE,
    SAMPLE,
    TEXTS,
    Form,
    form,
    key_of,
    offered,
    sheet_title,
)
from carbondocs.sources.headings import Headings
from carbondocs.sources.leaves import Leaf, ListField
from carbondocs.workbooks import styles
from carbondocs.workbooks.notes import MARKDOWN, chinese, note
from carbondocs.workbooks.tables import Column, Values, columns_of, restrict, row_of, table
from carbondocs.workbooks.values import cell_value, entries

_LAST_OWNER = 500
_WIDTHS = {FACTS: (18, 30, 46, 46, 34), TEXTS: (12, 24, 84, 40, 60)}
_LINE_HEIGHT, _TALLEST, _TEXT_HEIGHT, _LINE_CHARACTERS = 15.0, 405.0, 105.0, 40


def form_sheets(
    book: Workbook, record: type[BaseModel], title: str, data: BaseModel | None, sample: BaseModel | None
) -> Iterator[str]:
    """Write all sheets, filled with ``data`` where there are any; the fingerprints of the examples."""
    layout = form(record)
    facts = [(group or title, leaf) for group, leaf in sorted(_grouped(layout.facts), key=lambda pair: bool(pair[0]))]
    for sheet_name, fields in ((FACTS, facts), (TEXTS, list(_grouped(layout.texts)))):
        if fields:
            _facts(book.create_sheet(sheet_name), layout, fields, data, sample)
    for field in layout.lists:
        yield from _list_sheets(book, field, data, sample)


def _grouped(fields: tuple[Leaf, ...]) -> Iterator[tuple[str, Leaf]]:
    """The fields with the titles of what holds them; nothing holds those of the document itself."""
    own = {leaf.names[0] for leaf in fields if len(leaf.names) == 1 or (leaf.bare and leaf.names[1:] == ("value",))}
    for leaf in offered(fields):
        yield "" if leaf.names[0] in own else leaf.titles[0], leaf


def _facts(
    sheet: Worksheet,
    layout: Form,
    fields: Sequence[tuple[str, Leaf]],
    data: BaseModel | None,
    sample: BaseModel | None,
) -> None:
    markdown = chinese(MARKDOWN) if any(leaf.markdown for _, leaf in fields) else ""
    titles = [GROUP, ITEM, CONTENT, NOTE, *([SAMPLE] if sample else [])]
    for number, (title, width) in enumerate(zip(titles, _WIDTHS[sheet.title], strict=False), start=1):
        styles.column(sheet, number, width)
        about = markdown if title == CONTENT else ""
        styles.heading(styles.at(sheet, 1, number), title, required=title == CONTENT, note=about)
    before = None
    for row, (group, leaf) in enumerate(fields, start=2):
        styles.plain(styles.at(sheet, row, 1), group if group != before else "", styles.GROUP)
        _fact(sheet, row, layout, leaf, data, sample)
        before = group
    styles.page(sheet, "C2")


def _fact(
    sheet: Worksheet, row: int, layout: Form, leaf: Leaf, data: BaseModel | None, sample: BaseModel | None
) -> None:
    value = cell_value(data, leaf) if data else None
    styles.heading(styles.at(sheet, row, 2), layout.headings.label(leaf), required=False)
    styles.filled_in(styles.at(sheet, row, 3), value, leaf, wanted=leaf.required)
    styles.plain(styles.at(sheet, row, 4), note(leaf, markdown=False), styles.QUIET)
    restrict(sheet, f"C{row}", Column("", leaf))
    if sample:
        styles.example(styles.at(sheet, row, 5), cell_value(sample, leaf), leaf)
    if leaf.long:
        lines = str(value or "").split("\n")
        needed = _LINE_HEIGHT * sum(1 + len(line) // _LINE_CHARACTERS for line in lines)
        sheet.row_dimensions[row].height = min(max(needed, _TEXT_HEIGHT), _TALLEST)


def _list_sheets(book: Workbook, field: ListField, data: BaseModel | None, sample: BaseModel | None) -> Iterator[str]:
    columns = columns_of(field.fields)
    rows, examples = ([row_of(entry, columns) for entry in entries(holder, field)] for holder in (data, sample))
    yield table(book.create_sheet(sheet_title(field)), columns, next(iter(examples), None), rows, keep=1)
    for inner in field.nested:
        key = key_of(field, inner)
        source = f"'{sheet_title(field)}'!$B$2:$B${_LAST_OWNER}"
        columns = [Column(Headings((key, *inner.fields)).label(key), key, source), *columns_of(inner.fields)]
        rows, examples = ([*_inner_rows(holder, field, inner, columns)] for holder in (data, sample))
        yield table(book.create_sheet(sheet_title(inner)), columns, next(iter(examples), None), rows, keep=2)


def _inner_rows(
    holder: BaseModel | None, field: ListField, inner: ListField, columns: Sequence[Column]
) -> Iterator[Values]:
    """The entries of a nested list, each after the name of what it belongs to."""
    for owner in entries(holder, field):
        name = cell_value(owner, field.fields[0])
        yield from ([name, *row_of(entry, columns[1:])] for entry in entries(owner, inner))
