"""What is wrong in style sheets is told with file, line, column and remedy, wherever in a pack it stands."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from certificate_data import sample
from hypothesis import given
from hypothesis import strategies as st
from packs_to_break import KIND, append, chinese, copied, edit, findings, one

import carbondocs
from carbondocs.designer.style_rules import remarks
from carbondocs.designer.variations import samples
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.errors import TemplateError
from carbondocs.kinds import kinds
from carbondocs.language import worded
from carbondocs.renderers.pdf import style_grammar
from carbondocs.workspace import shipped

STYLE, SHEET = "style.css.j2", "document.html.j2"
ERROR, WARNING = Severity.ERROR, Severity.WARNING

# what is appended to the style; code, severity and place; the English message with its remedy; the Chinese message
BROKEN = {
    "a property": (
        "h1 { colour: red }",
        ("style.property", WARNING, ":6:6"),
        "Pages don't know the property colour; it is ignored. Did you mean color?",
        "页面不认识属性 colour，它会被忽略。是否想写 color？",
    ),
    "a property that pages don't have": (
        "h1 { text-shadow: 0 0 1mm red }",
        ("style.property", WARNING, ":6:6"),
        "Pages don't know the property text-shadow; it is ignored.",
        "页面不认识属性 text-shadow，它会被忽略。",
    ),
    "a value": (
        "h1 { color: blu }",
        ("style.value", WARNING, ":6:6"),
        "color can't be “blu”; it is ignored. Did you mean color: blue?",
        "color 的值不能是“blu”，这一条会被忽略。是否想写 color: blue？",
    ),
    "one word of a value": (
        "h1 { border: 1mm soild red }",
        ("style.value", WARNING, ":6:6"),
        "Did you mean border: 1mm solid red?",
        "是否想写 border: 1mm solid red？",
    ),
    "a size beyond all measure": (
        "h1 { margin: 0 1e999mm }",
        ("style.size", ERROR, ":6:16"),
        "1e999mm in margin is beyond all measure; pages can't be set with it. Give margin a size",
        "margin 中的 1e999mm 大小超出常理，无法据此排版。",
    ),
    "steps with which a page never comes to an end": (
        "h1 { background: repeating-linear-gradient(red, blue 1e-300px) }",
        ("style.size", ERROR, ":6:54"),
        "1e-300px in background is beyond all measure",
        "background 中的 1e-300px 大小超出常理，无法据此排版。",
    ),
    "a length without a unit": (
        "h1 { margin: 3 0 }",
        ("style.value", WARNING, ":6:6"),
        "Did you mean margin: 3mm 0mm?",
        "是否想写 margin: 3mm 0mm？",
    ),
    "a space before a unit": (
        "h1 { font-size: 12 pt }",
        ("style.value", WARNING, ":6:6"),
        "Did you mean font-size: 12pt?",
        "是否想写 font-size: 12pt？",
    ),
    "a decimal comma": (
        "h1 { margin-top: 1,5mm }",
        ("style.value", WARNING, ":6:6"),
        "Did you mean margin-top: 1.5mm?",
        "是否想写 margin-top: 1.5mm？",
    ),
    "a value that nothing is like": (
        "h1 { color: 12mm }",
        ("style.value", WARNING, ":6:6"),
        "Give color a value that it takes, or take the line away.",
        "请给 color 写一个可用的值，或删去这一条。",
    ),
    "a value at which the engine fails": (
        "h1 { font: 700 12pt/ }",
        ("style.value", ERROR, ":6:6"),
        "font can't be “700 12pt/”; pages can't be set with it.",
        "font 的值不能是“700 12pt/”，页面会因此无法生成。",
    ),
    "a semicolon": (
        "h1 { color: red\n  margin-top: 3mm }",
        ("style.semicolon", WARNING, ":7:3"),
        "color and margin-top run into each other; both are ignored. A ; seems to be missing before margin-top.",
        "color 与 margin-top 连在了一起，两者都会被忽略。margin-top 之前似乎缺少一个分号（;）。",
    ),
    "a colon": (
        "h1 { margin: 0; color red; }",
        ("style.syntax", WARNING, ":6:17"),
        "“color red” is no declaration; it is ignored. A : seems to be missing after color.",
        "“color red”不是一条声明，会被忽略。color 之后似乎缺少一个冒号（:）。",
    ),
    "a brace": (
        "h1 { color: red;\nh2,\np { color: blue }\ni { margin: 0 }",
        ("style.open", ERROR, ":7:1"),
        "The block of h1 is not closed; what follows is ignored. A } seems to be missing before this line.",
        "h1 的花括号没有结尾，其后的内容会被忽略。这一行之前似乎缺少一个 }。",
    ),
    "a brace and a semicolon": (
        "h1 { color: red\np { color: blue }",
        ("style.open", ERROR, ":7:1"),
        "A } seems to be missing before this line.",
        "这一行之前似乎缺少一个 }。",
    ),
    "the last brace": (
        "h1 { color: red",
        ("style.open", ERROR, ":6:1"),
        "The block of h1 is not closed; what follows is ignored. Add a } where it ends.",
        "h1 的花括号没有结尾，其后的内容会被忽略。请在它结束的地方加上 }。",
    ),
    "a brace of a page": (
        "@page {\n  @top-center { content: none }\np { margin: 0 }",
        ("style.open", ERROR, ":8:1"),
        "The block of @page is not closed",
        "@page 的花括号没有结尾",
    ),
    "a brace too many": (
        "h1 { color: red }}\np { margin: 0 }",
        ("style.stray", ERROR, ":6:18"),
        "This } closes nothing; the rule after it is ignored. Take it away, or add the sign that it closes.",
        "多了一个 }，其后的一条规则会被忽略。请删去，或补上与它成对的开头。",
    ),
    "a bracket": (
        "h1 { color: rgb(1, 2, 3; margin: 0 }",
        ("style.open", ERROR, ":6:16"),
        "This ( is not closed; what follows is ignored. Close it with ).",
        "( 没有结尾，其后的内容会被忽略。请用 ) 结尾。",
    ),
    "the end of a comment": (
        "/* title\nh1 { color: red }",
        ("style.open", ERROR, ":6:1"),
        "The comment has no end; the rest is ignored. Close it with */.",
        "注释没有结尾，其后的内容会被忽略。请用 */ 结尾。",
    ),
    "the end of a quote": (
        "h1::before { content: 'No. }\np { margin: 0 }",
        ("style.open", ERROR, ":6:23"),
        "The quote has no end on its line. Close it with '.",
        "引号在本行内没有结尾。请用 ' 结尾。",
    ),
    "full-width signs": (
        "h1 { color：red； margin: 0 }",
        ("style.sign", ERROR, ":6:11"),
        "The sign ： means nothing in a style sheet; what it stands in is ignored. Type : with an English keyboard.",
        "样式表中不能用 ：，它所在的内容会被忽略。请切换到英文输入，改为 :。",
    ),
    "full-width braces": (
        "h1 ｛ color: red ｝",
        ("style.sign", ERROR, ":6:4"),
        "Type { with an English keyboard.",
        "改为 {。",
    ),
    "a rule": (
        "@pgae { margin: 0 }",
        ("style.rule", WARNING, ":6:1"),
        "Pages don't know the rule @pgae as it stands here; it is ignored. Did you mean @page?",
        "页面不认识写在此处的规则 @pgae，它会被忽略。是否想写 @page？",
    ),
    "a box of a page": (
        "@page { @top-centre { content: none } }",
        ("style.rule", WARNING, ":6:9"),
        "Did you mean @top-center?",
        "是否想写 @top-center？",
    ),
    "a selector": (
        "h1, { color: red }",
        ("style.selector", WARNING, ":6:1"),
        "“h1,” selects nothing; the rule is ignored.",
        "“h1,”不是选择器，这条规则会被忽略。",
    ),
    "a selector at which the engine fails": (
        "p:nth-child(-n+) { color: red }",
        ("style.selector", ERROR, ":6:1"),
        "“p:nth-child(-n+)” is no selector; pages can't be set with it.",
        "“p:nth-child(-n+)”不是选择器，页面会因此无法生成。",
    ),
    "a class": (
        "p.lable { color: red }",
        ("style.nowhere", WARNING, ":6:3"),
        "No page has .lable; the rule does nothing. Did you mean .label?",
        "页面上没有 .lable，这条规则不起作用。是否想写 .label？",
    ),
    "in a rule for print": (
        "@media print {\n  h1 { colour: red }\n}",
        ("style.property", WARNING, ":7:8"),
        "Did you mean color?",
        "是否想写 color？",
    ),
    "after a field": (
        "h1 { color: {{ colours.dark }}; colour: {{ colours.leaf }} }",
        ("style.property", WARNING, ":6:33"),
        "Did you mean color?",
        "是否想写 color？",
    ),
}


def english(finding: Diagnostic) -> str:
    return f"{finding.message} {finding.hint}"


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_mistake_is_told_once_with_its_place_and_what_to_do(case: str, tmp_path: Path) -> None:
    text, (code, severity, place), message, words = BROKEN[case]
    folder = copied(tmp_path)
    append(folder / STYLE, text)
    (finding,) = findings(folder)
    assert (finding.code, finding.severity, finding.place.source) == (code, severity, f"{STYLE}{place}")
    assert message in english(finding)
    assert words in worded(finding.message, "zh_CN") + worded(finding.hint, "zh_CN")


@pytest.mark.usefixtures("unchecked")
def test_a_sheet_at_which_the_engine_fails_is_refused(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE)
    append(folder / STYLE, "h1 { font: 700 12pt/ }")
    with pytest.raises(TemplateError) as caught:
        carbondocs.render(KIND, sample(), templates=[folder], formats=["pdf"])
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.place.source.partition(":")[0]) == ("page.broken", STYLE)
    assert "“font: 700 12pt/”" in str(finding)


SHARED = (shipped("templates") / "shared" / "certificate.css.j2").read_text(encoding="utf-8")
SOUND = """
@media print { h1 { color: red } }
@page annex:first { size: A4; @bottom-center { content: counter(page) } }
@font-face { font-family: "CarbonDocs Own"; src: url(own.ttf) }
.fact { --own: 3mm; margin: var(--own); .label { color: #123456 } & > .value { color: inherit } }
h1::before { content: "｛“ } ；/* " ; color: rgb(1, 2, 3) !important }
main:not(.close) > .fact:nth-child(2n+1), [lang="en"] { width: calc(100% - 3mm) }
/* 标题：“{” */
"""


def test_what_pages_know_is_not_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    append(folder / STYLE, SOUND.replace("src: url(own.ttf)", "src: local(Own)"))
    assert [each for each in findings(folder) if each.code.startswith("style.")] == []


@given(
    st.integers(0, 4000),
    st.integers(0, 200),
    st.sampled_from([*"{}()[];:,.#@&\\'\"/*：“\n\r\f\0", "/*", "*/", "url(", ""]),
)
def test_whatever_stands_in_a_sheet_places_are_in_it(begin: int, at: int, sign: str) -> None:
    text = SHARED[begin : begin + at] + sign + SHARED[begin + at : begin + 300]
    found = remarks(text, style_grammar(), frozenset())
    assert all(0 <= remark.offset <= len(text) for remark in found)


@pytest.mark.parametrize("kind", [name for name, each in kinds().items() if "docx" in each.formats])
def test_the_engine_ignores_nothing_in_the_built_in_sheets(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    data = samples(kinds()[kind])[kinds()[kind].sample]
    with caplog.at_level(logging.WARNING, "weasyprint"):
        assert carbondocs.render(kind, data, formats=["pdf"]).artifacts
    assert [record.getMessage() for record in caplog.records if "gnored" in record.getMessage()] == []


def test_a_mistake_in_an_included_sheet_is_told_there(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "shared/certificate.css.j2", "text-transform: uppercase", "text-trasform: uppercase")
    finding = one(findings(folder), "style.property")
    assert finding.place.source.startswith("shared/certificate.css.j2:19:")
    assert finding.place.text.startswith("…")
    assert "text-trasform" in finding.place.text


def test_styles_of_elements_and_pages_are_checked(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", '<main style="margin: 0; colour: {{ colours.dark }}">')
    edit(folder / "shared/footprint_annex.html.j2", ".fraction { width", ".fraction { widht")
    told = {str(each.place.source): english(each) for each in findings(folder) if each.code == "style.property"}
    assert set(told) == {f"{SHEET}:15:25", "shared/footprint_annex.html.j2:8:22"}
    assert "Did you mean width?" in told["shared/footprint_annex.html.j2:8:22"]


def test_a_class_that_was_renamed_in_the_page_is_told_in_the_sheet(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, 'class="statements"', 'class="sentences"')
    found = [each for each in findings(folder) if each.code == "style.nowhere"]
    assert {str(each.message) for each in found} == {"No page has .statements; the rule does nothing."}
    assert all(each.place.source.startswith("shared/certificate.css.j2:") for each in found)


def test_classes_of_rare_pages_are_known(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", "<main class=\"{{ 'rare' if prevails else 'usual' }}\">")
    append(
        folder / STYLE, ".rare { margin: 0 } .usual { margin: 0 } .bilingual .label { margin: 0 } .least { margin: 0 }"
    )
    assert findings(folder) == ()


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    append(folder / STYLE, "h1 { colour: red; color: blu }\np { margin 0 }}\nh2 { widht: 3mm\ni { colr: red }")
    told = [(each.code, each.place.source.removeprefix(STYLE)) for each in findings(folder)]
    assert told == [
        ("style.property", ":6:6"),
        ("style.value", ":6:19"),
        ("style.syntax", ":7:5"),
        ("style.stray", ":7:15"),
        ("style.property", ":8:6"),
        ("style.open", ":9:1"),
        ("style.property", ":9:5"),
    ]


def test_mistakes_beside_tags_that_can_not_be_read_are_told_too(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    append(folder / STYLE, "h1 { color: {{ colours.drak }}; {# why #} colour: red }")
    edit(folder / SHEET, "<main>", '<main style="margin: {{ 1 }}mm; widht: {{ }}">{% endfro %}')
    told = {(each.code, each.place.source) for each in findings(folder)}
    assert told == {
        ("name.unknown", f"{STYLE}:6:23"),
        ("style.property", f"{STYLE}:6:43"),
        ("style.property", f"{SHEET}:15:33"),
        ("template.syntax", f"{SHEET}:15:40"),
        ("tag.unknown", f"{SHEET}:15:47"),
    }


def test_the_place_is_told_in_chinese(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    append(folder / STYLE, "h1 { colour: red }")
    assert chinese(one(findings(folder), "style.property")) == (
        "style.css.j2:6:6: h1 { colour: red }: 页面不认识属性 colour，它会被忽略。"
    )
