"""Long texts: what Markdown means in them, what it must not mean, and that no text is lost."""

from __future__ import annotations

import pickle
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from refusals import accepted, refused

from carbondocs.errors import InvalidValue
from carbondocs.values.model import Model
from carbondocs.values.prose import Prose
from carbondocs.values.prose_blocks import GRID, Block, Item, Paragraph, Run, Table, plain

_MARKS = str.maketrans("", "", "*_\\|-+:•–")  # what a text may lose or gain: marks of Markdown, and bullets


def lines(text: str) -> list[str]:
    """The blocks of a text, one on a line: a table's cells are parted by bars."""
    return [_line(block) for block in Prose(text).blocks]


def _line(block: Block) -> str:
    match block:
        case Paragraph():
            return plain(block.runs)
        case Item():
            return f"{'  ' * (block.level - 1)}{block.marker} {plain(block.runs)}"
        case Table():
            return "/".join("|".join(plain(cell.runs) for cell in row) for row in (block.heading, *block.rows))


def styled(text: str) -> str:
    """A paragraph's runs, bold ones in [], emphasis in <>."""
    (paragraph,) = Prose(text).blocks
    assert isinstance(paragraph, Paragraph)
    shown = ""
    for run in paragraph.runs:
        word = f"<{run.text}>" if run.italic else run.text
        shown += f"[{word}]" if run.bold else word
    return shown


@pytest.mark.parametrize(
    "text",
    [
        "2.5*3*4", "活动数据*排放因子*全球变暖潜势", "(a+b)*(c+d)*(e+f)", "2**3**4", "K_1*K_2*K_3", "10%*20%*30%",
        "a_b_c", "“*”表示缺失，“*”以外的为实测", "甲为12.5*，乙为13.1*。", "于__月__日签署", "甲|乙", "*注",
        "A&B<C>", "<5 mm", ">5 mm 的颗粒", "<b>粗</b><br/>", "&nbsp;&copy;&#65;", "<http://a.cn>", "http://a.cn/x_y_z",
        "[1]: http://a.cn", "[1](见附件)", "[a][b]", "数组[1]()", "(c) (tm) ... -- 'x'", "`x*y`", "~~删~~", "~5 至 8",
        "#1号反应釜", "1.5 kg", "2025.12.31", "-5 ℃", "+5 ℃", "１２３４（ＡＢ）", "1.原料", "文 ===", "D:\\数据\\",
    ],
)  # fmt: skip
def test_what_is_no_markdown_stays_as_it_stands(text: str) -> None:
    assert lines(text) == [text]
    assert styled(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("**注意：**数据", "[注意：]数据"),
        ("中**重要**文", "中[重要]文"),
        ("（**重要**）", "（[重要]）"),
        ("按 *生产台账* 核对", "按<生产台账>核对"),
        ("*台账*、_报表_。", "<台账>、<报表>。"),
        ("***两者***", "[<两者>]"),
        ("**甲，*乙*，丙**", "[甲，][<乙>][，丙]"),
        ("in *situ* data", "in <situ> data"),
        ("**没有结束", "**没有结束"),
        ("**甲*", "**甲*"),
        (r"\*甲\* 1\. &amp;", "*甲* 1. &amp;"),
    ],
)
def test_emphasis_begins_and_ends_where_chinese_writers_mean_it(text: str, wanted: str) -> None:
    assert styled(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("核查\n数据", ["核查数据"]),
        ("**核查**\n**数据**", ["核查数据"]),
        ("核查，\nLF-280K", ["核查，LF-280K"]),
        ("LF-280K\ncell", ["LF-280K cell"]),
        ("共\n5 台", ["共 5 台"]),
        ("甲\n\n\n乙", ["甲", "乙"]),
        ("甲\n\u3000\n乙", ["甲", "乙"]),
        ("\u3000\u3000甲\n乙\n\u3000\u3000丙", ["甲乙", "丙"]),
        ("    设有缩进\n\n\t也一样", ["设有缩进", "也一样"]),
        ("包括\n（1）甲；\n（二）乙；\n① 丙；\n2、丁；\n3.戊；\na) 己；\n——庚\n注1：辛",
         ["包括", "（1）甲；", "（二）乙；", "① 丙；", "2、丁；", "3.戊；", "a) 己；", "——庚", "注1：辛"]),
        ("约为\n1.5 kg", ["约为 1.5 kg"]),
        ("甲\u00a0 \t乙", ["甲 乙"]),
        ("标题\n===", ["标题 ==="]),
    ],
)  # fmt: skip
def test_lines_are_joined_as_chinese_is_written(text: str, wanted: list[str]) -> None:
    assert lines(text) == wanted


