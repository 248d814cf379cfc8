"""--fix mends what is safe, keeps the files as they were, and leaves the rest alone."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from certificate_data import sample
from docx import Document
from packs_to_break import KIND, append, copied, edit, edit_word, findings, one
from test_lint_word import SPLIT

import carbondocs
from carbondocs.designer.mend import mend_pack
from carbondocs.designer.reading import word_file

SHEET, STYLE, WORD = "document.html.j2", "style.css.j2", "document.docx"


def broken(folder: Path) -> Path:
    """A pack with all that can be mended."""
    pack = copied(folder, SHEET, WORD)
    edit(pack / SHEET, "{{ body.name }}", "｛｛ body.name ｝｝")
    edit(pack / SHEET, '"applicant", "party"', "“applicant”，“party”")
    edit_word(
        pack / WORD,
        ("{{ applicant.label.main }}", SPLIT),
        ("{{ title.main }}", "｛｛ title[“main”] ｝｝"),
    )
    return pack


def test_what_is_mended_renders_as_before(tmp_path: Path) -> None:
    pack = broken(tmp_path)
    assert {finding.code for finding in findings(pack)} == {"tag.braces", "tag.quotes", "tag.split"}
    mended = {each.path.name: [change.code for change in each.changes] for each in mend_pack(pack)}
    assert mended == {
        SHEET: ["tag.braces", "tag.quotes"],
        WORD: ["tag.braces", "tag.quotes", "tag.split"],
    }
    assert findings(pack) == ()
    ours = carbondocs.render(KIND, sample(), templates=[pack]).artifacts
    theirs = carbondocs.render(KIND, sample()).artifacts
    assert ours["pdf"].content == theirs["pdf"].content
    assert word_file(ours["docx"].content).text == word_file(theirs["docx"].content).text


def test_the_files_as_they_were_are_kept(tmp_path: Path) -> None:
    pack = broken(tmp_path)
    before = {name: (pack / name).read_bytes() for name in (SHEET, WORD)}
    for mended in mend_pack(pack):
        assert mended.backup.read_bytes() == before[mended.path.name]
    assert list(mend_pack(pack)) == []
    edit(pack / SHEET, "{{ body.name }}", "｛{ body.name }}")
    (again,) = mend_pack(pack)
    assert again.backup.name == "document.html.j2.bak2"


def test_all_other_parts_of_a_word_file_stay(tmp_path: Path) -> None:
    pack = broken(tmp_path)
    with ZipFile(pack / WORD) as archive:
        before = {name: archive.read(name) for name in archive.namelist()}
    list(mend_pack(pack))
    with ZipFile(pack / WORD) as archive:
        after = {name: archive.read(name) for name in archive.namelist()}
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}


def test_quotes_and_braces_outside_tags_stay(tmp_path: Path) -> None:
    pack = copied(tmp_path, SHEET)
    edit(pack / SHEET, "<main>", "<main>“甲”（乙）{% if title == '“' %}{% endif %}")
    assert list(mend_pack(pack)) == []


def test_signs_of_style_sheets_are_mended_outside_comments_and_quotes(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    kept = "/* 标题：红 */ {# 说明（一） #} h1::before { content: \"{{ '（' }}：“\" }"
    append(pack / STYLE, f"{kept}\nh1 ｛ color：{{{{ colours.dark }}}}； font-family: “CarbonDocs Hei” ｝")
    assert {finding.code for finding in findings(pack)} >= {"style.sign"}
    (mended,) = mend_pack(pack)
    assert [change.code for change in mended.changes] == ["style.sign"]
    text = (pack / STYLE).read_text(encoding="utf-8")
    assert text.endswith(f'{kept}\nh1 {{ color:{{{{ colours.dark }}}}; font-family: "CarbonDocs Hei" }}\n')
    assert findings(pack) == ()


ROWS = {"{%tr for row in annex.rows %}": "{% for row in annex.rows %}", "{%tr endfor %}": "{% endfor %}"}
INNER = {
    "{%tr if loop.revindex &gt; 2 %}": "{% if loop.revindex &gt; 2 %}",
    "{%tr else %}": "{% else %}",
    "{%tr endif %}": "{% endif %}",
}
FORMS = {
    "a loop in rows of its own": (ROWS, ["block.row"]),
    "a condition over rows, with else": (INNER, ["block.row"]),
    "both": ({**ROWS, **INNER}, ["block.row", "block.row"]),
    "paragraphs": ({"{%p if title.also %}": "{% if title.also %}", "{%p endif %}": "{% endif %}"}, ["block.paragraph"]),
}


@pytest.mark.parametrize("form", FORMS)
def test_block_tags_that_stand_alone_are_mended(form: str, tmp_path: Path) -> None:
    changes, codes = FORMS[form]
    pack = copied(tmp_path, WORD)
    edit_word(pack / WORD, *changes.items())
    assert {"block.row", "block.paragraph"} & {finding.code for finding in findings(pack)}
    (mended,) = mend_pack(pack)
    assert [change.code for change in mended.changes] == codes
    assert findings(pack) == ()
    assert list(mend_pack(pack)) == []
    for name in ("one-product", "45-products"):
        assert word_text(name, [pack]) == word_text(name, [])


def word_text(name: str, packs: list[Path]) -> str:
    done = carbondocs.render(KIND, sample(name), templates=packs, formats=["docx"])
    return word_file(done.artifacts["docx"].content).text


NEXT = "</w:t></w:r></w:p><w:p><w:r><w:t>"


def test_a_loop_over_the_cells_of_a_row_gets_rows_of_its_own(tmp_path: Path) -> None:
    pack = copied(tmp_path, WORD)
    edit_word(
        pack / WORD,
        (">{{ applicant.label.main }}", ">{% for date in dates %}{{ applicant.label.main }}"),
        ("{%p endfor %}", f"{{%p endfor %}}{NEXT}{{% endfor %}}"),
    )
    assert one(findings(pack), "block.row")
    (mended,) = mend_pack(pack)
    assert [change.code for change in mended.changes] == ["block.row"]
    assert findings(pack) == ()
    content = carbondocs.render(KIND, sample(), templates=[pack], formats=["docx"]).artifacts["docx"].content
    labels = [row.cells[0].text for row in Document(BytesIO(content)).tables[0].rows]
    assert labels[:3] == ["认证委托人名称及地址："] * 2 + ["生产者名称及地址："]


UNSAFE = {
    "text beside a tag": ("{%p if title.also %}", "标题 {% if title.also %}", "{%p endif %}", "{% endif %}"),
    "a tag in the middle of a row": (
        "{{ applicant.label.main }}",
        "{{ applicant.label.main }}{% if title.also %}",
        "{{ applicant.lines[0].main }}",
        "{{ applicant.lines[0].main }}{% endif %}",
    ),
    "all that a cell holds": (
        "{{ applicant.label.main }}",
        f"{{% if title.also %}}{NEXT}{{{{ applicant.label.main }}}}",
        '{{ applicant.label.also }}</w:t></w:r></w:p><w:p><w:r><w:t xml:space="preserve">{%p endif %}',
        f"{{{{ applicant.label.also }}}}{NEXT}{{%p endif %}}{NEXT}{{% endif %}}",
    ),
}


@pytest.mark.parametrize("case", UNSAFE)
def test_block_tags_that_can_not_be_mended_safely_are_left(case: str, tmp_path: Path) -> None:
    pack = copied(tmp_path, WORD)
    first, begin, last, end = UNSAFE[case]
    edit_word(pack / WORD, (first, begin), (last, end))
    assert {finding.code for finding in findings(pack)} & {"block.row", "block.paragraph"}
    assert list(mend_pack(pack)) == []


def test_a_space_before_the_p_of_a_tag_is_taken_out(tmp_path: Path) -> None:
    pack = copied(tmp_path, WORD)
    edit_word(pack / WORD, ("{%p if title.also %}", "{%  p if title.also %}"))
    assert "tag.scope" in {finding.code for finding in findings(pack)}
    (mended,) = mend_pack(pack)
    assert [change.code for change in mended.changes] == ["tag.scope"]
    assert findings(pack) == ()
