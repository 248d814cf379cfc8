"""Excel workbooks: the first sheet holds the rows; sheets named after lists hold their entries."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO
from zipfile import ZipFile

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.faults import empty
from carbondocs.sources.headings import Headings
from carbondocs.sources.inputs import Input
from carbondocs.sources.sheet import Sheet, engine_at_work
from carbondocs.sources.side_sheets import side_sheets
from carbondocs.sources.tables import open_table, row_of

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURE = b"PK\3\4"

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_UNPACKED_BYTES = 1024 * 1024 * 1024


def read_xlsx(source: Input, record: type[BaseModel]) -> Iterator[Row]:
    """The rows of a workbook as they are read, those that can't be with their faults.

    DataError, at the end, for lines of further sheets that belong to no row.
    """
    with source.open() as stream, _archive(stream, source) as archive:
        from openpyxl import load_workbook

        with engine_at_work(source.name):
            book = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        with closing(book):
            sheets = [Sheet(sheet, archive, source.name) for sheet in book.worksheets]
            yield from _rows(sheets, source, record)


def _rows(sheets: list[Sheet], source: Input, record: type[BaseModel]) -> Iterator[Row]:
    if not sheets:
        raise DataError([empty(Place(source.name))])
    headings = Headings(record)
    table = open_table(sheets[0], headings)
    sides = side_sheets(sheets[1:], record, headings)
    found = False
    for entry in table.entries():
        found = True
        for side in sides:
            side.add_to(entry)
        yield row_of(entry, source)
    if faults := [fault for side in sides for fault in side.left_over()]:
        raise DataError(faults)
    if not found:
        raise DataError([empty(Place(source.name, sheets[0].place(2)))])


def _archive(stream: BinaryIO, source: Input) -> ZipFile:
    """The opened zip archive that a workbook is; DataError where it can't be one."""
    signature = stream.read(8)
    if signature == OLE_SIGNATURE:
        raise _refusal(source, *_old_or_locked(_ENCRYPTED in stream.read()))
    with engine_at_work(source.name):
        archive = ZipFile(stream)
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _MAX_UNPACKED_BYTES:
        problem = message(
            "The workbook unpacks to {size} bytes; the limit is {limit}.", size=unpacked, limit=_MAX_UNPACKED_BYTES
        )
        raise _refusal(source, "large", problem, message("Split it into several files."))
    return archive


def _old_or_locked(locked: bool) -> tuple[str, Message, Message]:
    if locked:
        problem = message("The workbook is protected by a password.")
        return "password", problem, message("Open it in Excel, take the password off, and save it.")
    problem = message("This is a workbook in the format of Excel 97–2003.")
    return "old_workbook", problem, message("Open it in Excel, and save it as .xlsx.")


def _refusal(source: Input, code: str, problem: Message, hint: Message) -> DataError:
    return DataError([Diagnostic(f"source.{code}", problem, hint, Place(source.name))])
