"""Lists with formulas: what comes back of them in the list of errors."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

from batch_lists import correct, documents, labels, number
from openpyxl import Workbook, load_workbook
from running import Run, carbondocs

SHEET = "xl/worksheets/sheet1.xml"


def batch(rows: Path, out: Path) -> Run:
    return carbondocs("batch", "cfp-label", rows, "-o", out, "--format", "svg", "--workers", "1")


def formula_list(path: Path, *, calculated: bool) -> Path:
    """Two labels; the second has a name out of a formula, and a footprint that is wrong."""
    rows = labels(2)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(list(rows[0]))
    for row in rows:
        sheet.append(list(row.values()))
    sheet["B3"], sheet["C3"] = '="产"&"品"', "?"
    book.save(path)
    if calculated:
        with ZipFile(path) as source:
            members = {name: source.read(name) for name in source.namelist()}
        text = members[SHEET].decode()
        found = re.sub(r'<c r="B3">(<f>.*?</f>)(?:<v ?/>|<v></v>)', r'<c r="B3" t="str">\1<v>产品</v>', text)
        assert found != text
        with ZipFile(path, "w") as target:
            for name, content in (members | {SHEET: found.encode()}).items():
                target.writestr(name, content)
    return path


def errors(out: Path) -> list[object]:
    """The row in the list of errors, but for the remarks in it."""
    (row,) = load_workbook(out / "errors.xlsx").worksheets[0].iter_rows(min_row=2, values_only=True)
    return [row[0], *row[2:-1]]


def test_a_formula_comes_back_as_its_value(tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert batch(formula_list(tmp_path / "list.xlsx", calculated=True), out).code == 1
    assert errors(out)[:3] == [number(2), "产品", "?"]
    correct(out / "errors.xlsx", {(number(2), "footprint"): "2.50"})
    assert batch(out / "errors.xlsx", out).code == 0
    assert "产品" in (out / f"{number(2)}.svg").read_text("utf-8")


def test_a_formula_without_a_value_is_never_an_empty_cell(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run = batch(formula_list(tmp_path / "list.xlsx", calculated=False), out)
    assert run.code == 1
    assert "The formula in this cell has no value yet." in run.err
    assert errors(out)[:3] == [number(2), "#N/A", "?"]
    cell = load_workbook(out / "errors.xlsx").worksheets[0]["C2"]
    assert cell.comment
    assert "has no value yet" in cell.comment.text
    correct(out / "errors.xlsx", {(number(2), "footprint"): "2.50"})
    run = batch(out / "errors.xlsx", out)
    assert (run.code, documents(out)) == (1, [f"{number(1)}.svg"])
    assert "The cell holds the error value #N/A." in run.err
    correct(out / "errors.xlsx", {(number(2), "product_name"): "产品"})
    assert batch(out / "errors.xlsx", out).code == 0
    assert documents(out) == [f"{number(1)}.svg", f"{number(2)}.svg"]
