"""A picture that the form demands and a style keeps off the page is told with what hides it."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import append, copied, edit, findings, only_the_sample

from carbondocs.diagnostics import Diagnostic

STYLE, FOOT = "style.css.j2", "shared/certificate.html.j2"


@pytest.fixture(autouse=True)
def _one_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)


def hidden(pack: Path) -> list[Diagnostic]:
    """What the check says about content that the pages lack."""
    return [finding for finding in findings(pack, rendered=True) if finding.code.startswith("content.")]


@pytest.mark.parametrize(
    "style",
    [
        "display: none",
        "visibility: hidden",
        "opacity: 0",
        "width: 0",
        "height: 0mm",
        "transform: scale(0)",
        "position: absolute; left: -900mm",
        "position: absolute; top: 900mm",
    ],
)
def test_the_mark_is_missed(tmp_path: Path, style: str) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, f".code .mark {{ {style} }}")
    (finding,) = hidden(pack)
    assert finding.code == "content.hidden"
    assert "“picture:label” stands in the template, but the page doesn't show it (seen with one-product" in str(finding)
    assert f"A style hides picture:label: take {style.split('; ')[-1]} out of {STYLE}:6:" in str(finding.hint)


@pytest.mark.parametrize("picture", ["qr", "seal", "signature"])
def test_so_are_other_pictures(tmp_path: Path, picture: str) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, f".{picture} {{ visibility: hidden }}")
    assert f"picture:{picture}" in "".join(map(str, hidden(pack)))


@pytest.mark.parametrize("around", [".codes", ".code.first", ".foot"])
def test_what_holds_the_mark_may_hide_it(tmp_path: Path, around: str) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, f"{around} {{ opacity: 0 }}")
    assert any("picture:label" in str(finding) and "opacity: 0" in str(finding.hint) for finding in hidden(pack))


def test_the_element_itself_may_say_so(tmp_path: Path) -> None:
    pack = copied(tmp_path, FOOT)
    edit(pack / FOOT, '<img class="mark" style="', '<img class="mark" style="display: none; ')
    (finding,) = hidden(pack)
    line = 1 + (pack / FOOT).read_text("utf-8").partition("display: none")[0].count("\n")
    assert f"take display: none out of {FOOT}:{line}:" in str(finding.hint)


@pytest.mark.parametrize(
    "rule",
    [
        ".code .mark { display: none } .code.first .mark { display: block }",
        ".code .mark { opacity: .9; transform: rotate(2deg) } .seal { opacity: .5 }",
        ".codes { overflow: hidden; height: 50mm; bottom: 0 }",
    ],
)
def test_a_mark_that_can_be_seen_is_not_missed(tmp_path: Path, rule: str) -> None:
    pack = copied(tmp_path, STYLE)
    append(pack / STYLE, rule)
    assert hidden(pack) == []
