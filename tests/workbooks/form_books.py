"""A small form, its workbook, and how the tests change and read it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Annotated, Any, ClassVar

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from pydantic import Field

from carbondocs.errors import CarbonDocsError
from carbondocs.flow import Row
from carbondocs.kinds.base import Kind
from carbondocs.sources import read_rows
from carbondocs.values.choice import Choice, YesNo
from carbondocs.values.dates import Day
from carbondocs.values.figure import Figure
from carbondocs.values.model import Model
from carbondocs.values.party import Party
from carbondocs.values.prose import Prose
from carbondocs.values.quantity import Quantity
from carbondocs.values.text import Line, Name, Paragraph
from carbondocs.workbooks.book import filled_workbook


class Depth(Choice):
    """How deep a survey went."""

    FULL = "full", "全面"
    QUICK = "quick", "快速"


class Reading(Model):
    """A reading at a station."""

    meter: Line = Field(title="仪表")
    figure: Figure = Field(title="读数")
    read_on: Day | None = Field(None, title="抄表日期")
    remark: Paragraph | None = Field(None, title="备注")


class Station(Model):
    """A station with its readings."""

    name: Name = Field(title="站点名称")
    notes: Prose | None = Field(None, title="站点说明")
    readings: Annotated[tuple[Reading, ...], Field(min_length=1)] = Field(title="读数记录")


class Person(Model):
    """Who took part."""

    name: Name = Field(title="姓名")
    full_time: YesNo = Field(title="专职")


class Survey(Model):
    """A survey; one fills a workbook."""

    one_to_a_workbook: ClassVar[bool] = True

    number: Line | None = Field(None, title="编号")
    client: Party = Field(title="委托人")
    depth: Depth = Field(title="深度")
    gases: tuple[Line, ...] = Field(title="气体")
    total: Quantity | None = Field(None, title="总量")
    held_on: Day = Field(title="调查日期")
    text: Prose = Field(title="调查情况")
    people: tuple[Person, ...] = Field((), title="人员")
    stations: Annotated[tuple[Station, ...], Field(min_length=1)] = Field(title="站点")


KIND: Kind[Any] = Kind(
    name="survey",
    title={"zh_CN": "调查", "en": "Survey"},
    record=Survey,
    rules=(),
    context=lambda *_: None,  # type: ignore[arg-type]
    sample="none",
)

SURVEY = Survey.model_validate({
    "number": "0012",
    "client": {"name": "=1+1", "address": "_x0041_街 #N/A", "credit_code": None},
    "depth": "full",
    "gases": ["二氧化碳（CO₂）", "甲烷, CH₄"],
    "total": {"value": "-68.30", "negative_reason": "清除"},
    "held_on": date(2026, 3, 16),
    "text": "第一段。  \n换行。\n\n- 甲\n  - 乙\n\n| a | b |\n|---|---|\n| 1 | 2 |",
    "people": [{"name": "甲", "full_time": True}, {"name": "乙", "full_time": False}],
    "stations": [
        {"name": "北站", "notes": "**重点**", "readings": [
            {"meter": "001", "figure": "1.10", "read_on": "2026-03-01", "remark": "第一行\n第二行"},
            {"meter": "002", "figure": Decimal("0.000000100")},
        ]},
        {"name": "南 站", "readings": [{"meter": "=A1", "figure": "-3"}]},
    ],
})  # fmt: skip


def book_of(content: bytes) -> Workbook:
    """A workbook, opened to look at or to change."""
    return load_workbook(BytesIO(content))


def bytes_of(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def edited(change: Callable[[Workbook], object], content: bytes | None = None) -> bytes:
    """The filled form after a change in it."""
    book = book_of(content or filled_workbook(KIND, [SURVEY]))
    change(book)
    return bytes_of(book)


def fact(book: Workbook, label: str) -> Cell:
    """The cell for the content of an item."""
    for sheet in (book["基本信息"], book["文本"]):
        for row in sheet.iter_rows():
            if row[1].value == label:
                assert isinstance(row[2], Cell)
                return row[2]
    raise LookupError(label)


def read(content: bytes, record: type[Model] = Survey) -> list[Row]:
    """All rows of a workbook."""
    return list(read_rows(None, record=record, content=content, name="a.xlsx"))


def told(content: bytes, record: type[Model] = Survey) -> list[tuple[str, str]]:
    """The code and the place of everything that is wrong with a workbook; each finding says what to do."""
    return [(found.code, found.place.path) for found in findings(content, record)]


def findings(content: bytes, record: type[Model] = Survey) -> list[Any]:
    """Everything that is wrong with a workbook."""
    with pytest.raises(CarbonDocsError) as caught:
        read(content, record)
    assert all(str(found.hint) and found.place.source == "a.xlsx" for found in caught.value.diagnostics)
    return list(caught.value.diagnostics)
