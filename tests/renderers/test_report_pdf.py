"""The pages of a verification report, read back: contents, headings, tables over pages, orientation, charts."""

from __future__ import annotations

import re
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pdf_reading import pages, squeezed
from report_data import KIND, SAMPLES, attempt, report, shipped_sample, stage

from carbondocs import Renderer

HEADINGS = (
    "一、基本信息", "二、受核查方信息", "三、核查信息", "四、产品信息", "（一）产品名称", "（二）产品介绍",
    "（三）产品执行标准", "（四）产品功能", "（五）产品主要性能指标", "（六）产品生产工艺", "五、核查依据",
    "六、核查目的", "七、核查范围", "（一）核查覆盖的产品系列/型号", "（二）功能单位/声明单位", "（三）系统边界",
    "（四）数据时间边界", "八、数据收集", "（一）初级数据核查", "（二）次级数据核查", "（三）数据取舍原则",
    "（四）数据质量要求", "（五）数据质量评价", "九、产品碳足迹量化", "（一）量化方法", "（二）量化结果",
    "十、核查结论", "十一、核查建议", "十二、不确定性分析", "十三、声明",
)  # fmt: skip
COVER = (
    "委托人：", "生产者：", "生产企业：", "产品名称：", "功能单位/声明单位：", "核查机构：", "核查日期：",
    "报告编制日期：",
)  # fmt: skip
PRIMARY = (
    "序号", "数据名称", "单位", "来源", "监测方法与频次", "记录频次", "监测设备校验", "数据缺失处理", "交叉校核",
    "结论",
)  # fmt: skip
SECONDARY = (
    "序号", "名称", "数据项目", "时间", "地区", "数据类型", "来源", "结论",
)  # fmt: skip


@cache
def small() -> bytes:
    outcome = attempt(report())
    assert not outcome.failed, outcome.diagnostics
    return outcome.artifacts["pdf"].content


@cache
def sample(name: str) -> bytes:
    outcome = Renderer().attempt(KIND, shipped_sample(name), ("pdf",))
    assert not outcome.failed, outcome.diagnostics
    return outcome.artifacts["pdf"].content


def test_the_cover_has_the_eight_lines_of_the_form_in_their_order() -> None:
    cover = squeezed(pages(small())[0])
    places = [cover.index(squeezed(label)) for label in ("产品碳足迹核查报告", *COVER)]
    assert places == sorted(places)


@pytest.mark.parametrize("name", SAMPLES)
def test_all_headings_of_the_form_follow_in_order(name: str) -> None:
    text = squeezed("".join(pages(sample(name))[2:]))
    assert re.search(".*".join(re.escape(squeezed(heading)) for heading in HEADINGS), text, re.DOTALL)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_contents_name_the_page_of_every_heading(name: str) -> None:
    content = sample(name)
    told = pages(content)
    listed = [
        (match[1], int(match[2]))
        for line in "\n".join(told[1:3]).splitlines()
        if (match := re.fullmatch(r"(\S.*?)\s*\.{4,}\s*(\d+)", line.strip()))
    ]
    assert [squeezed(title) for title, _ in listed] == [squeezed(heading) for heading in HEADINGS]
    for title, page in listed:
        assert squeezed(title) in squeezed(told[page - 1])


@pytest.mark.parametrize("name", SAMPLES)
def test_the_headings_are_bookmarks_nested_as_they_are(name: str) -> None:
    with pypdfium2.PdfDocument(sample(name)) as document:
        marks = [(mark.level, squeezed(mark.get_title())) for mark in document.get_toc()]
    upper = [title for level, title in marks if level < 2]
    assert upper == [squeezed(heading) for heading in HEADINGS]
    assert {level for level, _ in marks} == {0, 1, 2}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_page_but_the_cover_tells_what_it_belongs_to(name: str) -> None:
    told = pages(sample(name))
    data = shipped_sample(name).data
    for number, text in enumerate(told[1:], start=2):
        assert squeezed(f"第{number}页 共{len(told)}页") in squeezed(text)
        assert squeezed(f"报告编号：{data['number']}") in squeezed(text)
        assert squeezed(data["product"]["name"]) in squeezed(text)
    assert "共" + str(len(told)) not in squeezed(told[0])


