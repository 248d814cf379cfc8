"""What an engine fails at is told as the template's fault, with its line; nobody sees a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest
from certificate_data import KIND, sample
from packs_to_break import append, copied, edit, findings, only_the_sample
from packs_to_break import one as one_of

import carbondocs
from carbondocs.designer.preview.rendering import Bench
from carbondocs.designer.preview.wishes import Studio, Wish
from carbondocs.diagnostics import Diagnostic
from carbondocs.errors import TemplateError
from carbondocs.language import worded
from carbondocs.renderers.breakage import culprit

pytestmark = pytest.mark.usefixtures("unchecked")

STYLE, SHEET = "style.css.j2", "document.html.j2"
ODD = [
    "margin: 1e999mm",
    "font-size: 1e999pt",
    "letter-spacing: -1e9mm",
    "max-lines: 0",
    "background: linear-gradient(1e999deg, red, blue)",
    "transform: rotate(1e999deg)",
    "border: 1e999mm solid red",
]


def refused(pack: Path) -> Diagnostic:
    """The only error for which nothing is rendered."""
    with pytest.raises(TemplateError) as caught:
        carbondocs.render(KIND, sample(), ("pdf",), templates=[pack])
    (finding,) = caught.value.diagnostics
    return finding


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_value_in_a_style_sheet_is_told_with_its_line(tmp_path: Path, odd: str) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, f"h1 {{ color: red; {odd}; text-align: left }}")
    finding = refused(pack)
    assert (finding.code, finding.place.source) == ("page.broken", f"{STYLE}:6:18")
    assert f"“{odd}”" in str(finding)


@pytest.mark.parametrize(
    "markup",
    ['<p style="color: red; padding: 1e999mm">x</p>', "<style>.odd { padding: 1e999mm }</style><p class=odd>x</p>"],
)
def test_so_is_one_within_a_page(tmp_path: Path, markup: str) -> None:
    pack = copied(tmp_path, SHEET)
    edit(pack / SHEET, "</main>", f"{markup}</main>")
    finding = refused(pack)
    line = 1 + (pack / SHEET).read_text("utf-8").partition("padding: 1e999mm")[0].count("\n")
    assert finding.place.source.startswith(f"{SHEET}:{line}:")
    assert finding.place.text == "padding: 1e999mm"
    assert worded(finding.message, "zh_CN") == "排版在“padding: 1e999mm”处中断。"
    assert worded(finding.hint, "zh_CN") == "请给 padding 换一个大小合乎常理的值，或删去这一条。"


def test_what_no_declaration_is_to_blame_for_is_told_with_its_file(tmp_path: Path) -> None:
    pack = copied(tmp_path, SHEET)
    edit(pack / SHEET, "</main>", '<table><td colspan="99999999999999">x</table></main>')
    assert refused(pack).place.source == SHEET


def test_a_value_that_is_filled_in_is_told_with_the_file_of_the_style(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, "h1 { font-size: {{ 7 * 1e300 }}pt }")
    assert refused(pack).place.source == STYLE


def test_what_a_style_can_not_be_read_with_is_a_finding_and_no_traceback(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, "h1 { width: calc(1mm + ) }")
    assert one_of(findings(pack), "style.value").place.source.startswith(f"{STYLE}:6:")


def test_the_check_tells_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, "h1 { max-lines: 0 }")
    assert one_of(findings(pack, rendered=True), "page.broken").place.source == f"{STYLE}:6:6"


def test_the_preview_shows_it(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, "h1 { max-lines: 0 }")
    shown = Bench(Studio(pack, (None,))).show(Wish("one-product", "zh-CN"))
    assert shown.failed
    assert [finding.code for finding in shown.findings] == ["page.broken"]


def test_a_number_without_end_that_was_drawn_is_told(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, ".number { width: calc(1mm / 0) }")
    assert refused(pack).place.source == f"{STYLE}:6:11"


def test_so_is_one_in_the_ornament(tmp_path: Path) -> None:
    pack = copied(tmp_path, "shared/layer.svg.j2")
    edit(pack / "shared/layer.svg.j2", '"0.176"', '"1e999"')
    finding = refused(pack)
    assert (finding.code, "1e999" in str(finding)) == ("svg.number", True)


def test_a_byte_order_mark_is_no_part_of_a_style(tmp_path: Path) -> None:
    pack = copied(tmp_path, STYLE)
    (pack / STYLE).write_bytes(b"\xef\xbb\xbf" + (pack / STYLE).read_bytes())
    same = carbondocs.render(KIND, sample(), ("pdf",), templates=[pack])
    assert same.artifacts["pdf"].sha256 == carbondocs.render(KIND, sample(), ("pdf",)).artifacts["pdf"].sha256
    assert not [finding for finding in findings(pack) if finding.code.startswith("style.")]


def test_a_bug_with_the_built_in_pack_is_no_fault_of_a_template(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("carbondocs.renderers.pdf.deflate", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        carbondocs.render(KIND, sample(), ("pdf",))


class Engine:
    """Sets whatever lacks the declarations at which it fails, and counts."""

    def __init__(self, *fails_at: str) -> None:
        self.fails_at, self.tries = fails_at, 0

    def sets(self, page: str, style: str) -> bool:
        self.tries += 1
        return not any(each in page + style for each in self.fails_at)


MANY = "\n".join(f"p.n{number}:hover {{ /* a: b; */ color: red{number}; content: 'x; y: z' }}" for number in range(64))


def test_one_of_many_declarations_is_found_in_few_tries() -> None:
    engine = Engine("color: red37;")
    assert culprit('<p style="margin: 0">', MANY, engine.sets) == "color: red37"
    assert engine.tries < 20


def test_one_of_several_is_found() -> None:
    engine = Engine("color: red3;", "margin: 7", "color: red60;")
    assert culprit("<p style='margin: 7; top: 0'>", MANY, engine.sets) in {"color: red3", "margin: 7", "color: red60"}


def test_what_is_not_usual_is_suspected_first() -> None:
    engine = Engine("color: red37;")
    assert culprit("", MANY, engine.sets, MANY.replace("red37", "red")) == "color: red37"
    assert engine.tries == 1


def test_nothing_is_found_where_no_declaration_is_to_blame() -> None:
    assert culprit("<table colspan=9>", MANY, Engine("colspan").sets) == ""
