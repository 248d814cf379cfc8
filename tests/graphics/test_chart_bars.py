from __future__ import annotations

from decimal import Decimal

import pytest
from chart_cases import (
    CREDITS,
    CROWDED,
    FACES,
    FIVE,
    LABELS,
    LONG,
    SIGNED,
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
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st

from carbondocs.errors import InvalidValue
from carbondocs.graphics.boxes import Box
from carbondocs.graphics.chart import Bar, Whole, part_colours
from carbondocs.graphics.chart_bars import BarChart, bar_chart, contribution_chart
from carbondocs.graphics.contrast import contrast
from carbondocs.graphics.line_work import line_work

CASES = [("68.35",), FIVE, CREDITS, TWELVE, CROWDED, ("-3", "-1"), ("0", "0"), ("1", "-4000")]


def bars(amounts: tuple[str, ...], labels: tuple[str, ...] = (), whole: Whole = WHOLE) -> BarChart:
    return bar_chart(parts(amounts, labels), whole, width=WIDTH, faces=FACES)


def everything(chart: BarChart) -> list[Box]:
    words = [line for row in chart.rows for line in (*row.label, *texts(row.figures))]
    return [*ink(words), *ink(texts(chart.total)), *(row.bar for row in chart.rows if row.bar.width)]


def assert_sound(chart: BarChart) -> None:
    canvas = Box(0, 0, chart.width, chart.height)
    boxes = everything(chart)
    assert all(canvas.holds(box, 0) for box in (*boxes, chart.axis, chart.rule))
    assert apart([*boxes, chart.rule])


@pytest.mark.parametrize("amounts", CASES)
def test_bars_are_as_long_as_their_amounts(amounts: tuple[str, ...]) -> None:
    chart = bars(amounts)
    largest = max(range(len(amounts)), key=lambda index: abs(Decimal(amounts[index])))
    unit = chart.rows[largest].bar.width / (abs(float(amounts[largest])) or 1)
    for row, amount in zip(chart.rows, amounts, strict=True):
        assert row.bar.width == pytest.approx(abs(float(amount)) * unit, abs=2e-4)


@pytest.mark.parametrize("amounts", CASES)
def test_removals_lie_left_of_the_zero_line_and_all_else_right(amounts: tuple[str, ...]) -> None:
    chart = bars(amounts)
    zero = chart.axis.x + chart.axis.width / 2
    for row, amount in zip(chart.rows, amounts, strict=True):
        inner = row.bar.x + row.bar.width if Decimal(amount) < 0 else row.bar.x
        assert inner == pytest.approx(zero, abs=2e-3)
        assert row.figures.value.x > max(zero, row.bar.x + row.bar.width)


@pytest.mark.parametrize("labels", [(), (LONG,) * 12], ids=["short", "long"])
@pytest.mark.parametrize("amounts", CASES)
def test_nothing_overlaps_or_leaves_the_chart(amounts: tuple[str, ...], labels: tuple[str, ...]) -> None:
    assert_sound(bars(amounts, labels))
    assert_sound(contribution_chart(parts(amounts, labels), WHOLE, width=WIDTH, faces=FACES))


@settings(max_examples=30)
@given(st.lists(st.tuples(LABELS, SIGNED), min_size=1, max_size=12), LABELS, st.sampled_from([100.0, 150.0, 230.0]))
def test_nor_does_anything_of_hard_data(data: list[tuple[str, Decimal]], unit: str, width: float) -> None:
    given_parts = parts([amount for _, amount in data], [label for label, _ in data])
    whole = Whole("合计", "123,456,789.0123", unit)
    assert_sound(bar_chart(given_parts, whole, width=width, faces=FACES))
    assert_sound(contribution_chart(given_parts, whole, width=width, faces=FACES))


def test_the_longest_bar_and_its_figures_fill_the_width() -> None:
    chart = bars(FIVE)
    _, _, right, _ = chart.rows[0].figures.share.box
    assert WIDTH - 1 < right <= WIDTH


def test_contributions_go_from_the_largest_to_the_smallest() -> None:
    chart = contribution_chart(parts(CREDITS), WHOLE, width=WIDTH, faces=FACES)
    ends = [row.bar.x + row.bar.width if row.bar.x >= chart.axis.x else row.bar.x for row in chart.rows]
    assert ends == sorted(ends, reverse=True)
    emitted, removed = chart.rows[0].colour, chart.rows[-1].colour
    assert [row.colour for row in chart.rows] == [emitted] * 3 + [removed] * 2
    assert contrast(emitted, removed) > 1.9


def test_equal_contributions_keep_their_order() -> None:
    equal = [Bar(label, "1", "25.00 %", Decimal(1)) for label in "甲乙丙丁"]
    chart = contribution_chart(equal, WHOLE, width=WIDTH, faces=FACES)
    assert chart.description == "甲 1, 25.00 %; 乙 1, 25.00 %; 丙 1, 25.00 %; 丁 1, 25.00 %"


@pytest.mark.parametrize("count", range(2, 13))
def test_neighbours_differ_in_grey(count: int) -> None:
    colours = part_colours(parts(["1"] * count))
    assert len(set(colours)) == count
    for index, colour in enumerate(colours):
        assert contrast(colour, colours[index - 1]) > 1.9, "in a ring"
        assert contrast(colour, "#FFFFFF") > 1.6
    for one, other in zip(colours[:-3], colours[2:-1], strict=True):
        assert contrast(one, other) > 1.9, "beside a sliver"


def test_a_part_of_nothing_takes_no_colour_from_the_others() -> None:
    with_nothing = part_colours(parts(["5", "0", "4", "0", "3"]))
    assert with_nothing[::2] == part_colours(parts(["5", "4", "3"]))


def test_it_grows_with_its_bars_and_their_names() -> None:
    heights = [bars(FIVE[:count]).height for count in range(1, 6)]
    assert heights == sorted(set(heights))
    assert bars(FIVE, (LONG,)).height > heights[-1]


@pytest.mark.parametrize("name", ["bars", "contributions"])
@pytest.mark.parametrize("amounts", CASES)
def test_it_is_drawn_with_plain_fills_in_the_colours_of_its_parts(name: str, amounts: tuple[str, ...]) -> None:
    chart = bars(amounts, (LONG,))
    svg = drawn(name, chart)
    assert line_work(svg), "PDF takes it on the fast road"
    shown = picture(svg)
    assert shown.size == (round(chart.width * 10), round(chart.height * 10))
    for row in chart.rows:
        if row.bar.width > 0.5:
            x, y = (row.bar.x + row.bar.width / 2) * 10, (row.bar.y + row.bar.height / 2) * 10
            assert shown.getpixel((int(x), int(y))) == tuple(bytes.fromhex(row.colour[1:]))


def test_it_tells_its_figures_to_who_cannot_see_it() -> None:
    tree = ElementTree.fromstring(drawn("bars", bars(("1.5",), ("A&B<C>",))))
    svg = "{http://www.w3.org/2000/svg}"
    assert tree.findtext(f"{svg}title") == "合计 68.35 kgCO₂e/kWh"
    assert tree.findtext(f"{svg}desc") == "A&B<C> 1.5000, 100.00 %"


def test_a_character_without_a_glyph_is_refused() -> None:
    with pytest.raises(InvalidValue) as refused:
        bars(("1",), ("ก",))
    assert refused.value.code == "glyph.missing"
