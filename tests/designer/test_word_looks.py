"""Text that Word hides: told with its place in the template, whatever makes it so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree
from packs_to_break import chinese, copied, edit_word, findings, one, only_the_sample

from carbondocs.designer.word_looks import Looks
from carbondocs.diagnostics import Severity

LABEL = "CertificateLabel"
WORD, STYLES = "document.docx", "word/styles.xml"
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TAG = '<w:r><w:t xml:space="preserve">{{ manufacturer.label.main }}</w:t></w:r>'


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)


@pytest.mark.parametrize(
    ("look", "problem"),
    [
        ('<w:color w:val="FFFFFF"/>', "its colour is #FFFFFF"),
        ('<w:color w:val="F4F4F4"/>', "its colour is #F4F4F4"),
        ("<w:vanish/>", "is hidden in Word"),
        ('<w:sz w:val="6"/>', "has 3 pt in Word"),
    ],
)
def test_a_piece_that_is_hidden_is_told_with_its_place(look: str, problem: str, tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, (TAG, TAG.replace("<w:r>", f"<w:r><w:rPr>{look}</w:rPr>")))
    finding = one(findings(folder, rendered=True), "layout.hidden")
    assert finding.severity is Severity.ERROR
    assert problem in str(finding.message)
    assert "(seen with one-product, in zh-CN, en, zh-CN+en)" in str(finding.message)
    assert chinese(finding).startswith("document.docx 正文 表格1 第2行第1格 第1段: {{ manufacturer.label.main }}")


def test_a_style_that_hides_is_named(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    with ZipFile(folder / WORD) as archive:
        styles = etree.fromstring(archive.read(STYLES))
    (style,) = [each for each in styles.iter(f"{{{NAMESPACE}}}style") if each.get(f"{{{NAMESPACE}}}styleId") == LABEL]
    name = style.find(f"{{{NAMESPACE}}}name").get(f"{{{NAMESPACE}}}val")
    edit_word(folder / WORD, (f'<w:name w:val="{name}"/>', f'<w:name w:val="{name}"/><w:rPr><w:vanish/></w:rPr>'),
              part=STYLES)  # fmt: skip
    finding = one(findings(folder, rendered=True), "layout.hidden")
    assert f"“Hidden” out of the font of the style {name}" in str(finding.hint)
    assert "表格1 第1行第1格" in chinese(finding)


def test_white_text_over_a_picture_of_ones_own_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    looked = TAG.replace("<w:r>", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>')
    edit_word(folder / WORD, (TAG, looked))
    with ZipFile(folder / WORD) as archive:
        (header,) = [name for name in archive.namelist() if name == "word/header-last.xml"]
        drawing = archive.read(header).decode().partition("<w:drawing>")[2].partition("</w:drawing>")[0]
    own = f"<w:r><w:drawing>{re.sub('picture:[a-z]+', 'banner', drawing)}</w:drawing></w:r>"
    assert 'behindDoc="1"' in own
    edit_word(folder / WORD, ("</w:p>", f"{own}</w:p>"), part=header)
    finding = one(findings(folder, rendered=True), "layout.hidden")
    assert finding.severity is Severity.WARNING


def test_tags_that_leave_nothing_may_have_any_colour(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    tag = '<w:r><w:t xml:space="preserve">{%p if applicant.label.also %}</w:t></w:r>'
    edit_word(folder / WORD, (tag, tag.replace("<w:r>", '<w:r><w:rPr><w:color w:val="FFFFFF"/></w:rPr>')))
    assert findings(folder, rendered=True) == ()


SHADED = '<w:shd w:val="clear" w:color="auto" w:fill="{}"/>'
STYLE_SHEET = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Usual"><w:name w:val="usual"/></w:style>
<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="pale"/><w:rPr><w:color w:val="FFFFFF"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Paler"><w:name w:val="paler"/><w:basedOn w:val="Pale"/></w:style>
<w:style w:type="character" w:styleId="Dark"><w:name w:val="dark"/><w:rPr><w:color w:val="102030"/></w:rPr></w:style>
<w:style w:type="table" w:styleId="Banded"><w:name w:val="banded"/><w:tblStylePr w:type="firstRow"><w:tcPr>
<w:shd w:fill="102030"/></w:tcPr></w:tblStylePr></w:style>
"""


def element(inside: str) -> Any:
    return etree.fromstring(f'<w:root xmlns:w="{NAMESPACE}">{inside}</w:root>')


def faults(inside: str) -> Iterator[tuple[str, str]]:
    (run,) = element(inside).iter(f"{{{NAMESPACE}}}r")
    return ((fault.why, fault.style) for fault in Looks(element(STYLE_SHEET)).faults(run))


def run(look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t>text</w:t></w:r>"


WHITE, DARK = '<w:color w:val="FFFFFF"/>', '<w:rStyle w:val="Dark"/>'
SHOWN, MARKED = '<w:vanish w:val="0"/>', '<w:highlight w:val="darkBlue"/>'
ROW = "<w:tbl><w:tblPr>{}</w:tblPr><w:tr>{}<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc></w:tr></w:tbl>"


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        (f"<w:p>{run()}</w:p>", []),
        (f"<w:p>{run(WHITE)}</w:p>", [("colour", "")]),
        (f"<w:p>{run(WHITE + SHADED.format('102030'))}</w:p>", []),
        (f"<w:p><w:pPr>{SHADED.format('102030')}</w:pPr>{run(WHITE)}</w:p>", []),
        (f"<w:p><w:pPr>{SHADED.format('F0F0F0')}</w:pPr>{run(WHITE)}</w:p>", [("colour", "")]),
        (ROW.format("", "", SHADED.format("0B4D3A"), run(WHITE)), []),
        (ROW.format("", "", SHADED.format("0B4D3A"), run('<w:color w:val="0B4D3A"/>')), [("colour", "")]),
        (ROW.format('<w:tblStyle w:val="Banded"/>', "", "", run(WHITE)), []),
        (ROW.format("", "<w:trPr><w:hidden/></w:trPr>", "", run()), [("vanish", "")]),
        (f'<w:p><w:pPr><w:pStyle w:val="Paler"/></w:pPr>{run()}</w:p>', [("colour", "pale")]),
        (f'<w:p><w:pPr><w:pStyle w:val="Paler"/></w:pPr>{run(DARK)}</w:p>', []),
        (f"<w:p>{run(SHOWN)}</w:p>", []),
        (f"<w:p>{run(MARKED + WHITE)}</w:p>", []),
    ],
)
def test_looks_are_those_of_the_nearest_that_says_any(inside: str, found: list[tuple[str, str]]) -> None:
    assert list(faults(inside)) == found
