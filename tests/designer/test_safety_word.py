"""What a Word template could bring with it: other files, addresses, programs, XML that swells. None of it gets in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from certificate_data import KIND, sample
from word_files import DOCUMENT, RELATIONSHIPS, TYPE, changed_pack, paragraph, related

from carbondocs import Diagnostic, Renderer, TemplateError
from carbondocs.renderers import word_package, word_safety

pytestmark = pytest.mark.usefixtures("unchecked")

SECRET = "the secret of another folder"


def made(pack: Path) -> word_package.Parts:
    outcome = Renderer(templates=[pack]).render(KIND, sample(), ("docx",))
    return word_package.unpack(outcome.artifacts["docx"].content)


def refused(pack: Path) -> Diagnostic:
    with pytest.raises(TemplateError) as caught:
        made(pack)
    found = caught.value.diagnostics[0]
    assert found.place.source == "document.docx"
    assert SECRET not in str(found)
    return found


def complex_field(*pieces: str) -> str:
    """A field as Word writes it, its instruction split into runs."""
    runs = "".join(f'<w:r><w:instrText xml:space="preserve">{piece}</w:instrText></w:r>' for piece in pieces)
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"{char.format('begin')}{runs}{char.format('separate')}<w:r><w:t>1</w:t></w:r>{char.format('end')}"


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://127.0.0.1:9/beside.png"),
        ("image", "file:///etc/passwd"),
        ("image", "..\\secret.png"),
        ("hyperlink", "file:///etc/passwd"),
        ("hyperlink", "\\\\server\\share\\x"),
        ("hyperlink", "javascript:alert(1)"),
        ("subDocument", "other.docx"),
        ("frame", "http://127.0.0.1:9/"),
        ("oleObject", "file:///x.xls"),
        ("mailMergeSource", "file:///x.xls"),
    ],
)
def test_no_relationship_leads_out(tmp_path: Path, kind: str, target: str) -> None:
    assert refused(changed_pack(tmp_path, {RELATIONSHIPS: related(kind, target)})).code == "word.outside"


@pytest.mark.parametrize("kind", ["aFChunk", "oleObject", "package", "control", "vbaProject"])
def test_nothing_that_runs_or_is_taken_in_is_inside(tmp_path: Path, kind: str) -> None:
    changes: dict[str, str | bytes | tuple[str, str]] = {"word/embedded.bin": b"\0"}
    changes[RELATIONSHIPS] = related(kind, "embedded.bin", external=False)
    found = refused(changed_pack(tmp_path, changes))
    assert (found.code, found.place.path) == ("word.outside", RELATIONSHIPS)
    assert str(found.hint)


def test_an_address_may_be_linked_to(tmp_path: Path) -> None:
    link = related("hyperlink", "https://www.example.com/")
    body = paragraph('<w:hyperlink r:id="own"><w:r><w:t>x</w:t></w:r></w:hyperlink>')
    parts = made(changed_pack(tmp_path, {RELATIONSHIPS: link, DOCUMENT: body}))
    assert b"https://www.example.com/" in parts[RELATIONSHIPS]


@pytest.mark.parametrize(
    "field",
    [
        complex_field(' INCLUDEPICTURE "http://127.0.0.1:9/x.png" \\d '),
        complex_field("INCLUDE", 'TEXT "/etc/passwd"'),
        complex_field(" ddeauto c:\\\\windows\\\\system32\\\\cmd.exe "),
        complex_field(" DATABASE ", "\\d x"),
        complex_field("{{ 'INC' }}", "{{ 'LUDETEXT' }} x"),
        complex_field(" IF 1 = 1 ") .replace("<w:t>1</w:t>", "<w:t>1</w:t></w:r>" + complex_field("LINK x") + "<w:r>"),
        '<w:fldSimple w:instr=" INCLUDEPICTURE &quot;x.png&quot; "><w:r><w:t>1</w:t></w:r></w:fldSimple>',
        '<w:fldSimple w:instr="&#73;MPORT x.png"><w:r><w:t>1</w:t></w:r></w:fldSimple>',
    ],
)  # fmt: skip
def test_no_field_loads_anything(tmp_path: Path, field: str) -> None:
    found = refused(changed_pack(tmp_path, {DOCUMENT: paragraph(field)}))
    assert (found.code, found.place.path) == ("word.outside", DOCUMENT)


def test_fields_that_load_nothing_stay(tmp_path: Path) -> None:
    parts = made(changed_pack(tmp_path, {DOCUMENT: paragraph(complex_field(" PA", "GE "))}))
    assert b"instrText" in parts[DOCUMENT]


def test_the_template_of_a_designers_own_word_is_forgotten(tmp_path: Path) -> None:
    relationships = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="own" '
        f'Type="{TYPE}/attachedTemplate" Target="http://127.0.0.1:9/remote.dotm" TargetMode="External"/>'
        "</Relationships>"
    )
    settings = "<w:zoom", '<w:attachedTemplate r:id="own"/><w:zoom'
    pack = changed_pack(tmp_path, {"word/_rels/settings.xml.rels": relationships, "word/settings.xml": settings})
    parts = made(pack)
    assert not [name for name, part in parts.items() if b"attachedTemplate" in part or b"remote.dotm" in part]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE x [<!ENTITY e SYSTEM "{file}">]>',
        '<!DOCTYPE x [<!ENTITY % e SYSTEM "{file}"> %e;]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE x [<!ENTITY e "' + "x" * 1000 + '">]>',
    ],
)
@pytest.mark.parametrize(
    "part", [DOCUMENT, "word/styles.xml", "word/header-first.xml", RELATIONSHIPS, "docProps/core.xml"]
)
def test_no_part_declares_entities(tmp_path: Path, doctype: str, part: str) -> None:
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    declared = doctype.replace("{file}", (tmp_path / "secret.txt").as_uri())
    pack = changed_pack(tmp_path, {part: ("?>", f"?>{declared}")})
    assert refused(pack).code == "word.unsafe"


def test_a_template_that_swells_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_safety, "MAX_UNPACKED", 1_000_000)
    pack = changed_pack(tmp_path, {"word/media/blank.bmp": b"\0" * 2_000_000})
    assert (pack / "document.docx").stat().st_size < 200_000
    assert refused(pack).code == "word.unsafe"


@pytest.mark.parametrize(
    "tags",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}x{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ 'x' * 999999999 }}",
    ],
)
def test_a_word_template_without_end_is_stopped(tmp_path: Path, tags: str) -> None:
    found = refused(changed_pack(tmp_path, {DOCUMENT: paragraph(f"<w:r><w:t>{tags}</w:t></w:r>")}))
    assert found.code in {"template.endless", "template.large"}
    assert found.place.path.startswith("body 正文")


def test_the_word_template_itself_is_of_the_pack(tmp_path: Path) -> None:
    pack = changed_pack(tmp_path, {})
    (tmp_path / "outside.docx").write_bytes((pack / "document.docx").read_bytes())
    (pack / "document.docx").unlink()
    (pack / "document.docx").symlink_to(tmp_path / "outside.docx")
    assert refused(pack).code == "file.outside"


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    pack = changed_pack(tmp_path, {})
    with zipfile.ZipFile(pack / "document.docx", "w") as archive:
        archive.writestr("x", "y")
    assert refused(pack).code == "word.unreadable"
