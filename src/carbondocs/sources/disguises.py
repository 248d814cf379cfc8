"""Files that aren't what their ending says: told by how they begin, before a reader stumbles over them."""

from __future__ import annotations

import codecs
from typing import BinaryIO
from zipfile import ZipFile

from carbondocs.diagnostics import Diagnostic, Message, Place, message
from carbondocs.errors import DataError
from carbondocs.sources.inputs import Input

OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
ZIP_SIGNATURE = b"PK\3\4"

_PDF = b"%PDF-"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ENOUGH = 4096  # bytes
_ARCHIVE = b"PK"
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_FEW = 3


SAVE_AS_XLSX = message("Open it in Excel or WPS, and save it as .xlsx.")
"""What to do with workbooks of other formats."""

_TAKE_OVER = message("Name the workbook; copy a table that stands in it into Excel or WPS, and save that as .xlsx.")

WORD_DOCUMENT = message("This is a Word document, or one like it, not a workbook."), _TAKE_OVER
"""What is told where a document is given for a workbook."""


def refuse_disguised(source: Input, format: str) -> None:
    """DataError where a source is plainly of another format."""
    with source.open() as stream:
        start = stream.read(_ENOUGH)
        if format != "xlsx":
            found = _in_place_of_text(start, format)
        elif start.startswith(_ARCHIVE):
            found = _packed_in_place_of_a_workbook(stream)
        else:
            found = _in_place_of_a_workbook(start)
    if found:
        raise DataError([Diagnostic("source.disguised", *found, Place(source.name))])


def _in_place_of_a_workbook(start: bytes) -> tuple[Message, Message] | None:
    if start.startswith(OLE_SIGNATURE):
        return None
    if start.startswith(_PDF):
        return message("This is a PDF, not a workbook."), message("Name the workbook that it was made from.")
    if start.startswith(_UTF_16) or (b"\0" not in start and _is_text(start)):
        hint = message("Open it in Excel and save it as .xlsx; or name it by what it is, such as .csv.")
        return message("This is a text file, such as CSV, not a workbook."), hint
    return None


def _packed_in_place_of_a_workbook(stream: BinaryIO) -> tuple[Message, Message] | None:
    """What an archive is by the names in it, where it can be read at all and is no workbook of ours."""
    try:
        with ZipFile(stream) as archive:
            names = archive.namelist()
            kind = archive.read("mimetype") if "mimetype" in names else b""
    except Exception:  # damaged in any way, as who reads it will say
        return None
    if "xl/workbook.bin" in names:
        return message("This is a workbook in the binary format .xlsb."), SAVE_AS_XLSX
    if kind.startswith(_OPEN_DOCUMENT + b"spreadsheet"):
        return message("This is a workbook in the format OpenDocument, .ods."), SAVE_AS_XLSX
    if kind.startswith(_OPEN_DOCUMENT) or any(name.startswith(("word/", "ppt/")) for name in names):
        presented = any(name.startswith("ppt/") for name in names)
        return (message("This is a presentation, not a workbook."), _TAKE_OVER) if presented else WORD_DOCUMENT
    if any(name.startswith("xl/") for name in names):
        return None
    within = [name for name in names if name.lower().endswith((".xlsx", ".csv"))][:_FEW]
    if within:
        hint = message("Unpack it, and name the list that was in it, such as {names}.", names=within)
    else:
        hint = message("Unpack it, and name the workbook that was in it.")
    return message("This is a ZIP archive, not a workbook."), hint


def _in_place_of_text(start: bytes, format: str) -> tuple[Message, Message] | None:
    if start.startswith((OLE_SIGNATURE, ZIP_SIGNATURE)):
        hint = message("Open it in Excel and save it as .xlsx, and name that file.")
        return message("This is a workbook, or another packed file, not {format}.", format=format), hint
    if start.startswith(_PDF):
        return message("This is a PDF, not {format}.", format=format), message("Name the file with the data.")
    if start.startswith(_UTF_16):
        return message("This text is in UTF-16."), message("Save it in UTF-8; in Excel, as “CSV UTF-8”.")
    return None


def _is_text(start: bytes) -> bool:
    """Whether it can be read as UTF-8 or GB18030, but for a character that is cut at the end."""
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(start)
        except UnicodeDecodeError:
            continue
        return True
    return False
