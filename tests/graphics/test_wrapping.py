from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbondocs.graphics.wrapping import text_width, wrapped

HEI = Path(__file__).parents[2] / "fonts" / "CarbonDocsHei-Regular.ttf"
TEXTS = st.text("碳足迹，。（）《》、/-AbQ09 ", min_size=1, max_size=60)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("原材料获取", 5, ("原材料获取",)),
        ("正极材料生产", 5, ("正极材", "料生产")),  # of about the same length
        ("分销、储存", 2.5, ("分", "销、", "储存")),  # a comma never begins a line
        ("正极（磷酸铁锂）", 3.5, ("正极", "（磷酸", "铁锂）")),
        ("电解液 LiPF6 溶剂", 5, ("电解液", "LiPF6 溶剂")),
        ("使用 25 年的电池", 3.9, ("使用", "25 年的", "电池")),  # a number stays with its unit
        ("ABCDEFGHIJ", 3, ("ABC", "DEF", "GHIJ")),
    ],
)
def test_lines_end_where_they_may(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert wrapped(text, HEI, 1, width, 5) == lines


@pytest.mark.parametrize(
    ("text", "most", "lines"),
    [
        ("厂内电力消耗及热力消耗", 1, ("厂内电力…",)),
        ("厂内电力消耗及热力消耗", 2, ("厂内电力消", "耗及热力…")),
        ("包装材料 No. 12 及其他材料", 2, ("包装材料", "No. 12…")),
        ("厂内电（外购）消耗", 1, ("厂内电…",)),  # nothing opens before the cut
    ],
)
def test_what_is_too_long_is_cut(text: str, most: int, lines: tuple[str, ...]) -> None:
    assert wrapped(text, HEI, 1, 5, most) == lines


def test_a_word_that_fits_is_never_broken() -> None:
    assert wrapped("Polypropylene 隔膜生产与涂覆加工", HEI, 1, 9, 3) == ("Polypropylene 隔", "膜生产与涂覆加工")


@settings(max_examples=60)
@given(TEXTS, st.floats(3, 20), st.integers(1, 4))
def test_lines_fit_and_lose_nothing_but_what_is_cut(text: str, width: float, most: int) -> None:
    lines = wrapped(text, HEI, 1, width, most)
    assert 1 <= len(lines) <= most
    assert all(text_width(line, HEI, 1) <= width + 1e-9 for line in lines)
    joined = "".join(lines).replace(" ", "")
    whole = text.replace(" ", "")
    assert joined == whole or (joined.endswith("…") and whole.startswith(joined[:-1]))
