from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from math import cos, hypot, radians, sin

import pytest
from chart_cases import (
    AMOUNTS,
    CREDITS,
    CROWDED,
    FACES,
    FIVE,
    LABELS,
    LONG,
    TWELVE,
    WHOLE,
    WIDTH,
    apart,
    drawn,
    ink,
    parts,
    picture,
    texts,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from carbondocs.graphics.boxes import Box
from carbondocs.graphics.chart import Whole, part_colours
from carbondocs.graphics.chart_pie import PieChart, Slice, pie_chart
from carbondocs.graphics.line_work import line_work

CASES = [("68.35",), ("1", "1"), FIVE, TWELVE, CROWDED, ("0.01", "99.99"), ("1",) * 12]
UNIT = "kgCO₂e/（块·25 年，含边框、接线盒与包装，不含安装支架）"


def pie(amounts: tuple[str, ...], labels: tuple[str, ...] = (), whole: Whole = WHOLE) -> PieChart:
    chart = pie_chart(parts(amounts, labels), whole, width=WIDTH, faces=FACES)
    assert chart
    return chart


def label_ink(piece: Slice) -> list[Box]:
    return ink([*piece.label, *texts(piece.figures)])


def points(path: str) -> list[tuple[float, float]]:
    flat = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(flat[::2], flat[1::2], strict=True))


def ring(chart: PieChart) -> tuple[float, float, float]:
    """Centre and radius; a slice's path begins on the outer edge."""
    first, radius = chart.slices[0], 0.17 * chart.width
    _, y = points(first.path)[0]
    return chart.width / 2, y + radius * cos(radians(first.start)), radius


def assert_sound(chart: PieChart) -> None:
    canvas = Box(0, 0, chart.width, chart.height)
    labels = [box for piece in chart.slices for box in label_ink(piece)]
    others = ink([*texts(chart.total), *chart.foot])
    assert all(canvas.holds(box, 0) for box in (*labels, *others))
    x, y, radius = ring(chart)
    disc = Box(x - radius, y - radius, 2 * radius, 2 * radius)
    assert canvas.holds(disc, 0.3)
    assert apart([*labels, *ink(chart.foot), disc])
    assert apart(others)
    for box in ink(texts(chart.total)):
        corners = ((box.x + dx, box.y + dy) for dx in (0, box.width) for dy in (0, box.height))
        assert max(hypot(u - x, v - y) for u, v in corners) < 0.6 * radius, "in the hole"
    assert_leaders_run_clear(chart, x, y, radius)


def assert_leaders_run_clear(chart: PieChart, x: float, y: float, radius: float) -> None:
    """They begin outside the ring, end beside their own label, and don't cross."""
    for side in (1, -1):
        ends = []
        for piece in chart.slices:
            leader, own = points(piece.leader), label_ink(piece)
            if (own[0].x - x) * side < 0:
                continue
            assert all(hypot(u - x, v - y) > radius for u, v in leader)
            near = max(box.x + box.width for box in own) if side < 0 else min(box.x for box in own)
            last = max(leader, key=lambda point: side * point[0])
            assert 0 < side * (near - last[0]) < 2
            assert min(box.y for box in own) < last[1] < max(box.y + box.height for box in own)
            ends.append((leader[0][1], last[1]))
        ordered = sorted(ends, key=lambda end: end[1])
        assert all(above[0] < below[0] + 0.2 for above, below in pairwise(ordered))


@pytest.mark.parametrize("amounts", CASES)
def test_angles_are_in_proportion_to_the_amounts(amounts: tuple[str, ...]) -> None:
    chart = pie(amounts)
    total = sum(map(Decimal, amounts))
    for piece, amount in zip(chart.slices, amounts, strict=True):
        assert piece.sweep == pytest.approx(float(Decimal(amount) / total) * 360, abs=1e-3)
    for piece, after in pairwise(chart.slices):
        turn = (after.start - piece.start) % 360
        assert turn == pytest.approx(piece.sweep, abs=1e-3)


