"""Template packs: where they are looked for, and what is wrong with them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from certificate_data import KIND

from carbondocs import Diagnostic, TemplateError
from carbondocs.errors import InvalidValue
from carbondocs.templating.pack import find_pack
from carbondocs.workspace import shipped

MANIFEST = (shipped("templates") / KIND / "pack.toml").read_text(encoding="utf-8")


def pack_folder(folder: Path, manifest: str = MANIFEST) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.toml").write_text(manifest, encoding="utf-8")
    return folder


def faults(folder: Path) -> list[Diagnostic]:
    with pytest.raises(TemplateError) as caught:
        find_pack(KIND, (folder,))
    return list(caught.value.diagnostics)


def test_the_built_in_pack_is_whole() -> None:
    pack = find_pack(KIND)
    manifest = pack.manifest
    for name in (*manifest.sheets, manifest.style, manifest.layer, manifest.word, *manifest.drawings.values()):
        assert name
        assert pack.read(name)


def test_a_pack_of_ones_own_comes_first(tmp_path: Path) -> None:
    own = pack_folder(tmp_path / "packs" / KIND, MANIFEST.replace('version = "1"', 'version = "own"'))
    assert find_pack(KIND, (own,)).manifest.version == "own"
    assert find_pack(KIND, (own.parent,)).manifest.version == "own"
    empty = tmp_path / "elsewhere"
    empty.mkdir()
    assert find_pack(KIND, (empty, own)).manifest.version == "own"
    assert find_pack(KIND, (empty,)).manifest.version == "1"


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as refused:
        find_pack(KIND, (tmp_path / "nowhere",))
    assert refused.value.diagnostics[0].code == "pack.folder"


def test_a_pack_of_another_kind_is_passed_over(tmp_path: Path) -> None:
    other = pack_folder(tmp_path / "other", MANIFEST.replace(f'kind = "{KIND}"', 'kind = "other"'))
    assert find_pack(KIND, (other,)).manifest.kind == KIND


def test_files_come_from_the_own_pack_or_else_from_the_built_in(tmp_path: Path) -> None:
    own = pack_folder(tmp_path / "own")
    (own / "style.css.j2").write_text("/* own */", encoding="utf-8")
    pack = find_pack(KIND, (own,))
    assert pack.read("style.css.j2") == b"/* own */"
    assert pack.read("annex.html.j2") == (shipped("templates") / KIND / "annex.html.j2").read_bytes()


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "link"])
def test_no_file_comes_from_outside_the_pack(tmp_path: Path, name: str) -> None:
    own = pack_folder(tmp_path / "own")
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (own / "link").symlink_to(tmp_path / "secret")
    with pytest.raises(InvalidValue) as caught:
        find_pack(KIND, (own,)).read(name)
    assert caught.value.code == "file.outside"


def test_an_unknown_kind_has_no_pack(tmp_path: Path) -> None:
    with pytest.raises(TemplateError) as caught:
        find_pack("nothing", (tmp_path,))
    assert [found.code for found in caught.value.diagnostics] == ["pack.missing"]


def test_a_manifest_that_is_no_toml(tmp_path: Path) -> None:
    (found,) = faults(pack_folder(tmp_path / "own", "kind = cfp"))
    assert (found.code, found.place.source) == ("pack.syntax", "own/pack.toml:1:8")


def test_all_mistakes_of_a_manifest_are_told_at_once(tmp_path: Path) -> None:
    manifest = MANIFEST.replace('version = "1"', "").replace("[210, 297]", '"A4"') + '\n[surprise]\na = "b"\n'
    found = faults(pack_folder(tmp_path / "own", manifest))
    assert {(finding.code, finding.place.path) for finding in found} == {
        ("field.missing", "version"),
        ("field.type", "page"),
        ("field.unknown", "surprise"),
    }


def test_a_copied_pack_is_a_pack(tmp_path: Path) -> None:
    copy = Path(shutil.copytree(shipped("templates") / KIND, tmp_path / "copy"))
    assert find_pack(KIND, (copy,)).manifest == find_pack(KIND).manifest
