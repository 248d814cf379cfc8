"""Excel workbooks."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from reading import data, faults, first_sheet, rows, saved, stored, told, workbook

from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kinds
from carbondocs.kinds.base import Setting
from carbondocs.kinds.cfp_certificate.record import CfpCertificate
from carbondocs.kinds.check import check
from carbondocs.language import locale
from carbondocs.sources import read_rows

SHEET = "xl/worksheets/sheet1.xml"
NUMBER = "CFP-0001-2026-101-0001"
OTHER = "CFP-0001-2026-101-0002"


def rewritten(content: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """A workbook in one part of which text is replaced."""
    stream = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                changed = re.sub(pattern, replacement, text.decode())
                assert changed != text.decode()
                text = changed.encode()
            new.writestr(name, text)
    return stream.getvalue()


def test_cells_are_read_by_the_type_of_their_field() -> None:
    content = workbook(
        ["证书编号", "认证委托人名称", "认证依据标准/技术要求", "发证日期", "data_period.start", "产品碳足迹", "型号"],
        [NUMBER, "江苏示例", "GB/T 1；GB/T 2", date(2026, 3, 16), datetime(2025, 1, 1), 68.3, 7],
    )
    assert data(content, "xlsx") == {
        "number": NUMBER,
        "applicant": {"name": "江苏示例"},
        "standards": ["GB/T 1", "GB/T 2"],
        "issued_on": date(2026, 3, 16),
        "data_period": {"start": date(2025, 1, 1)},
        "footprint": {"value": Decimal("68.3")},
        "products": [{"model": "7"}],
    }
    assert type(data(content, "xlsx")["data_period"]["start"]) is date


@pytest.mark.parametrize(
    ("heading", "value", "number_format", "read"),
    [
        ("footprint", 68.3, "0.00", "68.30"),
        ("footprint", 1234, "#,##0.0", "1234.0"),
        ("products.model", 12, "0000", "0012"),
        ("products.model", 91320412, "General", "91320412"),
        ("products.model", "0012", "General", "0012"),
        ("products.model", 3.2, "0.00", "3.20"),
        ("standards", 14067, "General", "['14067']"),
        ("footprint", 0.6835, "0.00%", "68.35%"),
        ("products.model", "a_x000D_\nb", "General", "a\r\nb"),
    ],
)
def test_a_number_keeps_the_digits_that_its_cell_shows(
    heading: str, value: object, number_format: str, read: str
) -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append([heading])
    sheet["A2"] = value  # type: ignore[assignment]
    sheet["A2"].number_format = number_format
    ((found,),) = (list(part.values()) for part in [data(saved(book), "xlsx")])
    if heading == "footprint":
        found = found["value"]
    if heading == "products.model":
        found = found[0]["model"]
        assert isinstance(found, str)
    assert str(found) == read


@pytest.mark.parametrize(
    ("heading", "stored_as", "read"),
    [
        ("footprint", "68.349999999999994", "68.35"),
        ("footprint", "68.350000000000009", "68.35000000000001"),
        ("certification_unit", "9.1320412123456704E+17", "913204121234567000"),
        ("certification_unit", "913204121234567000", "913204121234567000"),
    ],
)
def test_a_number_of_more_digits_than_excel_keeps_stays_a_number(heading: str, stored_as: str, read: str) -> None:
    content = workbook([heading], [4711])
    found = data(rewritten(content, SHEET, "<v>4711</v>", f"<v>{stored_as}</v>"), "xlsx")[heading]
    assert (found["value"] if heading == "footprint" else found) == Decimal(read)


@pytest.mark.parametrize("value", [datetime(2026, 3, 16, 8), True, 45658])
def test_what_no_day_is_stays_what_it_is(value: object) -> None:
    found = data(workbook(["issued_on"], [value]), "xlsx")["issued_on"]
    assert found == (str(value) if type(value) is int else value)


def test_every_value_is_named_by_its_cell() -> None:
    content = workbook(["证书编号", "applicant.name", "applicant.address"], [], [NUMBER, "江苏示例", None])
    (row,) = rows(content, "xlsx", "证书.xlsx")
    assert row.data == {"number": NUMBER, "applicant": {"name": "江苏示例"}}
    assert str(row.place("applicant.address")) == "证书.xlsx Sheet1!C3"
    assert str(row.place("applicant.credit_code")) == "证书.xlsx Sheet1!B3"
    assert str(row.place("issued_on")) == "证书.xlsx Sheet1!3:3"


def test_a_sheet_title_with_spaces_is_quoted() -> None:
    book = Workbook()
    book.worksheets[0].title = "Bob's list"
    book.worksheets[0].append(["numbr"])
    assert told(saved(book), "xlsx") == [("table.unknown_heading", "data 'Bob''s list'!A1")]


@pytest.mark.parametrize(("title", "key"), [("products", "number"), ("产品", "证书编号"), ("Products", "Number")])
def test_a_sheet_named_like_a_list_feeds_it(title: str, key: str) -> None:
    lines: list[list[Any]] = [[key, "产品名称", "footprint"], [OTHER, "甲", 1.5], [NUMBER, "乙", 2], [OTHER, "丙"]]
    content = workbook(
        ["number", "status"],
        [NUMBER, "valid"],
        [OTHER, "valid"],
        **{title: lines},
    )
    first, second = rows(content, "xlsx")
    assert first.data["products"] == [{"name": "乙", "footprint": {"value": Decimal(2)}}]
    assert [product["name"] for product in second.data["products"]] == ["甲", "丙"]
    assert str(second.place("products[1].footprint")) == f"data {title}!C4"
    assert str(second.place("products[1].model")) == f"data {title}!A4"


def test_sheets_of_notes_are_passed_over() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(["number"])
    sheet.append([NUMBER])
    notes = book.create_sheet("说明")
    notes["A1"] = "How to fill this in"
    notes.merge_cells("A1:C1")
    book.create_sheet("blank")
    assert data(saved(book), "xlsx") == {"number": NUMBER}


@pytest.mark.parametrize(
    ("title", "lines", "found"),
    [
        ("products", [["name"], ["甲"]], ("table.no_key", "data products!A1")),
        ("product", [["number", "name"], [NUMBER, "甲"]], ("table.unknown_sheet", "data product!A1")),
        ("products", [["number", "nam"], [NUMBER, "甲"]], ("table.unknown_heading", "data products!B1")),
        ("products", [["number", "name"], [OTHER, "甲"]], ("table.no_row", "data products!A2")),
        ("products", [["number", "name"], [None, "甲"]], ("table.no_number", "data products!A2")),
        ("products", [["number", "name"], [NUMBER, "=1/0"]], ("cell.uncalculated", "data products!B2")),
    ],
)
def test_faults_of_a_further_sheet(title: str, lines: list[list[object]], found: tuple[str, str]) -> None:
    assert told(workbook(["number"], [NUMBER], **{title: lines}), "xlsx") == [found]


def test_a_fault_in_a_further_sheet_hides_no_other() -> None:
    content = workbook(
        ["number", "footprint"],
        [NUMBER, "#N/A"],
        products=[["name"], ["甲"]],
        product=[["number", "name"], [NUMBER, "甲"]],
    )
    codes = [code for code, _ in told(content, "xlsx")]
    assert codes == ["cell.error", "table.no_key", "table.unknown_sheet"]


def test_a_row_is_not_blamed_for_its_list_on_a_sheet_that_cannot_be_read() -> None:
    content = workbook(["number"], [NUMBER], products=[["number", "nam"], [NUMBER, "甲"]])
    reader = read_rows(None, record=CfpCertificate, content=content, format="xlsx")
    with pytest.raises(Exception, match="nam"):
        next(reader)


def test_rows_may_stand_on_a_sheet_that_is_named_like_that_of_a_form() -> None:
    book = Workbook()
    book.worksheets[0].title = "基本信息"
    book.worksheets[0].append(["status"])
    book.worksheets[0].append(["valid"])
    assert data(saved(book), "xlsx") == {"status": "valid"}


def test_a_list_may_not_come_first() -> None:
    book = Workbook()
    book.worksheets[0].title = "产品"
    book.worksheets[0].append(["number", "name"])
    book.create_sheet("Sheet1").append(["number"])
    assert told(saved(book), "xlsx") == [("table.list_first", "data 产品!A1")]


@pytest.mark.parametrize("above", [[], ["证书清单"], ["证书清单", None, "2026年"]])
def test_headings_below_the_first_row_are_told(above: list[str | None]) -> None:
    (fault,) = faults(workbook(above, ["制表：张三"], ["证书编号", "认证单元"], [NUMBER, "单元"]), "xlsx")
    assert str(fault) == "data Sheet1!1:1: error: The first row holds no headings; they stand in row 3."


@pytest.mark.parametrize("across", ["A1:D1", "A1:D2"])
def test_a_merged_title_above_the_headings_is_no_matter_of_cells(across: str) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in (["2026年证书清单"], [], ["证书编号", "认证单元"], [NUMBER, "单元"]):
        sheet.append(line)
    sheet.merge_cells(across)
    (fault,) = faults(saved(book), "xlsx")
    assert (fault.code, "row 3" in str(fault)) == ("table.no_headings", True)
    sheet.merge_cells("A4:A5")
    assert [fault.code for fault in faults(saved(book), "xlsx")] == ["table.merged"]


def test_headings_that_are_merged_are_told_as_such() -> None:
    book = Workbook()
    book.worksheets[0].append(["认证委托人", None, "证书编号"])
    book.worksheets[0].merge_cells("A1:B1")
    assert [fault.code for fault in faults(saved(book), "xlsx")] == ["table.merged"]


@pytest.mark.parametrize(
    "first", [[], [["本表用于证书"]], [["证书编号", "产品名称"], [NUMBER, "甲"]], [["序号", "x"], [1, "y"]]]
)
def test_documents_behind_another_sheet_are_found(first: list[list[str]]) -> None:
    book = Workbook()
    for line in first:
        book.worksheets[0].append(line)
    sheet = book.create_sheet("证书")
    sheet.append(["证书编号", "认证单元", "系统边界", "发证日期", "有效期至"])
    sheet.append([NUMBER, "单元", "边界", "2026-03-16", "2028-03-15"])
    (fault,) = faults(saved(book), "xlsx")
    assert (fault.code, "证书" in str(fault)) == ("table.not_first", True)
    book.move_sheet(sheet, -1)
    book.remove(book.worksheets[1])
    assert data(saved(book), "xlsx")["certification_unit"] == "单元"


@pytest.mark.parametrize("key", [["序号", "number"], ["number", "序号"]])
def test_a_column_of_numbers_is_no_data(key: list[str]) -> None:
    line = [1 if title == "序号" else NUMBER for title in key]
    content = workbook([*key, "status"], [*line, "valid"], [7 if title == "序号" else None for title in key],
                       products=[[*key, "name"], [*line, "甲"]])  # fmt: skip
    assert data(content, "xlsx") == {"number": NUMBER, "status": "valid", "products": [{"name": "甲"}]}


def test_a_draft_alone_needs_no_number_on_further_sheets() -> None:
    lines: list[list[Any]] = [["number", "name"], [None, "甲"], [None, "乙"]]
    assert data(workbook(["status"], ["valid"], products=lines), "xlsx")["products"] == [{"name": "甲"}, {"name": "乙"}]
    two = workbook(["status"], ["valid"], ["valid"], products=lines)
    assert told(two, "xlsx") == [("table.no_number", "data products!A2"), ("table.no_number", "data products!A3")]


def test_a_list_on_both_sheets_is_refused() -> None:
    content = workbook(["number", "products.name"], [NUMBER, "甲"], products=[["number", "name"], [NUMBER, "乙"]])
    assert told(content, "xlsx") == [("table.list_twice", "data products!A2")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ([], [("source.empty", "data Sheet1!A1")]),
        ([[], ["number"]], [("table.no_headings", "data Sheet1!1:1")]),
        ([["number"]], [("source.empty", "data Sheet1!2:2")]),
        ([["number", "numbr", "证书编号"]], [("table.unknown_heading", "data Sheet1!B1"),
                                             ("table.repeated_heading", "data Sheet1!C1")]),
        ([["number"], [NUMBER, None, "x"]], [("table.no_heading", "data Sheet1!C2")]),
        ([["footprint"], ["=1+1"], [3], ["=2+2"]], [("cell.uncalculated", "data Sheet1!A2"),
                                                    ("cell.uncalculated", "data Sheet1!A4")]),
        ([["footprint"], ["#N/A"], ["#DIV/0!"]], [("cell.error", "data Sheet1!A2"), ("cell.error", "data Sheet1!A3")]),
        ([[f"products[{n}].name" for n in range(501)]], [("table.wide", "data Sheet1!1:1")]),
    ],
)  # fmt: skip
def test_faults_name_their_cells(lines: list[list[object]], found: list[tuple[str, str]]) -> None:
    assert told(workbook(*lines), "xlsx") == found


def test_a_cell_that_rounds_its_value_is_refused() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(["footprint"])
    sheet.append([68.3478])
    sheet["A2"].number_format = "0.00"
    (fault,) = faults(saved(book), "xlsx")
    assert str(fault) == "data Sheet1!A2: error: The cell shows 68.35 but holds 68.3478."


def test_a_formula_is_read_by_its_value() -> None:
    content = workbook(["footprint", "system_boundary"], ["=68+0.3", '=""'])
    content = rewritten(content, SHEET, r"<f>68\+0.3</f><v></v>", "<f>68+0.3</f><v>68.3</v>")
    content = rewritten(content, SHEET, '<c r="B2"', '<c r="B2" t="str"')
    assert data(content, "xlsx") == {"footprint": {"value": Decimal("68.3")}}


def test_merged_cells_are_refused() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(["number", "status"])
    sheet.append([NUMBER, "valid"])
    sheet.merge_cells("A2:A3")
    sheet.merge_cells("B2:B3")
    found = told(saved(book), "xlsx")
    assert sorted(found) == [("table.merged", "data Sheet1!A2:A3"), ("table.merged", "data Sheet1!B2:B3")]


def test_a_sheet_as_wide_as_excel_can_make_it_is_read() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(["status"])
    sheet.append(["valid"])
    sheet.cell(2, 16_384).number_format = "0.00"
    assert data(saved(book), "xlsx") == {"status": "valid"}


def test_a_wrong_dimension_does_no_harm() -> None:
    content = workbook(["status"], ["valid"])
    for claimed in ("A1", "A1:XFD1048576"):
        wrong = rewritten(content, SHEET, r'<dimension ref="[^"]*"', f'<dimension ref="{claimed}"')
        assert data(wrong, "xlsx") == {"status": "valid"}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"number,status\n", "source.disguised"),
        (b"PK\3\4 and nothing more", "source.damaged"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "source.password"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "source.old_workbook"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600 + "WordDocument".encode("utf-16-le"), "source.disguised"),
        (workbook(["status"], ["valid"])[:-300], "source.damaged"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(content: bytes, code: str) -> None:
    assert told(content, "xlsx", "a.xlsx") == [(code, "a.xlsx")]


def test_another_zip_archive_is_no_workbook() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert told(stream.getvalue(), "xlsx") == [("source.disguised", "data")]


@pytest.mark.parametrize(
    ("part", "pattern", "replacement"),
    [
        (SHEET, "</sheetData>", ""),
        (SHEET, "^", '<!DOCTYPE x [<!ENTITY a "b">]>'),
        (SHEET, "<v>7</v>", "<v>seven</v>"),
        ("xl/workbook.xml", "sheetId", "sheetIdea"),
    ],
)
def test_a_damaged_workbook_is_refused(part: str, pattern: str, replacement: str) -> None:
    content = rewritten(workbook(["status"], [7]), part, pattern, replacement)
    assert told(content, "xlsx") == [("source.damaged", "data")]


def test_sheets_of_charts_are_passed_over() -> None:
    book = Workbook()
    sheet = first_sheet(book)
    sheet.append(["status"])
    sheet.append(["valid"])
    chart = BarChart()
    chart.add_data(Reference(sheet, 1, 1, 1, 2))
    book.create_chartsheet(index=0).add_chart(chart)
    assert data(saved(book), "xlsx") == {"status": "valid"}
    book.remove(sheet)
    assert told(saved(book), "xlsx") == [("source.empty", "data")]


def test_sound_rows_come_before_the_error(tmp_path: Path) -> None:
    content = workbook(["number", "footprint"], [NUMBER, "#N/A"], [OTHER, 1])
    reader = read_rows(stored(tmp_path, "a.xlsx", content), record=CfpCertificate)
    assert next(reader).data["number"] == OTHER
    with pytest.raises(Exception, match="#N/A"):
        next(reader)


def test_hidden_rows_are_taken_with_a_warning() -> None:
    book = Workbook()
    for line in (["证书编号", "认证单元"], [NUMBER, "甲"], [OTHER, "乙"]):
        book.worksheets[0].append(line)
    products = book.create_sheet("产品")
    for line in (["证书编号", "产品名称"], [NUMBER, "A"], [NUMBER, "B"], [OTHER, "C"]):
        products.append(line)
    book.worksheets[0].row_dimensions[3].hidden = True
    products.row_dimensions[3].hidden = True
    shown, hidden = rows(saved(book), "xlsx")
    assert [len(row.data["products"]) for row in (shown, hidden)] == [2, 1]
    (of_line,) = shown.remarks
    (remark,) = hidden.remarks
    assert (of_line.code, str(of_line.place)) == ("table.hidden", "data 产品!3:3")
    assert str(remark).startswith("data Sheet!3:3: warning: This row is hidden")
    setting = Setting(sample_issuer(), locale("zh-CN"), date(2026, 6, 1), ())
    assert remark in list(check(kinds()["cfp-certificate"], hidden, setting)[1])
