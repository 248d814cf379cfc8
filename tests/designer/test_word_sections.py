"""What the form demands of Word files is looked for on the pages of each section, not in the file as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import KIND, chinese, copied, edit_word, findings, one, only_the_sample

from carbondocs.designer import trials
from carbondocs.designer.variations import samples
from carbondocs.diagnostics import Severity
from carbondocs.kinds import kind

WORD = "document.docx"
FOOTERS = ("word/footer-first.xml", "word/footer-last.xml")
VALIDITY = ("{{ validity.main }}", "{{ validity.also }}")


@pytest.fixture
def annexed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a certificate with an annex, which has a section of its own, is tried."""
    only_the_sample(monkeypatch)
    row = samples(kind(KIND))["45-products"]
    monkeypatch.setattr(trials, "samples", lambda _: {"45-products": row})


@pytest.mark.usefixtures("annexed")
def test_a_date_that_the_first_page_lacks_is_missed_though_the_annex_has_it(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("for date in dates %}", "for date in dates[:-1] %}"), part=FOOTERS[0])
    finding = one(findings(folder, rendered=True), "content.missing")
    assert finding.severity is Severity.ERROR
    assert chinese(finding).startswith(
        "document.docx 第1节页脚 表格1 第1行第2格 第1段: {%p for date in dates[:-1] %}: "
        "Word 文件中有一类页面缺少 “有效期至：” · “2028年03月15日”"
    )


@pytest.mark.usefixtures("annexed")
def test_a_word_of_a_text_that_is_gone_is_not_missed_beside_it(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("for line in certification_mode.lines %}", "for line in certification_mode.lines[1:] %}"))
    finding = one(findings(folder, rendered=True), "content.missing")
    assert "certification_mode" in str(finding.hint)


@pytest.mark.usefixtures("annexed")
def test_a_picture_that_a_section_lacks_is_told_with_that_section_and_what_to_do(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, *[("picture:qr", "picture:seal")] * 8, part="word/header-first.xml")
    finding = one(findings(folder, rendered=True), "content.missing")
    assert chinese(finding).startswith("document.docx 第1节页眉: ")
    assert "write picture:qr into its alternative text" in str(finding.hint)


@pytest.mark.usefixtures("annexed")
def test_a_text_may_move_from_the_body_to_the_foot_of_the_same_pages(tmp_path: Path) -> None:
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, *((tag, "") for tag in VALIDITY))
    moved = "".join(f"<w:p><w:r><w:t>{tag}</w:t></w:r></w:p>" for tag in VALIDITY)
    edit_word(folder / WORD, ("</w:ftr>", f"{moved}</w:ftr>"), part=FOOTERS[0])
    assert findings(folder, rendered=True) == ()


def test_a_first_page_with_an_empty_header_and_footer_of_its_own_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_the_sample(monkeypatch)
    folder = copied(tmp_path, WORD)
    edit_word(folder / WORD, ("</w:sectPr></w:body>", "<w:titlePg/></w:sectPr></w:body>"))
    missed = [each for each in findings(folder, rendered=True) if each.code == "content.missing"]
    assert any("picture:seal" in str(each.message) for each in missed)
    assert all("A page of the Word file lacks" in str(each.message) for each in missed)
