"""Findings become comments in a copy of the Word template."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from packs_to_break import copied, edit_word, findings

from carbondocs.designer.comments import commented, of_file
from carbondocs.diagnostics import Message
from carbondocs.language import worded

WORD = "document.docx"


def chinese(text: Message) -> str:
    return worded(text, "zh_CN")


def test_each_finding_is_a_comment_at_its_place(tmp_path: Path) -> None:
    pack = copied(tmp_path, WORD)
    edit_word(pack / WORD, ("{{ manufacturer.label.main }}", "{{ manufacturre.label.main }}"))
    edit_word(pack / WORD, ("{{ signatory.text }}", "{{ signatory.txet }}"), part="word/footer-first.xml")
    found = of_file(findings(pack), WORD)
    document = Document(BytesIO(commented((pack / WORD).read_bytes(), found, chinese)))
    here, elsewhere = [comment.text for comment in document.comments]
    assert here == "错误: 此处没有字段 manufacturre。\n→ 是否想写 manufacturer？"
    assert elsewhere.startswith("document.docx 第1节页脚 表格1 ")
    cell = document.tables[0].rows[1].cells[0].paragraphs[0]
    (marked,) = cell._p.xpath("w:commentRangeStart/@w:id")
    comment = document.comments.get(int(marked))
    assert comment is not None
    assert comment.text == here


def test_the_copy_holds_all_that_the_template_holds(tmp_path: Path) -> None:
    pack = copied(tmp_path, WORD)
    edit_word(pack / WORD, ("{{ title.main }}", "{{ titel.main }}"))
    content = (pack / WORD).read_bytes()
    copy = Document(BytesIO(commented(content, of_file(findings(pack), WORD), chinese)))
    before = Document(BytesIO(content))
    assert [paragraph.text for paragraph in copy.paragraphs] == [paragraph.text for paragraph in before.paragraphs]
    assert len(copy.tables) == len(before.tables)
