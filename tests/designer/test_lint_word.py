"""What is wrong in Word templates is told by table, row and cell, with the text that stands there."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import chinese, copied, edit_word, findings, one

from carbondocs.diagnostics import Severity

WORD = "document.docx"
SPLIT = '{{ applic</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:rPr><w:b/></w:rPr><w:t>ant.label.main }}'
LOOP, END = "{%p for line in manufacturer.lines[1:] %}", "{%p endfor %}"

BROKEN = {
    "a field": ("{{ applicant.label.main }}", "{{ aplicant.label.main }}", "name.unknown", "applicant"),
    "a field of a field": ("{{ applicant.label.main }}", "{{ applicant.lable.main }}", "name.unknown", "label"),
    "a field in a loop": ("{{ line.main }}", "{{ line.mian }}", "name.unknown", "main"),
    "a filter of HTML": ("{{ title.main }}", "{{ title.main | unbrokn }}", "filter.unknown", "Leave it out"),
    "full-width braces": ("{{ title.main }}", "｛｛ title.main ｝｝", "tag.braces", "Type {{ }} with"),
    "single braces": ("{{ title.main }}", "{ title.main }", "tag.single", "{{ title.main }}"),
    "curly quotes": ("{{ title.main }}", "{{ title[“main”] }}", "tag.quotes", 'Type " with'),
    "a tag without end": ("{{ title.main }}", "{{ title.main }", "tag.open", "}}"),
    "a tag without beginning": ("{{ title.main }}", "title.main }}", "tag.stray", "beginning"),
    "a space before p": (LOOP, "{% p for line in manufacturer.lines[1:] %}", "tag.scope", "{%p for line"),
    "a loop without end": (END, "", "block.open", "{%p endfor %}"),
    "text beside a paragraph's tag": (LOOP, f"地址 {LOOP}", "block.lost", "alone"),
    "a row's tag outside a table": (
        "{%p if title.also %}",
        "{%tr if title.also %}",
        "block.table",
        "{%p if title.also %}",
    ),
    "an unreadable tag": ("{{ title.main }}", "{{ title. }}", "template.syntax", "dot"),
}


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_break_is_told_with_its_place_and_what_to_do(case: str, tmp_path: Path) -> None:
    old, new, code, remedy = BROKEN[case]
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, (old, new))
    finding = next(each for each in findings(folder) if each.code == code)
    assert finding.severity is Severity.ERROR
    assert finding.place.path.startswith("body/")
    assert remedy in str(finding.hint)
    assert chinese(finding).startswith(f"{WORD} 正文 ")


def test_a_place_is_told_by_table_row_and_cell_with_its_text(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("{{ manufacturer.label.main }}", "{{ manufacturre.label.main }}"))
    finding = one(findings(folder), "name.unknown")
    assert finding.place.path == "body/table[1]/row[2]/cell[1]/paragraph[1]"
    assert str(finding.place) == "document.docx body table 1 row 2 cell 1 paragraph 1: {{ manufacturre.label.main }}"
    assert chinese(finding) == (
        "document.docx 正文 表格1 第2行第1格 第1段: {{ manufacturre.label.main }}: 此处没有字段 manufacturre。"
    )


def test_headers_and_footers_are_told_by_their_section(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("{{ signatory.text }}", "{{ signatory.txet }}"), part="word/footer-first.xml")
    finding = one(findings(folder), "name.unknown")
    assert chinese(finding).startswith("document.docx 第1节页脚 表格1 第")


def test_a_tag_that_word_has_split_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("{{ applicant.label.main }}", SPLIT))
    finding = one(findings(folder), "tag.split")
    assert finding.severity is Severity.WARNING
    assert finding.place.text == "{{ applicant.label.main }}"


def test_a_loop_over_rows_needs_row_tags(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(
        folder / WORD,
        ("{{ applicant.label.main }}", "{% for row in annex.rows %}{{ applicant.label.main }}"),
        ("{{ applicant.lines[0].main }}", "{{ row.name.main }}{% endfor %}"),
    )
    finding = one(findings(folder), "block.row")
    assert "{%tr for row in annex.rows %} in a row of its own" in str(finding.hint)


def test_a_block_that_begins_and_ends_differently_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("{%p if title.also %}", "{%p if title.also %}"), ("{%p endif %}", "{% endif %}"))
    assert "{%p" in str(one(findings(folder), "block.scope").message)


def test_a_placeholder_for_no_picture_is_told_once_at_its_place(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    part = "word/header-first.xml"
    edit_word(folder / WORD, ("picture:seal", "picture:siegel"), part=part)
    edit_word(folder / WORD, ("picture:qr", "picture:qrr"), ('picture:qr"', 'picture:qrr"'), part=part)
    found = [finding for finding in findings(folder) if finding.code == "picture.unknown"]
    assert [chinese(finding) for finding in found] == [
        "document.docx 第1节页眉 第1段 图片 siegel: 没有图片 siegel。",
        "document.docx 第1节页眉 第1段 图片 qrr: 没有图片 qrr。",
    ]
    assert str(found[1].place) == "document.docx header of section 1 paragraph 1 picture qrr"
    assert str(found[1].hint) == "Did you mean qr?"


def test_fonts_that_few_machines_have_are_told_with_what_takes_their_place(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ('w:eastAsia="宋体"', 'w:eastAsia="方正小标宋"'), part="word/styles.xml")
    finding = one(findings(folder), "font.rare")
    assert str(finding.message) == "Not every machine has the font 方正小标宋; Word puts 宋体 or its like in its place."


def test_a_font_for_latin_letters_alone_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    chosen = '<w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial"/></w:rPr><w:t xml:space="preserve">{{ title.main }}'
    edit_word(folder / WORD, ('<w:t xml:space="preserve">{{ title.main }}', chosen))
    finding = one(findings(folder), "font.chinese")
    assert finding.severity is Severity.WARNING
    assert "中文字体" in str(finding.hint)


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    (folder / WORD).write_bytes(b"not a zip")
    finding = one(findings(folder), "word.unreadable")
    assert chinese(finding) == "document.docx: 不是 Word 文件（.docx）。"


def test_fields_that_nothing_uses_are_a_note(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.html.j2", kind="cems-certificate")
    (folder / "foot.html.j2").write_text("", encoding="utf-8")
    finding = one(findings(folder), "field.unused")
    assert (finding.severity, "mark_caption" in str(finding.message)) == (Severity.NOTE, True)
