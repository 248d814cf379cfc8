"""What workbooks of errors are made of: cells that are never formulas, sentences, and bytes without a time of day."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from carbondocs.diagnostics import Diagnostic
from carbondocs.language import Tongue, worded

RED, GREY = "FFFFC7CE", "FFD9D9D9"

_DATE = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIXED_DATE = rb"\g<1>1980-01-01T00:00:00Z"
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def written_cell(
    table: Any,
    value: object,
    shown: str = "General",
    *,
    colour: str = "",
    bold: bool = False,
    wrap: bool = False,
) -> Any:
    """A cell whose text is never taken for a formula or a number, not even after it was edited."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(table, _storable(value))
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.number_format = shown
    if colour:
        cell.fill = PatternFill("solid", fgColor=colour)
    if bold:
        cell.font = Font(bold=True)
    if wrap:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def sentence(finding: Diagnostic, tongue: Tongue, sheet: str = "") -> str:
    """A finding in words, after the title of its sheet."""
    aside = finding.aside(partial(worded, tongue=tongue))
    clause = f" [{finding.clause}]" if finding.clause else ""
    hint = f" → {worded(finding.hint, tongue)}" if finding.hint.template else ""
    return f"{f'{sheet}: ' if sheet else ''}{worded(finding.message, tongue)}{aside}{clause}{hint}"


def _storable(value: object) -> Any:
    """A value as Excel stores it: characters that XML can't hold as ``_x000B_``."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if not isinstance(value, str):
        return value
    return ILLEGAL_CHARACTERS_RE.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPED.sub("_x005F_", value))


def steady(book: Path, target: Path) -> None:
    """The same workbook without the time of day."""
    with ZipFile(book) as source, ZipFile(target, "w") as archive:
        for name in source.namelist():
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = ZIP_DEFLATED
            content = source.read(name)
            archive.writestr(entry, _DATE.sub(_FIXED_DATE, content) if name == "docProps/core.xml" else content)