@pytest.mark.parametrize("end", ["  ", "\\"])
def test_a_break_that_is_meant_is_kept(end: str) -> None:
    assert Prose(f"甲{end}\n乙\n丙").blocks == (Paragraph((Run("甲"),)), Paragraph((Run("乙丙"),), flush=True))
    assert Prose(f"（1）甲{end}\n（2）乙").blocks == (Paragraph((Run("（1）甲"),)), Paragraph((Run("（2）乙"),)))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("- 甲\n- 乙", ["• 甲", "• 乙"]),
        ("包括：\n* 甲\n* 乙", ["包括：", "• 甲", "• 乙"]),
        ("1. 甲\n1. 乙\n7. 丙", ["1. 甲", "1. 乙", "7. 丙"]),
        ("3) 甲\n5) 乙", ["3) 甲", "5) 乙"]),
        ("1. 甲\n   - 乙\n     续\n\n   又\n2. 丙", ["1. 甲", "  – 乙续", " 又", "2. 丙"]),
        ("2025. 年底前", ["2025. 年底前"]),
        ("-", ["- "]),
        ("1. - 甲", ["1. ", "  – 甲"]),
        ("1. | a | b |\n   |---|---|\n   | 1 | 2 |", ["1. ", "a|b/1|2"]),
    ],
)
def test_lists_keep_their_levels_and_numbers(text: str, wanted: list[str]) -> None:
    assert lines(text) == wanted


def test_a_link_is_shown_with_its_address() -> None:
    assert lines("见[因子库](https://a.cn/x_y?z=1*2*3)。") == ["见因子库（https://a.cn/x_y?z=1*2*3）。"]
    assert lines("[https://a.cn](https://a.cn)") == ["https://a.cn"]


def test_a_table_has_cells_alignments_and_widths() -> None:
    (table,) = Prose(
        "| 名称 | 数值 | 说明 |\n| --- | --: | :-: |\n| 水 \\| 汽 | **1.2** | " + "长" * 40 + " |\n| 电 | | |"
    ).blocks
    assert isinstance(table, Table)
    assert _line(table) == f"名称|数值|说明/水 | 汽|1.2|{'长' * 40}/电||"
    assert table.rows[0][1].runs == (Run("1.2", bold=True),)
    for row in (table.heading, *table.rows):
        assert [cell.align for cell in row] == ["left", "right", "center"]
        assert sum(cell.span for cell in row) == GRID
        assert sum(cell.width for cell in row) == pytest.approx(1)
        assert row[2].span > 40 > row[0].span >= row[1].span >= 4


def test_a_table_may_go_without_heading() -> None:
    (table,) = Prose("| | |\n|--|--|\n| 1 | 2 |").blocks
    assert isinstance(table, Table)
    assert table.heading == ()
    assert len(table.columns) == 2


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("甲\n# 标题", "prose.heading", "Line 2 is a heading: “# 标题”."),
        ("\n\n## 标题", "prose.heading", "Line 3 "),
        ("甲\n---\n乙", "prose.rule", "Line 2 is a horizontal rule: “---”."),
        ("***", "prose.rule", "Line 1 "),
        ("甲\n```\n乙\n```", "prose.code", "Line 2 "),
        ("~~~ x", "prose.code", "Line 1 "),
        ("甲\n**乙**\n丙![图](图.png)", "prose.picture", "Line 3 holds a picture: “丙![图](图.png)”."),
        ("|a|\n|--|\n|![](x)|", "prose.picture", "Line 3 "),
        ("- 甲\n  - 乙\n    - 丙", "prose.depth", "Line 3 "),
        ("1. 2. 3. 丙", "prose.depth", "Line 1 "),
        ("|a|b|\n|--|--|\n|1|2|3|", "prose.table_row", "Line 3 has 3 cells where the table's heading has 2"),
        ("|a|b|\n|--|--|\n|1|", "prose.table_row", "Line 3 has 1 cells"),
        ("|a|b|\n|--|--|\n|1|2|\n注：甲", "prose.table_end", "Line 4 stands right below a table"),
        ("甲\n\n|a|b|\n|---|\n|1|2|", "prose.table_heading", "Line 4 rules off"),
        ("| a | b | c |\n| --- | --- |\n", "prose.table_heading", "Line 2 "),
        ("|a" * 13 + "|\n" + "|--" * 13 + "|", "prose.table_columns", "The table in line 1 has 13 columns; at most 12"),
    ],
)
def test_what_has_no_place_is_refused_with_its_line(text: str, code: str, line: str) -> None:
    error = refused(Prose, text)
    assert error.code == code
    assert str(error.problem).startswith(line)


