"""render and batch look an edited pack through first: its errors stop them, its warnings are told once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from certificate_data import KIND, sample
from docx import Document
from running import Run, carbondocs, data_file, names

BATCH = ("batch", "--workers", "1")


def copied(folder: Path, only: str) -> Path:
    """A copy of some of the files of the kind's pack."""
    assert carbondocs("templates", "copy", KIND, folder / "my-pack", "--only", only).code == 0
    return folder / "my-pack"


def title_in_word(pack: Path, text: str) -> None:
    """Let the Word template begin with another text than {{ title.main }}."""
    template = Document(str(pack / "document.docx"))
    assert template.paragraphs[0].runs[0].text == "{{ title.main }}"
    template.paragraphs[0].runs[0].text = text
    template.save(str(pack / "document.docx"))


def with_a_warning(pack: Path) -> Path:
    """A pack with a property that pages don't know."""
    style = pack / "style.css.j2"
    style.write_text(f"{style.read_text('utf-8')}\nh1 {{ colour: red }}\n", encoding="utf-8")
    return pack


def made(command: tuple[str, ...], folder: Path, pack: Path, *options: str, lang: str = "C.UTF-8") -> Run:
    """Two documents, rendered by that command."""
    data = data_file(folder, sample(), sample("draft"))
    name, *more = command
    return carbondocs(name, KIND, data, "-o", folder / "out", "--templates", pack, *more, *options, lang=lang)


@pytest.mark.parametrize("command", [("render",), BATCH], ids=["render", "batch"])
def test_errors_stop_it_before_anything_is_written(command: tuple[str, ...], tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.docx,document.html.j2")
    title_in_word(pack, "{{ titel.main }}")
    sheet = pack / "document.html.j2"
    sheet.write_text(sheet.read_text("utf-8").replace("{{ body.name }}", "｛｛ body.name ｝｝"), encoding="utf-8")
    run = made(command, tmp_path, pack, lang="zh_CN.UTF-8")
    assert (run.code, run.out, names(tmp_path / "out")) == (4, "", [])
    assert "document.docx 正文 第1段: {{ titel.main }}: 错误: 此处没有字段 titel。\n    → 是否想写 title？" in run.err
    assert ": 错误: ｛｛ ｝｝" in run.err
    assert run.err == carbondocs("templates", "check", pack, "--quick", lang="zh_CN.UTF-8").err


@pytest.mark.parametrize("command", [("render",), BATCH], ids=["render", "batch"])
def test_warnings_are_told_once(command: tuple[str, ...], tmp_path: Path) -> None:
    pack = with_a_warning(copied(tmp_path, "style.css.j2"))
    (pack / "spare.css.j2").touch()
    run = made(command, tmp_path, pack, "--format", "pdf")
    assert run.code == 0
    assert run.err.count("warning: Pages don't know the property colour; it is ignored.") == 1
    assert "spare" not in run.err
    again = made(command, tmp_path, pack, "--format", "pdf", "--report-format", "json")
    (line,) = [each for each in again.err.splitlines() if each.startswith("[")]
    assert [found["code"] for found in json.loads(line)] == ["style.property"]


def test_a_pack_that_the_profile_names_is_looked_through_too(tmp_path: Path) -> None:
    run = carbondocs("sample", "issuer", "-o", tmp_path / "issuer")
    assert run.code == 0, run.err
    pack = copied(tmp_path / "issuer", "document.docx")
    title_in_word(pack, "｛｛ title.main ｝｝")
    profile = tmp_path / "issuer" / "issuer.toml"
    profile.write_text(f'templates = "my-pack"\n{profile.read_text("utf-8")}', encoding="utf-8")
    data = data_file(tmp_path)
    run = carbondocs("render", KIND, data, "-o", tmp_path / "out", "--issuer", profile, "--format", "docx")
    assert (run.code, names(tmp_path / "out")) == (4, [])
    assert run.err.startswith("document.docx body paragraph 1: ｛｛ title.main ｝｝: error: ｛｛ ｝｝ make no tag")


@pytest.mark.parametrize("manifest", ["", 'kind = "cems-certificate"'])
def test_a_pack_that_serves_other_documents_or_none_is_refused(tmp_path: Path, manifest: str) -> None:
    pack = copied(tmp_path, "style.css.j2")
    own = (pack / "pack.toml").read_text("utf-8")
    (pack / "pack.toml").unlink()
    if manifest:
        (pack / "pack.toml").write_text(own.replace('kind = "cfp-certificate"', manifest), "utf-8")
    run = made(("render",), tmp_path, pack)
    assert run.code == 4
    assert ("is for cems-certificate" if manifest else "There is no pack.toml") in run.err
    assert not (tmp_path / "out").exists()
