"""Rendered documents are read back: what the form demands is there, in each format and language, and can be read."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from packs_to_break import append, chinese, copied, edit, edit_word, findings, one, only_the_sample

from carbondocs.designer.check import Checkup, check_pack
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.kinds import kinds

ANNEX_3 = "《产品碳足迹标识认证通用实施规则（试行）》附件3"
FOOTER = "word/footer-last.xml"
SHEET, PARTS, WORD, STYLE = "document.html.j2", "shared/certificate.html.j2", "document.docx", "style.css.j2"


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").partition(text)[0].count("\n") + 1


def place_of(finding: Diagnostic) -> list[str]:
    """The files and lines of a finding, without columns."""
    return [place.rpartition(":")[0] for place in finding.place.source.split(", ")]


@pytest.mark.parametrize("kind", kinds())
def test_the_built_in_packs_show_all_that_their_forms_demand(kind: str, tmp_path: Path) -> None:
    folder = copied(tmp_path, kind=kind)
    for file in folder.glob("*.docx"):
        edit_word(file)  # packed anew, so that it is compared with the built-in one
    assert check_pack(folder).findings == ()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)


@pytest.mark.usefixtures("few")
def test_the_end_of_validity_is_missed_with_its_clause_and_sheet(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / PARTS, "{% for date in dates %}", "{% for date in dates[:-1] %}")
    finding = one(findings(folder, rendered=True), "content.missing")
    assert (finding.severity, finding.clause) == (Severity.ERROR, ANNEX_3)
    assert "PDF lacks “有效期至：” · “2028年03月15日”, which Word has" in str(finding.message)
    assert "(seen with one-product, in zh-CN, en, zh-CN+en)" in str(finding.message)
    line = line_of(folder / PARTS, "dates[:-1]")
    assert finding.place.source.startswith(f"{PARTS}:{line}:")
    assert finding.place.text.startswith("{% for date in dates[:-1] %}")


@pytest.mark.usefixtures("few")
def test_a_loop_that_is_cut_in_word_is_told_with_its_paragraph(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("for date in dates %}", "for date in dates[:1] %}"), part=FOOTER)
    finding = one(findings(folder, rendered=True), "content.missing")
    assert "Word lacks “有效期至：” · “2028年03月15日”, which PDF has" in str(finding.message)
    assert "页脚" in chinese(finding)
    assert "for date in dates[:1]" in finding.place.text


@pytest.mark.usefixtures("few")
def test_what_neither_format_shows_is_missed_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET, WORD)
    edit(folder / SHEET, "{{ text(validity) }}", "")
    edit_word(folder / WORD, ("{{ validity.main }}", ""), ("{{ validity.also }}", ""))
    finding = one(findings(folder, rendered=True), "content.missing")
    assert str(finding.message).startswith(
        "“本证书的有效性依据发证机构的监督获得保持，证书信息可在www.sample-cfp.example上查询。”"
    )
    assert "can't be found in PDF, Word" in str(finding.message)
    assert finding.place.source == f"{SHEET}, {WORD}"


@pytest.mark.usefixtures("few")
def test_what_is_gone_is_told_with_its_place_in_the_built_in_pack(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    line = line_of(folder / SHEET, "{{ text(validity) }}")
    edit(folder / SHEET, "{{ text(validity) }}", "")
    finding = one(findings(folder, rendered=True), "content.missing")
    assert finding.place.source == SHEET
    assert f"put validity back where the built-in pack has it, in {SHEET}:{line}:" in str(finding.hint)


@pytest.mark.usefixtures("few")
def test_pictures_that_the_form_has_are_missed(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS, WORD)
    edit(folder / PARTS, 'src="picture:label"', 'src="picture:qr"')
    edit_word(folder / WORD, ("picture:seal", "picture:qr"), part="word/header-last.xml")
    missed = {str(finding.message): finding.place.source for finding in findings(folder, rendered=True)}
    (label,) = [place for problem, place in missed.items() if "“picture:label”" in problem]
    (seal,) = [place for problem, place in missed.items() if "“picture:seal”" in problem]
    assert (label.split(":")[0], seal) == (SHEET, WORD)


@pytest.mark.usefixtures("few")
def test_a_picture_that_both_formats_lack_is_told_once(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS, WORD)
    edit(folder / PARTS, 'src="picture:seal"', 'src="picture:signature"')
    edit_word(folder / WORD, ("picture:seal", "picture:signature"), part="word/header-last.xml")
    assert "can't be found in PDF, Word" in str(one(findings(folder, rendered=True), "content.missing").message)


@pytest.mark.usefixtures("few")
def test_the_translation_must_be_there_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS)
    edit(folder / PARTS, "{{ text(fact.label) }}", "{{ fact.label.main }}")
    finding = one(findings(folder, rendered=True), "content.missing")
    assert "“Applicant, name and address:” · “Manufacturer, name and address:”" in str(finding.message)
    assert "… +2, which Word has (seen with one-product, in zh-CN+en)" in str(finding.message)
    assert finding.place.source == f"{PARTS}:{line_of(folder / PARTS, '{{ fact.label.main')}:25"
    assert "put applicant, manufacturer, factory, certification_unit, product, functional_unit" in str(finding.hint)


@pytest.mark.usefixtures("few")
def test_hidden_overlapping_and_cut_off_text_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE, SHEET)
    own = "#flow-product { color: white } h1 { margin-left: -90mm } .number { position: absolute; top: 45mm }"
    append(folder / STYLE, own)
    found = findings(folder, rendered=True)
    hidden, cut, overlap = one(found, "layout.hidden"), one(found, "layout.cut"), one(found, "layout.overlap")
    assert "on page 1 (seen with one-product, in zh-CN, en, zh-CN+en)" in str(hidden.message)
    assert place_of(hidden) == [f"{SHEET}:{line_of(folder / SHEET, 'fact(product,')}"]
    assert place_of(cut) == [f"{SHEET}:{line_of(folder / SHEET, 'text(title)')}"]
    assert f"{SHEET}:{line_of(folder / SHEET, 'number.label')}" in place_of(overlap)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    "style", ["display: none", "visibility: hidden", "font-size: 0", "position: absolute; left: -900mm"]
)
def test_text_that_a_style_keeps_off_the_page_is_told_with_its_tag(style: str, tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET, STYLE)
    append(folder / STYLE, f".prevails {{ {style} }} #flow-data-period {{ {style} }}")
    found = [each for each in findings(folder, rendered=True) if each.code in {"content.hidden", "layout.cut"}]
    (finding,) = [
        each for each in found if place_of(each) == [f"{SHEET}:{line_of(folder / SHEET, 'fact(data_period')}"]
    ]
    assert finding.severity is Severity.ERROR
    if finding.code == "content.hidden":
        assert "stands in the template, but the page doesn't show it (seen with one-product" in str(finding.message)
        line = line_of(folder / STYLE, "#flow-data-period {")
        assert f"A style hides data_period: take {style} out of {STYLE}:{line}:" in str(finding.hint)


@pytest.mark.usefixtures("few")
def test_a_code_that_can_not_be_scanned_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE, SHEET)
    edit(folder / STYLE, "/*", ".qr { opacity: .01 } /*")
    unreadable = [finding for finding in findings(folder, rendered=True) if finding.code == "qr.unreadable"]
    (finding,) = unreadable
    assert finding.clause == ANNEX_3
    assert place_of(finding)[0] == f"{SHEET}:{line_of(folder / SHEET, 'qr, qr_caption')}"


@pytest.mark.usefixtures("few")
def test_a_code_too_small_for_telephones_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS)
    edit(folder / PARTS, "qr_picture(qr, qr_caption, 26, 30)", "qr_picture(qr, qr_caption, 9, 30)")
    small = next(finding for finding in findings(folder, rendered=True) if finding.code == "qr.small")
    assert small.severity is Severity.WARNING


@pytest.mark.usefixtures("few")
def test_less_room_than_the_longest_texts_need_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE, SHEET)
    append(folder / STYLE, "main { top: 120mm }")
    finding = one(findings(folder, rendered=True), "layout.overflow")
    assert place_of(finding) == [f"{SHEET}:{line_of(folder / SHEET, 'flow-statements')}"]
    assert "(seen with one-product, in zh-CN)" in str(finding.message)
    assert STYLE in str(finding.hint)


@pytest.mark.usefixtures("few")
def test_a_drawing_without_its_value_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, kind="cfp-label")
    edit(folder / "cfp-label/footprint.svg.j2", "{{ line(label.value, inks.dark) }}", "")
    missing = [finding for finding in findings(folder, rendered=True) if finding.code == "content.missing"]
    assert [finding.clause for finding in missing] == ["《产品碳足迹标识认证通用实施规则（试行）》9.2"]


@pytest.mark.usefixtures("few")
def test_what_one_format_alone_shows_of_other_fields_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.html.j2", kind="cems-certificate")
    edit(folder / "document.html.j2", "</main>", "<p>{{ mark_caption.main }}</p></main>")
    differing = one(findings(folder, rendered=True), "content.differs")
    assert (differing.severity, "mark_caption" in str(differing.hint)) == (Severity.WARNING, True)


@pytest.mark.usefixtures("few")
def test_pages_wait_for_templates_that_are_wrong(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    edit(folder / SHEET, "{{ body.name }}", "{{ body.nmae }}")
    checkup: Checkup = check_pack(folder)
    assert not checkup.sound
    assert [finding.code for finding in checkup.findings] == ["name.unknown", "pages.unread"]
    assert "pdf" in str(checkup.findings[1].message)


def test_a_template_that_fails_for_some_data_alone_is_told_with_them(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    edit(folder / SHEET, "</main>", "{{ annex.rows[0].name.main if annex else qr.version }}</main>")
    failing = next(finding for finding in findings(folder, rendered=True) if finding.code == "template.name")
    assert str(failing.place) == "document.html.j2:32 with draft, zh-CN"


@pytest.mark.usefixtures("few")
def test_of_fields_that_share_a_text_the_one_that_is_gone_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    edit(folder / SHEET, '{{ fact(manufacturer, "manufacturer", "party") }}', "")  # the applicant has that address too
    finding = one(findings(folder, rendered=True), "content.missing")
    assert "“生产者名称及地址：” · “江苏示例储能科技有限公司” · “江苏省常州市武进区样例大道 88 号”" in str(
        finding.message
    )
    assert "put manufacturer back" in str(finding.hint)


@pytest.mark.usefixtures("few")
def test_a_row_that_is_gone_in_word_is_told_with_its_neighbours(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    with ZipFile(folder / WORD) as archive:
        rows = archive.read("word/document.xml").decode().split("<w:tr>")
    (lost,) = [row for row in rows if "{{ certification_mode.label.main }}" in row]
    edit_word(folder / WORD, (f"<w:tr>{lost}", ""))
    finding = one(findings(folder, rendered=True), "content.missing")
    number = rows.index(lost)
    assert chinese(finding).startswith(f"document.docx 正文 表格1 第{number - 1}行与第{number}行之间: ")


@pytest.mark.usefixtures("few")
def test_a_text_that_is_part_of_another_is_missed_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("{{ manufacturer.lines[0].main }}", ""))  # a branch of it, the factory, is still there
    missed = [finding for finding in findings(folder, rendered=True) if finding.code == "content.missing"]
    assert any("Word lacks “江苏示例储能科技有限公司”" in str(finding.message) for finding in missed)
