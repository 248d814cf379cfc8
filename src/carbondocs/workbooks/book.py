"""The workbook of a kind: empty with an example, or filled with Records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook
from openpyxl.workbook.defined_name import DefinedName
from pydantic import ValidationError

from carbondocs.errors import CarbonDocsError
from carbondocs.kinds.base import Kind
from carbondocs.renderers.word_package import PROPERTIES, packed, unpack
from carbondocs.sources import read_rows
from carbondocs.sources.examples import PROPERTY
from carbondocs.sources.forms import form as layout
from carbondocs.sources.forms import is_form, sheet_title
from carbondocs.sources.leaves import lists
from carbondocs.values.model import Model
from carbondocs.workbooks import styles
from carbondocs.workbooks.form_book import form_sheets
from carbondocs.workbooks.guide import guide
from carbondocs.workbooks.row_book import row_sheets
from carbondocs.workspace import shipped


def blank_workbook(kind: Kind[Model]) -> bytes:
    """The workbook to fill in, with the kind's sample as the example; the same bytes every time."""
    return _workbook(kind, [], sample(kind))


def filled_workbook(kind: Kind[Model], records: Sequence[Model]) -> bytes:
    """The workbook with these Records in it, and without an example; a form holds exactly one.

    DataError: a text doesn't fit into a cell. ValueError: a form is given none or several.
    """
    if is_form(kind.record) and len(records) != 1:
        raise ValueError("a form holds one document")
    return _workbook(kind, records, None)


def sample(kind: Kind[Model]) -> Model | None:
    """The Record of the kind's sample; None where it can't be had."""
    path = shipped("samples") / kind.name / f"{kind.sample}.yaml"
    try:
        return kind.record.model_validate(dict(next(iter(read_rows(path, record=kind.record))).data))
    except (CarbonDocsError, ValidationError):
        return None


def _workbook(kind: Kind[Model], records: Sequence[Model], example: Model | None) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    title = kind.title["zh_CN"]
    form = is_form(kind.record)
    if form:
        fingerprints = list(form_sheets(book, kind.record, title, next(iter(records), None), example))
    else:
        fingerprints = list(row_sheets(book, kind.record, title, records, example))
    required = list(_required(book, kind.record))
    for name in required:
        styles.mark_required(book[name])
    guide(book, title, kind.name, form=form, place=0 if form else len(book.worksheets), required=required)
    kept = " ".join(sorted(set(filter(None, fingerprints))))
    book.defined_names[PROPERTY] = DefinedName(PROPERTY, attr_text=f'"{kept}"', hidden=True)
    book.active = 0
    stream = BytesIO()
    book.save(stream)
    return packed(unpack(stream.getvalue()) | {PROPERTIES: _properties(title)})


def _required(book: Workbook, record: type[Model]) -> Iterator[str]:
    """The titles of the sheets that can't stay empty, in order: those of a form, or the first and required lists."""
    if is_form(record):
        needed = {title for title, required in layout(record).sheets.items() if required}
    else:
        needed = {book.worksheets[0].title, *(sheet_title(field) for field in lists(record) if field.required)}
    yield from (title for title in book.sheetnames if title in needed)


def _properties(title: str) -> bytes:
    """Title and author, but no time, so that the bytes stay the same."""
    package = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{package}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title}</dc:title><dc:creator>carbondocs</dc:creator></cp:coreProperties>"
    ).encode()
