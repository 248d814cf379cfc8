"""Files that aren't what their ending says."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from docx import Document
from reading import faults, workbook

from carbondocs.errors import UsageError
from carbondocs.kinds import kind
from carbondocs.sources import scan_rows

CSV = "证书编号,认证单元\nCFP-9999-2026-004-0001,单元\n"


@pytest.mark.parametrize(
    ("content", "format", "told"),
    [
        (CSV.encode(), "xlsx", "text file"),
        (CSV.encode("gb18030"), "xlsx", "text file"),
        (("名" * 3000).encode()[:4097], "xlsx", "text file"),
        (CSV.encode("utf-16"), "xlsx", "text file"),
        (b"<html><table>", "xlsx", "text file"),
        (b"%PDF-1.7 ", "xlsx", "is a PDF"),
        (b"%PDF-1.7 ", "csv", "is a PDF"),
        (CSV.encode("utf-16"), "csv", "UTF-16"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "csv", "is a workbook"),
    ],
)
def test_what_is_plainly_another_format_is_told(content: bytes, format: str, told: str) -> None:
    (fault,) = faults(content, format)
    assert fault.code == "source.disguised"
    assert told in str(fault)
    assert str(fault.hint)


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "yaml"])
def test_a_workbook_under_another_name(format: str) -> None:
    (fault,) = faults(workbook(["status"], ["valid"]), format)
    assert fault.code == "source.disguised"


@pytest.mark.parametrize("content", [b"PK\3\4 cut", b"\x89PNG\r\n\x1a\n\0\0", b"\xff\x00\x01"])
def test_what_is_unknown_is_left_to_the_reader(content: bytes) -> None:
    (fault,) = faults(content, "xlsx")
    assert fault.code == "source.damaged"


def archive(**members: bytes) -> bytes:
    """A ZIP archive; in the names of members ``__`` stands for a slash, ``_`` for a point."""
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in members.items():
            packed.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


def word_document() -> bytes:
    Document().save(stream := BytesIO())
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "told", "hint"),
    [
        (word_document(), "Word document", "Excel or WPS"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.text"), "Word document", "Excel or WPS"),
        (archive(ppt__presentation_xml=b"<a/>"), "presentation", "Excel or WPS"),
        (archive(xl__workbook_bin=b"\0"), ".xlsb", "save it as .xlsx"),
        (archive(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), ".ods", "save it as .xlsx"),
        (archive(lists__list_xlsx=b"?", notes_txt=b"?"), "ZIP archive", "lists/list.xlsx"),
        (archive(notes_txt=b"?"), "ZIP archive", "Unpack it"),
        (archive(), "ZIP archive", "Unpack it"),
    ],
)
def test_archives_are_told_by_what_is_in_them(content: bytes, told: str, hint: str) -> None:
    (fault,) = faults(content, "xlsx")
    assert fault.code == "source.disguised"
    assert told in str(fault)
    assert hint in str(fault.hint)


def with_part(name: str, pattern: bytes, replacement: bytes) -> bytes:
    """A sound workbook in which a part was changed."""
    stream = BytesIO()
    with ZipFile(BytesIO(workbook(["status"], ["valid"]))) as source, ZipFile(stream, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, re.sub(pattern, replacement, content) if member == name else content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (workbook(["status"], ["valid"])[:2000], "its end is missing"),
        (with_part("xl/workbook.xml", rb"(?s)^(.{100}).*", rb"\1"), "a part of it can't be read"),
        (with_part("xl/worksheets/sheet1.xml", b"</sheetData>.*", b""), "a part of it can't be read"),
        (with_part("xl/styles.xml", b"(?s).+", b"<x"), "a part of it can't be read"),
        (archive(xl__workbook_xml=b"<workbook/>"), "a part of it can't be read"),
    ],
)
def test_damage_is_told_in_plain_words(content: bytes, told: str) -> None:
    (fault,) = faults(content, "xlsx")
    assert fault.code == "source.damaged"
    assert told in str(fault.message)
    assert not re.search("token|[Tt]ag|line [0-9]|Content_Types|Error|item", str(fault))
    assert "repaired" in str(fault.hint)


def test_a_workbook_with_flipped_bytes_is_damaged() -> None:
    content = bytearray(workbook(["status"], ["valid"]))
    at = content.index(b"xl/worksheets/sheet1.xml") + 60
    content[at : at + 20] = bytes(20)
    (fault,) = faults(bytes(content), "xlsx")
    assert fault.code == "source.damaged"
    assert str(fault.message) == "The workbook is damaged: a part of it can't be read."


@pytest.mark.parametrize("ending", ["xls", "xlsb", "xlsm", "ods", "et"])
def test_workbooks_of_other_formats_are_to_be_saved_anew_not_renamed(ending: str) -> None:
    with pytest.raises(UsageError) as caught:
        scan_rows(Path(f"list.{ending}"), record=kind("cfp-certificate").record)
    assert str(caught.value.diagnostics[0].hint) == "Open it in Excel or WPS, and save it as .xlsx."
