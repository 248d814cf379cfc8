"""The report as a Word file: its texts in order, its headings, contents, sections, tables and pictures."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from lxml import etree
from PIL import Image
from report_data import KIND, SAMPLES, primary, report, shipped_sample, stage

import carbondocs
from carbondocs import Renderer
from carbondocs.flow import Row
from carbondocs.kinds import kind
from carbondocs.kinds.check import check
from carbondocs.kinds.parts import Fact
from carbondocs.kinds.report_blocks import Facts, Figure, Heading, Part, Signature, Table, Text
from carbondocs.values.prose_blocks import Item, plain
from carbondocs.values.prose_blocks import Table as ProseTable
from carbondocs.workspace import shipped

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MM = 36000
TWIPS = 1440 / 25.4
HOSTILE = "A&B<C> {{ 7*7 }} {% if x %} {%p endmacro %} {_{ x }_} {# c #} ]]> \"' </w:t> &amp;"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><rect width="30" height="10" fill="#2E8B57"/></svg>'
OTHER_BODY = {"verification_body": "别处核查有限公司"}
PROPERTIES = (  # CT_PPr of ISO/IEC 29500-1, as far as it is used
    "pStyle", "keepNext", "keepLines", "widowControl", "pBdr", "tabs", "autoSpaceDE", "autoSpaceDN", "adjustRightInd",
    "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "sectPr",
)  # fmt: skip
TABLE_PROPERTIES = ("tblStyle", "tblW", "tblInd", "tblLayout", "tblCellMar", "tblCaption")
CELL_PROPERTIES = ("tcW", "gridSpan", "tcBorders", "shd", "tcMar", "vAlign")


@pytest.fixture(scope="module")
def pictured(tmp_path_factory: pytest.TempPathFactory) -> Row:
    """A report with a PNG, a JPEG and an SVG."""
    folder = tmp_path_factory.mktemp("pictures")
    Image.new("RGB", (400, 300), "#2E8B57").save(folder / "product.png")
    Image.new("RGB", (300, 400), "#0B4D3A").save(folder / "site.jpg")
    (folder / "flow.svg").write_text(SVG, "utf-8")
    data = report(photographs=[{"picture": "site.jpg", "caption": "现场照片 <A&B>"}])
    data["product"] |= {
        "pictures": [{"picture": "product.png", "caption": "产品外观"}],
        "process_flow": [{"picture": "flow.svg", "caption": "工艺流程"}],
        "process": "见图。",
    }
    return Row(data, folder=folder)


@pytest.fixture(scope="module")
def whole(pictured: Row) -> bytes:
    return render(pictured)


def render(row: Row, locale: str = "zh-CN") -> bytes:
    return Renderer(locale=locale).render(KIND, row, ("docx",)).artifacts["docx"].content


def context(row: Row, locale: str = "zh-CN") -> Any:
    """What the template was filled with."""
    setting = Renderer(locale=locale)._setting(kind(KIND))
    checked, found = check(kind(KIND), row, setting)
    assert checked, list(found)
    return kind(KIND).context(checked.record, checked.pictures, setting)


def contents(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(content: bytes) -> Any:
    return etree.fromstring(contents(content)["word/document.xml"])[0]


def lines(root: Any) -> list[str]:
    """The paragraphs that say something, in their order."""
    texts = ("".join(paragraph.itertext(f"{W}t")) for paragraph in root.iter(f"{W}p"))
    return [text for text in texts if text]


def style(paragraph: Any) -> str:
    return str(paragraph.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def styled(root: Any, name: str) -> list[Any]:
    return [paragraph for paragraph in root.iter(f"{W}p") if style(paragraph) == name]


def blocks(parts: tuple[Part, ...], form: type[Any]) -> list[Any]:
    return [block for part in parts for block in part.blocks if isinstance(block, form)]


def heading_line(heading: Heading, lang: str) -> str:
    return heading.number + (" " if heading.number and (heading.level == 3 or lang == "en") else "") + heading.text


def labelled(fact: Fact, lang: str) -> str:
    return f"{fact.label}{' ' if lang == 'en' else ''}{fact.text}"


def expected(filled: Any) -> Iterator[str]:
    """All lines of a report after its table of contents."""
    for block in (block for part in filled.parts for block in part.blocks):
        match block:
            case Heading():
                yield heading_line(block, filled.lang)
            case Text():
                for each in block.blocks:
                    yield from _prose_lines(each)
            case Facts():
                yield from (labelled(fact, filled.lang) for fact in block.facts)
            case Table():
                yield block.caption
                yield from (column.title.replace("\n", "") for column in block.columns)
                yield from (text for row in block.rows for text in row)
                yield from block.total
                yield from block.notes
            case Figure():
                yield block.caption
            case Signature():
                yield from (labelled(fact, filled.lang) for fact in (block.body, block.date))


def _prose_lines(block: Any) -> Iterator[str]:
    if isinstance(block, ProseTable):
        yield from (plain(cell.runs) for row in (block.heading, *block.rows) for cell in row)
    elif isinstance(block, Item):
        yield block.marker + plain(block.runs)
    else:
        yield plain(block.runs)


@pytest.mark.parametrize("locale", ["zh-CN", "en"])
def test_all_texts_stand_in_their_order(pictured: Row, locale: str) -> None:
    filled = context(pictured, locale)
    shown = lines(body(render(pictured, locale)))
    cover = [labelled(filled.number, locale), str(filled.title)]
    cover += [text for fact in filled.cover for text in (str(fact.label), str(fact.text))]
    assert shown[: len(cover)] == cover
    listed = [str(filled.contents_title), *(f"{heading_line(each, filled.lang)}—" for each in filled.contents)]
    assert shown[len(cover) : len(cover) + len(listed)] == listed
    assert shown[len(cover) + len(listed) :] == [text for text in expected(filled) if text]


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_stand_whole(name: str) -> None:
    row = shipped_sample(name)
    shown = lines(body(render(row)))
    wanted = [text for text in expected(context(row)) if text]
    assert shown[-len(wanted) :] == wanted


def test_special_characters_come_out_as_they_are() -> None:
    data = report(stages=[stage("阶段", "1.5", primary_data=[primary(HOSTILE)])])
    data["product"]["name"] = data["team"][0]["duty"] = HOSTILE
    content = render(Row(data))
    shown = lines(body(content))
    assert shown.count(HOSTILE) == 3  # on the cover, in 四（一）, in the table of primary data
    assert f"组长；{HOSTILE}" in shown
    for name in ("header-upright.xml", "header-wide.xml"):
        assert HOSTILE in lines(etree.fromstring(contents(content)[f"word/{name}"]))[1]


def test_no_tag_or_placeholder_is_left(whole: bytes) -> None:
    for name, part in contents(whole).items():
        if name.endswith(".xml"):
            assert not re.search(rb"\{[{%#]|[}%#]\}|tblDescription|rIdPlaceholder", part), name
    assert "word/media/placeholder.png" not in contents(whole)


def test_headings_are_real_and_listed_with_their_pages(whole: bytes, pictured: Row) -> None:
    filled = context(pictured)
    root = body(whole)
    for level in (1, 2, 3):
        wanted = [heading_line(each, "zh-CN") for each in blocks(filled.parts, Heading) if each.level == level]
        assert ["".join(found.itertext(f"{W}t")) for found in styled(root, f"Heading{level}")] == wanted
    assert len(styled(root, "Heading1")) == 13
    codes = [code.text.strip() for code in root.iter(f"{W}instrText")]
    assert codes[0] == r'TOC \o "1-2" \h \z \u'
    marks = [code.split()[1] for code in codes if code.startswith("PAGEREF")]
    assert len(marks) == len(codes) - 1 == len(filled.contents)
    assert [link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")] == marks
    bookmarks = {mark.get(f"{W}name"): mark for mark in root.iter(f"{W}bookmarkStart")}
    targets = ["".join(bookmarks[mark].getparent().itertext(f"{W}t")) for mark in marks]
    assert targets == [heading_line(each, "zh-CN") for each in filled.contents]


def test_fields_are_whole_and_word_is_asked_to_work_them_out(whole: bytes) -> None:
    kinds = [mark.get(f"{W}fldCharType") for mark in body(whole).iter(f"{W}fldChar")]
    assert kinds[:3] == ["begin", "separate", "begin"]
    assert kinds[-2:] == ["end", "end"]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end")
    assert b"<w:updateFields/>" in contents(whole)["word/settings.xml"]


def test_bookmarks_have_numbers_of_their_own(whole: bytes) -> None:
    root = body(whole)
    starts, ends = (
        [mark.get(f"{W}id") for mark in root.iter(f"{W}{name}")] for name in ("bookmarkStart", "bookmarkEnd")
    )
    assert starts == ends
    assert len(set(starts)) == len(starts) > 13


def test_heading_styles_are_those_that_word_knows(whole: bytes) -> None:
    styles = docx.Document(BytesIO(whole)).styles
    for level in (1, 2, 3):
        found = styles[f"Heading {level}"]
        assert found.style_id == f"Heading{level}"
        assert found.paragraph_format.keep_with_next
        assert found.element.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val") == str(level - 1)
        assert not found.element.get(f"{W}customStyle")
    for name in ("caption", "toc 1", "toc 2", "header", "footer"):
        assert not styles.element.xpath(f'w:style[w:name/@w:val="{name}"]')[0].get(f"{W}customStyle")


def test_sections_turn_for_the_wide_tables(whole: bytes) -> None:
    sections = docx.Document(BytesIO(whole)).sections
    sizes = [(_mm(section.page_width), _mm(section.page_height)) for section in sections]
    assert sizes == [(210, 297), (210, 297), (210, 297), (297, 210), (210, 297)]
    for section in sections:
        assert {_mm(side) for side in (section.left_margin, section.right_margin, section.top_margin)} == {25}
    foot = etree.fromstring(contents(whole)["word/footer-pages.xml"])
    assert [code.text.strip() for code in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert lines(foot) == ["第1页 共1页"]
    for name, end in (("upright", 160), ("wide", 247)):
        head = etree.fromstring(contents(whole)[f"word/header-{name}.xml"])
        (tab,) = styles_of(whole)[style(head[-1])].iter(f"{W}tab")
        assert int(tab.get(f"{W}pos")) == pytest.approx(end * TWIPS, abs=1)


def _mm(length: int | None) -> int:
    return round((length or 0) / MM)


def styles_of(content: bytes) -> dict[str, Any]:
    root = etree.fromstring(contents(content)["word/styles.xml"])
    return {found.get(f"{W}styleId"): found for found in root.iter(f"{W}style")}


def test_tables_have_their_columns_and_repeat_their_heading(whole: bytes, pictured: Row) -> None:
    wanted = blocks(context(pictured).parts, Table)
    tables = [found for found in body(whole).iter(f"{W}tbl") if found.find(f"{W}tblPr/{W}tblCaption") is not None]
    assert [found.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val") for found in tables] == [
        table.caption for table in wanted
    ]
    for found, table in zip(tables, wanted, strict=True):
        grid = [int(column.get(f"{W}w")) for column in found.iterfind(f"{W}tblGrid/{W}gridCol")]
        assert grid == pytest.approx([column.width * TWIPS for column in table.columns], abs=1.01)
        rows = found.findall(f"{W}tr")
        assert len(rows) == 1 + len(table.rows) + bool(table.total)
        assert [bool(list(row.iter(f"{W}tblHeader"))) for row in rows] == [True] + [False] * (len(rows) - 1)
        for row in rows:
            assert row.find(f"{W}trPr/{W}cantSplit") is not None
            assert [int(cell.find(f"{W}tcPr/{W}tcW").get(f"{W}w")) for cell in row.iterfind(f"{W}tc")] == grid
        heights = {height.get(f"{W}val") for height in found.iter(f"{W}trHeight")}
        assert heights == ({str(round(table.height * TWIPS))} if table.height else set())
        paragraphs = [cell.find(f"{W}p") for cell in rows[1].iterfind(f"{W}tc")]
        aligned = {"left": "Text", "right": "TextFigure", "center": "TextMiddle"}
        assert [style(each).removeprefix("ReportTable").removeprefix("ReportWide") for each in paragraphs] == [
            aligned[column.align] for column in table.columns
        ]


def test_captions_stay_with_what_they_name(whole: bytes, pictured: Row) -> None:
    parts = context(pictured).parts
    root = body(whole)
    shown = {"".join(each.itertext(f"{W}t")): each for each in styled(root, "Caption")}
    assert len(shown) == len(blocks(parts, Table)) + len(blocks(parts, Figure))
    for table in blocks(parts, Table):
        caption = shown[table.caption]
        assert caption.find(f"{W}pPr/{W}keepNext") is not None
        assert caption.getnext().tag == f"{W}tbl"
    assert styles_of(whole)["ReportFigure"].find(f"{W}pPr/{W}keepNext") is not None
    for figure in blocks(parts, Figure):
        assert style(shown[figure.caption].getprevious()) == "ReportFigure"


def test_pictures_and_charts_are_embedded_at_their_size(whole: bytes, pictured: Row) -> None:
    figures = blocks(context(pictured).parts, Figure)
    inlines = list(body(whole).iter(f"{WP}inline"))
    assert [each.find(f"{WP}docPr").get("descr") for each in inlines] == [figure.caption for figure in figures]
    for inline, figure in zip(inlines, figures, strict=True):
        extent = inline.find(f"{WP}extent")
        assert int(extent.get("cx")) / MM == pytest.approx(figure.width, rel=0.01)
        assert int(extent.get("cy")) / MM == pytest.approx(figure.height, rel=0.01)
    media = {name.removeprefix("word/media/"): part for name, part in contents(whole).items() if "/media/" in name}
    assert {name.split(".")[0] for name in media} == {
        "figure-1", "figure-2", "figure-3", "stage_bars", "stage_pie", "contribution_bars", "seal", "watermark",
    }  # fmt: skip
    with Image.open(BytesIO(media["stage_bars.png"])) as chart:
        assert chart.width / 150 * 25.4 >= 300
    assert "figure-1.jpeg" in media
    assert b'Extension="jpeg" ContentType="image/jpeg"' in contents(whole)["[Content_Types].xml"]
    stories = b"".join(part for name, part in contents(whole).items() if name.endswith(".xml"))
    numbers = re.findall(rb'<wp:docPr id="(\d+)"', stories)
    assert len(numbers) == len(set(numbers)) == len(figures) + 4  # the seal, and the watermark of three headers


def test_a_draft_is_neither_sealed_nor_numbered() -> None:
    content = render(Row(report(number=None)))
    assert not [name for name in contents(content) if "seal" in name]
    assert "草稿，未编报告编号，不具效力" in lines(etree.fromstring(contents(content)["word/header-cover.xml"]))[0]
    assert lines(body(content))[0] == "报告编号：（待编）"


def test_the_elements_stand_in_the_order_of_the_schema(whole: bytes) -> None:
    roots = [etree.fromstring(part) for name, part in contents(whole).items() if re.match(r"word/[^/]*\.xml", name)]
    for name, order in (("pPr", PROPERTIES), ("tblPr", TABLE_PROPERTIES), ("tcPr", CELL_PROPERTIES)):
        for properties in (found for root in roots for found in root.iter(f"{W}{name}")):
            places = [order.index(child.tag.removeprefix(W)) for child in properties if child.tag != f"{W}tblBorders"]
            assert places == sorted(places), etree.tostring(properties)


def test_every_style_that_is_used_is_defined_and_lines_have_exact_heights(whole: bytes) -> None:
    parts = contents(whole)
    defined = styles_of(whole)
    used = {
        name
        for part in parts
        if part.endswith(".xml")
        for name in re.findall(rb'<w:(?:pStyle|rStyle|tblStyle|next) w:val="(\w+)"', parts[part])
    }
    assert {name.decode() for name in used} <= set(defined)
    growing = [
        name for name, found in defined.items() if found.find(f"{W}pPr/{W}spacing[@{W}lineRule='auto']") is not None
    ]
    assert growing == ["ReportFigure"]


def test_long_names_leave_the_styles_as_they_are(whole: bytes) -> None:
    data = report()
    data["client"]["name"] = data["product"]["name"] = "江苏示例储能科技及新型低碳动力电池材料研究开发制造有限公司" * 4
    sizes = [
        re.findall(rb'<w:sz w:val="(\d+)"', contents(each)["word/styles.xml"]) for each in (whole, render(Row(data)))
    ]
    assert sizes[0] == sizes[1]


def test_the_same_data_gives_the_same_bytes_in_every_process() -> None:
    program = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1])\n"
        "import report_data, carbondocs\n"
        "made = carbondocs.render(report_data.KIND, report_data.report(), ('docx',)).artifacts['docx'].content\n"
        "print(hashlib.sha256(made).hexdigest())\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(Path(carbondocs.__file__).parents[1])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(Path(__file__).parents[1])], env=environment, text=True, capture_output=True
    )
    assert done.stdout.strip() == hashlib.sha256(render(Row(report()))).hexdigest(), done.stderr


def test_three_thousand_rows_come_out() -> None:
    stages = [stage(f"第{index}阶段", "1.5", "2.5", rows=300) for index in range(1, 6)]
    shown = lines(body(render(Row(report(stages=stages)))))
    for form in ("第{}阶段消耗量{}", "第{}阶段因子{}"):
        wanted = [form.format(index, row) for index in range(1, 6) for row in range(1, 301)]
        assert [text for text in shown if re.fullmatch(form.format(r"\d", r"\d+"), text)] == wanted


def test_libreoffice_shows_the_page_of_each_heading(
    whole: bytes, pictured: Row, tool: Callable[[str], str], tmp_path: Path
) -> None:
    pages = _pages(whole, tool, tmp_path)
    for heading in context(pictured).contents:
        line = re.escape(heading_line(heading, "zh-CN").replace(" ", ""))
        listed = re.search(rf"^{line}\.*(\d+)$", pages[1], re.MULTILINE)
        assert listed, heading
        assert re.search(rf"^{line}$", pages[int(listed[1]) - 1], re.MULTILINE), heading
    for number, page in enumerate(pages[1:], start=2):
        assert f"第{number}页共{len(pages)}页" in page


def _pages(content: bytes, tool: Callable[[str], str], folder: Path) -> list[str]:
    """The text of each page as LibreOffice sets it, without spaces."""
    (folder / "report.docx").write_bytes(content)
    environment = {**os.environ, "FONTCONFIG_FILE": str(shipped("fonts") / "fonts.conf"), "HOME": str(folder)}
    command = [tool("soffice"), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*command, "--convert-to", "pdf", "--outdir", folder, folder / "report.docx"],
        env=environment, check=True, capture_output=True,
    )  # fmt: skip
    text = subprocess.run(
        [tool("pdftotext"), "-layout", folder / "report.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    return [re.sub(r"[ \u3000]", "", page) for page in text.split("\f")[:-1]]


@pytest.mark.parametrize(("changes", "author"), [({}, "示例碳足迹认证中心"), (OTHER_BODY, "别处核查有限公司")])
def test_its_author_is_the_verification_body(changes: dict[str, str], author: str) -> None:
    with zipfile.ZipFile(BytesIO(render(Row(report(**changes))))) as archive:
        properties = archive.read("docProps/core.xml").decode()
    assert f"<dc:creator>{author}" in properties
