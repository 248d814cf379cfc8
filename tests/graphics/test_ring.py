import re
from math import dist, pi

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbondocs.graphics.ring import Ring, stroke

RING = Ring(75, 30, 15, 25)

Point = tuple[float, float]


def pairs(numbers: str) -> list[Point]:
    flat = [float(number) for number in numbers.split()]
    return list(zip(flat[::2], flat[1::2], strict=True))


def curves(path: str) -> list[tuple[Point, ...]]:
    """The four points of each curve of a path."""
    found, at = [], (0.0, 0.0)
    for command, numbers in re.findall("([MLC])([^A-Z]*)", path):
        points = pairs(numbers)
        if command == "C":
            found.append((at, *points))
        at = points[-1]
    return found


def on_curve(curve: tuple[Point, ...], t: float) -> Point:
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    x, y = (sum(w * point[axis] for w, point in zip(weights, curve, strict=True)) for axis in (0, 1))
    return x, y


@given(st.floats(0, 2 * pi), st.floats(0.001, 2 * pi))
def test_a_sector_keeps_to_both_circles(start: float, sweep: float) -> None:
    edges = curves(RING.sector(start, sweep))
    half = len(edges) // 2
    for radius, part in ((25, edges[:half]), (15, edges[half:])):
        for curve in part:
            for t in (0, 0.25, 0.5, 0.75, 1):
                assert dist(on_curve(curve, t), (75, 30)) == pytest.approx(radius, abs=1e-3)


def test_angles_run_clockwise_from_twelve() -> None:
    assert RING.at(0, 10) == pytest.approx((75, 20))
    assert RING.at(pi / 2, 10) == pytest.approx((85, 30))
    quarter = curves(RING.sector(0, pi / 2))
    assert quarter[0][0] == pytest.approx((75, 5))
    assert quarter[1][-1] == pytest.approx((100, 30))


def test_a_cut_goes_right_across() -> None:
    (a, b, c, d) = pairs(re.sub("[MLZ]", " ", RING.cut(pi / 2, 0.4)))
    assert sorted({x for x, _ in (a, b, c, d)}) == pytest.approx([75 + 14.6, 75 + 25.4])
    assert sorted({y for _, y in (a, b, c, d)}) == pytest.approx([29.8, 30.2])


def test_a_stroke_has_its_width_and_leaves_out_what_has_no_length() -> None:
    assert stroke(2, (0, 0), (10, 0), (10, 0)) == "M0 1L10 1L10 -1L0 -1Z"
    assert stroke(2, (3, 3), (3, 3)) == ""
