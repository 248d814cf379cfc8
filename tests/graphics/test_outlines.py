from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.svgLib.path import parse_path
from fontTools.ttLib import TTFont

from carbondocs.errors import InvalidValue
from carbondocs.graphics.outlines import outline

FONTS = Path(__file__).parents[2] / "fonts"
HEI, LATIN = FONTS / "CarbonDocsHei-Bold.ttf", FONTS / "CarbonDocsLatin-Bold.ttf"


def advance(text: str, face: Path) -> float:
    with TTFont(face, lazy=True) as font:
        units = sum(font["hmtx"][font.getBestCmap()[ord(character)]][0] for character in text)
        return float(units / font["head"].unitsPerEm)


@pytest.mark.parametrize(("text", "face"), [("kgCO₂e", HEI), ("128,450.5", HEI), ("碳足迹", HEI), ("68.35", LATIN)])
def test_the_width_is_the_sum_of_the_advances(text: str, face: Path) -> None:
    assert outline(text, face, 12.5).width == pytest.approx(12.5 * advance(text, face))


def test_tracking_goes_between_characters_and_not_after_the_last() -> None:
    plain, tracked = outline("碳足迹", HEI, 10), outline("碳足迹", HEI, 10, tracking=0.2)
    assert tracked.width == pytest.approx(plain.width + 2 * 0.2 * 10)
    assert outline("碳", HEI, 10, tracking=0.2) == outline("碳", HEI, 10)


def test_the_ink_box_bounds_the_path() -> None:
    line = outline("−8,g", HEI, 40, tracking=-0.03)
    pen = BoundsPen(None)
    parse_path(line.path, pen)
    assert pen.bounds == pytest.approx((line.left, line.top, line.right, line.bottom), abs=0.01)


def test_y_points_down() -> None:
    figure, comma = outline("1", HEI, 10), outline(",", HEI, 10)
    assert figure.top == pytest.approx(-7.41)
    assert figure.bottom == 0
    assert comma.bottom > 1


def test_the_anchor_moves_the_line_along_its_advance() -> None:
    start, middle, end = (outline("68.35", HEI, 10, anchor=anchor) for anchor in ("start", "middle", "end"))
    assert start.left - middle.left == pytest.approx(start.width / 2)
    assert start.left - end.left == pytest.approx(start.width)
    assert start.width == middle.width == end.width


def test_space_has_width_but_no_ink() -> None:
    line = outline(" ", HEI, 10)
    assert line.width > 0
    assert (line.path, line.left, line.right, line.top, line.bottom) == ("", 0, 0, 0, 0)


def test_a_character_that_the_face_lacks_is_refused_by_name() -> None:
    with pytest.raises(InvalidValue, match=r"碳 \(U\+78B3\)") as refused:
        outline("CO₂碳", LATIN, 10)
    assert refused.value.code == "glyph.missing"


def test_threads_draw_the_same() -> None:
    texts = [f"{number},450.{number}" for number in range(40)]
    outline.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda text: outline(text, HEI, 7), texts))
    outline.cache_clear()
    assert together == [outline(text, HEI, 7) for text in texts]
