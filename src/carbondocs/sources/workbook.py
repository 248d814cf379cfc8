"""Excel workbooks: the first sheet holds the rows, and sheets named after lists their entries; or one document fills
the whole workbook, a form.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from typing import Any, BinaryIO
from zipfile import BadZipFile, ZipFile

from pydantic import BaseModel

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.flow import Row
from carbondocs.sources.disguises import OLE_SIGNATURE, SAVE_AS_XLSX, WORD_DOCUMENT, ZIP_SIGNATURE
from carbondocs.sources.examples import PROPERTY
from carbondocs.sources.faults import empty
from carbondocs.sources.form_reading import read_form
from carbondocs.sources.forms import FACTS, GROUP, ITEM, is_form
from carbondocs.sources.headings import Headings
from carbondocs.sources.inputs import Input
from carbondocs.sources.leaves import leaves
from carbondocs.sources.sheet import REPAIR, Sheet, engine_at_work
from carbondocs.sources.side_sheets import list_fields, sheet_key, side_sheets
from carbondocs.sources.tables import Entry, Table, open_table, row_of
from carbondocs.workspace import megabytes

_ENCRYPTED, _WORD = "EncryptedPackage".encode("utf-16-le"), "WordDocument".encode("utf-16-le")
_FEW_HEADINGS = 2
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
            examples = _examples(book)
            sheets = [Sheet(sheet, archive, source.name, examples) for sheet in book.worksheets]
            if not sheets:
                raise DataError([empty(Place(source.name))])
            if is_form(record):
                yield read_form(sheets, source, record)
            else:
                yield from _rows(sheets, source, record)


def _rows(sheets: list[Sheet], source: Input, record: type[BaseModel]) -> Iterator[Row]:
    _check_first(sheets, record)
    headings = Headings(leaves(record))
    sides, faults = side_sheets(sheets[1:], record, headings)
    try:
        table = open_table(sheets[0], headings)
    except DataError as error:
        raise DataError([*error.diagnostics, *faults]) from error
    found, held_back = False, list[Diagnostic]()
    for entry, alone in _with_loneliness(table):
        found = True
        for side in sides:
            side.add_to(entry, alone=alone)
        if faults:  # a row without its list would be blamed for what another sheet lacks
            held_back += entry.faults
        else:
            yield row_of(entry, source)
    if faults := [*held_back, *faults, *table.strays, *(fault for side in sides for fault in side.left_over())]:
        raise DataError(faults)
    if not found:
        raise DataError([empty(Place(source.name, sheets[0].place(2)))])


def _with_loneliness(table: Table) -> Iterator[tuple[Entry, bool]]:
    """The entries of a table, each with whether it is the only one."""
    entries = table.entries()
    first = next(entries, None)
    if first is None:
        return
    second = next(entries, None)
    yield first, second is None
    for entry in chain([second] if second else [], entries):
        yield entry, False


def _check_first(sheets: list[Sheet], record: type[BaseModel]) -> None:
    """Refuse a workbook whose first sheet can't hold the rows: it is a list's, or a form of another kind."""
    first = sheets[0]
    if any(sheet.title.strip() == FACTS and sheet.corner() in (GROUP, ITEM) for sheet in sheets):
        problem = message("This is the form of one document, but documents of this kind stand one in a row.")
        hint = message("Check the kind of document; `carbondocs workbook` writes a table for this one.")
        raise DataError([Diagnostic("table.form", problem, hint, Place(first.source, first.place(1, 1)))])
    field = list_fields(record).get(sheet_key(first.title))
    if field and not first.is_blank():
        problem = message("The list {title} stands on the first sheet, where the documents belong.", title=field.title)
        hint = message("Move the sheet behind the one with a document in each row.")
        raise DataError([Diagnostic("table.list_first", problem, hint, Place(first.source, first.place(1, 1)))])
    if elsewhere := _documents_elsewhere(sheets, record):
        problem = message(
            "The documents seem to stand on the sheet {title}; they belong on the first.", title=elsewhere
        )
        hint = message("Move that sheet to the front.")
        raise DataError([Diagnostic("table.not_first", problem, hint, Place(first.source, first.place(1, 1)))])
    if first.is_blank() and all(sheet.is_blank() for sheet in sheets):
        raise DataError([empty(Place(first.source, first.place(1, 1)))])


def _documents_elsewhere(sheets: list[Sheet], record: type[BaseModel]) -> str:
    """The title of a further sheet with more than twice as many known headings as the first has, where one is."""
    headings, lists = Headings(leaves(record)), list_fields(record)
    known = {
        sheet.title: sum(headings.resolve(title) is not None for title in sheet.top())
        for sheet in sheets[:1] + [sheet for sheet in sheets[1:] if sheet_key(sheet.title) not in lists]
    }
    title, most = max(known.items(), key=lambda one: one[1])
    return title if most > max(2 * known[sheets[0].title], _FEW_HEADINGS) else ""


def _examples(book: Any) -> frozenset[str]:
    """The fingerprints of the example rows that were written into a workbook."""
    kept = book.defined_names.get(PROPERTY)
    return frozenset(str(kept.value).strip('"').split()) if kept is not None else frozenset()


def _archive(stream: BinaryIO, source: Input) -> ZipFile:
    """The opened zip archive that a workbook is; DataError where it can't be one."""
    signature = stream.read(8)
    if signature == OLE_SIGNATURE:
        raise _refusal(source, *_old_or_locked(stream.read()))
    try:
        archive = ZipFile(stream)
    except BadZipFile as error:
        if signature.startswith(ZIP_SIGNATURE):
            problem = message("The workbook is cut short, or damaged: its end is missing.")
        else:
            problem = message("This is no workbook: it is damaged, or of another format.")
        raise _refusal(source, "damaged", problem, REPAIR) from error
    unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > _MAX_UNPACKED_BYTES:
        problem = message(
            "The workbook unpacks to {size}; the limit is {limit}.",
            size=megabytes(unpacked),
            limit=megabytes(_MAX_UNPACKED_BYTES),
        )
        raise _refusal(source, "large", problem, message("Split it into several files."))
    return archive


def _old_or_locked(content: bytes) -> tuple[str, Message, Message]:
    if _WORD in content:
        return "disguised", *WORD_DOCUMENT
    if _ENCRYPTED in content:
        problem = message("The workbook is protected by a password.")
        return "password", problem, message("Open it in Excel, take the password off, and save it.")
    problem = message("This is a workbook in the format of Excel 97–2003.")
    return "old_workbook", problem, SAVE_AS_XLSX


def _refusal(source: Input, code: str, problem: Message, hint: Message) -> DataError:
    return DataError([Diagnostic(f"source.{code}", problem, hint, Place(source.name))])