@pytest.mark.parametrize("amounts", CASES)
def test_what_is_drawn_has_these_angles(amounts: tuple[str, ...]) -> None:
    chart = pie(amounts)
    svg = drawn("pie", chart)
    assert line_work(svg), "PDF takes it on the fast road"
    shown = picture(svg)
    x, y, radius = ring(chart)

    def pixel(angle: float) -> tuple[int, ...]:
        u, v = x + 0.8 * radius * sin(radians(angle)), y - 0.8 * radius * cos(radians(angle))
        found = shown.getpixel((int(u * 10), int(v * 10)))
        assert isinstance(found, tuple)
        return found

    for piece in chart.slices:
        for place in (0.1, 0.5, 0.9):
            if piece.sweep > 10:
                assert pixel(piece.start + place * piece.sweep) == tuple(bytes.fromhex(piece.colour[1:]))
        if len(amounts) > 1 and min(other.sweep for other in chart.slices) > 3:
            assert min(pixel(piece.start)) > 180, "a white line before each slice"
    assert shown.getpixel((int(x * 10), int((y - 0.5 * radius) * 10))) == (255, 255, 255), "the hole"


@pytest.mark.parametrize("labels", [(), (LONG,) * 12], ids=["short", "long"])
@pytest.mark.parametrize("amounts", CASES)
def test_nothing_overlaps_or_leaves_the_chart(amounts: tuple[str, ...], labels: tuple[str, ...]) -> None:
    assert_sound(pie(amounts, labels))


@settings(max_examples=30)
@given(
    st.lists(st.tuples(LABELS, AMOUNTS | st.just(Decimal("0.0001"))), min_size=1, max_size=12),
    LABELS,
    st.sampled_from([120.0, 150.0, 230.0]),
)
def test_nor_does_anything_of_hard_data(data: list[tuple[str, Decimal]], unit: str, width: float) -> None:
    given_parts = parts([amount for _, amount in data], [label for label, _ in data])
    chart = pie_chart(given_parts, Whole("合计", "1,234,567.89", unit), width=width, faces=FACES)
    if chart is None:
        assert not any(amount for _, amount in data)
    else:
        assert_sound(chart)


@pytest.mark.parametrize("amounts", [CREDITS, ("3", "-3"), ("-1",), ("0", "0"), ()])
def test_it_shows_neither_removals_nor_nothing(amounts: tuple[str, ...]) -> None:
    assert pie_chart(parts(amounts), WHOLE, width=WIDTH, faces=FACES) is None


def test_parts_of_nothing_are_left_out_and_the_others_keep_their_colours() -> None:
    amounts = ("5", "0", "4")
    chart = pie(amounts)
    assert len(chart.slices) == 2
    assert [piece.colour for piece in chart.slices] == list(part_colours(parts(amounts))[::2])


def test_it_starts_at_twelve_oclock() -> None:
    assert pie(FIVE).slices[0].start == 0
    assert pie(("1",) * 12).slices[0].start == 0


def test_it_turns_where_that_makes_it_less_high() -> None:
    """Eleven slivers beside each other would all be labelled on one side."""
    chart = pie(CROWDED)
    left = [piece for piece in chart.slices if piece.figures.value.x < WIDTH / 2]
    assert len(left) == 6
    assert chart.height < 80


def test_a_long_unit_stands_below() -> None:
    short, long = pie(FIVE), pie(FIVE, whole=Whole("合计", "68.35", UNIT))
    assert (len(short.total.unit), short.foot) == (1, ())
    assert (long.total.unit, len(long.foot)) == ((), 1)
    assert long.height > short.height


def test_no_part_is_too_small_for_its_label() -> None:
    chart = pie(("999999999999", "0.000000001", "0.000000001", "0.000000002"))
    assert [len(label_ink(piece)) for piece in chart.slices] == [3, 3, 3, 3]
    assert len({piece.figures.value.y for piece in chart.slices[1:]}) > 1
    assert_sound(chart)


def test_a_single_part_is_a_whole_ring() -> None:
    chart = pie(("68.35",))
    assert (chart.cuts, chart.slices[0].sweep) == ("", 360)
    assert chart.slices[0].path.count("Z") == 2
