"""Long texts in HTML and in Word: one text in both, safe in both, and in styles that a designer can change."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from prose_samples import HOSTILE, SAMPLE, TEXT_WIDTH, as_html, as_word

from carbondocs.renderers.word_package import check
from carbondocs.values.prose import Prose
from carbondocs.values.prose_blocks import GRID

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def sample() -> bytes:
    return as_word(SAMPLE)


def document(content: bytes) -> Any:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return etree.fromstring(archive.read("word/document.xml"))


def word_lines(content: bytes) -> list[str]:
    """The text of each paragraph that has any, white space aside."""
    found = ["".join(node.itertext(f"{W}t")) for node in document(content).iter(f"{W}p")]
    return [line for line in map(squeezed, found) if line]


def html_lines(text: str) -> list[str]:
    nodes = html.fromstring(f"<div>{text}</div>").iter("p", "th", "td")
    return [line for line in (squeezed(node.text_content()) for node in nodes) if line]


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_both_hold_the_same_text() -> None:
    lines = word_lines(sample())
    assert lines == html_lines(as_html(SAMPLE))
    assert lines.count(squeezed(HOSTILE).replace("\\", "")) == 2
    assert "12)取舍原则：质量占比小于1%的物料可以舍去。" in lines


@settings(max_examples=30)
@given(st.text("核查AB1 \n-*_|&<>{}%#.）'\"\\", min_size=1, max_size=60))
def test_both_hold_the_same_of_any_text(text: str) -> None:
    try:
        Prose(text)
    except ValueError:
        return
    assert word_lines(as_word(text)) == html_lines(as_html(text))


def test_the_word_file_is_whole_and_opens() -> None:
    check(sample(), "document.docx")
    opened = docx.Document(BytesIO(sample()))
    texts = [paragraph.text for paragraph in opened.paragraphs]
    assert texts[1] == "1.\t初级数据来自现场计量仪表："
    assert texts[4] == "\t上述仪表的台账另见附件。"
    assert not set("{}") & set("".join(texts).replace(HOSTILE.replace("\\", ""), "")), "a template tag was left"


def test_paragraphs_bear_styles_for_what_they_are() -> None:
    paragraphs = docx.Document(BytesIO(sample())).paragraphs
    styles = [(paragraph.style and paragraph.style.name, squeezed(paragraph.text)[:4]) for paragraph in paragraphs]
    assert styles == [
        ("Report Text", "核查组依"), ("Report Item", "1.初级"), ("Report Item 2", "–电力由"),
        ("Report Item 2", "–天然气"), ("Report Item", "上述仪表"), ("Report Item", "2.次级"),
        ("Report Item", "12)取"), ("Report Table Gap", ""), ("Report Text", "A&B<"), ("Report Text", "（1）核"),
        ("Report Text", "（2）受"), ("Report Text", "第一行"), ("Report Text Flush", "第二行"),
    ]  # fmt: skip
    assert not list(document(sample()).iter(f"{W}ind")), "indents belong to the styles"


def test_emphasis_is_bold_and_kai() -> None:
    (paragraph,) = docx.Document(BytesIO(as_word("甲**乙**，*丙*、***丁***"))).paragraphs
    runs = {run.text: (run.bold, 'w:eastAsia="楷体"' in run._element.xml) for run in paragraph.runs if run.text}
    assert runs == {
        "甲": (None, False), "乙": (True, False), "，": (None, False), "丙": (None, True), "、": (None, False),
        "丁": (True, True),
    }  # fmt: skip


def tables(content: bytes) -> Iterator[Any]:
    yield from document(content).iter(f"{W}tbl")


@pytest.mark.parametrize("columns", [1, 2, 3, 7, 12])
def test_a_table_of_any_columns_fills_its_width(columns: int) -> None:
    row = "|" + "|".join(f"第{index}列的文字{'长' * index}" for index in range(columns)) + "|\n"
    (table,) = tables(as_word(f"{row}{'|--' * columns}|\n{row * 3}"))
    grid = [int(column.get(f"{W}w")) for column in table.iter(f"{W}gridCol")]
    assert len(grid) == GRID
    assert sum(grid) == pytest.approx(TEXT_WIDTH * 1440 / 25.4, rel=0.01)
    rows = list(table.iter(f"{W}tr"))
    assert len(rows) == 4
    for line in rows:
        spans = [int(span.get(f"{W}val")) for span in line.iter(f"{W}gridSpan")]
        assert len(spans) == columns
        assert sum(spans) == GRID
        assert min(spans) >= 1


def test_a_table_repeats_its_heading_and_aligns_its_columns() -> None:
    (table,) = tables(sample())
    heading, *rows = table.iter(f"{W}tr")
    assert heading.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rows)
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (heading, *rows))
    assert [style.get(f"{W}val") for style in rows[0].iter(f"{W}pStyle")] == [
        "ReportTableMiddle", "ReportTableText", "ReportTableText", "ReportTableFigure",
    ]  # fmt: skip
    assert [side.get(f"{W}val") for side in heading.iter(f"{W}jc")] == ["center", "left", "left", "right"]


def test_a_table_without_heading_has_no_heading_row() -> None:
    text = "| | |\n|--|--|\n| 1 | 2 |"
    (table,) = tables(as_word(text))
    assert len(list(table.iter(f"{W}tr"))) == 1
    assert "<thead" not in as_html(text)


def test_html_has_the_names_that_style_sheets_use() -> None:
    made = as_html(SAMPLE)
    assert '<p class="prose flush">第二行</p>' in made
    assert '<p class="prose-item level-2"><span class="marker">–</span>电力由<strong>三相智能电表</strong>' in made
    assert '<td class="right"><span class="unbroken">41.27</span></td>' in made
    assert "<em>生产台账</em>、" in made
    assert '<col style="width: 40.000%">' in made
