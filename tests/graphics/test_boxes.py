"""Lines in boxes: as large as they fit, and broken where a line may be."""

from __future__ import annotations

import pytest

from carbondocs.graphics.boxes import Box, fitted, halves
from carbondocs.workspace import shipped

HEI = shipped("fonts") / "CarbonDocsHei-Bold.ttf"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("声明单位：一台 6.25 MW 风力发电机组", ("声明单位：一台", "6.25 MW 风力发电机组")),
        ("一二三四", ("一二", "三四")),
        ("一二三，四五", ("一二", "三，四五")),
        ("two words", ("two", "words")),
        ("100 km", None),
        ("word", None),
        ("一", None),
    ],
)
def test_a_text_is_halved_where_it_may_be_broken(text: str, expected: tuple[str, str] | None) -> None:
    assert halves(text, HEI) == expected


@pytest.mark.parametrize("text", ["0.012", "128,450.5", "kgCO₂e", "示例认证中心"])
@pytest.mark.parametrize("box", [Box(3, 4, 50, 8), Box(-10, 0, 5, 40)])
def test_ink_fills_its_box_and_stands_in_its_middle(text: str, box: Box) -> None:
    left, top, right, bottom = fitted(text, HEI, box).box
    assert max((right - left) / box.width, (bottom - top) / box.height) == pytest.approx(1, abs=0.01)
    assert left + right == pytest.approx(2 * box.x + box.width, abs=0.02)
    assert top + bottom == pytest.approx(2 * box.y + box.height, abs=0.02)


def test_the_square_of_a_box_is_in_its_middle() -> None:
    assert Box(0, 0, 10, 4).square == Box(3, 0, 4, 4)
    assert Box(1, 1, 4, 10).square == Box(1, 4, 4, 4)
