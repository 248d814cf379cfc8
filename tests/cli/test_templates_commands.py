"""carbondocs templates: list, copy, fields and check, as a designer calls them."""

from __future__ import annotations

import json
from pathlib import Path

from docx import Document
from running import carbondocs

KIND = "cfp-certificate"


def copied(folder: Path, *options: str) -> Path:
    run = carbondocs("templates", "copy", KIND, folder / "my-pack", *options)
    assert run.code == 0, run.err
    return folder / "my-pack"


def test_packs_are_listed(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    run = carbondocs("templates", "list", "--templates", pack, lang="zh_CN.UTF-8")
    assert run.out.startswith(f"{KIND} · my-pack  版本 1  ({pack})\n")
    assert "cems-certificate  版本 1  (内置，位于 " in run.out


def test_a_copy_says_what_to_do_next(tmp_path: Path) -> None:
    run = carbondocs("templates", "copy", KIND, tmp_path / "own", "--only", "style.css.j2")
    assert f"carbondocs templates check {tmp_path / 'own'}" in run.out
    assert sorted(path.name for path in (tmp_path / "own").iterdir()) == ["pack.toml", "style.css.j2"]
    assert carbondocs("templates", "copy", KIND, tmp_path / "own").code == 1


def test_fields_are_told_as_text_json_and_markdown() -> None:
    assert "发证日期" in carbondocs("templates", "fields", KIND, lang="zh_CN.UTF-8").out
    assert json.loads(carbondocs("templates", "fields", KIND, "--format", "json").out)[0]["path"] == "lang"
    assert "| `number.label` |" in carbondocs("templates", "fields", KIND, "--format", "md").out


def test_a_sound_pack_passes_and_a_wrong_one_has_exit_code_4(tmp_path: Path) -> None:
    pack = copied(tmp_path, "--only", "document.html.j2")
    sound = carbondocs("templates", "check", pack, "--quick")
    assert (sound.code, sound.out) == (0, "Errors: 0, warnings: 0, notes: 0.\n")
    sheet = pack / "document.html.j2"
    sheet.write_text(sheet.read_text("utf-8").replace("body.name", "body.nmae"), encoding="utf-8")
    wrong = carbondocs("templates", "check", pack, "--report-format", "json")
    assert (wrong.code, wrong.findings[0]["code"]) == (4, "name.unknown")
    assert wrong.findings[0]["source"] == "document.html.j2:7:39"
    assert wrong.findings[0]["text"].endswith('{{ body.nmae }}">')


def test_fix_and_comments(tmp_path: Path) -> None:
    pack = copied(tmp_path, "--only", "document.docx,document.html.j2")
    sheet = pack / "document.html.j2"
    sheet.write_text(sheet.read_text("utf-8").replace("{{ body.name }}", "｛｛ body.name ｝｝"), encoding="utf-8")
    template = Document(str(pack / "document.docx"))
    template.paragraphs[0].runs[0].text = "{{ titel.main }}"
    template.save(str(pack / "document.docx"))
    target = tmp_path / "checked.docx"
    run = carbondocs("templates", "check", pack, "--quick", "--fix", "--comments", target, lang="zh_CN.UTF-8")
    assert run.code == 4
    assert "已修复" in run.out
    assert (pack / "document.html.j2.bak").exists()
    assert [comment.text for comment in Document(str(target)).comments] == [
        "错误: 此处没有字段 titel。\n→ 是否想写 title？"
    ]
    assert carbondocs("templates", "check", pack, "--quick", "--comments", target).code == 1


def test_comments_say_how_many_findings_are_not_in_word(tmp_path: Path) -> None:
    pack = copied(tmp_path, "--only", "document.docx,document.html.j2")
    sheet = pack / "document.html.j2"
    sheet.write_text(sheet.read_text("utf-8").replace("<main>", "<main>{{ titel }}{{ boby }}"), encoding="utf-8")
    target = tmp_path / "checked.docx"
    run = carbondocs("templates", "check", pack, "--quick", "--comments", target)
    assert not target.exists()
    assert f"No finding is about Word, so {target} was not written.\n" in run.out
    assert "Findings that are not in Word: 2. They are told above, with file and line," in run.out
    assert run.out.endswith("\nErrors: 2, warnings: 0, notes: 0.\n")
    template = Document(str(pack / "document.docx"))
    template.paragraphs[0].runs[0].text = "{{ titel.main }}"
    template.save(str(pack / "document.docx"))
    run = carbondocs("templates", "check", pack, "--quick", "--comments", target, lang="zh_CN.UTF-8")
    assert len(list(Document(str(target)).comments)) == 1
    assert "不在 Word 模板中的问题：2 个。" in run.out
    assert f"carbondocs templates preview {pack}" in run.out


def test_a_folder_without_a_pack_is_explained(tmp_path: Path) -> None:
    run = carbondocs("templates", "check", tmp_path)
    assert run.code == 4
    assert "carbondocs templates copy" in run.err
