"""What is wrong in HTML, CSS and SVG templates is told with file, line, column and remedy, all at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import chinese, copied, edit, findings, one

from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.kinds import kinds
from carbondocs.language import worded

SHEET, STYLE, PARTS = "document.html.j2", "style.css.j2", "shared/certificate.html.j2"

BROKEN = {
    "a field of the page": (SHEET, "fact(applicant,", "fact(aplicant,", "name.unknown", "applicant", ":16:11"),
    "a field of a field": (SHEET, "{{ body.name }}", "{{ body.nmae }}", "name.unknown", "name", ":7:39"),
    "a field in a loop, through a macro": (
        PARTS,
        "text(date.label)",
        "text(date.lable)",
        "name.unknown",
        "label",
        ":61:",
    ),
    "a colour": (STYLE, "/*", "h1 { color: {{ colours.drak }} } /*", "name.unknown", "dark", ":1:"),
    "a filter": (SHEET, "{{ body.name }}", "{{ body.name | uper }}", "filter.unknown", "upper", ":7:"),
    "a macro": (SHEET, "import text,", "import txet, text,", "name.unknown", "text", ":1:"),
    "a tag": (SHEET, "{% if prevails %}", "{% iff prevails %}", "tag.unknown", "if", ":"),
    "a tag without end": (SHEET, "{{ body.name }}", "{{ body.name }", "tag.open", "}}", ":7:"),
    "a loop without end": (SHEET, "<main>", "<main>{% for date in dates %}", "block.open", "{% endfor %}", ":15:"),
    "an end without loop": (SHEET, "<main>", "<main>{% endfor %}", "block.stray", "for", ":15:"),
    "full-width braces": (SHEET, "{{ body.name }}", "｛｛ body.name ｝｝", "tag.braces", "--fix", ":7:"),
    "curly quotes": (SHEET, '"applicant", "party"', "“applicant”, “party”", "tag.quotes", "--fix", ":16:"),
    "a bracket": (SHEET, "text(title)", "text(title", "template.syntax", "bracket", ":12:"),
    "a picture": (PARTS, "picture:seal", "picture:sael", "picture.unknown", "seal", ":59:"),
    "a file": (SHEET, "<main>", '<main><img src="logo.png">', "file.missing", "pack", ":15:"),
    "the network": (
        STYLE,
        "/*",
        "p { background: url(https://a.example/b.png) } /*",
        "template.outside",
        "pack",
        ":1:",
    ),
    "an include": (STYLE, "shared/footprint.css.j2", "shared/fotprint.css.j2", "template.missing", "mend", ":"),
    "the drawing of the ornament": (
        "shared/layer.svg.j2",
        "border.rules",
        "border.ruels",
        "name.unknown",
        "rules",
        ":",
    ),
    "the drawing of the label": (
        "cfp-label/footprint.svg.j2",
        "label.value",
        "label.valeu",
        "name.unknown",
        "value",
        ":",
    ),
}


def body_of_a_report(finding: Diagnostic, kind: str) -> bool:
    """Whether this is the note on the one field that only the properties of a report's files show."""
    noted = (finding.code, finding.severity, dict(finding.message.values).get("fields"))
    return kind == "cfp-verification-report" and noted == ("field.unused", Severity.NOTE, "body")


@pytest.mark.parametrize("kind", kinds())
def test_the_built_in_packs_are_clean(kind: str, tmp_path: Path) -> None:
    found = findings(copied(tmp_path, kind=kind))
    assert [each for each in found if not body_of_a_report(each, kind)] == []


@pytest.mark.parametrize("case", BROKEN, ids=str)
def test_a_break_is_told_with_its_place_and_what_to_do(case: str, tmp_path: Path) -> None:
    name, old, new, code, remedy, place = BROKEN[case]
    folder = copied(tmp_path)
    edit(folder / name, old, new)
    finding = next(each for each in findings(folder) if each.code == code)
    assert finding.severity is Severity.ERROR
    assert finding.place.source.startswith(f"{name}{place}")
    assert remedy in f"{finding.message} {finding.hint}"
    assert chinese(finding).startswith(f"{name}:")


