"""The text of PDF pages, read so that what goes on over a page's end is found."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from carbondocs.designer.reading import page_texts, squeezed
from carbondocs.faces import faces_in
from carbondocs.workspace import shipped


def test_running_heads_and_feet_stand_in_no_text() -> None:
    whole, flowing = page_texts(
        ["Cover", "Head 1\r\nIt was a dark and\r\nPage 2 of 4", "Head 1\r\nstormy night;\r\nPage 3 of 4",
         "Head 1\r\nthe rain fell.\r\nPage 4 of 4"]
    )  # fmt: skip
    assert whole == "coverhead1itwasadarkandpage2of4head1stormynight;page3of4head1therainfell.page4of4"
    assert flowing.startswith("coveritwasadarkandstormynight;therainfell.")
    assert flowing.count("head1") == 3


def test_heads_are_found_where_they_come_last() -> None:
    _, flowing = page_texts(["one\nfoot 1\nhead", "two\nfoot 2\nhead"])
    assert flowing.startswith("onetwo")


def test_one_page_is_its_text() -> None:
    assert page_texts(["A 1\nB 2"]) == ("a1b2", "a1b2")


def test_lines_that_stand_amid_others_are_kept() -> None:
    _, flowing = page_texts(["one\nsame\ntwo", "three\nsame\nfour"])
    assert flowing == "onesametwothreesamefour"


def test_hyphens_at_the_ends_of_lines_may_belong_to_the_text_or_not() -> None:
    readings = page_texts(["CLCD\ufffeChina and infor\ufffemation"])
    assert set(readings) == {"clcd-chinaandinfor-mation", "clcdchinaandinformation"}


@pytest.mark.parametrize("path", sorted({face.path for face in faces_in(shipped("fonts"))}), ids=lambda path: path.stem)
def test_characters_that_a_face_draws_alike_are_one(path: Path) -> None:
    drawn = defaultdict(set)
    with TTFont(path, lazy=True) as font:
        for code, glyph in font.getBestCmap().items():
            drawn[glyph].add(chr(code))
    alike = [characters for characters in drawn.values() if not any(each.isspace() for each in characters)]
    seen = {frozenset(map(squeezed, characters)) - {""} for characters in alike}
    assert [texts for texts in seen if len(texts) > 1] == []
