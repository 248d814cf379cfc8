"""Packs are listed and copied; copies, whole or in part, render."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from certificate_data import sample
from label_data import label
from packs_to_break import KIND, copied, edit, edit_word
from pdf_reading import pages, squeezed

import carbondocs
from carbondocs.cli.main import cli
from carbondocs.designer.packs import copy_pack, digest, packs
from carbondocs.designer.reading import word_file
from carbondocs.errors import OutputError, UsageError
from carbondocs.kinds import kinds
from carbondocs.templating.pack import pack_in, read_manifest


def test_the_built_in_packs_are_listed_with_their_files() -> None:
    listed = {pack.manifest.kind: pack for pack in packs() if pack.manifest}
    assert list(listed) == list(kinds())
    assert {"pack.toml", "document.docx", "style.css.j2"} <= set(listed[KIND].files)
    assert all(pack.built_in and pack.manifest and pack.manifest.description for pack in listed.values())


def test_packs_of_a_folder_are_listed_first(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    first = next(iter(packs((tmp_path,))))
    assert first.manifest is not None
    assert (first.folder, first.built_in, first.manifest.name) == (folder, False, "my-pack")
    assert [pack.folder for pack in packs((tmp_path, folder, tmp_path)) if not pack.built_in] == [folder]


def test_the_packs_of_this_folder_are_listed_with_version_and_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copied(tmp_path) / "pack.toml", 'version = "1"', 'version = "3.2"')
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pack.toml").write_text("kind = 3", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    cli(["templates", "list"], standalone_mode=False)
    told = capsys.readouterr()
    first, second, *_ = [line for line in told.out.splitlines() if not line.startswith(" ")]
    assert "broken" in first
    assert "broken/pack.toml" in told.err
    assert second == f"{KIND} · my-pack  version 3.2  (my-pack)"
    assert told.out.count("built-in, in ") == len(kinds())


def test_a_digest_tells_packs_apart(tmp_path: Path) -> None:
    whole, part = copied(tmp_path / "whole"), copied(tmp_path / "part", "style.css.j2")
    before = digest(pack_in(part))
    assert digest(pack_in(whole)) == before
    edit(whole / "shared/certificate.css.j2", "color:", "color: ")
    assert digest(pack_in(whole)) != before


def test_a_copy_holds_all_that_its_documents_are_made_of_and_bears_its_own_name(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"pack.toml", "document.docx", "shared/certificate.css.j2", "cfp-label/mark.svg.j2"} <= files
    assert "fields.toml" not in files
    assert (read_manifest(folder).name, read_manifest(folder).version) == ("my-pack", "1")


@pytest.mark.parametrize("kind", kinds())
def test_every_kind_can_be_copied(kind: str, tmp_path: Path) -> None:
    assert read_manifest(copied(tmp_path, kind=kind)).kind == kind


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    with pytest.raises(OutputError, match="is there already"):
        copy_pack(KIND, folder)


def test_a_part_that_the_pack_lacks_is_refused_with_those_that_it_has(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no file stile\.css\.j2") as refused:
        copy_pack(KIND, tmp_path / "my-pack", ["stile.css.j2"])
    assert "style.css.j2" in str(refused.value.diagnostics[0].hint)
    assert not (tmp_path / "my-pack").exists()


def test_a_copy_of_one_sheet_renders_with_the_rest_built_in(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.html.j2")
    edit(folder / "document.html.j2", "</header>", '<p class="also">我方版式</p></header>')
    outcome = carbondocs.render(KIND, sample(), templates=[folder])
    assert squeezed("我方版式") in squeezed(pages(outcome.artifacts["pdf"].content)[0])
    assert "产品碳足迹标识认证证书" in word_file(outcome.artifacts["docx"].content).text


def test_a_copy_of_the_word_file_alone_renders(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.docx")
    edit_word(folder / "document.docx", ("{{ title.main }}", "{{ title.main }}（我方版式）"))
    outcome = carbondocs.render(KIND, sample(), templates=[folder])
    assert "（我方版式）" in word_file(outcome.artifacts["docx"].content).text
    assert "我方版式" not in pages(outcome.artifacts["pdf"].content)[0]


def test_shared_parts_can_be_overridden(tmp_path: Path) -> None:
    folder = copied(tmp_path, "shared/certificate.html.j2")
    edit(folder / "shared/certificate.html.j2", '<div class="name">', '<div class="name">★')
    outcome = carbondocs.render(KIND, sample(), ("pdf",), templates=[folder])
    assert squeezed("★示例") in squeezed(pages(outcome.artifacts["pdf"].content)[0])


def test_a_drawing_can_be_overridden_in_part(tmp_path: Path) -> None:
    folder = copied(tmp_path, "cfp-label/footprint.svg.j2", kind="cfp-label")
    edit(folder / "cfp-label/footprint.svg.j2", 'cx="13.7"', 'cx="13.8"')
    svg = carbondocs.render("cfp-label", label(), ("svg",), templates=[folder]).artifacts["svg"].content.decode()
    assert 'cx="13.8"' in svg


def test_the_parts_of_a_kind_with_looks_are_found_by_short_names(tmp_path: Path) -> None:
    folder = copied(tmp_path, "life.html.j2", kind="cems-certificate")
    edit(folder / "life.html.j2", "{{ text(life.title) }}", "{{ text(life.title) }}☆")
    data = yaml.safe_load((Path(__file__).parents[2] / "samples/cems-certificate/one-site.yaml").read_text("utf-8"))
    outcome = carbondocs.render("cems-certificate", data, ("pdf",), templates=[folder])
    assert "☆" in pages(outcome.artifacts["pdf"].content)[0]


def test_a_placeholder_in_word_is_known_by_its_alternative_text_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.docx")
    edit_word(folder / "document.docx", ('name="picture:seal"', 'name="图片 5"'), part="word/header-first.xml")
    edit_word(folder / "document.docx", ('name="picture:seal"', 'name="图片 5"'), part="word/header-last.xml")
    content = carbondocs.render(KIND, sample(), ("docx",), templates=[folder]).artifacts["docx"].content
    assert word_file(content).pictures["seal"] == 1


def test_a_word_file_that_relates_its_properties_as_libreoffice_does_renders(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.docx")
    related = ("package/2006/relationships/metadata", "officedocument/2006/relationships/metadata")
    edit_word(folder / "document.docx", related, part="_rels/.rels")
    content = carbondocs.render(KIND, sample(), ("docx",), templates=[folder]).artifacts["docx"].content
    assert "产品碳足迹标识认证证书" in word_file(content).text
