"""Files that aren't what their ending says."""

from __future__ import annotations

import pytest
from reading import faults, workbook

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
