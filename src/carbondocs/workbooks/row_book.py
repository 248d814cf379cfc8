"""The sheets of a table of documents: one with a document in each row, and one for every list in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from openpyxl import Workbook
from pydantic import BaseModel

from carbondocs.sources.forms import sheet_title
from carbondocs.sources.headings import Headings
from carbondocs.sources.leaves import leaves, lists
from carbondocs.sources.side_sheets import key_field
from carbondocs.workbooks.tables import Column, columns_of, row_of, table
from carbondocs.workbooks.values import cell_value, entries


def row_sheets(
    book: Workbook, record: type[BaseModel], title: str, data: Sequence[BaseModel], sample: BaseModel | None
) -> Iterator[str]:
    """Write all sheets, filled with ``data``; the fingerprints of the examples."""
    every = tuple(leaves(record))
    headings = Headings(every)
    fields = tuple(leaf for leaf in every if not leaf.lists)
    columns = [replace(column, title=headings.label(column.leaf)) for column in columns_of(fields)]
    rows = [row_of(document, columns) for document in data]
    yield table(book.create_sheet(title[:31]), columns, row_of(sample, columns) if sample else None, rows, keep=1)
    key = next((leaf for leaf in fields if leaf.names == (key_field(record),)), None)
    for field in lists(record):
        if key is None or len(field.names) > 1 or field.nested:
            raise RuntimeError(f"{record.__name__} can't be laid out as a table: {field.title}")
        number = Column(headings.label(key), replace(key, required=False))
        inner = [number, *columns_of(field.fields)]
        lines, examples = (
            [[cell_value(document, key), *row_of(entry, inner[1:])]
             for document in documents for entry in entries(document, field)]
            for documents in (data, [sample] if sample else [])
        )  # fmt: skip
        yield table(book.create_sheet(sheet_title(field)), inner, next(iter(examples), None), lines, keep=2)
