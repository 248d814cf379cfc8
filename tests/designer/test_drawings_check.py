"""Drawings that can't be read or have colours that are none are told with the line of their template."""

from __future__ import annotations

from pathlib import Path

import pytest
from packs_to_break import chinese, copied, edit, findings, one, only_the_sample

from carbondocs.diagnostics import Severity

LAYER = "shared/layer.svg.j2"


def line_of(path: Path, text: str) -> int:
    return path.read_text("utf-8").partition(text)[0].count("\n") + 1


def test_a_tag_that_is_not_closed_is_told_with_its_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    only_the_sample(monkeypatch)
    folder = copied(tmp_path)
    line = line_of(folder / LAYER, "<g ")
    edit(folder / LAYER, "{% endfor %}</g>", "{% endfor %}")
    found = findings(folder, rendered=True)
    finding = one(found, "svg.broken")
    assert chinese(finding).startswith(f"{LAYER}:{line}:")
    assert "标签 <g> 没有闭合" in chinese(finding)
    assert [each.code for each in found] == ["svg.broken", "pages.unread"]


def test_a_tag_that_is_closed_twice_is_told_with_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / LAYER, "</svg>", "</g></svg>")
    finding = one(findings(folder), "svg.broken")
    assert finding.place.source.startswith(f"{LAYER}:{line_of(folder / LAYER, '</g></svg>')}:")
    assert str(finding.message).startswith("The tag </g> closes nothing")


def test_a_quote_that_is_missing_is_told_with_its_line(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / LAYER, 'stroke-width="', "stroke-width=")
    finding = one(findings(folder), "svg.broken")
    assert finding.place.source.startswith(f"{LAYER}:{line_of(folder / LAYER, 'stroke-width=')}:")


def test_a_colour_of_too_few_digits_is_a_warning(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    edit(folder / LAYER, "colours.pale", '"#7A1F1"')
    finding = one(findings(folder), "svg.colour")
    assert (finding.severity, "#7A1F1 is no colour" in str(finding.message)) == (Severity.WARNING, True)
    assert finding.place.source.startswith(f"{LAYER}:{line_of(folder / LAYER, '#7A1F1')}:")


def test_the_drawing_of_a_label_is_read_too(tmp_path: Path) -> None:
    folder = copied(tmp_path, kind="cfp-label")
    (name,) = [path.name for path in folder.glob("*.svg.j2") if "</svg>" in path.read_text("utf-8")][:1] or [
        "label.svg.j2"
    ]
    edit(folder / name, "{%", "<g>{%")
    assert one(findings(folder), "svg.broken").place.source.startswith(name)