@pytest.mark.parametrize(
    ("value", "code"),
    [("", "text.empty"), (" \n\u3000\n", "text.empty"), (5, "text.type"), ("甲\x07", "text.control"),
     ("甲\u200b", "text.format"), ("长" * 50_001, "text.too_long")],
)  # fmt: skip
def test_its_characters_are_those_of_any_text(value: object, code: str) -> None:
    assert refused(Prose, value).code == code


@pytest.mark.parametrize("text", [r"\# 标题", r"\---", r"\```", r"\![图](a)", r"甲\|乙"])
def test_the_remedies_work(text: str) -> None:
    assert lines(text) == [text.replace("\\", "")]


def test_it_is_text_in_a_model() -> None:
    class Record(Model):
        conclusion: Prose

    record = Record.model_validate({"conclusion": "甲\r\n\r\n**乙**"})
    assert record.conclusion == "甲\n\n**乙**"
    assert record.model_dump(mode="json") == {"conclusion": "甲\n\n**乙**"}
    assert accepted(Prose, record.conclusion) is record.conclusion
    travelled = pickle.loads(pickle.dumps(record.conclusion))
    assert (travelled, travelled.blocks) == (record.conclusion, record.conclusion.blocks)
    schema = TypeAdapter(Prose).json_schema()
    assert (schema["type"], schema["title"], schema["maxLength"]) == ("string", "正文", 50_000)


_CHARS = st.sampled_from(
    [*"核查数据LF5.0）（，。：“”;<>&#~`'[]!|*_-+\\ \u3000\n", "\n\n", "- ", "1. ", "（1）", "**", "  \n"]
)


@settings(max_examples=400)
@given(st.lists(_CHARS, max_size=40).map("".join))
def test_no_text_is_lost(text: str) -> None:
    try:
        made = Prose(text)
    except InvalidValue:
        return
    kept = "".join(_flat(block) for block in made.blocks)
    assert _squeezed(kept) == _squeezed(made)


@given(st.text("核查数据LF5.0）（，。：;<>&~`'!|/=％１ ", min_size=1, max_size=60))
def test_plain_text_comes_back_as_it_was(text: str) -> None:
    if text.strip():
        assert "".join(lines(text)) == re.sub(" +", " ", text.strip())


def _flat(block: Block) -> str:
    match block:
        case Paragraph():
            return plain(block.runs)
        case Item():
            return block.marker + plain(block.runs)
        case Table():
            return "".join(plain(cell.runs) for row in (block.heading, *block.rows) for cell in row)


def _squeezed(text: str) -> str:
    return "".join(text.translate(_MARKS).split())


@pytest.mark.parametrize(
    "unit", ["核查\n", "（1）数据\n", "，*a", "，*重*", "![", "[", "- 甲\n", "[a](http://", "a|b|\n"]
)
def test_reading_takes_linear_time(unit: str) -> None:
    begin = time.process_time()
    assert Prose((unit * 50_000)[:50_000].rstrip("\n")).blocks
    assert time.process_time() - begin < 10


def test_a_line_that_ends_with_its_sentence_ends_its_paragraph() -> None:
    blocks = Prose("第一句。\n第二句，\n续。\n\n- 甲。\n- 乙").blocks
    assert [_flat(block) for block in blocks] == ["第一句。", "第二句，续。", "•甲。", "•乙"]


def test_rows_without_a_table_are_refused() -> None:
    with pytest.raises(InvalidValue, match="Line 2 begins with"):
        Prose("表：\n| a | b |\n| 1 | 2 |")
    assert Prose("| 绝对值 |x|").blocks
