"""Forms that were filled in, well and badly."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

import pytest
from form_books import KIND, SURVEY, Station, Survey, book_of, bytes_of, edited, fact, findings, read, told
from openpyxl import Workbook
from pydantic import ValidationError

from carbondocs.diagnostics import Place
from carbondocs.kinds import kind
from carbondocs.sources.forms import form
from carbondocs.values.findings import diagnose
from carbondocs.values.model import Model
from carbondocs.workbooks.book import blank_workbook, filled_workbook

Change = Callable[[Workbook], object]


def set_fact(label: str, value: object, number_format: str = "@") -> Change:
    def change(book: Workbook) -> None:
        cell = fact(book, label)
        cell.value = value  # type: ignore[assignment]
        cell.number_format = number_format

    return change


def set_cell(sheet: str, place: str, value: object, number_format: str = "@") -> Change:
    def change(book: Workbook) -> None:
        book[sheet][place].value = value
        book[sheet][place].number_format = number_format

    return change


def renamed(sheet: str, title: str) -> Change:
    def change(book: Workbook) -> None:
        book[sheet].title = title

    return change


def without(sheet: str) -> Change:
    return lambda book: book.remove(book[sheet])


def with_sheet(title: str, value: object = 1) -> Change:
    def change(book: Workbook) -> None:
        book.create_sheet(title)["B2"] = value

    return change


def invalid(content: bytes) -> list[tuple[str, str]]:
    """The code and the place of what the record refuses in a form that can be read."""
    (row,) = read(content)
    with pytest.raises(ValidationError) as caught:
        Survey.model_validate(dict(row.data))
    return [(found.code, found.place.path) for found in diagnose(caught.value, Survey, row.place)]


def test_every_value_is_named_by_its_sheet_and_cell() -> None:
    (row,) = read(filled_workbook(KIND, [SURVEY]))
    places = {
        "number": "基本信息!C2", "gases": "基本信息!C4", "client.credit_code": "基本信息!C12", "text": "文本!C2",
        "people": "人员!A1", "people[1].full_time": "人员!C3", "stations[1].notes": "站点!C3",
        "stations[0].readings[1].figure": "读数记录!D3", "stations[1].readings[0]": "读数记录!B4",
        "stations[1].readings[0].read_on": "读数记录!E4", "stations[1].readings": "站点!3:3", "": "基本信息",
    }  # fmt: skip
    assert {path: row.place(path) for path in places} == {path: Place("a.xlsx", at) for path, at in places.items()}


@pytest.mark.parametrize(
    ("change", "path", "value"),
    [
        (set_fact("调查日期", "2026-03-16"), "held_on", date(2026, 3, 16)),
        (set_fact("调查日期", datetime(2026, 3, 16), "yyyy/m/d"), "held_on", date(2026, 3, 16)),
        (set_fact("总量", 68.3, "0.00"), "total.value", Decimal("68.30")),
        (set_fact("总量", "68.30"), "total.value", Decimal("68.30")),
        (set_fact("深度", "quick"), "depth", "quick"),
        (set_cell("人员", "C2", "FALSE"), "people.0.full_time", False),
        (set_fact("深度", " 快速 "), "depth", "quick"),
        (set_fact("气体", "甲;乙；\n丙"), "gases", ("甲", "乙", "丙")),
        (set_fact("编号", 12, "0000"), "number", "0012"),
        (set_cell("人员", "C2", False), "people.0.full_time", False),
        (set_cell("读数记录", "D2", 0.5, "General"), "stations.0.readings.0.figure", Decimal("0.5")),
        (set_cell("读数记录", "B4", " 南  站 "), "stations.1.readings.0.meter", "=A1"),
        (set_cell("基本信息", "D2", "改写的说明"), "number", "0012"),
        (set_cell("基本信息", "A2", "改写的分组"), "number", "0012"),
        (set_cell("读数记录", "A2", 17), "number", "0012"),
        (with_sheet("备注：计算"), "number", "0012"),
        (with_sheet("Sheet1", None), "number", "0012"),
        (lambda book: setattr(book["人员"], "sheet_state", "hidden"), "people.1.name", "乙"),
        (lambda book: setattr(book["人员"].row_dimensions[3], "hidden", True), "people.1.name", "乙"),
        (without("人员"), "people", ()),
        (lambda book: book.move_sheet("站点", 2), "stations.0.name", "北站"),
    ],
)
def test_what_is_understood(change: Change, path: str, value: object) -> None:
    (row,) = read(edited(change))
    found: object = Survey.model_validate(dict(row.data))
    for part in path.split("."):
        found = found[int(part)] if part.isdecimal() else getattr(found, part)  # type: ignore[index]
    assert found == value
    assert str(found) == str(value)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (without("文本"), [("form.no_sheet", "")]),
        (without("读数记录"), [("form.no_sheet", "")]),
        (renamed("文本", "文字"), [("form.unknown_sheet", "文字!A1")]),
        (renamed("人员", "人员表"), [("form.unknown_sheet", "人员表!A1")]),
        (with_sheet("计算"), [("form.unknown_sheet", "计算!A1")]),
        (with_sheet("人 员"), [("form.twice", "'人 员'!A1")]),
        (set_cell("基本信息", "C1", "内容内容"), [("table.unknown_heading", "基本信息!C1")]),
        (set_cell("基本信息", "D1", "内容"), [("table.repeated_heading", "基本信息!D1")]),
        (set_cell("基本信息", "C1", None), [("table.no_headings", "基本信息!A1")]),
        (set_cell("基本信息", "B2", "编码"), [("form.unknown_item", "基本信息!B2")]),
        (set_cell("基本信息", "B2", "=A2"), [("cell.uncalculated", "基本信息!B2")]),
        (set_cell("基本信息", "B8", "编号"), [("form.twice", "基本信息!B8")]),
        (set_cell("基本信息", "B2", None), [("form.no_item", "基本信息!B2")]),
        (set_cell("基本信息", "G3", "旁注"), [("table.no_heading", "基本信息!G3")]),
        (set_fact("总量", "=1+1"), [("cell.uncalculated", "基本信息!C5")]),
        (set_fact("深度", "中等"), [("field.choice", "基本信息!C3")]),
        (set_cell("人员", "C3", "是的"), [("field.choice", "人员!C3")]),
        (set_fact("总量", 68.3478, "0.00"), [("cell.rounded", "基本信息!C5")]),
        (lambda book: book["基本信息"].merge_cells("C2:C3"), [("table.merged", "基本信息!C2:C3")]),
        (lambda book: book["人员"].merge_cells("B2:B3"), [("table.merged", "人员!B2:B3")]),
        (set_cell("人员", "C1", "专任"), [("table.unknown_heading", "人员!C1")]),
        (set_cell("人员", "D1", "年龄"), [("table.unknown_heading", "人员!D1")]),
        (set_cell("人员", "D2", "旁注"), [("table.no_heading", "人员!D2")]),
        (set_cell("人员", "D1", "姓名"), [("table.repeated_heading", "人员!D1")]),
        (lambda book: book["人员"].delete_cols(3), [("form.no_column", "人员!1:1")]),
        (lambda book: book["读数记录"].delete_cols(2), [("form.no_column", "读数记录!1:1")]),
        (lambda book: book["人员"].insert_rows(1), [("table.no_headings", "人员!1:1")]),
        (set_cell("站点", "B3", " 北站"), [("form.twice", "站点!B3"), ("form.unknown_owner", "读数记录!B4")]),
        (set_cell("读数记录", "B4", "南戰"), [("form.unknown_owner", "读数记录!B4")]),
        (set_cell("读数记录", "B3", None), [("form.no_owner", "读数记录!B3")]),
        (set_cell("读数记录", "D3", "=B1"), [("cell.uncalculated", "读数记录!D3")]),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_cell(change: Change, found: list[tuple[str, str]]) -> None:
    assert told(edited(change)) == found


@pytest.mark.parametrize(
    ("change", "hint"),
    [
        (renamed("读数记录", "读数"), "Did you mean 读数记录?"),
        (with_sheet("计算"), "Delete it; or begin its name with 说明 / 备注, if it is a sheet of your own."),
        (set_cell("基本信息", "B7", "调查日子"), "Did you mean 调查日期?"),
        (set_cell("基本信息", "B8", "委托人名号"), "Did you mean 委托人名称?"),
        (set_cell("读数记录", "B4", "北 站"), "Did you mean 北站?"),
        (set_cell("读数记录", "E1", "抄表日子"), "Did you mean 抄表日期?"),
        (set_fact("深度", "中等"), "Use one of 全面, 快速."),
        (set_cell("人员", "C3", "是的"), "Use one of 是, 否."),
        (set_cell("基本信息", "B2", "编码"), "Did you mean 编号?"),
        (set_cell("人员", "C1", "专任"), "Did you mean 专职?"),
        (set_cell("人员", "C1", "工龄"), "Headings here are 姓名, 专职."),
        (set_cell("读数记录", "B4", "南 戰"), "Did you mean 南 站?"),
    ],
)
def test_the_nearest_name_is_proposed(change: Change, hint: str) -> None:
    assert [hint for found in findings(edited(change)) if hint in str(found.hint)]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (set_fact("总量", "６８.30"), ("quantity.full_width", "基本信息!C5")),
        (set_fact("总量", "68,30"), ("quantity.comma", "基本信息!C5")),
        (set_cell("读数记录", "D3", "约3"), ("quantity.form", "读数记录!D3")),
        (set_fact("调查日期", "16/3/2026"), ("date.form", "基本信息!C7")),
        (set_fact("调查日期", 46097, "General"), ("date.form", "基本信息!C7")),
        (set_fact("编号", "a_x0007_b"), ("text.control", "基本信息!C2")),
        (set_fact("调查情况", "第一行\n_x0000_"), ("text.control", "文本!C2")),
        (set_fact("委托人名称", None), ("field.missing", "基本信息!C8")),
        (set_cell("人员", "B2", None), ("field.missing", "人员!B2")),
        (lambda book: book["读数记录"].delete_rows(4), ("field.missing", "站点!3:3")),
        (lambda book: book["站点"].delete_rows(2, 2) or book["读数记录"].delete_rows(2, 3),
         ("field.missing", "站点!A1")),
    ],
)  # fmt: skip
def test_what_the_record_refuses_is_told_with_its_cell(change: Change, found: tuple[str, str]) -> None:
    assert invalid(edited(change)) == [found]


def test_faults_of_all_sheets_are_told_at_once() -> None:
    def change(book: Workbook) -> None:
        book["基本信息"]["B2"] = "编码"
        book["人员"].merge_cells("B2:B3")
        book["站点"]["D1"] = "面积"
        book["读数记录"]["D2"] = "=1/0"

    codes = [code for code, _ in told(edited(change))]
    assert codes == ["form.unknown_item", "table.merged", "table.unknown_heading", "cell.uncalculated"]


def test_a_broken_list_does_not_blame_what_belongs_to_it() -> None:
    assert told(edited(set_cell("站点", "B3", "=1+1"))) == [("cell.uncalculated", "站点!B3")]


def test_a_form_without_content_is_empty() -> None:
    assert told(blank_workbook(KIND)) == [("source.empty", "基本信息")]
    assert told(bytes_of(Workbook())) == [("source.empty", "")]


def test_an_emptied_sheet_is_told() -> None:
    def change(book: Workbook) -> None:
        book["文本"].delete_rows(1, 10)
        book["站点"].delete_rows(1, 10)

    assert [code for code, _ in told(edited(change))][:2] == ["table.no_headings", "table.no_headings"]


def test_a_table_of_documents_is_no_form() -> None:
    certificate = kind("cfp-certificate")
    assert [code for code, _ in told(blank_workbook(certificate))] == ["form.none"]


def test_a_form_is_no_table_of_documents() -> None:
    record: type[Model] = kind("cfp-certificate").record
    assert [code for code, _ in told(filled_workbook(KIND, [SURVEY]), record)] == ["table.form"]


class Region(Model):
    """A level more than a form has."""

    name: str
    stations: tuple[Station, ...]


class Country(Model):
    """Lists in lists in lists."""

    regions: tuple[Region, ...]


def test_lists_in_three_levels_are_no_form() -> None:
    with pytest.raises(RuntimeError, match="Country"):
        form(Country)


def test_three_thousand_rows_are_read() -> None:
    station = SURVEY.stations[0]
    many = tuple(station.readings[0].model_copy(update={"meter": f"{number:04}"}) for number in range(3000))
    survey = SURVEY.model_copy(update={"stations": (station.model_copy(update={"readings": many}),)})
    (row,) = read(filled_workbook(KIND, [survey]))
    assert Survey.model_validate(dict(row.data)) == survey
    assert row.place("stations[0].readings[2999].figure") == Place("a.xlsx", "读数记录!D3001")


def test_the_form_can_be_opened_again() -> None:
    assert book_of(filled_workbook(KIND, [SURVEY])).sheetnames == ["说明", *form(Survey).sheets]
