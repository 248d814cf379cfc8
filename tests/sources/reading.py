"""How the tests of the sources read, and look at what couldn't be read."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import CarbonDocsError
from carbondocs.flow import Row
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.sources import read_rows


def rows(content: str | bytes, format: str | None, name: str = "data") -> list[Row]:
    """All rows of ``content``, read as a certificate's data."""
    given = content.encode() if isinstance(content, str) else content
    return list(read_rows(None, record=CfpCertificate, content=given, name=name, format=format))


def data(content: str | bytes, format: str | None) -> Any:
    """The data of the only row."""
    (row,) = rows(content, format)
    return row.data


def faults(content: str | bytes, format: str | None, name: str = "data") -> list[Diagnostic]:
    """What is reported where ``content`` can't be read; each finding says what to do."""
    with pytest.raises(CarbonDocsError) as caught:
        rows(content, format, name)
    assert all(str(found.hint) for found in caught.value.diagnostics)
    return list(caught.value.diagnostics)


def told(content: str | bytes, format: str | None, name: str = "data") -> list[tuple[str, str]]:
    """The code and the place of every finding."""
    return [(found.code, str(found.place)) for found in faults(content, format, name)]


def first_sheet(book: Workbook) -> Worksheet:
    """The sheet that holds the rows."""
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    return sheet


def workbook(*lines: Iterable[Any], **sheets: list[list[Any]]) -> bytes:
    """A workbook with ``lines`` on its first sheet and further sheets by their titles."""
    book = Workbook()
    sheet = first_sheet(book)
    for line in lines:
        sheet.append(list(line))
    for title, content in sheets.items():
        side = book.create_sheet(title)
        for line in content:
            side.append(line)
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def stored(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
