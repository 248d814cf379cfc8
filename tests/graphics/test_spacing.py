from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from carbondocs.graphics.spacing import spaced


def test_labels_with_room_stand_where_they_are_wanted() -> None:
    assert spaced([10, 30, 50], [8, 8, 8], 2, 0, 60) == (10, 30, 50)


def test_labels_that_would_touch_part_evenly() -> None:
    assert spaced([30, 30], [8, 8], 2, 0, 60) == (25, 35)
    assert spaced([28, 31, 31, 80], [8, 8, 8, 8], 2, 0, 100) == (20, 30, 40, 80)


def test_labels_stay_within_the_column() -> None:
    assert spaced([1, 2, 3], [8, 8, 8], 2, 0, 60) == (4, 14, 24)
    assert spaced([58, 59, 60], [8, 8, 8], 2, 0, 60) == (36, 46, 56)
    assert spaced([0, 60], [20, 38], 2, 0, 60) == (10, 41)


def test_no_labels_need_no_room() -> None:
    assert spaced([], [], 2, 0, 60) == ()


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 12)), min_size=1, max_size=7))
def test_they_never_touch(labels: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(middle for middle, _ in labels), [height for _, height in labels]
    found = spaced(wanted, heights, 2, 0, 100)
    sides = [(middle - height / 2, middle + height / 2) for middle, height in zip(found, heights, strict=True)]
    assert all(below[0] - above[1] > 2 - 1e-6 for above, below in pairwise(sides))
    assert sides[0][0] > -1e-6
    assert sides[-1][1] < 100 + 1e-6


@given(st.lists(st.floats(20, 80), min_size=2, max_size=5), st.integers(0, 4), st.floats(-1, 1))
def test_no_other_place_is_nearer(wanted: list[float], index: int, shift: float) -> None:
    wanted.sort()
    heights = [6.0] * len(wanted)
    found = list(spaced(wanted, heights, 1, 0, 100))
    other = found.copy()
    other[index % len(other)] += shift
    if other[0] >= 3 and other[-1] <= 97 and all(b - a >= 7 for a, b in pairwise(other)):
        distance = [sum((a - b) ** 2 for a, b in zip(places, wanted, strict=True)) for places in (found, other)]
        assert distance[0] <= distance[1] + 1e-9
