"""Everything that can be known of a form is told at once, and nothing twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from form_books import KIND, Survey, edited, fact
from openpyxl import Workbook

from carbondocs.api import Renderer
from carbondocs.cli.speech import report
from carbondocs.diagnostics import Diagnostic, Place, message
from carbondocs.errors import InvalidValue
from carbondocs.flow import Row
from carbondocs.issuer import load_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.base import Broken, Kind, Setting
from carbondocs.kinds.check import check
from carbondocs.language import locale, worded
from carbondocs.sources import scan_rows
from carbondocs.workbooks.book import filled_workbook, sample
from carbondocs.workspace import shipped


def _people_count(record: Survey, _: Setting) -> Iterator[Broken]:
    yield Broken("people", InvalidValue("rule.people", message("There are {count}.", count=len(record.people))))


def _text_counts(record: Survey, _: Setting) -> Iterator[Broken]:
    yield Broken("text", InvalidValue("rule.text", message("There are {count}.", count=len(str(record.text)))))


RULED: Kind[Survey] = Kind(
    name="survey", title=KIND.title, record=Survey, rules=(_people_count, _text_counts), context=KIND.context,
    sample="none",
)  # fmt: skip


def setting() -> Setting:
    issuer = load_issuer(shipped("samples") / "issuer" / "issuer.toml")
    return Setting(issuer, locale("zh-CN"), issuer.today(), ())


def row_of(content: bytes, record: type = Survey) -> Row:
    (row,) = scan_rows(None, record=record, content=content, name="a.xlsx")
    return row


def told_of(content: bytes) -> set[tuple[str, str]]:
    checked, found = check(RULED, row_of(content), setting())
    assert checked is None
    return {(one.code, one.place.path) for one in found if one.code != "glyph.missing"}


def test_cells_fields_and_rules_are_told_in_one_round() -> None:
    def change(book: Workbook) -> None:
        fact(book, "总量").value = "=1+1"
        fact(book, "调查日期").value = "16/3/2026"
        fact(book, "委托人名称").value = None
        book["读数记录"]["D3"].value = "=B1"

    assert told_of(edited(change)) == {
        ("cell.uncalculated", "基本信息!C5"), ("cell.uncalculated", "读数记录!D3"), ("date.form", "基本信息!C7"),
        ("field.missing", "基本信息!C8"), ("rule.people", "人员!A1"), ("rule.text", "文本!C2"),
    }  # fmt: skip


def _break_heading(book: Workbook) -> None:
    book["人员"]["C1"].value = "专任"


def _break_name(book: Workbook) -> None:
    book["人员"]["B2"].value = "=A1"


def _rename(book: Workbook) -> None:
    book["人员"].title = "人员表"


def _delete_column(book: Workbook) -> None:
    book["人员"].delete_cols(3)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (_break_heading, ("table.unknown_heading", "人员!C1")),
        (_break_name, ("cell.uncalculated", "人员!B2")),
        (_rename, ("form.unknown_sheet", "人员表!A1")),
        (_delete_column, ("form.no_column", "人员!1:1")),
    ],
)
def test_what_could_not_be_read_is_neither_missing_nor_judged(change: object, found: tuple[str, str]) -> None:
    assert told_of(edited(change)) == {found, ("rule.text", "文本!C2")}  # type: ignore[arg-type]


def test_an_unknown_item_may_be_any_that_is_absent() -> None:
    def change(book: Workbook) -> None:
        book["文本"]["B2"].value = "情况"
        fact(book, "深度").value = "中等"

    found = told_of(edited(change))
    assert found == {("form.unknown_item", "文本!B2"), ("field.choice", "基本信息!C3"), ("rule.people", "人员!A1")}


def test_a_stage_that_stands_twice_leaves_the_others_readings_where_they_are() -> None:
    def change(book: Workbook) -> None:
        book["站点"].insert_rows(3)
        book["站点"]["B3"].value = "北站"

    row = row_of(edited(change))
    assert [fault.code for fault in row.faults] == ["form.twice"]
    stations = row.data["stations"]
    assert [(one["name"], len(one.get("readings", ()))) for one in stations] == [("北站", 2), ("北站", 0), ("南 站", 1)]


def test_a_deleted_column_does_not_blame_the_example() -> None:
    report_kind = kind("cfp-verification-report")
    data = sample(report_kind)
    assert data is not None

    def change(book: Workbook) -> None:
        sheet = book["检查组成员"]
        sheet.insert_rows(2)
        sheet["A2"].value = "示例"
        sheet["B2"].value = "组长"
        (column,) = (cell.column for cell in sheet[1] if cell.value == "资质")
        sheet.delete_cols(column)

    row = row_of(edited(change, filled_workbook(report_kind, [data])), report_kind.record)
    assert [(fault.code, fault.place.path) for fault in row.faults] == [("form.no_column", "检查组成员!1:1")]


@pytest.mark.parametrize("value", ["99", "-1", "２", "两", "1.5"])
def test_whole_numbers_are_told_with_their_bounds(value: str) -> None:
    report_kind = kind("cfp-verification-report")
    data = sample(report_kind)
    assert data is not None
    content = edited(lambda book: setattr(fact(book, "小数位数"), "value", value), filled_workbook(report_kind, [data]))
    found = Renderer().validate(report_kind.name, row_of(content, report_kind.record))
    (about,) = (one for one in found if one.code == "field.range")
    assert worded(about.message, "zh_CN") == "“小数位数”应为 0 至 6 的整数。"
    assert worded(about.hint, "zh_CN") == "请用半角数字填写，例如 6。"


def test_a_wrong_choice_is_told_in_the_words_of_the_drop_down() -> None:
    report_kind = kind("cfp-verification-report")
    data = sample(report_kind)
    assert data is not None
    label = "功能单位/声明单位类型"
    content = edited(lambda book: setattr(fact(book, label), "value", "1 kWh"), filled_workbook(report_kind, [data]))
    (fault,) = row_of(content, report_kind.record).faults
    assert worded(fault.hint, "zh_CN") == "请使用其中之一：功能单位、声明单位。"


def test_a_number_that_is_no_day_is_told_with_the_day_it_seems_to_mean() -> None:
    def change(book: Workbook) -> None:
        cell = fact(book, "调查日期")
        cell.value, cell.number_format = 20260311, "yyyy-mm-dd"

    _, found = check(RULED, row_of(edited(change)), setting())
    assert [str(one.hint) for one in found if one.code == "date.form"] == ['Write "2026-03-11".']


def test_merged_cells_that_are_not_read_do_not_matter() -> None:
    def change(book: Workbook) -> None:
        book["基本信息"].merge_cells("A8:A12")
        book["基本信息"].merge_cells("D2:D3")

    assert row_of(edited(change)).faults == ()


def test_rows_and_ranges_are_told_in_words(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    related = (Place("a.xlsx", "量化结果!E3"), Place("a.xlsx", "量化结果!E17"))
    report([Diagnostic("x", message("Required."), place=Place("a.xlsx", "站点!3:3"), related=related)], "text")
    assert capsys.readouterr().err == "a.xlsx 站点 第3行: 错误: 必填。 (量化结果!E3:E17)\n"
