"""The workbooks of all kinds: how they look, and that what is written is read back."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from form_books import KIND, SURVEY, Survey, book_of, edited, fact, read, told
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from carbondocs.errors import DataError
from carbondocs.kinds import kind, kinds
from carbondocs.sources import read_rows
from carbondocs.sources.choices import word
from carbondocs.sources.examples import EXAMPLE
from carbondocs.sources.forms import FACTS, TEXTS, form, is_form
from carbondocs.values.model import Model
from carbondocs.workbooks.book import blank_workbook, filled_workbook, sample
from carbondocs.workspace import shipped

SAMPLES = [
    pytest.param(name, path, id=f"{name}-{path.stem}")
    for name in kinds()
    for path in sorted((shipped("samples") / name).glob("*.yaml"))
]
NUMBER = "CFP-0001-2026-101-0001"


def records(name: str, path: Path) -> list[Model]:
    record = kind(name).record
    return [record.model_validate(dict(row.data)) for row in read_rows(path, record=record)]


def read_back(content: bytes, record: type[Model]) -> list[Any]:
    return [record.model_validate(dict(row.data)) for row in read(content, record)]


@pytest.mark.parametrize(("name", "path"), SAMPLES)
def test_what_is_written_is_read_back(name: str, path: Path) -> None:
    given = records(name, path)
    back = read_back(filled_workbook(kind(name), given), kind(name).record)
    assert back == given
    assert [one.model_dump_json() for one in back] == [one.model_dump_json() for one in given]


def test_a_form_keeps_every_character_and_digit() -> None:
    (back,) = read_back(filled_workbook(KIND, [SURVEY]), Survey)
    assert back.model_dump_json() == SURVEY.model_dump_json()


@pytest.mark.parametrize("name", kinds())
def test_several_documents_stand_in_one_table(name: str) -> None:
    if is_form(kind(name).record):
        with pytest.raises(ValueError, match="one document"):
            filled_workbook(kind(name), [])
        return
    (one,) = records(name, shipped("samples") / name / f"{kind(name).sample}.yaml")
    key = "number" if "number" in type(one).model_fields else "certificate_number"
    other = one.model_copy(update={key: type(getattr(one, key))(f"{getattr(one, key)}"[:-1] + "7")})
    assert read_back(filled_workbook(kind(name), [one, other]), type(one)) == [one, other]


@pytest.mark.parametrize("name", kinds())
def test_the_bytes_are_always_the_same(name: str) -> None:
    code = f"import carbondocs, hashlib; print(hashlib.sha256(carbondocs.workbook({name!r})).hexdigest())"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(blank_workbook(kind(name))).hexdigest()


def sheets(name: str) -> list[Worksheet]:
    """The sheets to fill in."""
    return [sheet for sheet in book_of(blank_workbook(kind(name))).worksheets if sheet.title != "说明"]


@pytest.mark.parametrize("name", kinds())
def test_sheets_are_ready_for_screen_and_paper(name: str) -> None:
    for sheet in sheets(name):
        assert sheet.freeze_panes is not None
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert len(sheet.title) <= 31
        for number, cell in enumerate(sheet[1], start=1):
            assert cell.value
            assert 5 <= sheet.column_dimensions[get_column_letter(number)].width <= 90
            assert cell.comment or sheet.title in {FACTS, TEXTS}


@pytest.mark.parametrize("name", kinds())
def test_cells_to_fill_in_keep_zeros_and_digits(name: str) -> None:
    for sheet in sheets(name):
        if sheet.title in {FACTS, TEXTS}:
            assert {cell.number_format for cell in sheet["C"][1:]} <= {"@", "yyyy-mm-dd"}
            continue
        for number in range(2, sheet.max_column + 1):
            assert sheet.column_dimensions[get_column_letter(number)].number_format in {"@", "yyyy-mm-dd"}


@pytest.mark.parametrize("name", kinds())
def test_the_example_of_every_table_is_the_sample(name: str) -> None:
    given = sample(kind(name))
    assert given is not None
    tables = [sheet for sheet in sheets(name) if sheet.title not in {FACTS, TEXTS}]
    assert tables
    for sheet in tables:
        marked = [row for row in sheet.iter_rows(min_row=2) if row[0].value == EXAMPLE]
        assert len(marked) <= 1
        for row in marked:
            assert all(cell.font.italic and cell.fill.fill_type == "solid" for cell in row)
    assert any(sheet["A2"].value == EXAMPLE for sheet in tables)


def test_choices_are_offered_in_chinese() -> None:
    offered = {
        str(check.sqref): check.formula1
        for sheet in ("基本信息", "人员", "读数记录")
        for check in book_of(filled_workbook(KIND, [SURVEY]))[sheet].data_validations.dataValidation
    }
    assert '"全面,快速"' in offered.values()
    assert offered["C2:C20010"] == '"是,否"'
    assert offered["B2:B20010"] == "'站点'!$B$2:$B$500"
    assert "32874" in offered.values()


def test_lists_of_choices_fit_into_a_validation() -> None:
    for name in kinds():
        for sheet in sheets(name):
            for check in sheet.data_validations.dataValidation:
                assert len(check.formula1) <= 255
                assert check.error is None or len(check.error) <= 225


def test_what_is_required_stands_out() -> None:
    book = book_of(filled_workbook(KIND, [SURVEY]))
    fills = {sheet.title: {cell.value: cell.fill.start_color.rgb[2:] for cell in sheet[1]} for sheet in book.worksheets}
    assert fills["人员"]["姓名"] == fills["人员"]["专职"] != fills["人员"]["序号"]
    assert fills["读数记录"]["读数"] != fills["读数记录"]["备注"]
    assert fact(book, "调查日期").fill.fill_type == "solid"
    assert fact(book, "编号").fill.fill_type is None


def test_items_stand_with_what_they_belong_to() -> None:
    book = book_of(filled_workbook(KIND, [SURVEY]))
    rows = [[cell.value for cell in row[:2]] for row in book["基本信息"].iter_rows(min_row=2)]
    assert rows[0] == ["调查", "编号"]
    assert ["委托人", "委托人名称"] in rows
    assert [None, "委托人地址"] in [[group or None, item] for group, item in rows]
    assert "总量单位" not in {item for _, item in rows}


def blank_certificates(change: Callable[[Workbook], object]) -> bytes:
    """The blank table of certificates after a change."""
    return edited(change, blank_workbook(kind("cfp-certificate")))


def fill(book: Workbook, number: str | None = NUMBER) -> None:
    """A certificate below the example, and its product."""
    first, products = book.worksheets[0], book["产品"]
    for cell in first[1]:
        if cell.value == "证书编号" and number:
            first.cell(3, cell.column).value = number
        if cell.value == "认证单元":
            first.cell(3, cell.column).value = "单元"
    products["B3"] = number
    products["C3"] = "甲"


def test_the_example_is_passed_over() -> None:
    (row,) = read(blank_certificates(fill), kind("cfp-certificate").record)
    assert row.data == {"number": NUMBER, "certification_unit": "单元", "products": [{"name": "甲"}]}


def test_an_example_that_was_overwritten_is_told() -> None:
    def change(book: Workbook) -> None:
        fill(book)
        book["产品"]["C2"] = "乙"
        book.worksheets[0]["B2"] = "CFP-0001-2026-101-0002"

    first = kind("cfp-certificate").title["zh_CN"]
    assert sorted(told(blank_certificates(change), kind("cfp-certificate").record)) == [
        ("table.example_changed", "产品!A2"),
        ("table.example_changed", f"{first}!A2"),
    ]


def test_an_example_without_its_mark_is_data() -> None:
    def change(book: Workbook) -> None:
        fill(book)
        book["产品"]["A2"] = 1
        book.worksheets[0]["A2"] = None

    given = sample(kind("cfp-certificate"))
    first, second = read(blank_certificates(change), kind("cfp-certificate").record)
    assert kind("cfp-certificate").record.model_validate(dict(first.data)) == given
    assert second.data["products"] == [{"name": "甲"}]


def test_an_example_is_told_where_the_workbook_forgot_it() -> None:
    def change(book: Workbook) -> None:
        fill(book)
        del book.defined_names["carbondocs.examples"]

    codes = [code for code, _ in told(blank_certificates(change), kind("cfp-certificate").record)]
    assert codes == ["table.example_changed"] * 2


def test_a_draft_alone_in_its_workbook_has_its_products_without_a_number() -> None:
    (row,) = read(blank_certificates(lambda book: fill(book, None)), kind("cfp-certificate").record)
    assert row.data["products"] == [{"name": "甲"}]


def test_a_draft_beside_another_document_needs_a_number() -> None:
    def change(book: Workbook) -> None:
        fill(book, None)
        book.worksheets[0]["B4"] = NUMBER

    assert told(blank_certificates(change), kind("cfp-certificate").record) == [("table.no_number", "产品!B3")]


def test_words_of_choices_are_read_in_both_languages() -> None:
    label = kind("cfp-label")
    for choice in ("landscape", "portrait"):
        for written in (choice, word(choice)):

            def change(book: Workbook, written: str = written) -> None:
                headings = {cell.value: number for number, cell in enumerate(book.worksheets[0][1], start=1)}
                book.worksheets[0].cell(3, headings["证书编号"]).value = NUMBER
                book.worksheets[0].cell(3, headings["版式"]).value = written
                book.worksheets[0].cell(3, headings["裁切线"]).value = "是"

            (row,) = read(edited(change, blank_workbook(label)), label.record)
            assert row.data["design"] == {"arrangement": choice, "crop_marks": True}


@pytest.mark.parametrize(
    ("update", "code"),
    [
        ({"gases": ("甲；乙",)}, "workbook.separator"),
        ({"text": type(SURVEY.text)("字" * 40_000)}, "workbook.long"),
    ],
)
def test_what_a_cell_cannot_hold_is_refused(update: dict[str, Any], code: str) -> None:
    with pytest.raises(DataError) as caught:
        filled_workbook(KIND, [SURVEY.model_copy(update=update)])
    assert [found.code for found in caught.value.diagnostics] == [code]


def test_a_form_has_a_sheet_for_every_list() -> None:
    report = kind("cfp-verification-report")
    titles = book_of(blank_workbook(report)).sheetnames
    assert titles == ["说明", *form(report.record).sheets]
    assert {"基本信息", "文本", "检查组成员", "生命周期阶段", "初级数据", "次级数据", "量化结果"} <= set(titles)


def test_required_sheets_are_marked_and_listed() -> None:
    book = book_of(blank_workbook(kind("cfp-verification-report")))
    marked = [sheet.title for sheet in book if sheet.sheet_properties.tabColor]
    assert marked == [
        "基本信息", "文本", "检查组成员", "技术评审组", "系统边界内的过程", "生命周期阶段", "量化结果",
    ]  # fmt: skip
    lines = [str(row[0].value) for row in book["说明"].iter_rows()]
    assert [line for line in lines if "、".join(marked) in line]


@pytest.mark.parametrize("name", kinds())
def test_no_label_says_a_word_twice(name: str) -> None:
    book = book_of(blank_workbook(kind(name)))
    labels = {str(cell.value) for sheet in book for row in sheet.iter_rows(max_col=40) for cell in row[:40]
              if cell.row == 1 or (sheet.title == "基本信息" and cell.column == 2)}  # fmt: skip
    doubled = [label for label in labels if re.search(r"(\w{2,})\1", label)]
    assert doubled == []
