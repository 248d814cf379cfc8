"""Rendered documents are read back: what the form demands is there, in each format and language, and can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import append, copied, edit, edit_word, findings, one

from carbondocs.designer import trials
from carbondocs.designer.check import Checkup, check_pack
from carbondocs.designer.variations import samples
from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.flow import Row
from carbondocs.kinds import kinds
from carbondocs.kinds.base import Kind
from carbondocs.values.model import Model

ANNEX_3 = "《产品碳足迹标识认证通用实施规则（试行）》附件3"
SHEET, PARTS, WORD, STYLE = "document.html.j2", "shared/certificate.html.j2", "document.docx", "style.css.j2"


def body_of_a_report(finding: Diagnostic, kind: str) -> bool:
    """Whether this is the note on the one field that only the properties of a report's files show."""
    noted = (finding.code, finding.severity, dict(finding.message.values).get("fields"))
    return kind == "cfp-verification-report" and noted == ("field.unused", Severity.NOTE, "body")


@pytest.mark.parametrize("kind", kinds())
def test_the_built_in_packs_show_all_that_their_forms_demand(kind: str, tmp_path: Path) -> None:
    found = check_pack(copied(tmp_path, kind=kind)).findings
    if kind == "cfp-verification-report" and any(each.code == "content.missing" for each in found):
        pytest.xfail("the check takes a text of the report's sections for missing in one format")
    assert [each for each in found if not body_of_a_report(each, kind)] == []


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the sample to start from, in each language, for breaks that it shows."""

    def first(kind: Kind[Model]) -> dict[str, Row]:
        return dict(list(samples(kind).items())[:1])

    monkeypatch.setattr(trials, "samples", first)
    monkeypatch.setattr(trials, "variations", lambda *_: ())


@pytest.mark.usefixtures("few")
def test_the_end_of_validity_is_missed_with_its_clause_and_sheet(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / PARTS, "{% for date in dates %}", "{% for date in dates[:-1] %}")
    finding = one(findings(folder, rendered=True), "content.missing")
    assert (finding.severity, finding.clause, finding.place.source) == (Severity.ERROR, ANNEX_3, SHEET)
    assert "PDF lacks “有效期至：” · “2028年03月15日”, which Word has" in str(finding.message)
    assert "in zh-CN, en, zh-CN+en" in str(finding.message)


@pytest.mark.usefixtures("few")
def test_what_neither_format_shows_is_missed_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET, WORD)
    edit(folder / SHEET, "{{ text(validity) }}", "")
    edit_word(folder / WORD, ("{{ validity.main }}", ""), ("{{ validity.also }}", ""))
    finding = one(findings(folder, rendered=True), "content.missing")
    assert str(finding.message).startswith(
        "“本证书的有效性依据发证机构的监督获得保持，证书信息可在www.sample-cfp.example上查询。”"
    )
    assert "can't be found in PDF, Word" in str(finding.message)
    assert finding.place.source == f"{SHEET}, {WORD}"


@pytest.mark.usefixtures("few")
def test_pictures_that_the_form_has_are_missed(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS, WORD)
    edit(folder / PARTS, 'src="picture:label"', 'src="picture:qr"')
    edit_word(folder / WORD, ("picture:seal", "picture:qr"), part="word/header-last.xml")
    missed = {finding.place.source: str(finding.message) for finding in findings(folder, rendered=True)}
    assert "“picture:label”" in missed[SHEET]
    assert "“picture:seal”" in missed[WORD]


@pytest.mark.usefixtures("few")
def test_a_picture_that_both_formats_lack_is_told_once(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS, WORD)
    edit(folder / PARTS, 'src="picture:seal"', 'src="picture:signature"')
    edit_word(folder / WORD, ("picture:seal", "picture:signature"), part="word/header-last.xml")
    assert "can't be found in PDF, Word" in str(one(findings(folder, rendered=True), "content.missing").message)


@pytest.mark.usefixtures("few")
def test_the_translation_must_be_there_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS)
    edit(folder / PARTS, "{{ text(fact.label) }}", "{{ fact.label.main }}")
    missed = [finding for finding in findings(folder, rendered=True) if finding.code == "content.missing"]
    assert len(missed) > 8
    assert all("in zh-CN+en)" in str(finding.message) for finding in missed)


@pytest.mark.usefixtures("few")
def test_hidden_overlapping_and_cut_off_text_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE)
    own = "#flow-product { color: white } h1 { margin-left: -90mm } .number { position: absolute; top: 45mm }"
    append(folder / STYLE, own)
    found = {finding.code: finding for finding in reversed(findings(folder, rendered=True))}
    assert found.keys() >= {"layout.hidden", "layout.overlap", "layout.cut"}
    assert found["layout.cut"].place.text
    assert str(found["layout.hidden"].place).startswith(f"{SHEET}, annex.html.j2 with one-product, zh-CN: ")


@pytest.mark.usefixtures("few")
def test_a_code_that_can_not_be_scanned_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE)
    edit(folder / STYLE, "/*", ".qr { opacity: .01 } /*")
    unreadable = [finding for finding in findings(folder, rendered=True) if finding.code == "qr.unreadable"]
    assert unreadable
    assert {finding.clause for finding in unreadable} == {ANNEX_3}


@pytest.mark.usefixtures("few")
def test_a_code_too_small_for_telephones_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path, PARTS)
    edit(folder / PARTS, "qr_picture(qr, qr_caption, 26, 30)", "qr_picture(qr, qr_caption, 9, 30)")
    small = next(finding for finding in findings(folder, rendered=True) if finding.code == "qr.small")
    assert small.severity is Severity.WARNING


@pytest.mark.usefixtures("few")
def test_less_room_than_the_longest_texts_need_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, STYLE)
    append(folder / STYLE, "main { top: 120mm }")
    assert "layout.overflow" in {finding.code for finding in findings(folder, rendered=True)}


@pytest.mark.usefixtures("few")
def test_a_drawing_without_its_value_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path, kind="cfp-label")
    edit(folder / "cfp-label/footprint.svg.j2", "{{ line(label.value, inks.dark) }}", "")
    missing = [finding for finding in findings(folder, rendered=True) if finding.code == "content.missing"]
    assert [finding.clause for finding in missing] == ["《产品碳足迹标识认证通用实施规则（试行）》9.2"]


@pytest.mark.usefixtures("few")
def test_what_one_format_alone_shows_of_other_fields_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path, "document.html.j2", kind="cems-certificate")
    edit(folder / "document.html.j2", "</main>", "<p>{{ mark_caption.main }}</p></main>")
    differing = one(findings(folder, rendered=True), "content.differs")
    assert (differing.severity, "mark_caption" in str(differing.hint)) == (Severity.WARNING, True)


@pytest.mark.usefixtures("few")
def test_pages_wait_for_templates_that_are_wrong(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    edit(folder / SHEET, "{{ body.name }}", "{{ body.nmae }}")
    checkup: Checkup = check_pack(folder)
    assert not checkup.sound
    assert [finding.code for finding in checkup.findings] == ["name.unknown", "pages.unread"]
    assert "pdf" in str(checkup.findings[1].message)


def test_a_template_that_fails_for_some_data_alone_is_told_with_them(tmp_path: Path) -> None:
    folder = copied(tmp_path, SHEET)
    edit(folder / SHEET, "</main>", "{{ annex.rows[0].name.main if annex else qr.version }}</main>")
    failing = next(finding for finding in findings(folder, rendered=True) if finding.code == "template.name")
    assert str(failing.place) == "document.html.j2:32 with draft, zh-CN"
