"""Tags of pages that don't fit together are told with their line; what HTML lets designers leave out isn't."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import chinese, copied, edit, findings

from carbondocs.diagnostics import Diagnostic, Severity
from carbondocs.language import worded

SHEET = "document.html.j2"
UNCLOSED, STRAY = "markup.open", "markup.stray"


def found_with(folder: Path, markup: str) -> list[Diagnostic]:
    """What the check finds about a page with that markup at the end of its main part, on a line of its own."""
    pack = copied(folder, SHEET)
    edit(pack / SHEET, "</main>", f"\n{markup}\n</main>")
    return [finding for finding in findings(pack) if finding.severity is not Severity.NOTE]


@pytest.mark.parametrize(
    ("markup", "code", "severity", "column", "problem", "hint"),
    [
        ("<div><p></div>", UNCLOSED, "warning", 6, "The tag <p> isn't closed before </div>.", "before </div>"),
        ("<div><table><tr><td>x</div>", UNCLOSED, "error", 6, "<table> isn't closed before </div>", "Put </table>"),
        ("<table><tr><td>x", UNCLOSED, "error", 1, "The tag <table> isn't closed before </main>.", "Put </table>"),
        ("<span>x</spam>", STRAY, "error", 8, "The tag </spam> closes nothing", "Did you mean </span>?"),
        ("<p>x</p></em>", STRAY, "error", 9, "The tag </em> closes nothing", "put <em> where it begins"),
        ("<b><i>x</b></i>", UNCLOSED, "error", 4, "The tag <i> isn't closed before </b>.", "Put </i>"),
        ("<div/>", UNCLOSED, "error", 1, "The tag <div> isn't closed before </main>.", "Put </div>"),
        ("{% if title %}<div>{% endif %}", UNCLOSED, "error", 15, "<div> isn't closed", "Put </div>"),
        ("{% for date in dates %}<b>{{ date.label }}{% endfor %}", UNCLOSED, "error", 24, "<b>", "Put </b>"),
        ("{% if title.also %}<b>{{ title.also }}{% endif %}", UNCLOSED, "error", 20, "<b>", "Put </b>"),
        ("<!-- x", "markup.comment", "error", 1, "The comment has no end", "Close it with -->."),
    ],
)  # fmt: skip
def test_a_tag_that_does_not_fit_is_told_once(
    tmp_path: Path, markup: str, code: str, severity: str, column: int, problem: str, hint: str
) -> None:
    (finding,) = found_with(tmp_path, markup)
    line = 1 + (tmp_path / "my-pack" / SHEET).read_text("utf-8").partition(markup)[0].count("\n")
    assert (finding.code, str(finding.severity)) == (code, severity)
    assert finding.place.source == f"{SHEET}:{line}:{column}"
    assert problem in str(finding.message)
    assert hint in str(finding.hint)


@pytest.mark.parametrize(
    "markup",
    [
        "{% if title.also %}<div class='also'>{% else %}<div>{% endif %}x</div>",
        "{% if annex %}<div>{% endif %}x{% if annex %}</div>{% endif %}",
        "<ul><li>x<li>y</ul><dl><dt>x<dd>y</dl>",
        "<table><thead><tr><th>x<th>y<tbody><tr><td>x<td>y<tr><td>x</table>",
        "<p>x<br>y<img src='picture:qr'><br/><hr></p>",
        '<svg viewBox="0 0 9 9"><g><path d="M0 0"/></g></svg>',
        "<!-- <div> {{ title.main }} <b> --><style>p::before { content: '</b>' }</style>",
        '<p class="{{ lang }}" style="top: 0">{{ body.name | unbroken }} &lt;b&gt; 1 < 2</p>',
        "<DIV>x</div>",
        "<p>x<p>y</p>",
    ],
)
def test_what_fits_is_not_told(tmp_path: Path, markup: str) -> None:
    assert found_with(tmp_path, markup) == []


def test_it_is_told_in_chinese(tmp_path: Path) -> None:
    (finding,) = found_with(tmp_path, "<div><table><tr><td>x</div>")
    assert chinese(finding).endswith("标签 <table> 在 </div> 之前没有闭合。")
    assert worded(finding.hint, "zh_CN") == "请在它结束处、</div> 之前写上 </table>。"