def test_the_data_tables_stand_on_landscape_pages_with_all_columns_of_the_form() -> None:
    with pikepdf.open(BytesIO(small())) as document:
        wide = [page.mediabox[2] > page.mediabox[3] for page in document.pages]
    told = [squeezed(text) for text in pages(small())]
    for columns in (PRIMARY, SECONDARY):
        holding = [index for index, text in enumerate(told) if "".join(columns) in text]
        assert holding
        assert all(wide[index] for index in holding)
    assert not wide[0]
    assert not wide[-1]


def test_a_table_over_pages_repeats_its_heading() -> None:
    outcome = attempt(report(stages=[stage("生产阶段", "1.5", rows=60)]))
    told = [squeezed(text) for text in pages(outcome.artifacts["pdf"].content)]
    holding = [text for text in told if "生产阶段消耗量" in text]
    assert len(holding) > 3
    assert all("".join(PRIMARY) in text for text in holding)
    rows = re.findall("生产阶段消耗量([0-9]+)", "".join(told))
    assert [int(row) for row in rows] == list(range(1, 61))


@pytest.mark.parametrize("name", SAMPLES)
def test_no_heading_stands_alone_at_the_foot_of_a_page(name: str) -> None:
    headings = {squeezed(heading) for heading in HEADINGS}
    for text in pages(sample(name))[2:]:
        lines = [squeezed(line) for line in text.splitlines() if squeezed(line)]
        body = [line for line in lines if not re.fullmatch(r"第\d+页共\d+页", line)]
        assert body[-1] not in headings


@pytest.mark.parametrize("name", SAMPLES)
def test_shares_of_every_printed_table_add_up(name: str) -> None:
    text = "\n".join(pages(sample(name)))
    assert text.count("100.00%") >= 6


def test_a_draft_and_a_sample_are_marked_on_every_page() -> None:
    data = report()
    del data["number"]
    told = pages(attempt(data).artifacts["pdf"].content)
    assert all("草稿" in text and "样张" in text for text in told)
    assert "（待编）" in told[0]


def test_english_labels_and_numbers() -> None:
    told = pages(attempt(report(), locale="en").artifacts["pdf"].content)
    text = "\n".join(told)
    for words in ("Product Carbon Footprint", "1 Basic information", "8.1 Verification of primary data", "Page 2 of"):
        assert squeezed(words) in squeezed(text)


def test_data_can_not_be_taken_for_markup() -> None:
    data = report(conclusion="A&B<C> {{ x }} {% raw %} <b>粗</b>")
    data["product"]["name"] = "A&B<C>{{1}}电芯"
    told = squeezed("".join(pages(attempt(data).artifacts["pdf"].content)))
    assert squeezed("A&B<C> {{ x }} {% raw %} <b>粗</b>") in told
    assert squeezed("A&B<C>{{1}}电芯") in told


def test_the_same_report_gives_the_same_bytes() -> None:
    assert attempt(report()).artifacts["pdf"].content == small()


def test_a_note_says_that_items_and_total_differ_by_rounding() -> None:
    def told(*footprints: str) -> str:
        outcome = attempt(report(stages=[stage("生产阶段", *footprints)]))
        return squeezed("".join(pages(outcome.artifacts["pdf"].content)))

    assert squeezed("注：因修约，分项之和与合计略有差异。") in told("0.004", "0.004")
    assert squeezed("注：因修约") not in told("1", "2")


def test_a_ring_is_left_out_where_a_stage_removes_more_than_it_emits() -> None:
    with_credit = attempt(report(stages=[stage("生产阶段", "3"), stage("生命末期阶段", "-1")]))
    told = squeezed("".join(pages(with_credit.artifacts["pdf"].content)))
    assert "各生命周期阶段碳足迹占比" not in told
    assert "−33.33%" not in told
    assert "−50.00%" in told
