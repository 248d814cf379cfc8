"""--fix mends what is safe, keeps the files as they were, and leaves the rest alone."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from certificate_data import sample
from packs_to_break import KIND, copied, edit, edit_word, findings
from test_lint_word import SPLIT

import carbondocs
from carbondocs.designer.mend import mend_pack
from carbondocs.designer.reading import word_file

SHEET, WORD = "document.html.j2", "document.docx"


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