def test_everything_is_found_at_once(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", "<main>｛｛ title ｝｝{{ open {% if title %}{{ titel }}{{ title[“main”] }}{{ f( }}")
    edit(folder / STYLE, "/*", "{{ colours.drak }} /*")
    codes = {finding.code for finding in findings(folder)}
    assert codes >= {"tag.braces", "tag.open", "block.open", "name.unknown", "tag.quotes", "template.syntax"}
    assert {finding.place.source.split(":")[0] for finding in findings(folder)} == {SHEET, STYLE}


def test_a_list_without_its_loop_is_explained(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", "<main>{{ dates.label }}")
    assert "for loop" in str(one(findings(folder), "name.unknown").hint)


def test_of_many_names_the_first_are_told_and_where_all_are(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.html.j2")
    edit(pack / "document.html.j2", "</main>", '{{ xyzzy }}<img src="picture:xyzzy"></main>')
    found = findings(pack)
    hint = one(found, "name.unknown").hint
    assert str(hint).startswith("Use one of lang, title, ")
    assert str(hint).endswith(", …; carbondocs templates fields cfp-certificate tells all.")
    assert str(hint).count(", ") == 8
    assert worded(hint, "zh_CN").startswith("请从以下各项中选用：lang、title、")
    assert worded(hint, "zh_CN").endswith("、…；全部字段见 carbondocs templates fields cfp-certificate。")
    assert str(one(found, "picture.unknown").hint).endswith(", ….")


def test_few_names_are_all_told(tmp_path: Path) -> None:
    pack = copied(tmp_path, "document.html.j2")
    edit(pack / "document.html.j2", "</main>", "{{ title.xyzzy }}</main>")
    assert "templates fields" not in str(one(findings(pack), "name.unknown").hint)


def test_a_font_that_is_not_there_is_told_with_what_takes_its_place(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / STYLE, "/*", 'h1 { font: 700 12pt/1.2 "STKaiti", "CarbonDocs Kai" } h2 { font-family: Papyrus } /*')
    missing = [finding for finding in findings(folder) if finding.code == "font.missing"]
    assert [(str(each.message), each.severity) for each in missing] == [
        ("There is no font STKaiti here; CarbonDocs Kai takes its place.", Severity.WARNING),
        ("There is no font Papyrus here, and none that may take its place.", Severity.ERROR),
    ]


def test_a_missing_sheet_is_told_at_the_manifest(tmp_path: Path) -> None:
    folder = copied(tmp_path, "style.css.j2")
    edit(folder / "pack.toml", '"annex.html.j2"', '"anhang.html.j2"')
    assert str(one(findings(folder), "file.missing").place) == "pack.toml"


def test_a_manifest_that_is_wrong_is_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / "pack.toml", 'kind = "', "kind = ")
    assert one(findings(folder), "pack.syntax").place.source.startswith("my-pack/pack.toml:1:")


def test_names_that_are_asked_for_first_may_be_unknown(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", "<main>{% if motto is defined %}yes{% endif %}{% set own = title %}{{ own.main }}")
    assert findings(folder) == ()


SIGNS = {
    "{{ “body” }}": ("The tag has “ ”, which can't be read.", 'Type " with an English keyboard', "“ ”", '改为 "；'),
    "{{ ‘body’ }}": ("The tag has ‘ ’, which can't be read.", "Type ' with an English keyboard", "‘ ’", "改为 '；"),
    "{{ body.name（1，2）　}}": ("The tag has （ ， ）, which", "Type ( , ) with", "（ ， ）", "改为 ( , )；"),
    "{{　body.name }}": ("The tag has a full-width space", "Type a plain space", "全角空格", "半角空格"),
    "｛｛ body.name ｝｝": ("｛｛ ｝｝ make no tag", "Type {{ }} with", "｛｛ ｝｝ 不是标记", "改为 {{ }}；"),
    "{｛ body.name }}": ("{｛ make no tag", "Type {{ with", "{｛ 不是标记", "改为 {{；"),
    "｛% if body ％}": ("｛% ％} make no tag", "Type {% %} with", "｛% ％} 不是标记", "改为 {% %}；"),
}


@pytest.mark.parametrize("tag", SIGNS)
def test_the_signs_that_were_typed_and_those_to_type_are_named(tag: str, tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / SHEET, "<main>", f"<main>{tag}")
    found = next(each for each in findings(folder) if each.code in {"tag.quotes", "tag.braces"})
    told = (str(found.message), str(found.hint), worded(found.message, "zh_CN"), worded(found.hint, "zh_CN"))
    assert [part for part, said in zip(SIGNS[tag], told, strict=True) if part not in said] == []
