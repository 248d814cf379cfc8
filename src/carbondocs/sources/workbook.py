"""Excel workbooks: the first sheet holds the rows; further ones the entries of their lists, keyed by number."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.faults import empty
from carbondocs.sources.headings import Column, Headings, Reading, list_fields, sheet_key
from carbondocs.sources.inputs import Input
from carbondocs.sources.sheet import Sheet, quoted
from carbondocs.sources.side_sheets import SideSheet
from carbondocs.sources.tables import open_table

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURE = b"PK\3\4"

_MAX_UNPACKED_BYTES = 600 * 1024 * 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KEYS = ("number", "certificate_number")


def read_xlsx(source: Input, record: type[BaseModel]) -> Iterator[Row]:
    """The rows of a workbook as they are read.

    After the last sound row, one DataError tells of all the cells that can't be read.
    """
    with source.open() as stream, ZipFile(_checked(stream, source)) as archive, _opened(stream, source) as book:
        yield from _rows(book, archive, source, record)


def _rows(book: Any, archive: ZipFile, source: Input, record: type[BaseModel]) -> Iterator[Row]:
    if not book.worksheets:
        raise DataError([empty(Place(source.name))])
    main, *others = book.worksheets
    headings = Headings(record)
    table = open_table(Sheet(main, archive, source.name), headings)
    sides, faults = _side_sheets(others, archive, source, record, headings)
    if faults:
        raise DataError(faults)
    found = False
    for entry in table.entries():
        found = True
        for side in sides:
            side.add_to(entry, table.faults)
        yield Row(entry.data, source.name, source.folder, entry.cells)
    for side in sides:
        table.faults.extend(side.left_over(main.title))
    if table.faults:
        raise DataError(table.faults)
    if not found:
        raise DataError([empty(Place(source.name, f"{quoted(main.title)}!2:2"))])


def _side_sheets(
    sheets: list[Any], archive: ZipFile, source: Input, record: type[BaseModel], headings: Headings
) -> tuple[list[SideSheet], list[Diagnostic]]:
    """The sheets that hold lists, read; a sheet of notes, which isn't keyed by number, is passed over."""
    key = next((name for name in _KEYS if name in record.model_fields), None)
    fields = list_fields(record)
    sides: list[SideSheet] = []
    faults: list[Diagnostic] = []
    for sheet in sheets if key else ():
        grid = Sheet(sheet, archive, source.name)
        field = fields.get(sheet_key(sheet.title))
        first = next(grid.headings(), "")
        keyed = headings.resolve(first) == Column((key,), Reading.TEXT)
        if field and keyed:
            try:
                sides.append(SideSheet(key, field[0], open_table(grid, Headings(field[1]), Column((key,), Reading.TEXT))))
            except DataError as error:
                faults.extend(error.diagnostics)
        elif field or keyed:
            faults.append(_unfit(field is not None, sheet, source))
    return sides, faults
