"""Files of a pack's folder that no document is made of are noted, with the name that was perhaps meant."""

from __future__ import annotations

from pathlib import Path

from packs_to_break import append, copied, findings

from carbondocs.diagnostics import Severity


def noted(folder: Path) -> dict[str, str]:
    """The unused files, with what to do."""
    found = [each for each in findings(folder) if each.code == "file.unused"]
    assert all(each.severity is Severity.NOTE for each in found)
    return {each.place.source: str(each.hint) for each in found}


def test_files_with_a_slip_in_their_names_are_noted_with_the_right_ones(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "style.css.j2").rename(folder / "style.css")
    (folder / "document.docx").rename(folder / "证书.docx")
    (folder / "shared/layer.svg.j2").rename(folder / "layer.svg.j2")
    assert noted(folder) == {
        "layer.svg.j2": "If it is to take the place of shared/layer.svg.j2, give it that very name.",
        "style.css": "If it is to take the place of style.css.j2, give it that very name.",
        "证书.docx": "If it is to take the place of document.docx, give it that very name.",
    }


def test_a_file_beside_all_that_is_needed_is_noted_without_a_guess(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "old.docx").write_bytes((folder / "document.docx").read_bytes())
    assert noted(folder) == {"old.docx": "Nothing needs doing, unless a template should show it."}


def test_files_left_out_backups_and_notes_are_no_cause_to_speak(tmp_path: Path) -> None:
    folder = copied(tmp_path, "style.css.j2")
    for name in (
        "style.css.j2.bak",
        "document.docx.bak2",
        ".DS_Store",
        "~$cument.docx",
        "README",
        "notes.md",
        "a.txt",
        "fields.toml",
    ):
        (folder / name).write_bytes(b"")
    assert noted(folder) == {}


def test_what_a_template_takes_in_is_used(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.html.j2", "style.css.j2")
    (folder / "ground.png").write_bytes(b"")
    (folder / "own.html.j2").write_text("", encoding="utf-8")
    append(folder / "style.css.j2", "body { background: url(ground.png) }")
    append(folder / "document.html.j2", '{% include "own.html.j2" %}')
    assert noted(folder) == {}
