"""The mark of management systems: its lines, its size, and that it is neither stretched nor recoloured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from label_data import CEMS_NUMBER, attempt, errors, made, mark, own_issuer

from carbondocs import Renderer
from carbondocs.kinds import kind
from carbondocs.kinds.cems_mark import CemsMark, MarkDocument, mark_document

KIND = "cems-mark"


def document(data: dict[str, Any], **settings: Any) -> MarkDocument:
    return mark_document(CemsMark.model_validate(data), {}, Renderer(**settings)._setting(kind(KIND)))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (mark({"variant": "black"}), [("design", "mark.recoloured")]),
        (mark({"colour": "#FF0000"}), [("design", "mark.recoloured")]),
        (mark({"width": 30, "height": 30}), [("design.height", "design.proportion")]),
        (mark({"width": 10}), [("design.width", "design.too_small")]),
        (mark({"width": 30}, number="X" * 200), [("design.width", "design.too_small")]),
        (mark(status="suspended"), [("status", "status.forbids")]),
        (mark(status="withdrawn"), [("status", "status.forbids")]),
        (mark(expires_on="2026-03-15"), [("expires_on", "status.expired")]),
        (mark(number=""), [("number", "text.empty")]),
        (mark({"width": 200, "dpi": 2400}), [("", "design.pixels")]),
    ],
)
def test_what_the_rule_forbids_is_refused(data: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    assert errors(KIND, data) == expected


@pytest.mark.parametrize("design", [{"variant": "black"}, {"width": 30, "height": 30}])
def test_recolouring_and_stretching_are_refused_by_their_clause(design: dict[str, Any]) -> None:
    (found,) = attempt(KIND, mark(design)).diagnostics
    assert found.clause.endswith("10.3.3")


def test_the_body_and_the_number_stand_below_it() -> None:
    made_of = document(mark())
    scheme, name, number = made_of.mark.lines
    assert scheme.box[1] > 59
    assert scheme.box[3] < name.box[1]
    assert name.box[3] < number.box[1]
    assert number.box[3] < 87
    assert all(line.box[0] >= 0 and line.box[2] <= 60 for line in made_of.mark.lines)


def test_the_short_name_goes_before_the_name(tmp_path: Path) -> None:
    short, named, whole = (tmp_path / name for name in ("short", "named", "whole"))
    for folder in (short, named, whole):
        folder.mkdir()
    with_short = own_issuer(short, extra='short_name = "某某认证"')
    lines = document(mark(), issuer=with_short).mark.lines
    assert lines == document(mark(body_name="某某认证"), issuer=own_issuer(named)).mark.lines
    assert lines != document(mark(), issuer=own_issuer(whole)).mark.lines


def test_it_says_that_it_is_a_stand_in() -> None:
    made_of = document(mark())
    assert "占位图样" in made_of.description.main
    assert "not the official mark" in made_of.description.main
    assert CEMS_NUMBER in made_of.title.main


def test_it_is_one_drawing_at_every_size() -> None:
    small, large = (made(KIND, mark({"width": width}), "svg").decode() for width in (20, 200))
    assert small != large
    assert small.split("<desc>")[1] == large.split("<desc>")[1]
