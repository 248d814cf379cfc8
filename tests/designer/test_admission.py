"""Packs are looked through before documents are made with them: what the check tells stops them, and as it tells it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from certificate_data import KIND, sample
from label_data import label
from packs_to_break import BODY, append, chinese, copied, edit, edit_word, findings
from packs_to_break import one as one_of

import carbondocs
from carbondocs.designer import admission
from carbondocs.designer.adopted import adopted_contexts
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.errors import TemplateError
from carbondocs.issuer import Issuer
from carbondocs.kinds.base import Context, Kind
from carbondocs.values.model import Model

WIDE = ("{{ title.main }}", "｛｛ title.main ｝｝")
LAST = '{% include "shared/footprint.css.j2" %}\n'


def refused(pack: Path, *formats: str) -> tuple[Diagnostic, ...]:
    """The errors for which nothing is rendered."""
    with pytest.raises(TemplateError) as caught:
        carbondocs.render(KIND, sample(), formats or ("pdf", "docx"), templates=[pack])
    return caught.value.diagnostics


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("document.html.j2", "{{ body.name }}", "｛｛ body.name ｝｝", "tag.braces"),
        ("document.html.j2", "{{ body.name }}", "{{ body.nmae }}", "name.unknown"),
        ("document.html.j2", '"shared', "“shared", "tag.quotes"),
        ("style.css.j2", LAST, f"{LAST}h1 {{ color: red", "style.open"),
        ("style.css.j2", LAST, f"{LAST}h1 {{ color：red }}", "style.sign"),
    ],
)
def test_what_would_be_printed_half_read_is_refused_as_the_check_tells_it(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    pack = copied(tmp_path, file, "document.docx")
    edit(pack / file, old, new)
    told = refused(pack)
    assert code in {finding.code for finding in told}
    assert told == tuple(each for each in findings(pack) if each.severity is not Severity.NOTE)


def test_word_places_and_nearest_names_are_told(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.docx")
    edit_word(pack / "document.docx", ("{{ title.main }}", "{{ titel.main }}"), part=BODY)
    finding = one_of(refused(pack), "name.unknown")
    assert chinese(finding) == "document.docx 正文 第1段: {{ titel.main }}: 此处没有字段 titel。"
    assert str(finding.hint) == "Did you mean title?"


def test_full_width_braces_in_word_are_refused(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.docx")
    edit_word(pack / "document.docx", WIDE, part=BODY)
    assert one_of(refused(pack), "tag.braces").place.source.startswith("document.docx")


def test_only_what_goes_into_the_formats_counts(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.html.j2", "document.docx")
    edit(pack / "document.html.j2", "{{ body.name }}", "｛｛ body.name ｝｝")
    assert not carbondocs.render(KIND, sample(), ("docx",), templates=[pack]).failed
    refused(pack, "pdf")


def test_a_word_file_that_the_manifest_does_not_name_counts(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.docx")
    edit(pack / "pack.toml", 'word = "document.docx"', "")
    edit_word(pack / "document.docx", WIDE, part=BODY)
    assert one_of(refused(pack, "docx"), "tag.braces").place.source == "document.docx"


def test_warnings_are_told_and_stop_nothing(tmp_path: Path) -> None:
    pack = copied(tmp_path, "style.css.j2")
    append(pack / "style.css.j2", "h1 { colour: red }")
    renderer = carbondocs.Renderer(templates=[pack])
    (warning,) = renderer.check_templates(KIND)
    assert (warning.code, warning.severity) == ("style.property", Severity.WARNING)
    assert renderer.check_templates(KIND, ("docx",)) == ()
    assert not renderer.render(KIND, sample(), ("pdf",)).failed


def test_what_nothing_uses_is_not_told(tmp_path: Path) -> None:
    pack = copied(tmp_path)
    (pack / "spare.css.j2").write_text("", encoding="utf-8")
    assert "file.unused" in {finding.code for finding in findings(pack)}
    assert carbondocs.Renderer(templates=[pack]).check_templates(KIND) == ()


def test_a_pack_is_looked_through_once_until_a_file_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack, read = copied(tmp_path, "style.css.j2"), list[str]()

    def counted(kind: Kind[Model], issuer: Issuer) -> tuple[Context, ...]:
        read.append(kind.name)
        return adopted_contexts(kind, issuer)

    monkeypatch.setattr(admission, "adopted_contexts", counted)
    for _ in range(2):
        carbondocs.Renderer(templates=[pack]).order(KIND, ("pdf",))
    assert len(read) == 1
    (pack / "document.html.j2").write_text(
        "<p>｛｛ title.main ｝｝</p>", encoding="utf-8"
    )  # in place of the built-in one
    refused(pack, "pdf")
    refused(pack, "pdf")
    assert len(read) == 3
    (pack / "document.html.j2").unlink()
    os.utime(pack / "style.css.j2")
    carbondocs.Renderer(templates=[pack]).order(KIND, ("pdf",))
    assert len(read) == 4


def test_built_in_packs_are_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "admitted", None)
    assert carbondocs.Renderer().check_templates(KIND) == ()


def test_labels_and_sheets_of_them_are_refused_too(tmp_path: Path) -> None:
    pack = copied(tmp_path, kind="cfp-label")
    edit(next(pack.glob("*.svg.j2")), "{{ ", "{{ nonesuch }}{{ ")
    renderer = carbondocs.Renderer(templates=[pack])
    with pytest.raises(TemplateError, match="There is no field nonesuch here"):
        renderer.render("cfp-label", label(), ("svg",))
    with pytest.raises(TemplateError, match="There is no field nonesuch here"):
        renderer.render_sheet("cfp-label", [label()], "a4-3x8")
