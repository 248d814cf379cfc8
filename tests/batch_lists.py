"""Lists of certificates to make batches of, and what lies in the folder afterwards."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from certificate_data import sample
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

Cells = dict[str, Any]

_TOP = ("certification_unit", "system_boundary", "issued_on", "expires_on")


def certificates(count: int) -> list[Cells]:
    """``count`` sound rows of a list, by their headings."""
    return [_cells(number) for number in range(1, count + 1)]


def labels(count: int) -> list[Cells]:
    """``count`` rows of a list of labels, which are made in no time."""
    return [
        {"certificate_number": number(index), "product_name": f"产品{index}", "footprint": f"{index}.50",
         "functional_unit.kind": "functional", "functional_unit.text": "1 kWh"}
        for index in range(1, count + 1)
    ]  # fmt: skip


def number(index: int) -> str:
    """The certificate number of the row of that index, from 1."""
    return f"CFP-9999-2026-004-{index:04d}"


def csv_file(path: Path, rows: Iterable[Cells]) -> Path:
    """A list as Excel saves it as CSV."""
    listed = list(rows)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        table = csv.DictWriter(stream, list(listed[0]))
        table.writeheader()
        table.writerows(listed)
    return path


def xlsx_file(path: Path, rows: Iterable[Cells], **sheets: Iterable[Iterable[str | float]]) -> Path:
    """A list as a workbook, with further sheets by title."""
    listed = list(rows)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(listed[0]))
    for row in listed:
        sheet.append(list(row.values()))
    for title, lines in sheets.items():
        side = book.create_sheet(title)
        for line in lines:
            side.append(list(line))
    book.save(path)
    return path


def correct(path: Path, corrections: Mapping[tuple[str, str], str]) -> None:
    """Put values into cells of a list of errors, by the text of the row's first cell and the heading."""
    book = load_workbook(path)
    sheet = book.worksheets[0]
    columns = {str(cell.value): get_column_letter(number) for number, cell in enumerate(sheet[1], start=1)}
    for line in range(2, sheet.max_row + 1):
        first = str(sheet.cell(line, 1).value)
        for (row, heading), value in corrections.items():
            if row == first:
                sheet[f"{columns[heading]}{line}"] = value
    book.save(path)


def tree(folder: Path) -> dict[str, str]:
    """The digest of every file in a folder but the journal and what is beside it."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".carbondocs" not in path.relative_to(folder).parts
    }


def documents(folder: Path) -> list[str]:
    """The paths of all documents in a folder."""
    return [name for name in tree(folder) if name.endswith((".pdf", ".docx", ".svg"))]


def _cells(index: int) -> Cells:
    data = sample(number=number(index))
    return {"number": data["number"], **dict(_flat(data, index))}


def _flat(data: Mapping[str, Any], index: int) -> Iterator[tuple[str, Any]]:
    for role in ("applicant", "manufacturer", "factory"):
        yield f"{role}.name", f"{data[role]['name']}{index:04d}"
        yield f"{role}.address", data[role]["address"]
    yield "products.name", data["products"][0]["name"]
    yield "products.model", f"M-{index:04d}"
    for name in _TOP:
        yield name, str(data[name])
    yield "functional_unit.kind", data["functional_unit"]["kind"]
    yield "functional_unit.text", data["functional_unit"]["text"]
    yield "data_period.start", str(data["data_period"]["start"])
    yield "data_period.end", str(data["data_period"]["end"])
    yield "footprint", f"{index}.50"
    yield "standards", data["standards"][0]
    yield "rules.specific", data["rules"]["specific"]
