"""The tables of docs/templates.md name what there is: selectors of the pages, and styles of the Word templates."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import cssselect2  # type: ignore[import-untyped]
import pytest
from certificate_data import sample
from lxml import etree, html
from packs_to_break import KIND, append, copied
from pypdfium2 import PdfDocument, raw

import carbondocs
from carbondocs.designer.filled import Filler
from carbondocs.designer.variations import samples
from carbondocs.issuer import sample_issuer
from carbondocs.kinds import kind
from carbondocs.kinds.check import check
from carbondocs.pipeline import setting_for
from carbondocs.templating.environment import names
from carbondocs.templating.pack import find_pack

PAGE = Path(__file__).parents[2] / "docs" / "templates.md"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FOOTPRINT = ("cfp-certificate", "carbon-footprint-certificate")
KINDS = [(*FOOTPRINT, "cems-certificate"), FOOTPRINT, ("cems-certificate",), ("cfp-verification-report",)]
"""The kinds that each of the four tables is about."""

ABSENT = {("carbon-footprint-certificate", ".mark")}
"""What a kind doesn't have, and the page says so."""

VARIANT = re.compile(r" \((?:bilingual|en)\)$")
QUIET = re.compile(r"English|Gap|Anchors|Room|End$|Wide|(?:Figure|Middle)$|Table Number|Item 2|^Normal$|Grid|Hyperlink")
"""Styles that no designer asks for: of second languages, of room, and those that go with another."""


def tables(heading: str) -> list[list[str]]:
    """The names in the first column of the four tables under a heading."""
    section = PAGE.read_text(encoding="utf-8").split(f"### {heading}\n")[1].split("\n### ")[0]
    return [list(cells(block)) for block in re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)]


def cells(block: str) -> Iterator[str]:
    for line in block.splitlines()[2:]:
        yield from (name.strip(" `") for name in re.split(r"、|, ", line.split("|")[1]))


@cache
def pages(name: str) -> tuple[cssselect2.ElementWrapper, ...]:
    """The filled pages of a kind's samples, in two languages."""
    chosen, pack = kind(name), find_pack(name)
    filler, found = Filler(pack), []
    for row in samples(chosen).values():
        for language in ("zh-CN+en", "zh-CN"):
            setting = setting_for(chosen, sample_issuer(), language)
            if one := check(chosen, row, setting)[0]:
                context = chosen.context(one.record, one.pictures, setting)
                for sheet in pack.manifest.sheets:
                    filled = filler.fill(sheet, {**names(context), "density": "normal"})
                    if filled and filled.text.strip():
                        tree = html.document_fromstring(filled.text.encode(), html.HTMLParser(encoding="utf-8"))
                        found.append(cssselect2.ElementWrapper.from_html_root(tree))
    return tuple(found)


def test_both_languages_name_the_same() -> None:
    assert tables("改哪里：CSS 选择器") == tables("What to change: CSS selectors")
    assert tables("改哪里：Word 样式") == tables("What to change: Word styles")


@pytest.mark.parametrize("number", range(4))
def test_each_selector_selects_something_in_each_kind(number: int) -> None:
    selectors = tables("What to change: CSS selectors")[number]
    assert len(selectors) > 4
    for name in KINDS[number]:
        found = {each for each in selectors if any(page.query(each) is not None for page in pages(name))}
        assert {(name, each) for each in selectors if each not in found} <= ABSENT


@cache
def styles(name: str) -> tuple[set[str], set[str]]:
    """The names of the styles of a kind's Word template: all, and those that its texts use."""
    folder = find_pack(name).folders[0]
    with ZipFile(folder / "document.docx") as archive:
        called = {
            style.get(f"{W}styleId"): style.find(f"{W}name").get(f"{W}val")
            for style in etree.fromstring(archive.read("word/styles.xml")).iter(f"{W}style")
        }
        stories = [part for part in archive.namelist() if re.fullmatch(r"word/(?:document|header|footer).*\.xml", part)]
        trees = [etree.fromstring(archive.read(part)) for part in stories]
    used = {each.get(f"{W}val") for tree in trees for each in tree.iter(f"{W}pStyle", f"{W}rStyle")}
    return set(called.values()), {called[each] for each in used}


@pytest.mark.parametrize("number", range(4))
def test_each_word_style_is_used_in_each_kind(number: int) -> None:
    for name in KINDS[number]:
        assert set(tables("What to change: Word styles")[number]) <= styles(name)[1], name


@pytest.mark.parametrize("name", sorted({name for names in KINDS for name in names}))
def test_no_word_style_that_texts_use_is_left_out(name: str) -> None:
    told = {
        style
        for number, table in enumerate(tables("What to change: Word styles"))
        if name in KINDS[number]
        for style in table
    }
    assert {style for style in styles(name)[1] if not QUIET.search(VARIANT.sub("", style))} <= told


def printed_in(colour: tuple[int, int, int], content: bytes) -> str:
    """The characters of a PDF's first page that are printed in a colour."""
    channels = [ctypes.c_uint() for _ in range(4)]
    with PdfDocument(content) as document:
        text = document[0].get_textpage()
        found = [
            text.get_text_range(at, 1) for at in range(text.count_chars()) if _colour(text, at, channels) == colour
        ]
    return "".join("".join(found).split())


def _colour(text: Any, at: int, channels: list[ctypes.c_uint]) -> tuple[int, ...]:
    raw.FPDFText_GetFillColor(text, at, *channels)
    return tuple(channel.value for channel in channels[:3])


def test_the_first_guess_for_the_labels_reaches_all_of_them(tmp_path: Path) -> None:
    folder = copied(tmp_path, "style.css.j2")
    append(folder / "style.css.j2", ".label { color: #FE0102 }")
    content = carbondocs.render(KIND, sample(), templates=[folder], formats=["pdf"]).artifacts["pdf"].content
    red = printed_in((0xFE, 1, 2), content)
    for label in ("证书编号：", "认证委托人名称及地址：", "功能单位/声明单位产品碳足迹：", "有效期至："):
        assert label in red
    assert "公司" not in red
